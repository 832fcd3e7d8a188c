//! Reads a C header into a language-neutral [`contract`] and writes Rust bindings from it.
//!
//! Data flows one way: a [`frontend`] builds a [`contract::Contract`], [`mod@resolve`] decides what is translated, a
//! [`backend`] writes text, [`emit`] puts it on disk. `pipeline` is that picture as one function.

pub mod annotation;
pub mod backend;
#[cfg(feature = "clang")]
mod builder;
#[cfg(feature = "cli")]
pub mod cli;
pub mod contract;
pub mod diagnostic;
pub mod emit;
#[cfg(feature = "tool")]
mod error;
#[cfg(all(feature = "rust", feature = "tool"))]
mod exporter;
pub mod frontend;
#[cfg(feature = "overlay")]
pub mod infer;
pub mod pipeline;
pub mod resolve;
pub mod source;
#[cfg(feature = "tool")]
pub mod verify;

#[cfg(feature = "clang")]
pub use builder::{Bindings, Builder};
#[cfg(feature = "tool")]
pub use error::Error;
#[cfg(all(feature = "rust", feature = "tool"))]
pub use exporter::{Exporter, Exports};
