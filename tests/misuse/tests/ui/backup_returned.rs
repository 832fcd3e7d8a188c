//! Nor can the closure return it.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut source = Database::open(":memory:")?;
    let mut copy = Database::open(":memory:")?;
    let backup = copy.backup_from("main", &mut source, "main", |backup| backup)?;
    backup.step(-1)?;
    Ok(())
}
