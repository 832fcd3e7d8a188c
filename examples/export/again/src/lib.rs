//! A library of Rust, seen from Rust through C.

// It has the functions that the header declares.
use ::demo as _;

mod demo {
    include!(concat!(env!("OUT_DIR"), "/demo.rs"));
}

pub use demo::*;
