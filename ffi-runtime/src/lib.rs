//! What bindings written by ffi-gen need at run time.
//!
//! The raw tier needs nothing of this; the safe tier leans on it for what every binding would otherwise repeat.
//! Each piece can be used alone:
//!
//! | piece | for |
//! |---|---|
//! | [`Opaque`] | the body of a foreign object that is only ever seen behind a pointer |
//! | [`Owned`], [`Handle`], [`CloseError`] | an object that its owner destroys, as `Box` does |
//! | [`Shared`], [`Counted`] | an object that counts its references, as `Arc` does |
//! | `children` | what makes it safe to leak an object that uses another |
//! | `Storage` | memory for an object that a library makes in place |
//! | [`Defer`] | something that is done at the end of a scope |
//! | `last_error`, `export_last_error!` | why the last call on a thread failed, for callers without `Result` |
//! | `status` | `Result` to a status with the last error, and back |
//! | `barrier`, `Caught` | panics that stop at the border, or go on behind it |
//! | [`text`] | text and arrays that a library made and frees, or lends |
//! | `instrument` | the feature `metrics`: how often C is called, how long it takes and how it fails |
//! | `audit` | a feature for tests: what leaked, what was destroyed twice |
//!
//! Without the feature `std` (on by default) the crate needs `core` only, and lacks what needs a lock.
#![no_std]
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "audit")]
pub mod audit;
#[cfg(feature = "std")]
pub mod children;
mod defer;
#[cfg(feature = "std")]
pub mod export;
#[cfg(feature = "metrics")]
pub mod instrument;
#[cfg(feature = "std")]
pub mod last_error;
mod opaque;
mod owned;
#[cfg(feature = "std")]
pub mod panic;
mod shared;
#[cfg(feature = "std")]
pub mod status;
#[cfg(feature = "std")]
mod storage;
pub mod text;

pub use defer::Defer;
pub use opaque::Opaque;
pub use owned::{CloseError, Handle, Owned};
#[cfg(feature = "std")]
pub use panic::{Caught, barrier};
pub use shared::{Counted, Shared};
#[cfg(feature = "std")]
pub use storage::Storage;

/// Wrappers that report cannot be compiled without the feature `metrics`.
#[cfg(not(feature = "metrics"))]
#[macro_export]
#[doc(hidden)]
macro_rules! watch {
    ($($any:tt)*) => {
        ::core::compile_error!(
            "bindings made with `--instrument` need the feature `metrics` of `ffi-runtime`"
        )
    };
}

/// What the handles call when nobody listens.
#[cfg(not(feature = "audit"))]
#[allow(
    clippy::extra_unused_type_parameters,
    reason = "the feature tells handles apart by type"
)]
mod audit {
    use core::ptr::NonNull;

    #[inline(always)]
    pub(crate) fn owned<T>(_: NonNull<()>) {}
    #[inline(always)]
    pub(crate) fn shared<T>(_: NonNull<()>) {}
    #[inline(always)]
    pub(crate) fn ended<T>(_: NonNull<()>) -> bool {
        true
    }
}
