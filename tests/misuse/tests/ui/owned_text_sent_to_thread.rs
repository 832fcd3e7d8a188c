//! Text that SQLite frees stays on its thread: no fact says that another thread may free it.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    let text = statement.expanded_sql().ok_or("no text")?;
    std::thread::spawn(move || println!("{text:?}"));
    Ok(())
}
