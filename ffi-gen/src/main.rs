//! The command `ffi-gen`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(ffi_gen::cli::run(std::env::args_os()))
}
