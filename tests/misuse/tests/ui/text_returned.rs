//! Column text cannot be returned by the function that owns the statement.

use sqlite::Database;

fn name(database: &Database) -> Result<Option<&str>, Box<dyn std::error::Error>> {
    let mut statement = database.prepare("SELECT 'a'")?.0.ok_or("empty")?;
    statement.step()?;
    Ok(statement.column_text(0)?)
}

fn main() {
    let _ = name;
}
