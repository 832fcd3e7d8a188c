//! Text that the library allocated is freed with its owner.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    let text = {
        let owner = statement.expanded_sql().ok_or("memory")?;
        owner.to_str()?
    };
    println!("{text}");
    Ok(())
}
