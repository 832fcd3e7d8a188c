//! Text in UTF-16, as Windows, Java and some libraries of C have it.
use core::fmt::{self, Write};

use super::view::len_before_zero;

/// The units at `text`, without the zero that ends them; none if that is null.
///
/// # Safety
/// `text` is null, or aligned for `u16` and points to units that end with a zero, live and are not written to during
/// `'a`.
///
/// # Examples
/// ```
/// use ffi_runtime::text::{LossyUtf16, to_utf16, utf16};
///
/// let given = to_utf16("hé")?;
/// // SAFETY: it ends with a zero, and lives longer than what is made of it.
/// let units = unsafe { utf16(given.as_ptr()) }.expect("not null");
/// assert_eq!(String::from_utf16(units)?, "hé");
/// assert_eq!(LossyUtf16(&[104, 0xd800]).to_string(), "h\u{FFFD}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[inline]
#[must_use]
pub unsafe fn utf16<'a>(text: *const u16) -> Option<&'a [u16]> {
    if text.is_null() {
        return None;
    }
    // SAFETY: not null, so the caller's promise: the units up to the zero live and are not written to.
    Some(unsafe { core::slice::from_raw_parts(text, len_before_zero(text)) })
}

/// Text as UTF-16 with a zero at its end.
///
/// # Errors
/// When there is a NUL in it.
#[cfg(feature = "std")]
pub fn to_utf16(text: &str) -> Result<std::boxed::Box<[u16]>, super::InteriorNul> {
    super::nul::refuse_nul(text.as_bytes())?;
    Ok(text.encode_utf16().chain([0]).collect())
}

/// Units that are text, shown with `U+FFFD` for what is not UTF-16, without an allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossyUtf16<'a>(pub &'a [u16]);

impl fmt::Display for LossyUtf16<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = char::decode_utf16(self.0.iter().copied());
        characters.try_for_each(|c| f.write_char(c.unwrap_or(char::REPLACEMENT_CHARACTER)))
    }
}
