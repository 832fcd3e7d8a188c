//! Compiles each small C library and writes its safe bindings.

use std::{env, error::Error, path::Path};

/// The libraries: `NAME/NAME.h`, `NAME/NAME.c` and the contract `NAME/NAME.ffi.toml`.
const LIBRARIES: &[&str] = &["data", "handles"];

fn main() -> Result<(), Box<dyn Error>> {
    // The C side is watched by the same sanitizer as the Rust side.
    let sanitize = env::var("CARGO_CFG_SANITIZE").is_ok_and(|list| list.contains("address"));
    println!("cargo::rustc-check-cfg=cfg(address_sanitizer)");
    if sanitize {
        println!("cargo::rustc-cfg=address_sanitizer");
    }
    for name in LIBRARIES {
        let folder = Path::new(name);
        let source = folder.join(format!("{name}.c"));
        println!("cargo::rerun-if-changed={}", source.display());
        let mut compiler = cc::Build::new();
        compiler
            .file(source)
            .include(folder)
            .warnings_into_errors(true);
        if sanitize {
            compiler.flag("-fsanitize=address");
        }
        compiler.try_compile(&format!("ffi_gen_runtime_tests_{name}"))?;
        ffi_gen::Builder::new(folder.join(format!("{name}.h")))
            .name(*name)
            .contract(folder.join(format!("{name}.ffi.toml")))
            .generate()?
            .write_to_out_dir()?;
    }
    // Versions of one interface, of which nothing is called.
    for version in ["one", "two", "tidied"] {
        ffi_gen::Builder::new(Path::new("versions").join(format!("{version}.h")))
            .name(version)
            .contract("versions/versions.ffi.toml")
            .generate()?
            .write_to_out_dir()?;
    }
    // One of the libraries once more, with a contract that is false on purpose.
    ffi_gen::Builder::new("handles/handles.h")
        .name("lies")
        .contract("lies/lies.ffi.toml")
        .generate()?
        .write_to_out_dir()?;
    Ok(())
}
