//! Arguments as they come from C.

use super::{Element, NO_VALUE, NOT_UTF8, NULL_ARGUMENT, WRONG_OBJECT};
use crate::last_error::{LastError, NULL_PLACE, REFUSED};
use core::{
    ffi::{CStr, c_char, c_int},
    slice as slices,
};

/// The error of an argument that is refused: `name` says which, `why` completes a sentence.
#[cold]
pub fn refuse(code: c_int, name: &str, why: &str) -> LastError {
    LastError::new(code, std::format!("`{name}` {why}"))
}

/// Text with a NUL at its end.
///
/// # Errors
/// When it is null.
///
/// # Safety
/// It is null, or leads to a NUL through bytes that nobody writes during `'a`.
#[inline]
pub unsafe fn c_text<'a>(text: *const c_char, name: &'static str) -> Result<&'a CStr, LastError> {
    match text.is_null() {
        true => Err(refuse(NULL_ARGUMENT, name, "is null")),
        // SAFETY: it is not null, and so the text that the caller says it is.
        false => Ok(unsafe { CStr::from_ptr(text) }),
    }
}

/// Text in UTF-8 with a NUL at its end.
///
/// # Errors
/// When it is null or not UTF-8.
///
/// # Safety
/// As for [`c_text`].
#[inline]
pub unsafe fn text<'a>(text: *const c_char, name: &'static str) -> Result<&'a str, LastError> {
    // SAFETY: as the caller says.
    let text = unsafe { c_text(text, name) }?;
    text.to_str()
        .map_err(|error| refuse(NOT_UTF8, name, &std::format!("is not UTF-8: {error}")))
}

/// Whether a pointer may lead to `len` values of `T`.
#[inline]
fn check<T>(start: *const T, len: usize, name: &'static str) -> Result<(), LastError> {
    if start.is_null() {
        return Err(refuse(NULL_ARGUMENT, name, "is null"));
    }
    if !start.is_aligned() {
        return Err(refuse(NO_VALUE, name, "is not aligned"));
    }
    match len.checked_mul(size_of::<T>()) {
        Some(bytes) if isize::try_from(bytes).is_ok() => Ok(()),
        _ => Err(refuse(NO_VALUE, name, "is longer than memory")),
    }
}

/// Elements that C counts. Null is no elements where the length is 0.
///
/// # Errors
/// When the pointer is null and the length is not 0, when it is not aligned, or when the length is impossible.
///
/// # Safety
/// Where it is not refused, `start` leads to `len` elements that nobody writes during `'a`.
#[inline]
pub unsafe fn slice<'a, T: Element>(
    start: *const T,
    len: usize,
    name: &'static str,
) -> Result<&'a [T], LastError> {
    if len == 0 {
        return Ok(&[]);
    }
    check(start, len, name)?;
    // SAFETY: it is neither null nor misaligned, and no longer than memory; the rest is as the caller says.
    Ok(unsafe { slices::from_raw_parts(start, len) })
}

/// Elements that C counts, and lends for writing.
///
/// # Errors
/// As for [`slice()`].
///
/// # Safety
/// Where it is not refused, `start` leads to `len` elements that nobody else uses during `'a`.
#[inline]
pub unsafe fn slice_mut<'a, T: Element>(
    start: *mut T,
    len: usize,
    name: &'static str,
) -> Result<&'a mut [T], LastError> {
    if len == 0 {
        return Ok(&mut []);
    }
    check(start, len, name)?;
    // SAFETY: as in `slice`, and nobody else uses them.
    Ok(unsafe { slices::from_raw_parts_mut(start, len) })
}

/// A place for a result, which is looked at before the function runs: nothing is done whose result would be lost.
///
/// # Errors
/// When it is null or not aligned.
#[inline]
pub fn place<T>(place: *mut T, name: &'static str) -> Result<*mut T, LastError> {
    if place.is_null() {
        return Err(refuse(
            NULL_PLACE,
            name,
            "is null, and is the place for a result",
        ));
    }
    match place.is_aligned() {
        true => Ok(place),
        false => Err(refuse(NO_VALUE, name, "is not aligned")),
    }
}

/// The place that a pointer to an object or a record leads to.
///
/// # Errors
/// When it is null or not aligned.
#[inline]
pub fn place_of<T>(
    pointer: *const core::ffi::c_void,
    name: &'static str,
) -> Result<*mut T, LastError> {
    let place = pointer.cast::<T>().cast_mut();
    if place.is_null() {
        return Err(refuse(NULL_ARGUMENT, name, "is null"));
    }
    match place.is_aligned() {
        true => Ok(place),
        false => Err(refuse(WRONG_OBJECT, name, "is not aligned")),
    }
}

/// A character by its number.
///
/// # Errors
/// When there is no character of that number.
#[inline]
pub fn character(number: u32, name: &'static str) -> Result<char, LastError> {
    char::from_u32(number).ok_or_else(|| refuse(NO_VALUE, name, "is not the number of a character"))
}

/// A function that C gives.
///
/// # Errors
/// When it is null.
#[inline]
pub fn function<F>(function: Option<F>, name: &'static str) -> Result<F, LastError> {
    function.ok_or_else(|| refuse(REFUSED, name, "is null, and is the function to call"))
}
