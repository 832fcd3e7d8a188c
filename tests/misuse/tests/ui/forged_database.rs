//! A handle is made by the library, not by whoever has a pointer.

use ffi_runtime::Owned;
use sqlite::{Database, DatabaseRef};

fn forge(owner: Owned<DatabaseRef>) -> Database {
    Database(owner)
}

fn main() {
    let _ = forge;
}
