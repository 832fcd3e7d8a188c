//! Reads a C header into a language-neutral [`contract`] and writes Rust bindings from it.
//!
//! Data flows one way: a [`frontend`] builds a [`contract::Contract`], [`mod@resolve`] decides what is translated, a
//! [`backend`] writes text, [`emit`] puts it on disk. `pipeline` is that picture as one function.
//!
//! What is the same for every front end is the crate `ffi-gen-core`; it is here under the same names.

#[cfg(feature = "clang")]
mod builder;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "tool")]
mod error;
#[cfg(all(feature = "export", feature = "tool"))]
mod exporter;
pub mod frontend;
#[cfg(feature = "overlay")]
pub mod infer;
pub mod pipeline;
#[cfg(feature = "tool")]
pub mod verify;

pub use ffi_gen_core::{annotation, backend, contract, diagnostic, emit, resolve, source};

#[cfg(feature = "clang")]
pub use builder::{Bindings, Builder};
#[cfg(feature = "tool")]
pub use error::Error;
#[cfg(all(feature = "export", feature = "tool"))]
pub use exporter::{Exporter, Exports};
