//! Only one exclusive reference to a statement exists.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let mut statement = database.prepare("SELECT 1")?.0.ok_or("empty")?;
    let (one, two) = (&mut *statement, &mut *statement);
    one.step()?;
    two.step()?;
    Ok(())
}
