//! The source of a backup is not closed meanwhile.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut source = Database::open(":memory:")?;
    let mut copy = Database::open(":memory:")?;
    copy.backup_from("main", &mut source, "main", |backup| {
        drop(source);
        backup.step(-1)
    })??;
    Ok(())
}
