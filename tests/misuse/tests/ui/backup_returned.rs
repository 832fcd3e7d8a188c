//! Nor can the closure return it.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut source = Database::open(c":memory:")?;
    let mut copy = Database::open(c":memory:")?;
    let backup = copy.backup_from(c"main", &mut source, c"main", |backup| backup)?;
    backup.step(-1)?;
    Ok(())
}
