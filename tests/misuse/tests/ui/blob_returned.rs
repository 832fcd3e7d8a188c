//! A child cannot be returned by the function that owns its parent.

use sqlite::{Blob, Database, Error};

fn open<'a>() -> Result<Blob<'a>, Error> {
    let database = Database::open("planets.db")?;
    database.blob_open("main", "planet", "picture", 1, 0)
}

fn main() {
    let _ = open;
}
