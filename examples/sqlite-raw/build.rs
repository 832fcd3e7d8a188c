//! Makes bindings from the `sqlite3.h` that belongs to the SQLite that is linked.

use std::{env, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // libsqlite3-sys says where its header is.
    let include = PathBuf::from(env::var("DEP_SQLITE3_INCLUDE")?);
    ffi_gen::Builder::new(include.join("sqlite3.h"))
        .generate()?
        .write_to_out_dir()?;
    Ok(())
}
