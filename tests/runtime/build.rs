//! Compiles each small C library and writes its safe bindings.

use std::{env, error::Error, path::Path};

/// The libraries: `NAME/NAME.h`, `NAME/NAME.c` and the contract `NAME/NAME.ffi.toml`.
const LIBRARIES: &[&str] = &[
    "calls", "clobber", "data", "ends", "gongs", "handles", "hubs", "lent", "limits", "names",
    "posts", "rows", "workers",
];

fn main() -> Result<(), Box<dyn Error>> {
    // The C side is watched by the same sanitizer as the Rust side.
    let sanitizers = env::var("CARGO_CFG_SANITIZE").unwrap_or_default();
    let sanitize = ["address", "thread"]
        .into_iter()
        .find(|name| sanitizers.contains(name));
    println!("cargo::rustc-check-cfg=cfg(address_sanitizer)");
    println!("cargo::rustc-check-cfg=cfg(thread_sanitizer)");
    if let Some(name) = sanitize {
        println!("cargo::rustc-cfg={name}_sanitizer");
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
        if let Some(name) = sanitize {
            compiler.flag(format!("-fsanitize={name}"));
        }
        compiler.try_compile(&format!("ffi_gen_runtime_tests_{name}"))?;
        let bindings = ffi_gen::Builder::new(folder.join(format!("{name}.h")))
            .contract(folder.join(format!("{name}.ffi.toml")));
        let plain = bindings.clone().name(*name);
        plain.generate()?.write_to_out_dir()?;
        // Once more, with wrappers that report.
        let reporting = bindings.name(format!("{name}_reported")).instrument(true);
        reporting.generate()?.write_to_out_dir()?;
    }
    // Of the C library itself, whose functions pass no data.
    ffi_gen::Builder::new("<stdlib.h>")
        .allow("bsearch|qsort")
        .name("search")
        .contract("search/search.ffi.toml")
        .generate()?
        .write_to_out_dir()?;
    // C that calls Rust: nothing is generated from it.
    println!("cargo::rerun-if-changed=border");
    println!("cargo::rerun-if-changed=../../ffi-runtime/include");
    let mut compiler = cc::Build::new();
    compiler
        .file("border/border.c")
        .include("../../ffi-runtime/include")
        .warnings_into_errors(true);
    if let Some(name) = sanitize {
        compiler.flag(format!("-fsanitize={name}"));
    }
    compiler.try_compile("ffi_gen_runtime_tests_border")?;
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
