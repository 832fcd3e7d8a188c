//! Text that was freed is gone.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    let text = statement.expanded_sql().ok_or("memory")?;
    drop(text);
    println!("{}", text.display());
    Ok(())
}
