//! A raw object that nobody keeps would leak.
#![deny(unused_must_use)]

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    database.into_raw();
    Ok(())
}
