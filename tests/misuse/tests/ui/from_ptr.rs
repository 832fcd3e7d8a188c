//! So is making a reference of one.

use sqlite::{Database, DatabaseRef};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let object = std::ptr::NonNull::new(database.as_ptr()).ok_or("null")?;
    drop(database);
    println!("{}", DatabaseRef::from_ptr(object).changes());
    Ok(())
}
