//! The raw tier checks nothing, and is unsafe.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    sqlite::raw::sqlite3_close(database.as_ptr());
    Ok(())
}
