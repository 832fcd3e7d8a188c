//! Rust as a source: blocks of declarations with facts in attributes.

pub mod attribute;
pub mod bind;
#[cfg(feature = "export")]
pub mod export;
pub mod file;
mod place;
mod ty;

pub use place::Places;
