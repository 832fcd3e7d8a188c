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
//! | `exported` | what the functions that `#[export]` writes check and return |
//! | `callback` | closures that a library calls |
//! | `barrier`, `Caught` | panics that stop at the border, or go on behind it |
//! | [`text`] | text and arrays: given to a library, lent by it, made by it and freed |
//! | `Arena` | strings, arrays and records for C that live for a call or a frame |
//! | `instrument` | the feature `metrics`: how often C is called, how long it takes and how it fails |
//! | [`layout`] | whether two sides of a process were built for one interface; layouts checked when compiled |
//! | `audit` | a feature for tests: what leaked and where it was made, what was destroyed twice or used too late |
//!
//! Two features are on by default. Without `std` the crate needs no more than `core`, and lacks what needs a lock or the
//! heap. `arena` brings `Arena`, which stands on [`bumpalo`](https://docs.rs/bumpalo): the one dependency, unless
//! `metrics` is asked for.
#![no_std]
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "arena")]
pub mod arena;
#[cfg(feature = "audit")]
pub mod audit;
#[cfg(not(feature = "audit"))]
#[path = "audit/off.rs"]
mod audit;
#[cfg(feature = "std")]
pub mod callback;
#[cfg(feature = "std")]
pub mod children;
mod defer;
#[cfg(feature = "std")]
pub mod export;
#[cfg(feature = "std")]
pub mod exported;
#[cfg(feature = "metrics")]
pub mod instrument;
#[cfg(feature = "std")]
pub mod last_error;
pub mod layout;
mod opaque;
mod owned;
#[cfg(feature = "std")]
pub mod panic;
mod plain;
mod shared;
#[cfg(feature = "std")]
pub mod status;
#[cfg(feature = "std")]
mod storage;
pub mod text;
#[cfg(feature = "std")]
mod type_of;

#[cfg(feature = "arena")]
pub use arena::Arena;
pub use audit::Here;
pub use defer::Defer;
pub use opaque::Opaque;
pub use owned::{CloseError, Handle, Owned};
#[cfg(feature = "std")]
pub use panic::{Caught, barrier};
pub use plain::Plain;
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
