//! The destination of a backup is not used meanwhile.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut source = Database::open(":memory:")?;
    let mut copy = Database::open(":memory:")?;
    copy.backup_from("main", &mut source, "main", |backup| {
        copy.exec("SELECT 1")?;
        backup.step(-1)
    })??;
    Ok(())
}
