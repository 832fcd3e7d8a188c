//! A statement of a local database does not live for ever.

use sqlite::{Database, Statement};

struct Cache {
    statement: Statement<'static>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    let mut cache = Cache { statement };
    cache.statement.step()?;
    Ok(())
}
