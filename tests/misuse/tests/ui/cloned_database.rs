//! A connection has one owner.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let other: Database = database.clone();
    drop((database, other));
    Ok(())
}
