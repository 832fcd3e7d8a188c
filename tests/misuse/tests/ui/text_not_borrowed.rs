//! Text is given away instead of lent, or in `Some` where it is no `&str`.
use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(String::from(":memory:"))?;
    database.wal_checkpoint(Some(c"main"))?;
    Ok(())
}
