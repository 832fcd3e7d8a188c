//! Binding is exclusive: a row may point into what is bound.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let mut statement = database.prepare("SELECT ?")?.0.ok_or("empty")?;
    statement.step()?;
    let text = statement.column_text(0)?;
    statement.bind_text(1, "b")?;
    println!("{text:?}");
    Ok(())
}
