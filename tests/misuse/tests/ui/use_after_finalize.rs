//! A finalized statement is gone.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let mut statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    statement.finalize()?;
    statement.step()?;
    Ok(())
}
