//! A database is not both the source and the destination of a backup.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut database = Database::open(c":memory:")?;
    database.backup_from(c"main", &mut database, c"main", |backup| backup.step(-1))??;
    Ok(())
}
