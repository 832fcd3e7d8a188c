//! Nor can the closure end it.

use sqlite::{Backup, Database};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut source = Database::open(":memory:")?;
    let mut copy = Database::open(":memory:")?;
    copy.backup_from("main", &mut source, "main", |backup| Backup::finish(*backup))??;
    Ok(())
}
