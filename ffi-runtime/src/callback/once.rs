use crate::panic::barrier;
use core::{ffi::c_void, fmt, mem};
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
pub struct Once<F>(Box<Cell<F>>);

/// A closure with an address of its own, even one that captures nothing.
struct Cell<F> {
    closure: F,
    _has_address: u8,
}

impl<F> Once<F> {
    /// Puts `closure` where C can find it.
    #[inline]
    pub fn new(closure: F) -> Once<F> {
        Once(Box::new(Cell {
            closure,
            _has_address: 0,
        }))
    }

    /// The pointer that the trampoline gets back, while `self` owns the closure.
    #[inline]
    pub fn data(&mut self) -> *mut c_void {
        (&raw mut *self.0).cast()
    }

    /// Gives the closure to C, which calls it.
    #[inline]
    #[must_use = "the closure leaks unless it is called"]
    pub fn into_data(self) -> *mut c_void {
        Box::into_raw(self.0).cast()
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

impl<F> fmt::Debug for Once<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}
