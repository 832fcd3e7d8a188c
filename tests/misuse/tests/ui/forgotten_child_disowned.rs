//! A parent is destroyed under a leaked child only by who promises that the child is gone.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    ffi_runtime::children::orphan(statement.as_ptr().cast_const());
    std::mem::forget(statement);
    Ok(())
}
