//! Only its owner closes a database.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    statement.database().close()?;
    Ok(())
}
