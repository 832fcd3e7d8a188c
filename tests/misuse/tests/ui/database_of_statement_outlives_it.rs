//! The database found through a statement is the one that the statement borrows.

use sqlite::{Database, DatabaseRef};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let found: &DatabaseRef = {
        let database = Database::open(":memory:")?;
        let statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
        statement.database()
    };
    println!("{}", found.changes());
    Ok(())
}
