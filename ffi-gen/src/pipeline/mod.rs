//! The one way through: source, contract, resolved contract, files.

#[cfg(feature = "rust")]
mod block;
#[cfg(feature = "clang")]
mod header;

#[cfg(feature = "rust")]
pub use block::expand;
#[cfg(feature = "clang")]
pub use header::*;
