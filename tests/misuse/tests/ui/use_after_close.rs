//! A closed database is gone.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(c":memory:")?;
    database.close()?;
    database.exec(c"SELECT 1")?;
    Ok(())
}
