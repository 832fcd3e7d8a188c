//! A database is not both the source and the destination of a backup.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut database = Database::open(":memory:")?;
    database.backup_from("main", &mut database, "main", |backup| backup.step(-1))??;
    Ok(())
}
