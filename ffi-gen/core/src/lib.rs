//! The core of ffi-gen: what is the same whatever the API was read from.
//!
//! Data flows one way: a front end, in the crate `ffi-gen`, builds a [`contract::Contract`], [`mod@resolve`] decides what
//! is translated, a [`backend`] writes text, [`emit`] puts it on disk.
//!
//! It is a crate of its own because it parses no Rust: it compiles while `syn` does, which is most of the time that the
//! attribute macros add to a build. Use it by way of `ffi-gen`, which has all of it under the same names.

pub mod annotation;
pub mod backend;
pub mod contract;
pub mod diagnostic;
pub mod emit;
pub mod resolve;
pub mod source;
