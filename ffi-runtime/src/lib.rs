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
//!
//! Without the feature `std` (on by default) the crate needs `core` only, and lacks what needs a lock.
#![no_std]
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "std")]
pub mod children;
mod opaque;
mod owned;
mod shared;

pub use opaque::Opaque;
pub use owned::{CloseError, Handle, Owned};
pub use shared::{Counted, Shared};
