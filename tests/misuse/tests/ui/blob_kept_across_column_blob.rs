//! Asking for one column as a blob may move another one.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let mut statement = database.prepare("SELECT 'a', 'b'")?.0.ok_or("empty")?;
    statement.step()?;
    let first = statement.column_blob(0);
    let second = statement.column_blob(1);
    println!("{first:?} {second:?}");
    Ok(())
}
