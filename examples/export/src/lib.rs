//! A library for C: stacks of numbers, points, and what else there is to show.

pub mod geometry;
pub mod stack;

ffi_macros::export_library!(
    fingerprint = include!(concat!(env!("OUT_DIR"), "/demo_fingerprint.rs")),
);
