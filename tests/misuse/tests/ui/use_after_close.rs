//! A closed database is gone.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    database.close()?;
    database.exec("SELECT 1")?;
    Ok(())
}
