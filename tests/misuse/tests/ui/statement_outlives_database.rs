//! A statement lives no longer than its database.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut statement = {
        let database = Database::open(":memory:")?;
        database.prepare("SELECT 1")?.0.ok_or("empty")?
    };
    statement.step()?;
    Ok(())
}
