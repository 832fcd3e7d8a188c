//! The destructor is not for callers.

use ffi_runtime::Handle;
use sqlite::{Database, DatabaseRef};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    DatabaseRef::destroy(std::ptr::NonNull::from(&*database));
    Ok(())
}
