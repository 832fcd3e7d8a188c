//! A statement is used by one thread.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    std::thread::scope(|scope| {
        scope.spawn(|| statement.column_count());
    });
    Ok(())
}
