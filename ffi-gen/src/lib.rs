//! Reads a C header into a language-neutral [`contract`] and writes Rust bindings from it.
//!
//! Data flows one way: a [`frontend`] builds a [`contract::Contract`], [`mod@resolve`] decides what is translated, a
//! [`backend`] writes text, [`emit`] puts it on disk. [`pipeline`] is that picture as one function.

pub mod backend;
pub mod contract;
pub mod diagnostic;
pub mod emit;
pub mod frontend;
pub mod resolve;
pub mod source;
