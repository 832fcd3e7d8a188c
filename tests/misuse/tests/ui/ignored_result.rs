//! An error is not ignored in silence.
#![deny(unused_must_use)]

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    database.exec("CREATE TABLE planet (name)");
    Ok(())
}
