// Written by ffi-gen 0.1.0 for x86_64-pc-linux-gnu. Changes by hand are lost when it is written again.

/// The C API as it is: declarations, types and constants, without checks.
#[cfg(all(
    target_arch = "x86_64",
    target_os = "linux",
    target_pointer_width = "64",
    target_endian = "little"
))]
#[allow(
    clashing_extern_declarations,
    clippy::all,
    clippy::cargo,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction,
    dead_code,
    improper_ctypes,
    improper_ctypes_definitions,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals,
    single_use_lifetimes,
    unnameable_types,
    unreachable_patterns,
    unreachable_pub,
    unused_imports,
    unused_qualifications,
    variant_size_differences
)]
pub mod raw {
    use ::core::ffi::c_int;

    unsafe extern "C" {
        /// Adds.
        pub fn add(a: c_int, b: c_int) -> c_int;
    }
}

#[cfg(not(all(
    target_arch = "x86_64",
    target_os = "linux",
    target_pointer_width = "64",
    target_endian = "little"
)))]
compile_error!("these bindings hold for x86_64-pc-linux-gnu only; run ffi-gen for this target");
