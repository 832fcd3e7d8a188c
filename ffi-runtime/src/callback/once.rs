use crate::panic::barrier;
use core::{ffi::c_void, fmt, marker::PhantomData, mem, ptr::NonNull};
use std::boxed::Box;

/// A closure that C calls exactly once, later.
///
/// # Examples
/// ```
/// use core::ffi::c_void;
/// use ffi_runtime::callback::Once;
///
/// unsafe extern "C" fn trampoline<F: FnOnce(i32)>(data: *mut c_void, status: i32) {
///     // SAFETY: `data` is of a `Once<F>` that was not called before.
///     unsafe { Once::<F>::call(data, (), |closure| closure(status)) }
/// }
///
/// fn start<F: FnOnce(i32) + 'static>(closure: F) -> (unsafe extern "C" fn(*mut c_void, i32), *mut c_void) {
///     (trampoline::<F>, Once::new(closure).into_data())
/// }
///
/// let (call, data) = start(|status| assert_eq!(status, 0));
/// // SAFETY: what C does when it is done.
/// unsafe { call(data, 0) };
/// ```
///
/// It is no `Box`: C may have called the closure on another thread before its owner here is told, and a box must not
/// point to what is gone.
pub struct Once<F>(NonNull<Cell<F>>, PhantomData<Cell<F>>);

/// A closure with an address of its own, even one that captures nothing.
struct Cell<F> {
    closure: F,
    _has_address: u8,
}

impl<F> Once<F> {
    /// Puts `closure` where C can find it.
    #[inline]
    pub fn new(closure: F) -> Once<F> {
        let cell = Box::new(Cell {
            closure,
            _has_address: 0,
        });
        Once(NonNull::from(Box::leak(cell)), PhantomData)
    }

    /// The pointer that the trampoline gets back, while `self` owns the closure.
    #[inline]
    pub fn data(&self) -> *mut c_void {
        self.0.as_ptr().cast()
    }

    /// Gives the closure to C, which calls it.
    #[inline]
    #[must_use = "the closure leaks unless it is called"]
    pub fn into_data(self) -> *mut c_void {
        let data = self.data();
        mem::forget(self);
        data
    }

    /// Looks at what is behind `data`.
    ///
    /// # Safety
    /// `data` is of a `Once<F>` that is not called before this returns.
    #[inline]
    pub unsafe fn peek<R>(data: *mut c_void, with: impl FnOnce(&F) -> R) -> R {
        // SAFETY: the caller's promise.
        with(unsafe { &(*data.cast::<Cell<F>>()).closure })
    }

    /// Takes the closure behind `data` and calls it. `instead` is the answer when it panics.
    ///
    /// # Safety
    /// `data` is of a `Once<F>` that nobody owns any more: C was given it, and calls it once.
    #[inline]
    pub unsafe fn call<R>(data: *mut c_void, instead: R, with: impl FnOnce(F) -> R) -> R {
        // SAFETY: the caller's promise: C hands over what it was given.
        let once = unsafe { Box::from_raw(data.cast::<Cell<F>>()) };
        barrier(instead, || with(once.closure))
    }

    /// Leaves the closure to C, which was given [`data`](Once::data).
    #[inline]
    pub fn given(self) {
        mem::forget(self);
    }
}

impl<F> Drop for Once<F> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: `new` made it of a box, and C was not given it.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

impl<F> fmt::Debug for Once<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}
