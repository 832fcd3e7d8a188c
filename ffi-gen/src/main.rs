//! The command `ffi-gen`.

use std::process::ExitCode;

fn main() -> ExitCode {
    allocate_for_one_run();
    ExitCode::from(ffi_gen::cli::run(std::env::args_os()))
}

/// Tells glibc that this process allocates, runs once and ends: one arena for its few threads, grown in large steps.
/// With the defaults a tenth of the time of a large header goes into growing arenas by small ones.
///
/// Source: `mallopt(3)`.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn allocate_for_one_run() {
    use std::ffi::c_int;
    const M_TOP_PAD: c_int = -2;
    const M_ARENA_MAX: c_int = -8;
    unsafe extern "C" {
        safe fn mallopt(param: c_int, value: c_int) -> c_int;
    }
    // Either may be refused; then nothing changes.
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, 32 << 20);
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn allocate_for_one_run() {}
