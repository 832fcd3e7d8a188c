//! A column as a value is unprotected: it may be copied, not read in place.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let mut statement = database.prepare("SELECT 'a'")?.0.ok_or("empty")?;
    statement.step()?;
    println!("{:?}", statement.column_value(0).text());
    Ok(())
}
