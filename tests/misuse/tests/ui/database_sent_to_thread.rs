//! A connection belongs to its thread.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    std::thread::spawn(move || database.changes());
    Ok(())
}
