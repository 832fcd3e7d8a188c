//! Why text cannot be given to C.
use core::{error::Error, fmt, str::Utf8Error};

/// Text with a NUL in it: for C it would end there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct InteriorNul {
    /// Where the first one is: how many bytes stand before it.
    pub at: usize,
}

impl fmt::Display for InteriorNul {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a NUL at byte {}", self.at)
    }
}

impl Error for InteriorNul {}

/// Text that cannot be given to a function which takes UTF-8 with a NUL at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextError {
    /// It has a NUL in it.
    InteriorNul(InteriorNul),
    /// It is not UTF-8.
    NotUtf8(Utf8Error),
}

impl TextError {
    /// The error of a function whose argument the text is.
    #[must_use]
    pub const fn of(self, argument: &'static str) -> BadText {
        BadText {
            argument,
            error: self,
        }
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextError::InteriorNul(error) => error.fmt(f),
            TextError::NotUtf8(error) => error.fmt(f),
        }
    }
}

impl Error for TextError {}

impl From<InteriorNul> for TextError {
    fn from(error: InteriorNul) -> Self {
        TextError::InteriorNul(error)
    }
}

impl From<Utf8Error> for TextError {
    fn from(error: Utf8Error) -> Self {
        TextError::NotUtf8(error)
    }
}

/// An argument that is no text which C can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct BadText {
    /// The name of the argument.
    pub argument: &'static str,
    /// What is wrong with it.
    pub error: TextError,
}

impl fmt::Display for BadText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error {
            TextError::InteriorNul(error) => write!(f, "`{}` has {error}", self.argument),
            TextError::NotUtf8(error) => write!(f, "`{}` is not UTF-8: {error}", self.argument),
        }
    }
}

impl Error for BadText {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}
