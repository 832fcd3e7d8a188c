//! Text and files: what a back end writes into, what it hands over, and how that gets to the disk.

#[cfg(feature = "tool")]
pub mod disk;
mod files;
mod writer;

pub use files::{Files, Mapping, Output};
pub use writer::{Mark, Writer};
