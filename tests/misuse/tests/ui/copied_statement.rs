//! So has a statement.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    let (one, two) = (statement, statement);
    drop((one, two));
    Ok(())
}
