//! SQLite as a safe Rust API, made by ffi-gen from `sqlite3.h` and `sqlite.ffi.toml`.

// Links SQLite; nothing of the crate's own bindings is used.
use libsqlite3_sys as _;

include!(concat!(env!("OUT_DIR"), "/sqlite3.rs"));
