//! Text in an arena is kept for longer than the frame that it was made for.
use ffi_runtime::Arena;
use sqlite::Database;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::open(":memory:")?;
    let mut arena = Arena::new();
    let name = arena.text("planet")?;
    arena.reset();
    database.blob_open("main", name, "picture", 1, 0)?;
    Ok(())
}
