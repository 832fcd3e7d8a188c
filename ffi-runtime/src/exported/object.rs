//! Values of Rust that C holds by a pointer.

use super::{IN_USE, WRONG_OBJECT, WRONG_THREAD, place_of, refuse};
use crate::{
    last_error::{self, LastError},
    panic::barrier,
};
use core::{
    cell::{Cell, UnsafeCell},
    ffi::c_void,
    fmt,
    mem::ManuallyDrop,
    ops::{Deref, DerefMut},
    ptr::NonNull,
    sync::atomic::{AtomicIsize, AtomicU64, Ordering},
};
use std::boxed::Box;

/// A type whose values C holds as objects. `#[export]` implements it.
///
/// # Safety
/// No other type has the same [`TAG`](Handle::TAG). The type is `Send` if [`SEND`](Handle::SEND) says so, and `Sync` if
/// [`SYNC`](Handle::SYNC) does.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not exported as a handle",
    label = "C cannot hold one",
    note = "write `#[export]` on the declaration of `{Self}`"
)]
pub unsafe trait Handle: Sized {
    /// What its objects are known by.
    const TAG: u64;
    /// What C calls the type.
    const NAME: &'static str;
    /// Whether every thread may have one.
    const SEND: bool;
    /// Whether several threads may use one at once.
    const SYNC: bool;
}

/// A number for a type, made of its path: the 64-bit FNV-1a hash.
pub const fn tag(path: &str) -> u64 {
    let bytes = path.as_bytes();
    let (mut hash, mut at) = (0xcbf2_9ce4_8422_2325_u64, 0);
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    hash
}

/// What a pointer to an object leads to.
#[repr(C)]
pub struct Object<T> {
    /// Of the type; 0 when it was freed. It is first in the objects of every type, so that one can be taken for another
    /// and seen not to be.
    tag: AtomicU64,
    /// How many calls use it; -1 where one uses it alone.
    users: AtomicIsize,
    /// The thread that made it, where it matters.
    home: u64,
    /// The thread of the calls that share it, where others must wait for them.
    sharer: AtomicU64,
    value: UnsafeCell<T>,
}

impl<T> fmt::Debug for Object<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Object").finish_non_exhaustive()
    }
}

/// An object while a call uses it, as others may.
#[derive(Debug)]
pub struct Shared<'a, T>(&'a Object<T>);

/// An object while a call uses it alone.
#[derive(Debug)]
pub struct Exclusive<'a, T>(&'a Object<T>);

/// Makes an object for C to own.
pub fn into_raw<T: Handle>(value: T) -> *mut c_void {
    let object = Object {
        tag: AtomicU64::new(T::TAG),
        users: AtomicIsize::new(0),
        home: if T::SEND { 0 } else { here() },
        sharer: AtomicU64::new(0),
        value: UnsafeCell::new(value),
    };
    Box::into_raw(Box::new(object)).cast()
}

std::thread_local! {
    /// The number of this thread; 0 until it is asked for.
    static HERE: Cell<u64> = const { Cell::new(0) };
}

/// A number that no other thread of the program has, nor ever had.
#[inline]
fn here() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    // The cell has no destructor, so it is there until the thread is gone.
    let known = HERE.try_with(Cell::get).unwrap_or(0);
    if known != 0 {
        return known;
    }
    let new = NEXT.fetch_add(1, Ordering::Relaxed);
    let _ = HERE.try_with(|here| here.set(new));
    new
}

/// The object that a pointer leads to, if it is one of `T`, and if this thread may use it so.
///
/// # Safety
/// The pointer is null, or leads to an object that lives for `'a`.
#[inline]
unsafe fn object<'a, T: Handle>(
    pointer: *const c_void,
    may_share: bool,
    name: &'static str,
) -> Result<&'a Object<T>, LastError> {
    let object = place_of::<Object<T>>(pointer, name)?;
    // SAFETY: every object begins with its tag, whatever type it has, and the caller says that it is one.
    let tag = unsafe { &*object.cast::<AtomicU64>() };
    if tag.load(Ordering::Relaxed) != T::TAG {
        return Err(wrong::<T>(name));
    }
    // SAFETY: the tag says of which type it is.
    let object = unsafe { &*object };
    let is_anywhere = T::SEND || may_share && T::SYNC;
    match is_anywhere || object.home == here() {
        true => Ok(object),
        false => Err(elsewhere(name)),
    }
}

#[cold]
fn wrong<T: Handle>(name: &'static str) -> LastError {
    refuse(WRONG_OBJECT, name, &std::format!("is no `{}`", T::NAME))
}

#[cold]
fn elsewhere(name: &'static str) -> LastError {
    refuse(WRONG_THREAD, name, "belongs to another thread")
}

#[cold]
fn in_use(name: &'static str) -> LastError {
    refuse(IN_USE, name, "is in use by another call")
}

/// An object for a call that may share it: with all others where the type is `Sync`, otherwise with those of its thread.
///
/// # Errors
/// When it is null, no object of the type, on a thread that it does not belong to, or used by a call that does not share
/// it.
///
/// # Safety
/// The pointer is null, or leads to an object of some type that lives for `'a`.
#[inline]
pub unsafe fn shared<'a, T: Handle>(
    pointer: *const c_void,
    name: &'static str,
) -> Result<Shared<'a, T>, LastError> {
    // SAFETY: as the caller says.
    let object = unsafe { object::<T>(pointer, true, name) }?;
    let mut users = object.users.load(Ordering::Acquire);
    loop {
        if users < 0 || users == isize::MAX {
            return Err(in_use(name));
        }
        if T::SEND && !T::SYNC {
            if users == 0 {
                return first(object, name);
            }
            // Who came first has said so before there were users. Where that is this thread, it is further up in it, and
            // stays until this returns.
            if object.sharer.load(Ordering::Relaxed) != here() {
                return Err(in_use(name));
            }
        }
        let next = object.users.compare_exchange_weak(
            users,
            users + 1,
            Ordering::Acquire,
            Ordering::Acquire,
        );
        match next {
            Ok(_) => return Ok(Shared(object)),
            Err(other) => users = other,
        }
    }
}

/// An object that nobody uses, for the calls of this thread to share.
fn first<'a, T>(object: &'a Object<T>, name: &'static str) -> Result<Shared<'a, T>, LastError> {
    let alone = object
        .users
        .compare_exchange(0, -1, Ordering::Acquire, Ordering::Relaxed);
    if alone.is_err() {
        return Err(in_use(name));
    }
    object.sharer.store(here(), Ordering::Relaxed);
    object.users.store(1, Ordering::Release);
    Ok(Shared(object))
}

/// An object for a call that uses it alone.
///
/// # Errors
/// When it is null, no object of the type, or used by another call: a callback that came back, or another thread.
///
/// # Safety
/// As for [`shared`].
#[inline]
pub unsafe fn exclusive<'a, T: Handle>(
    pointer: *const c_void,
    name: &'static str,
) -> Result<Exclusive<'a, T>, LastError> {
    // SAFETY: as the caller says.
    let object = unsafe { object::<T>(pointer, false, name) }?;
    let alone = object
        .users
        .compare_exchange(0, -1, Ordering::Acquire, Ordering::Relaxed);
    match alone {
        Ok(_) => Ok(Exclusive(object)),
        Err(_) => Err(in_use(name)),
    }
}

/// An object that was C's: it ends with this, unless its value is taken.
#[derive(Debug)]
pub struct Claim<T>(NonNull<Object<T>>);

/// Takes an object from C. Until its [`value`](Claim::value) is taken it stays where it is, and whoever else is given it
/// by the same call sees that it is in use.
///
/// # Errors
/// As [`exclusive`]; the object is C's still.
///
/// # Safety
/// The pointer is null, or leads to an object that C owns, and does not use afterwards unless this fails.
pub unsafe fn claim<T: Handle>(
    pointer: *mut c_void,
    name: &'static str,
) -> Result<Claim<T>, LastError> {
    // SAFETY: as the caller says.
    let alone = unsafe { exclusive::<T>(pointer, name) }?;
    // It stays in use until it ends.
    core::mem::forget(alone);
    NonNull::new(pointer.cast())
        .map(Claim)
        .ok_or_else(|| wrong::<T>(name))
}

impl<T> Claim<T> {
    /// The value; the memory of the object is freed.
    #[must_use]
    pub fn value(self) -> T {
        let object = self.0;
        core::mem::forget(self);
        // SAFETY: nobody else uses it, and this was its one owner.
        unsafe { take(object) }
    }
}

impl<T> Drop for Claim<T> {
    fn drop(&mut self) {
        // SAFETY: as in `value`, which forgets the claim.
        unsafe { end(self.0) };
    }
}

/// # Safety
/// Nobody else uses the object, and nobody does afterwards.
unsafe fn take<T>(object: NonNull<Object<T>>) -> T {
    // SAFETY: the caller says that it is there, and `into_raw` made it in a box.
    let object = unsafe {
        object.as_ref().tag.store(0, Ordering::Relaxed);
        Box::from_raw(object.as_ptr())
    };
    object.value.into_inner()
}

/// Ends an object where it is: who is given it meanwhile, by its destructor, sees that it is in use.
///
/// # Safety
/// As for [`take`].
unsafe fn end<T>(object: NonNull<Object<T>>) {
    /// Frees the memory, also when the destructor panics.
    struct Memory<T>(NonNull<Object<T>>);

    impl<T> Drop for Memory<T> {
        fn drop(&mut self) {
            let empty = self.0.cast::<Object<ManuallyDrop<T>>>();
            // SAFETY: `into_raw` made it in a box, nobody uses it, and its value is gone: what is left has the same
            // layout, as both are `repr(C)` and `ManuallyDrop` is transparent.
            unsafe {
                empty.as_ref().tag.store(0, Ordering::Relaxed);
                drop(Box::from_raw(empty.as_ptr()));
            }
        }
    }

    let memory = Memory(object);
    // SAFETY: the caller says that it is there and nobody else's; nothing uses the value afterwards.
    unsafe { memory.0.as_ref().value.get().drop_in_place() };
}

/// Ends an object that C owns; null is none. What goes wrong becomes the last error: where it is no object of the type,
/// or in use, it is left alone. Otherwise the last error stays: a caller that failed cleans up before it looks why.
///
/// # Safety
/// As for [`claim`].
pub unsafe fn free<T: Handle>(pointer: *mut c_void) {
    if pointer.is_null() {
        return;
    }
    barrier((), || {
        // SAFETY: as the caller says.
        match unsafe { claim::<T>(pointer, T::NAME) } {
            Ok(claim) => drop(claim),
            Err(error) => last_error::set(error),
        }
    });
}

impl<T> Deref for Shared<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: nobody uses it alone while it is shared.
        unsafe { &*self.0.value.get() }
    }
}

impl<T> Drop for Shared<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.0.users.fetch_sub(1, Ordering::Release);
    }
}

impl<T> Deref for Exclusive<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: nobody else uses it.
        unsafe { &*self.0.value.get() }
    }
}

impl<T> DerefMut for Exclusive<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: nobody else uses it.
        unsafe { &mut *self.0.value.get() }
    }
}

impl<T> Drop for Exclusive<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.0.users.store(0, Ordering::Release);
    }
}
