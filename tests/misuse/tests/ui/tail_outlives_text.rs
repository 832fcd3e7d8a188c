//! What is left of a text is a part of it.

use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let rest = {
        let script = String::from("SELECT 1; SELECT 2");
        database.prepare(&script)?.1
    };
    println!("{rest}");
    Ok(())
}
