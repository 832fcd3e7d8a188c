use super::{held::Held, released};
use crate::panic::barrier;
use core::{
    cell::{Cell, UnsafeCell},
    ffi::c_void,
    fmt,
    mem::ManuallyDrop,
    ptr::NonNull,
};
use std::{rc::Rc, sync::Arc};

/// A closure, or several in a tuple, that C keeps and calls on one thread at a time.
///
/// This is the owner: dropping it frees the closure, unless C took it ([`into_data`](Kept::into_data)). A closure that
/// runs is freed when it has returned.
///
/// # Examples
/// ```
/// use core::ffi::c_void;
/// use ffi_runtime::callback::Kept;
///
/// unsafe extern "C" fn trampoline<F: FnMut(i32)>(data: *mut c_void, event: i32) {
///     // SAFETY: `data` is of a `Kept<F>` that was not released.
///     unsafe { Kept::<F>::call(data, (), |closure| closure(event)) }
/// }
///
/// fn register<F: FnMut(i32) + 'static>(closure: F) -> (unsafe extern "C" fn(*mut c_void, i32), *mut c_void, unsafe extern "C" fn(*mut c_void)) {
///     (trampoline::<F>, Kept::new(closure).into_data(), Kept::<F>::release)
/// }
///
/// let (call, data, destroy) = register(|event| assert_eq!(event, 7));
/// // SAFETY: what C does: it calls the function with its data, and frees that in the end.
/// unsafe {
///     call(data, 7);
///     destroy(data);
/// }
/// ```
pub type Kept<F> = Owner<Rc<Slot<F>>>;

/// As [`Kept`], of a closure that several threads may call at once.
pub type KeptSync<F> = Owner<Arc<F>>;

impl<F> Kept<F> {
    /// Puts `closure` where C can find it.
    #[inline]
    pub fn new(closure: F) -> Kept<F> {
        let slot = Slot {
            running: Cell::new(false),
            closure: UnsafeCell::new(closure),
        };
        Owner(ManuallyDrop::new(Rc::new(slot)))
    }

    /// Calls the closure behind `data`. `instead` is the answer when it panics and when it is running already.
    ///
    /// # Safety
    /// `data` is of a `Kept<F>` that was not released before this call, and no other thread calls or releases it.
    #[inline]
    pub unsafe fn call<R>(data: *mut c_void, instead: R, with: impl FnOnce(&mut F) -> R) -> R {
        // SAFETY: the caller's promise.
        let owner = unsafe { Kept::<F>::again(data) };
        if owner.0.running.replace(true) {
            super::refuse_reentry();
            return instead;
        }
        let answer = barrier(instead, || {
            // SAFETY: the closure is not running, so nobody else has a reference to it.
            with(unsafe { &mut *owner.0.closure.get() })
        });
        owner.0.running.set(false);
        answer
    }
}

impl<F: Send + 'static> Kept<F> {
    /// As [`release_later`](Owner::release_later), for a closure that C may let go of on a thread of its own.
    ///
    /// # Safety
    /// As for [`release`](Owner::release); no other thread calls the closure.
    pub unsafe extern "C" fn release_anywhere(data: *mut c_void) {
        let Some(data) = NonNull::new(data) else {
            return;
        };
        // SAFETY: the caller's promise: there is an owner.
        let is_running = unsafe { data.cast::<Slot<F>>().as_ref() }.running.get();
        // SAFETY: this is the owner, and `release` ends it.
        let held = unsafe { Held::new(data, Kept::<F>::release) };
        match is_running {
            // The call has an owner of its own, which is the last and frees the closure here: no other thread may count.
            true => drop(held),
            // SAFETY: this is the only owner, and the closure is `Send`.
            false => unsafe { released::release_anywhere(held) },
        }
    }
}

impl<F: Send + Sync + 'static> KeptSync<F> {
    /// As [`release_later`](Owner::release_later), for a closure that C may let go of on a thread of its own.
    ///
    /// # Safety
    /// As for [`release`](Owner::release).
    pub unsafe extern "C" fn release_anywhere(data: *mut c_void) {
        if let Some(data) = NonNull::new(data) {
            // SAFETY: this is the owner, and `release` ends it; the closure is `Send` and `Sync`, and so may be freed
            // wherever its last owner is.
            unsafe { released::release_anywhere(Held::new(data, KeptSync::<F>::release)) }
        }
    }
}

impl<F: Send + Sync> KeptSync<F> {
    /// Puts `closure` where C can find it.
    #[inline]
    pub fn new(closure: F) -> KeptSync<F> {
        Owner(ManuallyDrop::new(Arc::new(closure)))
    }

    /// Looks at what is behind `data`.
    ///
    /// # Safety
    /// `data` is of a `KeptSync<F>` that is not released before this returns.
    #[inline]
    pub unsafe fn peek<R>(data: *mut c_void, with: impl FnOnce(&F) -> R) -> R {
        // SAFETY: the caller's promise; an owner's data is where the closure is.
        with(unsafe { &*data.cast::<F>() })
    }

    /// Calls the closure behind `data`. `instead` is the answer when it panics.
    ///
    /// # Safety
    /// `data` is of a `KeptSync<F>` that was not released before this call.
    #[inline]
    pub unsafe fn call<R>(data: *mut c_void, instead: R, with: impl FnOnce(&F) -> R) -> R {
        // SAFETY: the caller's promise.
        let owner = unsafe { KeptSync::<F>::again(data) };
        barrier(instead, || with(&owner.0))
    }
}

/// One owner of a closure: what [`Kept`] and [`KeptSync`] share.
pub struct Owner<S: Shared>(ManuallyDrop<S>);

impl<S: Shared> Owner<S> {
    /// The pointer that the trampoline gets back, while `self` owns the closure.
    #[inline]
    pub fn data(&self) -> *mut c_void {
        self.0.as_data().cast_mut()
    }

    /// Gives the closure to C, which ends it with [`release`](Owner::release), or never.
    #[inline]
    #[must_use = "the closure leaks unless it is released"]
    pub fn into_data(self) -> *mut c_void {
        let data = self.data();
        core::mem::forget(self);
        data
    }

    /// One more owner of the closure that runs, which may be released meanwhile: this one keeps it until it has
    /// returned.
    ///
    /// # Safety
    /// `data` is of an owner that was not released, on a thread that may count its owners.
    #[inline]
    unsafe fn again(data: *mut c_void) -> Owner<S> {
        // SAFETY: the caller's promise: `data` came from `as_data` and has an owner.
        Owner(ManuallyDrop::new(unsafe { S::again(data) }))
    }

    /// Ends the ownership of C: the function to pass as the one that destroys the data.
    ///
    /// # Safety
    /// `data` is from [`into_data`](Owner::into_data) of an owner of the same type, and is released once. Null does
    /// nothing.
    pub unsafe extern "C" fn release(data: *mut c_void) {
        if !data.is_null() {
            // SAFETY: the caller's promise: `into_data` forgot this owner.
            drop(Owner(ManuallyDrop::new(unsafe { S::of_data(data) })));
        }
    }

    /// As [`release`](Owner::release), but the closure is freed when the call that C is in is [over](super::Released): the
    /// function to pass for a closure that stays on its thread.
    ///
    /// # Safety
    /// As for [`release`](Owner::release).
    pub unsafe extern "C" fn release_later(data: *mut c_void)
    where
        S: 'static,
    {
        if let Some(data) = NonNull::new(data) {
            // SAFETY: the caller's promise: this is the owner, and `release` ends it.
            released::release(unsafe { Held::new(data, Owner::<S>::release) });
        }
    }

    /// The owner without the closure's type.
    #[inline]
    pub fn held(self) -> Held
    where
        S: 'static,
    {
        // A closure has an address, which is never null.
        let data = NonNull::new(self.into_data()).expect("closures have an address");
        // SAFETY: this is the owner, and `release` ends it.
        unsafe { Held::new(data, Owner::<S>::release) }
    }
}

impl<S: Shared> Drop for Owner<S> {
    #[inline]
    fn drop(&mut self) {
        // What the closure captured may panic when it is dropped, and C may be the caller.
        // SAFETY: nothing uses the field after this.
        let shared = unsafe { ManuallyDrop::take(&mut self.0) };
        barrier((), || drop(shared));
    }
}

impl<S: Shared> fmt::Debug for Owner<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Owner({:p})", self.data())
    }
}

/// A closure that is called on one thread at a time, and whether it is being called.
pub struct Slot<F> {
    running: Cell<bool>,
    closure: UnsafeCell<F>,
}

/// [`Rc`] and [`Arc`]: who owns a closure is counted where it is called.
pub trait Shared: Sized {
    /// Where the closure is.
    fn as_data(&self) -> *const c_void;

    /// The owner that `data` stands for.
    ///
    /// # Safety
    /// `data` came from [`as_data`](Shared::as_data) of an owner of this type that was forgotten.
    unsafe fn of_data(data: *const c_void) -> Self;

    /// One more owner.
    ///
    /// # Safety
    /// `data` came from [`as_data`](Shared::as_data) of an owner of this type, of which one is still there.
    unsafe fn again(data: *const c_void) -> Self;
}

macro_rules! shared {
    ($counted:ident) => {
        impl<T> Shared for $counted<T> {
            #[inline]
            fn as_data(&self) -> *const c_void {
                $counted::as_ptr(self).cast()
            }

            #[inline]
            unsafe fn of_data(data: *const c_void) -> $counted<T> {
                // SAFETY: the caller's promise: `as_data` is `as_ptr` of such a pointer.
                unsafe { $counted::from_raw(data.cast()) }
            }

            #[inline]
            unsafe fn again(data: *const c_void) -> $counted<T> {
                // SAFETY: the caller's promise: there is an owner, so the count is not zero, and goes up by the one that
                // is returned.
                unsafe {
                    $counted::increment_strong_count(data.cast::<T>());
                    $counted::from_raw(data.cast())
                }
            }
        }
    };
}

shared!(Rc);
shared!(Arc);
