//! A small library of Rust for C, and its caller (`border/border.c`): errors and panics that cross the border both ways.

use ffi_runtime::{
    Caught, barrier,
    last_error::{self, PANICKED},
    status::{self, StatusCode},
};
use std::{
    error::Error,
    ffi::{c_int, c_void},
    fmt,
};

ffi_runtime::export_last_error!("border_");
ffi_runtime::export_last_error!("border_2_");

type Visit = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;

unsafe extern "C" {
    /// There is no last error.
    pub safe fn border_check_none() -> c_int;
    /// A function that fails.
    pub safe fn border_check_failure() -> c_int;
    /// A function that panics.
    pub safe fn border_check_panic() -> c_int;
    /// Buffers that are too short.
    pub safe fn border_check_cut() -> c_int;
    /// Each thread has its own.
    pub safe fn border_check_threads() -> c_int;
    /// Through C and Rust by turns.
    pub safe fn border_check_visit() -> c_int;
    fn border_each(end: c_int, visit: Visit, data: *mut c_void) -> c_int;
}

/// A number that is odd.
#[derive(Debug)]
struct Odd;

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is odd")
    }
}

impl Error for Odd {}

/// Why there is no half.
#[derive(Debug)]
struct NoHalf(c_int, Odd);

impl fmt::Display for NoHalf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} can't be halved", self.0)
    }
}

impl Error for NoHalf {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.1)
    }
}

impl StatusCode for NoHalf {
    fn status(&self) -> c_int {
        1
    }
}

fn half(number: c_int) -> Result<c_int, NoHalf> {
    assert!(number != 13, "13 brings bad luck – stop");
    match number % 2 {
        0 => Ok(number / 2),
        _ => Err(NoHalf(number, Odd)),
    }
}

/// # Safety
/// `out` is null or a place for a number.
#[unsafe(no_mangle)]
unsafe extern "C" fn border_half(number: c_int, out: *mut c_int) -> c_int {
    last_error::clear();
    // SAFETY: as the caller says.
    barrier(PANICKED, || unsafe { status::write(half(number), out) })
}

/// # Safety
/// `visit` may be called with `data`.
#[unsafe(no_mangle)]
unsafe extern "C" fn border_visit(end: c_int, visit: Visit, data: *mut c_void) -> c_int {
    last_error::clear();
    barrier(PANICKED, || {
        let visited = (0..end).try_for_each(|number| {
            // SAFETY: as the caller says.
            status::check(unsafe { visit(number, data) })
        });
        match status::of(visited) {
            0 => 0,
            _ => -1,
        }
    })
}

/// Calls `visit` with each number below `end`, by way of C, and adds up what it returns.
///
/// # Panics
/// When `visit` does.
pub fn each(end: c_int, visit: &mut dyn FnMut(c_int) -> c_int) -> c_int {
    struct Call<'a> {
        visit: &'a mut dyn FnMut(c_int) -> c_int,
        caught: Caught,
    }
    unsafe extern "C" fn trampoline(number: c_int, data: *mut c_void) -> c_int {
        // SAFETY: `data` is the call below, which waits, and nobody calls this within this.
        let call = unsafe { &mut *data.cast::<Call<'_>>() };
        let visit = &mut call.visit;
        call.caught.run(0, || visit(number))
    }
    let mut call = Call {
        visit,
        caught: Caught::default(),
    };
    // SAFETY: C calls the trampoline with the data it is given, and no later than it returns.
    let sum = unsafe { border_each(end, trampoline, (&raw mut call).cast()) };
    call.caught.resume();
    sum
}
