//! Taking over a raw object is a promise.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    drop(Database::from_raw(database.into_raw()));
    Ok(())
}
