//! Makes a safe API for SQLite from its own header and the reviewed contract.

use std::{env, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // libsqlite3-sys says where its header is.
    let header = PathBuf::from(env::var("DEP_SQLITE3_INCLUDE")?).join("sqlite3.h");
    // The tests read it as well.
    println!("cargo::rustc-env=SQLITE3_HEADER={}", header.display());
    ffi_gen::Builder::new(header)
        .contract("sqlite.ffi.toml")
        .generate()?
        .write_to_out_dir()?;
    Ok(())
}
