//! A handle that nobody keeps is ended at once.
#![deny(unused_must_use)]

use sqlite::{Database, Error};

fn main() -> Result<(), Error> {
    Database::open(":memory:")?;
    Ok(())
}
