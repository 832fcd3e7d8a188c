//! The one way through: source, contract, resolved contract, files.

#[cfg(feature = "rust")]
mod block;
#[cfg(feature = "clang")]
mod header;
#[cfg(all(feature = "clang", feature = "rust"))]
mod verify;

#[cfg(feature = "rust")]
pub use block::expand;
#[cfg(feature = "clang")]
pub use header::*;
#[cfg(all(feature = "clang", feature = "rust"))]
pub use verify::{read_header, verify};
