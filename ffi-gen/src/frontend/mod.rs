//! Front ends: from source text to a contract.

#[cfg(feature = "clang")]
pub mod clang;
pub mod constant;
