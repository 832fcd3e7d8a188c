//! The image of a database is read, not written: the library frees it.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let mut image = database.serialize(None).ok_or("memory")?;
    image[0] = 0;
    Ok(())
}
