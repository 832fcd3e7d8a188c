//! One kind of handle is not another.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let mut statement = database.prepare("SELECT ?")?.0.ok_or("empty")?;
    statement.bind_value(1, &database)?;
    Ok(())
}
