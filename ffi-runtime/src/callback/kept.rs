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
pub struct Kept<F>(ManuallyDrop<Rc<Slot<F>>>);

struct Slot<F> {
    running: Cell<bool>,
    closure: UnsafeCell<F>,
}

impl<F> Kept<F> {
    /// Puts `closure` where C can find it.
    #[inline]
    pub fn new(closure: F) -> Kept<F> {
        let slot = Slot {
            running: Cell::new(false),
            closure: UnsafeCell::new(closure),
        };
        Kept(ManuallyDrop::new(Rc::new(slot)))
    }

    /// The pointer that the trampoline gets back, while `self` owns the closure.
    #[inline]
    pub fn data(&self) -> *mut c_void {
        Rc::as_ptr(&self.0).cast_mut().cast()
    }

    /// Gives the closure to C, which ends it with [`release`](Kept::release), or never.
    #[inline]
    #[must_use = "the closure leaks unless it is released"]
    pub fn into_data(self) -> *mut c_void {
        let data = self.data();
        core::mem::forget(self);
        data
    }

    /// Calls the closure behind `data`. `instead` is the answer when it panics and when it is running already.
    ///
    /// # Safety
    /// `data` is of a `Kept<F>` that was not released before this call, and no other thread calls or releases it.
    #[inline]
    pub unsafe fn call<R>(data: *mut c_void, instead: R, with: impl FnOnce(&mut F) -> R) -> R {
        let slot = data.cast_const().cast::<Slot<F>>();
        // The closure may be released while it runs; this owner keeps it until it has returned.
        // SAFETY: the caller's promise: `data` came from `Rc::as_ptr` and has an owner.
        let running = unsafe {
            Rc::increment_strong_count(slot);
            Kept(ManuallyDrop::new(Rc::from_raw(slot)))
        };
        if running.0.running.replace(true) {
            super::refuse_reentry();
            return instead;
        }
        let answer = barrier(instead, || {
            // SAFETY: the closure is not running, so nobody else has a reference to it.
            with(unsafe { &mut *running.0.closure.get() })
        });
        running.0.running.set(false);
        answer
    }

    /// Ends the ownership of C: the function to pass as the one that destroys the data.
    ///
    /// # Safety
    /// `data` is from [`into_data`](Kept::into_data) of a `Kept<F>`, and is released once. Null does nothing.
    pub unsafe extern "C" fn release(data: *mut c_void) {
        if !data.is_null() {
            // SAFETY: the caller's promise.
            drop(Kept(ManuallyDrop::new(unsafe {
                Rc::from_raw(data.cast_const().cast::<Slot<F>>())
            })));
        }
    }

    /// As [`release`](Kept::release), but the closure is freed when the call that C is in is [over](super::Released).
    ///
    /// # Safety
    /// As for [`release`](Kept::release).
    pub unsafe extern "C" fn release_later(data: *mut c_void)
    where
        F: 'static,
    {
        if let Some(data) = NonNull::new(data) {
            // SAFETY: the caller's promise: this is the owner, and `release` ends it.
            released::release(unsafe { Held::new(data, Kept::<F>::release) });
        }
    }

    /// The owner without the closure's type.
    #[inline]
    pub fn held(self) -> Held
    where
        F: 'static,
    {
        // A closure has an address, which is never null.
        let data = NonNull::new(self.into_data()).expect("closures have an address");
        // SAFETY: this is the owner, and `release` ends it.
        unsafe { Held::new(data, Kept::<F>::release) }
    }
}

impl<F> Drop for Kept<F> {
    #[inline]
    fn drop(&mut self) {
        // What the closure captured may panic when it is dropped, and C may be the caller.
        // SAFETY: nothing uses the field after this.
        let slot = unsafe { ManuallyDrop::take(&mut self.0) };
        barrier((), || drop(slot));
    }
}

impl<F> fmt::Debug for Kept<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kept({:p})", self.data())
    }
}

/// As [`Kept`], of a closure that several threads may call at once.
pub struct KeptSync<F>(ManuallyDrop<Arc<F>>);

impl<F: Send + Sync> KeptSync<F> {
    /// Puts `closure` where C can find it.
    #[inline]
    pub fn new(closure: F) -> KeptSync<F> {
        KeptSync(ManuallyDrop::new(Arc::new(closure)))
    }

    /// The pointer that the trampoline gets back, while `self` owns the closure.
    #[inline]
    pub fn data(&self) -> *mut c_void {
        Arc::as_ptr(&self.0).cast_mut().cast()
    }

    /// Gives the closure to C, which ends it with [`release`](KeptSync::release), or never.
    #[inline]
    #[must_use = "the closure leaks unless it is released"]
    pub fn into_data(self) -> *mut c_void {
        let data = self.data();
        core::mem::forget(self);
        data
    }

    /// Calls the closure behind `data`. `instead` is the answer when it panics.
    ///
    /// # Safety
    /// `data` is of a `KeptSync<F>` that was not released before this call.
    #[inline]
    pub unsafe fn call<R>(data: *mut c_void, instead: R, with: impl FnOnce(&F) -> R) -> R {
        let closure = data.cast_const().cast::<F>();
        // The closure may be released while it runs; this owner keeps it until it has returned.
        // SAFETY: the caller's promise: `data` came from `Arc::as_ptr` and has an owner.
        let running = unsafe {
            Arc::increment_strong_count(closure);
            KeptSync(ManuallyDrop::new(Arc::from_raw(closure)))
        };
        barrier(instead, || with(&running.0))
    }

    /// Ends the ownership of C: the function to pass as the one that destroys the data.
    ///
    /// # Safety
    /// `data` is from [`into_data`](KeptSync::into_data) of a `KeptSync<F>`, and is released once. Null does nothing.
    pub unsafe extern "C" fn release(data: *mut c_void) {
        if !data.is_null() {
            // SAFETY: the caller's promise.
            drop(KeptSync(ManuallyDrop::new(unsafe {
                Arc::from_raw(data.cast_const().cast::<F>())
            })));
        }
    }

    /// As [`release`](KeptSync::release), but the closure is freed when the call that C is in is [over](super::Released).
    ///
    /// # Safety
    /// As for [`release`](KeptSync::release).
    pub unsafe extern "C" fn release_later(data: *mut c_void)
    where
        F: 'static,
    {
        if let Some(data) = NonNull::new(data) {
            // SAFETY: the caller's promise: this is the owner, and `release` ends it.
            released::release(unsafe { Held::new(data, KeptSync::<F>::release) });
        }
    }

    /// The owner without the closure's type.
    #[inline]
    pub fn held(self) -> Held
    where
        F: 'static,
    {
        let data = NonNull::new(self.into_data()).expect("closures have an address");
        // SAFETY: this is the owner, and `release` ends it.
        unsafe { Held::new(data, KeptSync::<F>::release) }
    }
}

impl<F> Drop for KeptSync<F> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: nothing uses the field after this.
        let closure = unsafe { ManuallyDrop::take(&mut self.0) };
        barrier((), || drop(closure));
    }
}

impl<F> fmt::Debug for KeptSync<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeptSync({:p})", Arc::as_ptr(&self.0))
    }
}
