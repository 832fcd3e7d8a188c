//! What a handle dereferences to is the library's: it cannot be moved out.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    let moved = *statement;
    println!("{}", moved.column_count());
    Ok(())
}
