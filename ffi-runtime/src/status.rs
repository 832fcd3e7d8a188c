//! `Result` as C has it: a status, 0 for success, with the reason in the [last error](crate::last_error).
//!
//! [`of`], [`write`](write()) and [`value_or`] end an exported function; [`check`] is the way back, for a status that came through C.
//!
//! ```
//! use ffi_runtime::{barrier, last_error, status};
//! use std::{ffi::c_int, io};
//!
//! fn half(x: c_int) -> io::Result<c_int> {
//!     match x % 2 {
//!         0 => Ok(x / 2),
//!         _ => Err(io::Error::from_raw_os_error(33)),
//!     }
//! }
//!
//! /// # Safety
//! /// `out` is null or a place for a number.
//! unsafe extern "C" fn lib_half(x: c_int, out: *mut c_int) -> c_int {
//!     last_error::clear();
//!     // SAFETY: as the caller says.
//!     barrier(last_error::PANICKED, || unsafe { status::write(half(x), out) })
//! }
//!
//! let mut out = 0;
//! // SAFETY: the place is valid.
//! assert_eq!((unsafe { lib_half(6, &mut out) }, out), (0, 3));
//! // SAFETY: as above.
//! let error = status::check(unsafe { lib_half(7, &mut out) }).unwrap_err();
//! assert_eq!(error.code(), 33);
//! ```
use core::{convert::Infallible, error::Error, ffi::c_int};

use crate::last_error::{self, LastError, NULL_PLACE, UNSPECIFIED};

/// An error that has a number for callers in C.
///
/// A reference to it is what [`last_error::set`] takes.
///
/// # Examples
/// ```
/// use ffi_runtime::{last_error, status::{self, StatusCode}};
/// use std::ffi::c_int;
///
/// #[derive(Debug, Clone, Copy)]
/// enum Refused {
///     Late = 1,
///     Full = 2,
/// }
///
/// impl StatusCode for Refused {
///     fn status(&self) -> c_int {
///         *self as c_int
///     }
/// }
/// # impl std::fmt::Display for Refused {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
/// #         f.write_str("refused")
/// #     }
/// # }
/// impl std::error::Error for Refused {}
///
/// assert_eq!(status::of(Err(Refused::Full)), 2);
/// assert_eq!(last_error::message().as_deref(), Some("refused"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no number that C could be given",
    label = "no status is known for this error",
    note = "implement `ffi_runtime::status::StatusCode` for it, or turn it into an error that has one"
)]
pub trait StatusCode {
    /// The number. 0 is success: an error that says it gets [`UNSPECIFIED`] instead.
    fn status(&self) -> c_int;
}

impl<E: StatusCode + Error> From<&E> for LastError {
    fn from(error: &E) -> Self {
        LastError::of(error.status(), error)
    }
}

/// The code it has.
impl StatusCode for LastError {
    fn status(&self) -> c_int {
        self.code()
    }
}

/// `errno`, where it comes from the operating system.
impl StatusCode for std::io::Error {
    fn status(&self) -> c_int {
        self.raw_os_error().unwrap_or(UNSPECIFIED)
    }
}

impl StatusCode for Infallible {
    fn status(&self) -> c_int {
        match *self {}
    }
}

/// The status of a result: 0, or the code of the error, which becomes the last error.
///
/// Success leaves the last error alone: an exported function [clears](last_error::clear) it first.
#[inline]
pub fn of<E: StatusCode + Error>(result: Result<(), E>) -> c_int {
    match result {
        Ok(()) => 0,
        Err(error) => failed(error),
    }
}

/// Writes the value of a result to `out`: the status of the result as [`of`] gives it.
///
/// A failure leaves `out` as it is. If it is null, the value is dropped and the status is [`NULL_PLACE`].
///
/// # Safety
/// `out` is null, or aligned and valid for a write. What it holds is not dropped.
#[inline]
pub unsafe fn write<T, E: StatusCode + Error>(result: Result<T, E>, out: *mut T) -> c_int {
    match result {
        Ok(value) if out.is_null() => {
            // Its destructor is somebody's code, and may set an error too.
            drop(value);
            last_error::set((NULL_PLACE, "the place for the result is null"));
            NULL_PLACE
        }
        Ok(value) => {
            // SAFETY: it is not null, and so valid, as the caller says.
            unsafe { out.write(value) };
            0
        }
        Err(error) => failed(error),
    }
}

/// The value of a result, or `instead` for an error, which becomes the last error.
///
/// For functions whose result says by itself that they failed: a null pointer, a negative number.
///
/// # Examples
/// ```
/// use ffi_runtime::{last_error, status};
///
/// let refused = Err(std::io::Error::from_raw_os_error(13));
/// assert_eq!(status::value_or(refused, -1), -1);
/// assert_eq!(last_error::code(), 13);
/// ```
#[inline]
pub fn value_or<T, E: StatusCode + Error>(result: Result<T, E>, instead: T) -> T {
    match result {
        Ok(value) => value,
        Err(error) => {
            failed(error);
            instead
        }
    }
}

/// An error as it is kept, once it is gone itself.
#[cold]
pub fn kept<E: StatusCode + Error>(error: E) -> LastError {
    let kept = LastError::from(&error);
    // Before it is the last error: its destructor is somebody's code too.
    drop(error);
    kept
}

#[cold]
fn failed<E: StatusCode + Error>(error: E) -> c_int {
    let kept = kept(error);
    let code = kept.code();
    last_error::set(kept);
    code
}

/// The result of a status that came through C, with the last error of this thread, which it takes.
///
/// What was called is trusted to set the error when it fails. If it does not always, [`clear`](last_error::clear) goes
/// before the call: where there is no error, one is made of the status alone.
///
/// # Errors
/// Where `status` is not 0. The code is that of the last error: a function may say no more than -1.
///
/// # Examples
/// ```
/// use ffi_runtime::{last_error, status};
///
/// assert!(status::check(0).is_ok());
/// assert_eq!(status::check(7).unwrap_err().to_string(), "status 7");
///
/// last_error::set((404, "not found"));
/// assert_eq!(status::check(-1).unwrap_err().code(), 404);
/// assert_eq!(last_error::code(), 0);
/// ```
#[inline]
pub fn check(status: c_int) -> Result<(), LastError> {
    match status {
        0 => Ok(()),
        _ => Err(reason(status)),
    }
}

#[cold]
fn reason(status: c_int) -> LastError {
    last_error::take().unwrap_or_else(|| LastError::new(status, std::format!("status {status}")))
}
