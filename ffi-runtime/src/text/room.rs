//! Room for one short text, on the stack.
use core::{ffi::CStr, fmt, mem::MaybeUninit};
use std::ffi::CString;

use super::{
    BadText, CText, InteriorNul, OptionalCText, Utf8CStr,
    nul::{as_c_str, copy_terminated},
};

/// How long a text may be, with its NUL, before it goes to the heap.
const SHORT: usize = 128;

/// Room for one text that C is to read during a call: a short one stays on the stack, a longer one goes to the heap.
///
/// The room is not written to before there is text to put into it, so that an empty one costs nothing. A text that is
/// put into it lives until the next one, or the end of the room.
///
/// # Examples
/// ```
/// use core::ffi::{CStr, c_char};
/// use ffi_runtime::text::TextRoom;
///
/// unsafe extern "C" {
///     fn strlen(text: *const c_char) -> usize;
/// }
///
/// let mut room = TextRoom::new();
/// let text: &CStr = room.c_str("sixteen letters!")?;
/// // SAFETY: the text ends with a NUL.
/// assert_eq!(unsafe { strlen(text.as_ptr()) }, 16);
/// assert_eq!(room.c_str("a\0b").unwrap_err().at, 1);
/// # Ok::<(), ffi_runtime::text::InteriorNul>(())
/// ```
pub struct TextRoom {
    short: MaybeUninit<[u8; SHORT]>,
    long: Option<CString>,
}

impl TextRoom {
    /// Room with nothing in it.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        TextRoom {
            // Not an array of `MaybeUninit`: that one would be filled with zeros.
            short: MaybeUninit::uninit(),
            long: None,
        }
    }

    /// A copy of a text with a NUL at its end.
    ///
    /// # Errors
    /// When there is a NUL in the text.
    #[inline]
    pub fn c_str(&mut self, text: impl AsRef<[u8]>) -> Result<&CStr, InteriorNul> {
        let bytes = text.as_ref();
        if bytes.len() >= SHORT {
            return self.keep(bytes);
        }
        // SAFETY: as many bytes, and none of them need be written.
        let short: &mut [MaybeUninit<u8>; SHORT] = unsafe { &mut *self.short.as_mut_ptr().cast() };
        // SAFETY: the text is shorter than the room; and what comes out ends with the only NUL.
        unsafe { copy_terminated(bytes, short).map(|text| as_c_str(text)) }
    }

    /// A text as the argument of a function that takes UTF-8 with a NUL at its end. It is copied if need be.
    ///
    /// # Errors
    /// When there is a NUL in the text, or when it is not UTF-8; the error names the argument.
    #[inline]
    pub fn text<'t>(
        &'t mut self,
        argument: &'static str,
        text: impl CText + 't,
    ) -> Result<Utf8CStr<'t>, BadText> {
        text.terminated(self).map_err(|error| error.of(argument))
    }

    /// As [`text`](Self::text), for an argument that may be absent.
    ///
    /// # Errors
    /// As [`text`](Self::text).
    #[inline]
    pub fn optional<'t>(
        &'t mut self,
        argument: &'static str,
        text: impl OptionalCText + 't,
    ) -> Result<Option<Utf8CStr<'t>>, BadText> {
        text.terminated_if_any(self)
            .map_err(|error| error.of(argument))
    }

    /// The name of a file as the argument of a function.
    ///
    /// # Errors
    /// When there is a NUL in the name; the error names the argument.
    #[cfg(unix)]
    #[inline]
    pub fn path(
        &mut self,
        argument: &'static str,
        path: impl AsRef<std::path::Path>,
    ) -> Result<&CStr, BadText> {
        let bytes = std::os::unix::ffi::OsStrExt::as_bytes(path.as_ref().as_os_str());
        self.c_str(bytes)
            .map_err(|error| super::TextError::from(error).of(argument))
    }

    #[cold]
    fn keep(&mut self, bytes: &[u8]) -> Result<&CStr, InteriorNul> {
        let text = CString::new(bytes).map_err(|error| InteriorNul {
            at: error.nul_position(),
        })?;
        Ok(self.long.insert(text))
    }
}

impl Default for TextRoom {
    fn default() -> Self {
        TextRoom::new()
    }
}

impl fmt::Debug for TextRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TextRoom")
    }
}
