//! The last error of a thread, for callers that take no `Result`: a code, a message and what caused it.
//!
//! A function that C calls says by its status *that* it failed, and leaves here *why*, until the next error on the same
//! thread, [`take`] or [`clear`]. [`export_last_error!`](crate::export_last_error) gives a library the C functions that
//! read it; [`status`](crate::status) turns `Result` into a status and back; [`barrier`](crate::barrier) leaves a panic
//! here.
//!
//! ```
//! use ffi_runtime::last_error;
//!
//! last_error::set((3, "the file is locked"));
//! assert_eq!(last_error::code(), 3);
//! let error = last_error::take().unwrap();
//! assert_eq!((error.code(), error.message()), (3, "the file is locked"));
//! assert_eq!(last_error::code(), 0);
//! ```
//!
//! An exported function begins with [`clear`], which stores one number: two instructions in a program. In a shared
//! library the system finds a thread's memory by a call, and it takes sixteen (2.6 ns). Where a result says by itself
//! that a function failed, it may be left out: like `errno`, the last error is then looked at after a failure only.
//!
//! Where a thread ends, errors can still be set and read, by the destructors of other thread-locals. From some moment
//! on only the code is kept then.
use core::{cell::Cell, error::Error, ffi::c_int, fmt};
use std::{
    boxed::Box,
    string::{String, ToString},
};

/// The code of a panic that [`barrier`](crate::barrier) stopped.
///
/// The codes of this crate lie where a library hardly has its own: `errno` is positive, and few count to 32,000.
pub const PANICKED: c_int = -32001;
/// The code of a place for a result that was null.
pub const NULL_PLACE: c_int = -32002;
/// The code of an error that has none, or says 0, which is success.
pub const UNSPECIFIED: c_int = -32003;
/// The code of a callback that could not be called.
pub const REFUSED: c_int = -32004;

/// How many causes of an error are kept: the chain of a hostile one may go round in a circle.
const CAUSES: usize = 32;

std::thread_local! {
    /// The code; 0 where there is no error. It has no destructor, so that it is there from the first instruction of a
    /// thread to its last, and clearing it is a store.
    static CODE: Cell<c_int> = const { Cell::new(0) };
    /// What belongs to the code. While that is 0 it is of an older error, and waits to be replaced.
    static TEXTS: Cell<Option<Box<Texts>>> = const { Cell::new(None) };
}

/// Forgets the last error of this thread.
///
/// The memory of its message is freed with the next error, or at the end of the thread.
#[inline]
pub fn clear() {
    // It cannot fail: the cell has no destructor.
    let _ = CODE.try_with(|code| code.set(0));
}

/// The code of the last error of this thread; 0 where there is none.
#[inline]
#[must_use]
pub fn code() -> c_int {
    CODE.try_with(Cell::get).unwrap_or(0)
}

/// Makes `error` the last error of this thread.
///
/// What it takes is a [`LastError`], a code with a message, or a reference to an error that has a
/// [`StatusCode`](crate::status::StatusCode). The error is complete before anything is stored: if showing it sets an
/// error in turn, that is replaced, and if showing it panics, the error before it stays.
///
/// # Examples
/// ```
/// use ffi_runtime::last_error;
///
/// last_error::set(&std::io::Error::from_raw_os_error(2));
/// assert_eq!(last_error::code(), 2);
/// assert!(last_error::message().unwrap().starts_with("No such file"));
/// ```
#[cold]
pub fn set(error: impl Into<LastError>) {
    let LastError { code, texts } = error.into();
    let _ = CODE.try_with(|place| place.set(code));
    // It fails while the thread ends, when its texts are gone already. Those of the error before are only text: freeing
    // them runs nobody's code.
    let _ = TEXTS.try_with(|place| place.set(Some(Box::new(texts))));
}

/// Takes the last error of this thread, which then has none.
#[must_use = "use `clear` to forget the last error"]
pub fn take() -> Option<LastError> {
    let code = code();
    clear();
    (code != 0).then(|| {
        let texts = TEXTS.try_with(Cell::take).ok().flatten();
        LastError {
            code,
            texts: texts.map_or_else(Texts::lost, |texts| *texts),
        }
    })
}

/// A copy of the last error of this thread, which stays.
#[must_use]
pub fn get() -> Option<LastError> {
    with_texts(|texts| LastError {
        code: code(),
        texts: texts.cloned().unwrap_or_else(Texts::lost),
    })
}

/// The message of the last error of this thread and what caused it, as the functions of C have it: `{:#}` of [`LastError`].
#[must_use]
pub fn message() -> Option<String> {
    get().map(|error| std::format!("{error:#}"))
}

/// Lends the texts of the last error, if there is one; they are missing where the thread ends.
///
/// Private to the crate, as what `look` does must neither set an error nor panic.
pub(crate) fn with_texts<R>(look: impl FnOnce(Option<&Texts>) -> R) -> Option<R> {
    (code() != 0).then(|| {
        let texts = TEXTS.try_with(Cell::take).ok().flatten();
        let found = look(texts.as_deref());
        let _ = TEXTS.try_with(|place| place.set(texts));
        found
    })
}

/// An error as it is kept for a caller in another language.
///
/// It holds text only, taken when it was made: the message of the error and those of the errors that caused it, which
/// [`source`](Error::source) gives. So an error of any type can be kept, also one that borrows or must stay on its
/// thread, and to free it runs nobody's code, which matters where a thread ends. What it costs is the type: it cannot be
/// downcast to what it was.
///
/// `{}` shows the message, `{:#}` with its causes behind it, as C gets it. A cause is not shown twice where the error
/// that it caused says it at its end already.
///
/// # Examples
/// ```
/// use ffi_runtime::{CloseError, last_error::LastError};
///
/// let error = LastError::new(5, "busy");
/// assert_eq!((error.code(), error.message()), (5, "busy"));
///
/// let number = "x".parse::<i32>().unwrap_err();
/// let error = LastError::of(22, &CloseError { object: (), error: number });
/// assert_eq!(error.to_string(), "not closed: invalid digit found in string");
/// assert_eq!(error.to_string(), format!("{error:#}"));
/// let cause = std::error::Error::source(&error).unwrap();
/// assert_eq!(cause.to_string(), "invalid digit found in string");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct LastError {
    code: c_int,
    texts: Texts,
}

impl LastError {
    /// An error without a cause. The code 0, which means success, becomes [`UNSPECIFIED`].
    #[must_use]
    pub fn new(code: c_int, message: impl Into<String>) -> Self {
        let texts = Texts {
            message: message.into().into(),
            cause: None,
        };
        LastError::with(code, texts)
    }

    /// An error of Rust, with its first 32 causes. The code 0, which means success, becomes [`UNSPECIFIED`].
    #[must_use]
    pub fn of(code: c_int, error: &dyn Error) -> Self {
        LastError::with(code, Texts::of(error, CAUSES))
    }

    fn with(code: c_int, texts: Texts) -> Self {
        LastError {
            code: if code == 0 { UNSPECIFIED } else { code },
            texts,
        }
    }

    /// The code, which is never 0.
    #[must_use]
    pub const fn code(&self) -> c_int {
        self.code
    }

    /// The message, without its causes.
    #[must_use]
    pub const fn message(&self) -> &str {
        &self.texts.message
    }
}

impl From<(c_int, &str)> for LastError {
    fn from((code, message): (c_int, &str)) -> Self {
        LastError::new(code, message)
    }
}

impl From<(c_int, String)> for LastError {
    fn from((code, message): (c_int, String)) -> Self {
        LastError::new(code, message)
    }
}

impl fmt::Display for LastError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.texts.fmt(f)
    }
}

impl fmt::Debug for LastError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LastError")
            .field("code", &self.code)
            .field("message", &format_args!("{:?}", std::format!("{self:#}")))
            .finish()
    }
}

impl Error for LastError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.texts.source()
    }
}

/// The message of an error, and those of its causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Texts {
    message: Box<str>,
    cause: Option<Box<Texts>>,
}

impl Texts {
    fn of(error: &dyn Error, causes: usize) -> Self {
        let cause = error.source().filter(|_| causes > 0);
        Texts {
            message: error.to_string().into(),
            cause: cause.map(|cause| Box::new(Texts::of(cause, causes - 1))),
        }
    }

    /// What is said of an error that was set when its thread could no longer keep it.
    fn lost() -> Self {
        Texts {
            message: LOST.into(),
            cause: None,
        }
    }

    /// The message and its causes, in pieces.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &str> {
        let links = core::iter::successors(Some(self), |texts| texts.cause.as_deref());
        let causes = links.filter_map(|texts| {
            let cause = &*texts.cause.as_ref()?.message;
            (!texts.message.ends_with(cause)).then_some([": ", cause])
        });
        core::iter::once(&*self.message).chain(causes.flatten())
    }
}

/// What stands for a message that could not be kept.
pub(crate) const LOST: &str = "the thread was ending, and kept no message";

impl fmt::Display for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match f.alternate() {
            true => self.pieces().try_for_each(|piece| f.write_str(piece)),
            false => f.write_str(&self.message),
        }
    }
}

impl Error for Texts {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let cause: &Texts = self.cause.as_deref()?;
        Some(cause)
    }
}
