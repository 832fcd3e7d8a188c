//! Text and files.

pub mod disk;
mod files;

pub use files::{Files, Output};
