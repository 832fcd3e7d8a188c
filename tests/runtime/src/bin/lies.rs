//! Uses a contract that is false on purpose, in the way that the argument names. What it does is wrong without a line of
//! unsafe code: the tools that watch memory must see it.
#![forbid(unsafe_code)]

use ffi_gen_runtime_tests::lies::{Crate, Font};
use std::{env, process::ExitCode};

fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        // Nothing false is used.
        Some("truth") => drop(Font::new(1)),
        // What is in the crate leaks.
        Some("wrong-destructor") => drop(Crate::new(1)),
        // The library's own font is freed.
        Some("owned-not-borrowed") => drop(Font::standard()),
        _ => return ExitCode::from(2),
    }
    ExitCode::SUCCESS
}
