//! Makes a safe API for SQLite from its own header and the reviewed contract.

use std::{env, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    refuse_shared_caches()?;
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

/// The contract holds for a SQLite without shared caches.
fn refuse_shared_caches() -> Result<(), String> {
    const FLAGS: &str = "LIBSQLITE3_FLAGS";
    const OMITTED: &str = "SQLITE_OMIT_SHARED_CACHE";
    println!("cargo::rerun-if-env-changed={FLAGS}");
    let flags = env::var(FLAGS).unwrap_or_default();
    let mut flags = flags.split_whitespace();
    match flags.any(|flag| flag.strip_prefix("-D").unwrap_or(flag) == OMITTED) {
        true => Ok(()),
        false => Err(format!(
            "the contract holds for a SQLite without shared caches: set {FLAGS}=-D{OMITTED}, as .cargo/config.toml at the top of the repository does for whoever builds there"
        )),
    }
}
