//! A backup ends with the closure that is given it.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut source = Database::open(":memory:")?;
    let mut copy = Database::open(":memory:")?;
    let mut kept = None;
    copy.backup_from("main", &mut source, "main", |backup| kept = Some(backup))?;
    println!("{kept:?}");
    Ok(())
}
