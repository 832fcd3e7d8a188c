//! Text that is fit for C and for Rust.
use core::{ffi::CStr, fmt, ops::Deref, str};

use super::TextError;

/// Text in UTF-8 with a NUL at its end and nowhere else: what was checked once is known from then on.
///
/// It is a `&CStr`, and derefs to one; `as_str` costs nothing. An `Arena` makes it of a `&str`.
///
/// # Examples
/// ```
/// use ffi_runtime::text::Utf8CStr;
///
/// let text = Utf8CStr::new(c"caf\u{e9}")?;
/// assert_eq!(text.as_str(), "café");
/// assert_eq!(text.as_c_str(), c"caf\u{e9}");
/// assert!(Utf8CStr::new(c"caf\xe9").is_err());
/// # Ok::<(), ffi_runtime::text::TextError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf8CStr<'t>(&'t CStr);

impl<'t> Utf8CStr<'t> {
    /// Text that is checked.
    ///
    /// # Errors
    /// When it is not UTF-8.
    #[inline]
    pub fn new(text: &'t CStr) -> Result<Self, TextError> {
        text.to_str()?;
        Ok(Utf8CStr(text))
    }

    /// Text that is known to be right.
    ///
    /// # Safety
    /// It is UTF-8.
    #[inline]
    #[must_use]
    pub const unsafe fn new_unchecked(text: &'t CStr) -> Self {
        Utf8CStr(text)
    }

    /// The text, without its NUL.
    #[inline]
    #[must_use]
    pub const fn as_str(self) -> &'t str {
        // SAFETY: every constructor saw to it that the text is UTF-8.
        unsafe { str::from_utf8_unchecked(self.0.to_bytes()) }
    }

    /// The text as C sees it.
    #[inline]
    #[must_use]
    pub const fn as_c_str(self) -> &'t CStr {
        self.0
    }
}

impl Deref for Utf8CStr<'_> {
    type Target = CStr;
    #[inline]
    fn deref(&self) -> &CStr {
        self.0
    }
}

impl AsRef<CStr> for Utf8CStr<'_> {
    #[inline]
    fn as_ref(&self) -> &CStr {
        self.0
    }
}

impl AsRef<str> for Utf8CStr<'_> {
    #[inline]
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// As that of `str`.
impl fmt::Debug for Utf8CStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// As that of `str`.
impl fmt::Display for Utf8CStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}
