//! So is a reference to one.

use sqlite::{DatabaseRef, StatementRef};

fn main() {
    let database = DatabaseRef {};
    let statement: StatementRef<'_> = Default::default();
    println!("{} {}", database.changes(), statement.column_count());
}
