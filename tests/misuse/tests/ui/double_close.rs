//! A database is closed once.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    database.close()?;
    database.close()?;
    Ok(())
}
