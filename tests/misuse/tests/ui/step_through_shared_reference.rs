//! A step ends every borrow of the row, so it asks for `&mut`.

use sqlite::{Error, Statement};

fn next(statement: &Statement<'_>) -> Result<bool, Error> {
    statement.step()
}

fn main() {
    let _ = next;
}
