//! What is borrowed from a statement does not live for ever.

use sqlite::Database;
use std::cell::Cell;

thread_local! {
    static LAST: Cell<Option<&'static str>> = const { Cell::new(None) };
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let mut statement = database.prepare("SELECT 'a'")?.0.ok_or("empty")?;
    statement.step()?;
    LAST.set(statement.column_text(0)?);
    Ok(())
}
