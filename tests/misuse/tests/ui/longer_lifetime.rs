//! A statement cannot be made to look as if its database lived longer.

use sqlite::{DatabaseRef, StatementRef};

fn extend<'long>(statement: &StatementRef<'_>) -> &'long DatabaseRef {
    statement.database()
}

fn grow<'a, 'short, 'long>(statement: &'a StatementRef<'short>) -> &'a StatementRef<'long> {
    statement
}

fn main() {
    let _ = (extend, grow);
}
