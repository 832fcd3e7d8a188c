//! A library for C: stacks of numbers, points, and what else there is to show.

mod geometry;
mod stack;

pub use geometry::{Point, Side, Turn};
pub use stack::{Cursor, Empty, Stack};

ffi_macros::export_library!(
    fingerprint = include!(concat!(env!("OUT_DIR"), "/demo_fingerprint.rs")),
);
