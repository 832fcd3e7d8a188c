//! Nor can the closure end it.

use sqlite::{Backup, Database};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut source = Database::open(c":memory:")?;
    let mut copy = Database::open(c":memory:")?;
    copy.backup_from(c"main", &mut source, c"main", |backup| Backup::finish(*backup))??;
    Ok(())
}
