//! The destination of a backup is not used meanwhile.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut source = Database::open(c":memory:")?;
    let mut copy = Database::open(c":memory:")?;
    copy.backup_from(c"main", &mut source, c"main", |backup| {
        copy.exec(c"SELECT 1")?;
        backup.step(-1)
    })??;
    Ok(())
}
