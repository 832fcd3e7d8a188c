//! The one way through: source, contract, resolved contract, files.

#[cfg(feature = "rust")]
mod block;
#[cfg(all(feature = "export", feature = "tool"))]
mod export;
#[cfg(feature = "clang")]
mod header;
#[cfg(all(feature = "rust", feature = "tool"))]
mod verify;

#[cfg(feature = "rust")]
pub use block::expand;
#[cfg(all(feature = "export", feature = "tool"))]
pub use export::{Exported, export};
#[cfg(feature = "clang")]
pub use header::*;
#[cfg(all(feature = "rust", feature = "tool"))]
pub use verify::verify;
