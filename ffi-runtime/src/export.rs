//! The last error for C: what the functions of `export_last_error!` do.
use core::{
    ffi::{c_char, c_int},
    ptr,
};

use crate::last_error::{self, LOST};

/// Exports the C functions that read the last error, with names that begin with a prefix.
///
/// A library that C calls writes this once. A Rust library that other Rust libraries use should not: a program may hold
/// it several times, and exported names are of the whole program. With the prefix `thing_`:
///
/// | function | |
/// |---|---|
/// | `int thing_last_error_code(void)` | the code; 0 where there is no error |
/// | `size_t thing_last_error_length(void)` | how many bytes the message has, without the NUL |
/// | `size_t thing_last_error_message(char *buffer, size_t size)` | writes the message, as far as it goes |
/// | `int thing_last_error_take(char *buffer, size_t size, size_t *length)` | the same, and forgets the error |
/// | `void thing_last_error_clear(void)` | forgets the error |
///
/// They declare themselves to C and C++ by [`HEADER`]. A message is UTF-8, with a NUL at its end that is always
/// written if there is a byte for it. As `snprintf` does, `message` returns how long it would be without an end: it was
/// cut, before a character that would not fit, if that is not below `size`. All of them work on any thread at any time,
/// and see that thread's error.
///
/// # Examples
/// ```
/// use ffi_runtime::last_error;
/// use std::ffi::{CStr, c_char};
///
/// ffi_runtime::export_last_error!("thing_");
///
/// // What C says.
/// unsafe extern "C" {
///     safe fn thing_last_error_code() -> i32;
///     fn thing_last_error_message(buffer: *mut c_char, size: usize) -> usize;
/// }
///
/// last_error::set((3, "größer"));
/// assert_eq!(thing_last_error_code(), 3);
/// let mut buffer = [1; 4];
/// // SAFETY: the buffer is as long as it says.
/// let length = unsafe { thing_last_error_message(buffer.as_mut_ptr(), buffer.len()) };
/// assert_eq!(length, "größer".len());
/// // SAFETY: the text ends within the buffer.
/// let text = unsafe { CStr::from_ptr(buffer.as_ptr()) };
/// assert_eq!(text, c"gr");
/// ```
#[macro_export]
macro_rules! export_last_error {
    ($prefix:literal) => {
        const _: () = {
            use ::core::ffi::{c_char, c_int};

            #[unsafe(export_name = ::core::concat!($prefix, "last_error_code"))]
            extern "C" fn code() -> c_int {
                $crate::last_error::code()
            }

            #[unsafe(export_name = ::core::concat!($prefix, "last_error_length"))]
            extern "C" fn length() -> usize {
                $crate::export::length()
            }

            #[unsafe(export_name = ::core::concat!($prefix, "last_error_message"))]
            unsafe extern "C" fn message(buffer: *mut c_char, size: usize) -> usize {
                // SAFETY: the caller lends the buffer.
                unsafe { $crate::export::message(buffer, size) }
            }

            #[unsafe(export_name = ::core::concat!($prefix, "last_error_take"))]
            unsafe extern "C" fn take(
                buffer: *mut c_char,
                size: usize,
                length: *mut usize,
            ) -> c_int {
                // SAFETY: the caller lends the buffer and the place.
                unsafe { $crate::export::take(buffer, size, length) }
            }

            #[unsafe(export_name = ::core::concat!($prefix, "last_error_clear"))]
            extern "C" fn clear() {
                $crate::last_error::clear()
            }
        };
    };
}

/// The text of `ffi_last_error.h`, which declares the functions of [`export_last_error!`](crate::export_last_error).
///
/// A build script can write it next to the headers of its library.
pub const HEADER: &str = include_str!("../include/ffi_last_error.h");

/// How many bytes the message of the last error has; 0 where there is none.
#[must_use]
pub fn length() -> usize {
    // SAFETY: there is no room.
    unsafe { message(ptr::null_mut(), 0) }
}

/// Writes the message of the last error, with its causes and a NUL at the end, and returns how many bytes it has without
/// the NUL. If that is not below `size`, it was cut, at the end of a character. Without an error it is empty.
///
/// A NUL in it is written as `U+FFFD`, so that C does not end there.
///
/// # Safety
/// `buffer` is null or valid for `size` bytes, which nobody else uses meanwhile.
pub unsafe fn message(buffer: *mut c_char, size: usize) -> usize {
    let mut buffer = Buffer {
        start: buffer.cast(),
        room: if buffer.is_null() { 0 } else { size },
        length: 0,
        end: None,
    };
    last_error::with_texts(|texts| match texts {
        Some(texts) => texts.pieces().for_each(|piece| buffer.push(piece)),
        None => buffer.push(LOST),
    });
    buffer.finish()
}

/// Does what [`message`] does, forgets the error, and returns its code; 0 where there is none. What `message` returns
/// goes to `length`, if that is not null.
///
/// # Safety
/// As for `message`; `length` is null or a place for a number.
pub unsafe fn take(buffer: *mut c_char, size: usize, length: *mut usize) -> c_int {
    // SAFETY: the caller lends the buffer.
    let needed = unsafe { message(buffer, size) };
    if !length.is_null() {
        // SAFETY: it is not null, and so a place.
        unsafe { length.write(needed) };
    }
    let code = last_error::code();
    last_error::clear();
    code
}

/// A caller's buffer while text is put into it.
struct Buffer {
    start: *mut u8,
    /// How many bytes it has, with that of the NUL.
    room: usize,
    /// How long the text is that was to go in.
    length: usize,
    /// Where the text was cut.
    end: Option<usize>,
}

impl Buffer {
    fn push(&mut self, text: &str) {
        for (index, part) in text.split('\0').enumerate() {
            if index > 0 {
                self.push_part("\u{fffd}");
            }
            self.push_part(part);
        }
    }

    fn push_part(&mut self, text: &str) {
        let at = self.length;
        // No text is longer than memory, and few are as long.
        self.length = self.length.saturating_add(text.len());
        if self.end.is_some() || text.is_empty() {
            return;
        }
        let free = self.room.saturating_sub(1).saturating_sub(at);
        let fits = match text.len() <= free {
            true => text.len(),
            false => {
                let boundary = (0..=free).rev().find(|end| text.is_char_boundary(*end));
                let fits = boundary.unwrap_or(0);
                self.end = Some(at + fits);
                fits
            }
        };
        if fits > 0 {
            // SAFETY: `at + fits` is below `room`, and the buffer has that many bytes. The text is the thread's own.
            unsafe { ptr::copy_nonoverlapping(text.as_ptr(), self.start.add(at), fits) };
        }
    }

    fn finish(self) -> usize {
        if self.room > 0 {
            // SAFETY: text ends before the last byte of the buffer.
            unsafe { self.start.add(self.end.unwrap_or(self.length)).write(0) };
        }
        self.length
    }
}
