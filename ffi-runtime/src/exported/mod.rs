//! What the functions that `#[export]` writes are made of: arguments that are checked before Rust sees them, objects
//! that know what they are, results that C can hold.
//!
//! An exported function is one of three:
//!
//! | form | C gets | a failure is |
//! |---|---|---|
//! | [`status`] | an `int`, and values where it says | any number but 0 |
//! | [`pointer()`] | a pointer | null |
//! | [`direct`] | the value itself | a value that its author chose |
//!
//! Each forgets the last error of the thread first, and leaves one when it fails; no panic leaves it.
//!
//! | C gives | and it is refused where |
//! |---|---|
//! | a pointer | it is null or not aligned |
//! | text | it is not UTF-8 |
//! | a pointer and a length | the pointer is null and the length is not 0, or more than memory has |
//! | an object | it is of another type, on a thread that it does not belong to, or in use so that this use would disturb |
//! | memory to be written | it is part of another argument |
//! | an enumerator, a character | its number is none of them |
//!
//! What cannot be known is the caller's to see to: that a pointer leads to memory of the program, that no other thread
//! writes there meanwhile, and that an object was not freed before. An object that was freed is told from a living one as long as its memory was not used again, but
//! to look at it is wrong already.

mod argument;
mod block;
mod closure;
mod extent;
mod object;
mod value;

pub use argument::{c_text, character, function, place, place_of, refuse, slice, slice_mut, text};
pub use block::{copy_slice, copy_text, free_block, lent_slice};
pub use closure::Foreign;
pub use extent::{Extent, apart};
pub use object::{
    Claim, Exclusive, Handle, Object, Shared, claim, exclusive, free, into_raw, shared, tag,
};
pub use value::{Absent, Element, Field, Lend, Lives, Pass, lends, lives, named, named_lent};

use crate::{
    last_error::{self, LastError, PANICKED},
    panic::barrier,
};
use core::{ffi::c_int, ptr};

/// The code of an argument that was null and must not be.
pub const NULL_ARGUMENT: c_int = -32005;
/// The code of text that is not UTF-8.
pub const NOT_UTF8: c_int = -32006;
/// The code of an object of another type, or of none.
pub const WRONG_OBJECT: c_int = -32007;
/// The code of an object that is in use, and of memory that two arguments have in common.
pub const IN_USE: c_int = -32008;
/// The code of an argument that is none of the values of its type, and of a result that C cannot hold.
pub const NO_VALUE: c_int = -32009;

/// The code of an object on a thread that it does not belong to.
pub const WRONG_THREAD: c_int = -32010;

/// Runs an exported function that tells by its status whether it succeeded.
#[inline(always)]
pub fn status(f: impl FnOnce() -> Result<(), LastError>) -> c_int {
    last_error::clear();
    barrier(PANICKED, || match f() {
        Ok(()) => 0,
        Err(error) => failed(error),
    })
}

/// Runs an exported function that returns a pointer, null for a failure.
#[inline(always)]
pub fn pointer<T>(f: impl FnOnce() -> Result<*mut T, LastError>) -> *mut T {
    direct(ptr::null_mut, f)
}

/// Runs an exported function that returns its value, that of `instead` for a failure.
///
/// A panic of `instead` is not stopped here: it ends the program where a function of C does not let it through.
#[inline(always)]
pub fn direct<R>(instead: impl FnOnce() -> R, f: impl FnOnce() -> Result<R, LastError>) -> R {
    last_error::clear();
    let value = barrier(None, || match f() {
        Ok(value) => Some(value),
        Err(error) => {
            failed(error);
            None
        }
    });
    value.unwrap_or_else(instead)
}

#[cold]
fn failed(error: LastError) -> c_int {
    let code = error.code();
    last_error::set(error);
    code
}
