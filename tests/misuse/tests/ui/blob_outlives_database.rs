//! A blob lives no longer than its database.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(c"planets.db")?;
    let blob = database.blob_open(c"main", c"planet", c"picture", 1, 0)?;
    drop(database);
    println!("{}", blob.bytes());
    Ok(())
}
