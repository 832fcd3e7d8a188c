//! A blob lives no longer than its database.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open("planets.db")?;
    let blob = database.blob_open("main", "planet", "picture", 1, 0)?;
    drop(database);
    println!("{}", blob.bytes());
    Ok(())
}
