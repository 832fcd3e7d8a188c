//! Nor can a database that has a statement be taken away through a reference.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut database = Database::open(":memory:")?;
    let mut statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    drop(std::mem::replace(
        &mut database,
        Database::open(":memory:")?,
    ));
    statement.step()?;
    Ok(())
}
