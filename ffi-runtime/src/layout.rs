//! Layouts, and whether two sides of one process have the same idea of an interface.
//!
//! A program and a plug-in that it loads are compiled apart, perhaps from different versions of one header. Where a
//! structure has grown meanwhile, or a function takes one argument more, calls between them do harm that shows up
//! somewhere else, later. So each side knows a fingerprint of the interface it was built for, and they are compared
//! once, when the one loads the other.
//!
//! The module that ffi-gen writes for a contract has it as the constant `FINGERPRINT`. What it is made of is told in
//! the documentation of `ffi_gen::resolve::fingerprint`: what the machine code depends on, and nothing else, so that
//! comments, names of parameters and the order of declarations make no difference.
//!
//! The side that is loaded:
//! ```
//! # mod thing { pub const FINGERPRINT: u64 = 0x1234_5678_9abc_def0; }
//! ffi_runtime::export_fingerprint!("thing_plugin_", thing::FINGERPRINT);
//! ```
//! The side that loads, once it has the address of the symbol `thing_plugin_abi_fingerprint`:
//! ```
//! # mod thing { pub const FINGERPRINT: u64 = 0x1234_5678_9abc_def0; }
//! # extern "C" fn found() -> u64 { 0xfedc }
//! use ffi_runtime::layout::{ExportedFingerprint, check};
//!
//! let symbol: ExportedFingerprint = found; // what `dlsym` gave
//! // SAFETY: the plug-in has exported it with `export_fingerprint!`.
//! let error = check(unsafe { symbol() }, thing::FINGERPRINT).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "the other side was built for another version of the interface: \
//!      its fingerprint is 000000000000fedc, ours is 123456789abcdef0"
//! );
//! ```
use core::{error::Error, fmt};

/// What an interface comes down to: equal for two sides that may call each other.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Fingerprint(pub u64);

/// How [`export_fingerprint!`](crate::export_fingerprint) exports it: `uint64_t prefix_abi_fingerprint(void)`.
pub type ExportedFingerprint = unsafe extern "C" fn() -> u64;

/// Whether the other side was built for the interface that this one was built for.
///
/// # Errors
/// When it was not. The two must not call each other then.
pub fn check(theirs: impl Into<Fingerprint>, ours: impl Into<Fingerprint>) -> Result<(), Mismatch> {
    let (theirs, ours) = (theirs.into(), ours.into());
    match theirs == ours {
        true => Ok(()),
        false => Err(Mismatch { theirs, ours }),
    }
}

/// Two sides that were built for different versions of an interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// The fingerprint of the other side.
    pub theirs: Fingerprint,
    /// The fingerprint of this side.
    pub ours: Fingerprint,
}

impl From<u64> for Fingerprint {
    fn from(number: u64) -> Self {
        Fingerprint(number)
    }
}

/// As sixteen digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// As sixteen digits.
impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the other side was built for another version of the interface: its fingerprint is {}, ours is {}",
            self.theirs, self.ours
        )
    }
}

impl Error for Mismatch {}

/// Exports the fingerprint of an interface to whoever loads this library: `export_fingerprint!("thing_", FINGERPRINT)`
/// defines `uint64_t thing_abi_fingerprint(void)`.
///
/// The prefix keeps apart the symbols of several libraries in one process, so it should be the library's own.
#[macro_export]
macro_rules! export_fingerprint {
    ($prefix:literal, $fingerprint:expr $(,)?) => {
        const _: () = {
            // SAFETY: the symbol is named after the library, which exports it once.
            #[unsafe(export_name = ::core::concat!($prefix, "abi_fingerprint"))]
            extern "C" fn abi_fingerprint() -> u64 {
                const FINGERPRINT: u64 = $fingerprint;
                FINGERPRINT
            }
        };
    };
}

/// Refuses, when it is compiled, a type that does not lie in memory as it should: its size, its alignment, and where
/// its fields are, in bytes.
///
/// The types that ffi-gen writes are checked already; this is for those written by hand.
///
/// # Examples
/// ```
/// use ffi_runtime::assert_layout;
///
/// #[repr(C)]
/// struct Sample {
///     at: u64,
///     level: f32,
/// }
/// assert_layout!(Sample, 16, 8, { at: 0, level: 8 });
/// assert_layout!(u128, 16, 16);
/// ```
/// ```compile_fail,E0080
/// #[repr(C)]
/// struct Sample {
///     level: f32,
///     at: u64,
/// }
/// ffi_runtime::assert_layout!(Sample, 16, 8, { level: 0, at: 4 });
/// ```
#[macro_export]
macro_rules! assert_layout {
    ($type:ty, $size:expr, $align:expr $(, { $($field:ident: $offset:expr),* $(,)? })? $(,)?) => {
        const _: () = {
            ::core::assert!(
                ::core::mem::size_of::<$type>() == $size,
                ::core::concat!("the size of `", ::core::stringify!($type), "` is another one"),
            );
            ::core::assert!(
                ::core::mem::align_of::<$type>() == $align,
                ::core::concat!("the alignment of `", ::core::stringify!($type), "` is another one"),
            );
            $($(::core::assert!(
                ::core::mem::offset_of!($type, $field) == $offset,
                ::core::concat!(
                    "`", ::core::stringify!($field), "` of `", ::core::stringify!($type), "` is elsewhere"
                ),
            );)*)?
        };
    };
}
