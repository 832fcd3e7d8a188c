//! Putting another database in its place would end the one that has a statement.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut database = Database::open(":memory:")?;
    let mut statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    database = Database::open(":memory:")?;
    statement.step()?;
    drop(database);
    Ok(())
}
