//! Column text lives no longer than its statement.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let mut statement = database.prepare("SELECT 'a'")?.0.ok_or("empty")?;
    statement.step()?;
    let text = statement.column_text(0)?;
    drop(statement);
    println!("{text:?}");
    Ok(())
}
