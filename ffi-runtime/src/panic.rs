//! Panics at the border: none goes through a frame of another language.
//!
//! [`barrier`] is for functions that C calls: a panic becomes the last error, and the caller gets a value that stands for
//! failure. [`Caught`] is for callbacks that C calls while Rust waits for it: the panic goes on when C has returned.
//!
//! Neither can stop what does not unwind: a panic where the program is built with `panic = "abort"`, or one within the
//! destructors that another panic runs, ends the process before C would see it. An exception of C++ is none of Rust's
//! panics: it ends the process too.
use core::{
    any::Any,
    fmt,
    mem::{ManuallyDrop, forget},
    ptr,
    sync::atomic::{AtomicPtr, Ordering},
};
use std::{
    boxed::Box,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    string::String,
};

use crate::last_error::{self, PANICKED};

/// What a panic carries.
type Payload = Box<dyn Any + Send>;

/// How often a payload whose destructor panics is dropped before it is leaked.
const TRIES: usize = 16;

/// Runs the body of an exported function: a panic becomes the last error, and the caller gets `instead`.
///
/// The error has the code [`PANICKED`] and the text of the panic. What the body had changed when the panic came stays as
/// it is, and whoever looks at it later must bear that. Where nothing panics, the barrier is free: it does not touch the
/// last error.
///
/// # Examples
/// ```
/// use ffi_runtime::{barrier, last_error};
/// use std::ffi::c_int;
///
/// extern "C" fn divide(a: c_int, b: c_int) -> c_int {
///     last_error::clear();
///     barrier(-1, || a / b)
/// }
///
/// assert_eq!(divide(6, 3), 2);
/// assert_eq!(divide(6, 0), -1);
/// let error = last_error::take().unwrap();
/// assert_eq!(error.code(), last_error::PANICKED);
/// assert_eq!(error.message(), "attempt to divide by zero");
/// ```
#[inline(always)]
pub fn barrier<R>(instead: R, f: impl FnOnce() -> R) -> R {
    match catch_unwind(AssertUnwindSafe(f)) {
        Ok(value) => value,
        Err(payload) => {
            keep(payload);
            instead
        }
    }
}

/// Makes a panic the last error.
#[cold]
#[inline(never)]
fn keep(payload: Payload) {
    let text = match (payload.downcast_ref::<&str>(), payload.downcast_ref()) {
        (Some(text), _) => String::from(*text),
        (_, Some(text)) => String::clone(text),
        _ => String::from("a panic that carries no text"),
    };
    // Before the error is set: the destructor of the payload is somebody's code, and may set one too.
    discard(payload);
    last_error::set((PANICKED, text));
}

/// Drops what a panic carries, which may panic in its turn.
fn discard(mut payload: Payload) {
    for _ in 0..TRIES {
        match catch_unwind(AssertUnwindSafe(|| drop(payload))) {
            Ok(()) => return,
            Err(again) => payload = again,
        }
    }
    // It may go on like this forever.
    forget(payload);
}

/// A panic of a callback, kept while C returns.
///
/// C calls back on the frames between two pieces of Rust, through which a panic must not go. So each callback
/// [`run`](Caught::run)s in here, and [`resume`](Caught::resume) lets the panic go on, on the Rust side of C. After a
/// panic no callback runs any more: C gets `instead` until it returns. One value serves all the callbacks of a call, also
/// those within callbacks, and those on other threads.
///
/// Dropping it without `resume` forgets the panic.
///
/// # Examples
/// ```
/// use ffi_runtime::Caught;
///
/// /// What a library would do.
/// extern "C" fn for_each(end: i32, f: extern "C" fn(i32, *const Caught) -> i32, data: *const Caught) {
///     for i in 0..end {
///         if f(i, data) != 0 {
///             return;
///         }
///     }
/// }
///
/// extern "C" fn odd(i: i32, caught: *const Caught) -> i32 {
///     // SAFETY: `numbers` lends it for the call.
///     let caught = unsafe { &*caught };
///     caught.run(1, || {
///         assert!(i % 2 == 0, "{i} is odd");
///         0
///     })
/// }
///
/// fn numbers(end: i32) {
///     let caught = Caught::default();
///     for_each(end, odd, &caught);
///     caught.resume();
/// }
///
/// numbers(1);
/// let panic = std::panic::catch_unwind(|| numbers(9)).unwrap_err();
/// assert_eq!(panic.downcast_ref::<String>().unwrap(), "1 is odd");
/// ```
#[must_use = "`resume` lets the panic go on"]
pub struct Caught(
    /// What was caught, in a box; null before. It is set once, and freed by the owner.
    AtomicPtr<Payload>,
);

impl Caught {
    /// Nothing caught yet.
    #[inline]
    pub const fn new() -> Self {
        Caught(AtomicPtr::new(ptr::null_mut()))
    }

    /// Runs the body of a callback. If it panics, or an earlier one has, the result is `instead`.
    #[inline(always)]
    pub fn run<R>(&self, instead: R, f: impl FnOnce() -> R) -> R {
        if self.is_caught() {
            return instead;
        }
        match catch_unwind(AssertUnwindSafe(f)) {
            Ok(value) => value,
            Err(payload) => {
                self.keep(payload);
                instead
            }
        }
    }

    /// Whether a callback panicked.
    #[inline]
    #[must_use]
    pub fn is_caught(&self) -> bool {
        // The payload is only looked at by the owner, who knows that all the callbacks have returned.
        !self.0.load(Ordering::Relaxed).is_null()
    }

    /// Lets a panic go on that a callback began, if one did. Called when C has returned.
    ///
    /// # Panics
    /// With what the callback panicked with; the panic hook is not run again.
    #[inline]
    pub fn resume(self) {
        let caught = *ManuallyDrop::new(self).0.get_mut();
        if !caught.is_null() {
            // SAFETY: `self` owned it, and is forgotten.
            unsafe { resume(caught) }
        }
    }

    #[cold]
    #[inline(never)]
    fn keep(&self, payload: Payload) {
        let new = Box::into_raw(Box::new(payload));
        let set =
            self.0
                .compare_exchange(ptr::null_mut(), new, Ordering::Release, Ordering::Relaxed);
        if set.is_err() {
            // Of several panics the first is kept.
            // SAFETY: nobody else has seen it.
            unsafe { free(new) };
        }
    }
}

/// # Safety
/// `caught` comes from `keep`, and the caller owns it.
#[cold]
#[inline(never)]
unsafe fn resume(caught: *mut Payload) -> ! {
    // SAFETY: `keep` made it of a box, and the caller owns it.
    let payload = unsafe { Box::from_raw(caught) };
    resume_unwind(*payload)
}

/// # Safety
/// As for [`resume`].
#[cold]
#[inline(never)]
unsafe fn free(caught: *mut Payload) {
    // SAFETY: as in `resume`.
    let payload = unsafe { Box::from_raw(caught) };
    discard(*payload);
}

impl Default for Caught {
    #[inline]
    fn default() -> Self {
        Caught::new()
    }
}

impl Drop for Caught {
    #[inline]
    fn drop(&mut self) {
        let caught = *self.0.get_mut();
        if !caught.is_null() {
            // SAFETY: it is ours, and `self` is gone.
            unsafe { free(caught) }
        }
    }
}

impl fmt::Debug for Caught {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Caught").field(&self.is_caught()).finish()
    }
}
