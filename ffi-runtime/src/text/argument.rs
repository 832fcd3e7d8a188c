//! What may be given where C takes text.
use core::ffi::CStr;
use std::{
    ffi::CString,
    path::{Path, PathBuf},
    string::String,
};

use super::{TextError, TextRoom, Utf8CStr};

/// Text for a function of C that takes UTF-8 with a NUL at its end.
///
/// | given | cost |
/// |---|---|
/// | `&str`, `&String` | a look for NULs, and a copy: on the stack if it is short |
/// | `&CStr`, `&CString` | a check for UTF-8 |
/// | `&Path`, `&PathBuf` | both |
/// | [`Utf8CStr`], which an `Arena` makes | nothing |
///
/// # Examples
/// ```
/// use ffi_runtime::text::{CText, TextError, TextRoom};
///
/// fn length(text: impl CText) -> Result<usize, TextError> {
///     Ok(text.terminated(&mut TextRoom::new())?.count_bytes())
/// }
///
/// assert_eq!(length("café"), Ok(5));
/// assert_eq!(length(c"caf\u{e9}"), Ok(5));
/// assert!(matches!(length("a\0b"), Err(TextError::InteriorNul(_))));
/// assert!(matches!(length(c"\xe9"), Err(TextError::NotUtf8(_))));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no text that a function of C can be given",
    label = "a `&str`, `&String`, `&CStr`, `&CString`, `&Path` or `Utf8CStr` is wanted here",
    note = "borrow what is owned: `&text` for a `String`, a `CString` or a `PathBuf`"
)]
pub trait CText {
    /// The text with a NUL at its end, in `room` if it must be copied.
    ///
    /// # Errors
    /// When there is a NUL in the text, or when it is not UTF-8.
    fn terminated<'t>(self, room: &'t mut TextRoom) -> Result<Utf8CStr<'t>, TextError>
    where
        Self: 't;
}

/// Text for a function of C that takes UTF-8 with a NUL at its end, or null.
///
/// It is a [`CText`], or `None`, or a `&str` in `Some`. `Some` of anything else is not meant: `None` could then be
/// none of several types, and would have to be told which.
///
/// # Examples
/// ```
/// use ffi_runtime::text::{OptionalCText, TextError, TextRoom};
///
/// fn length(text: impl OptionalCText) -> Result<Option<usize>, TextError> {
///     let mut room = TextRoom::new();
///     Ok(text.terminated_if_any(&mut room)?.map(|text| text.count_bytes()))
/// }
///
/// assert_eq!(length("ab"), Ok(Some(2)));
/// assert_eq!(length(c"ab"), Ok(Some(2)));
/// assert_eq!(length(Some("ab")), Ok(Some(2)));
/// assert_eq!(length(None), Ok(None));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no text that a function of C can be given",
    label = "`None`, or a `&str`, `&String`, `&CStr`, `&CString`, `&Path` or `Utf8CStr` is wanted here",
    note = "only a `&str` may stand in `Some`; everything else is given as it is"
)]
pub trait OptionalCText {
    /// The text with a NUL at its end, in `room` if it must be copied; none if there is no text.
    ///
    /// # Errors
    /// As [`CText::terminated`].
    fn terminated_if_any<'t>(
        self,
        room: &'t mut TextRoom,
    ) -> Result<Option<Utf8CStr<'t>>, TextError>
    where
        Self: 't;
}

impl<T: CText> OptionalCText for T {
    #[inline]
    fn terminated_if_any<'t>(
        self,
        room: &'t mut TextRoom,
    ) -> Result<Option<Utf8CStr<'t>>, TextError>
    where
        Self: 't,
    {
        self.terminated(room).map(Some)
    }
}

impl OptionalCText for Option<&str> {
    #[inline]
    fn terminated_if_any<'t>(
        self,
        room: &'t mut TextRoom,
    ) -> Result<Option<Utf8CStr<'t>>, TextError>
    where
        Self: 't,
    {
        self.map(|text| text.terminated(room)).transpose()
    }
}

impl CText for &str {
    #[inline]
    fn terminated<'t>(self, room: &'t mut TextRoom) -> Result<Utf8CStr<'t>, TextError>
    where
        Self: 't,
    {
        let text = room.c_str(self)?;
        // SAFETY: a copy of what is UTF-8.
        Ok(unsafe { Utf8CStr::new_unchecked(text) })
    }
}

impl CText for &CStr {
    #[inline]
    fn terminated<'t>(self, _: &'t mut TextRoom) -> Result<Utf8CStr<'t>, TextError>
    where
        Self: 't,
    {
        Utf8CStr::new(self)
    }
}

impl CText for Utf8CStr<'_> {
    #[inline]
    fn terminated<'t>(self, _: &'t mut TextRoom) -> Result<Utf8CStr<'t>, TextError>
    where
        Self: 't,
    {
        Ok(self)
    }
}

impl CText for &Path {
    #[inline]
    fn terminated<'t>(self, room: &'t mut TextRoom) -> Result<Utf8CStr<'t>, TextError>
    where
        Self: 't,
    {
        core::str::from_utf8(self.as_os_str().as_encoded_bytes())?.terminated(room)
    }
}

/// Text that is given as what it derefs to.
macro_rules! as_its_target {
    ($($owner:ty),*) => {$(
        impl CText for &$owner {
            #[inline]
            fn terminated<'t>(self, room: &'t mut TextRoom) -> Result<Utf8CStr<'t>, TextError>
            where
                Self: 't,
            {
                (**self).terminated(room)
            }
        }
    )*};
}

as_its_target!(String, CString, PathBuf);
