//! A child cannot be returned by the function that owns its parent.

use sqlite::{Blob, Database, Error};

fn open<'a>() -> Result<Blob<'a>, Error> {
    let database = Database::open(c"planets.db")?;
    database.blob_open(c"main", c"planet", c"picture", 1, 0)
}

fn main() {
    let _ = open;
}
