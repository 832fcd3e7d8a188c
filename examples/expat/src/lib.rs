//! Expat as a safe Rust API, made by ffi-gen from `expat.h` and `expat.ffi.toml`.

include!(concat!(env!("OUT_DIR"), "/expat.rs"));
