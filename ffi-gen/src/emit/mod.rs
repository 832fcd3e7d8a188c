//! Text and files: what a back end writes into, and what it hands over.

pub mod disk;
mod files;
mod writer;

pub use files::{Files, Mapping, Output};
pub use writer::{Mark, Writer};
