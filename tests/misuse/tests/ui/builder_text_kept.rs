//! What a builder shows of its text moves when that grows.

use sqlite::StringBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = StringBuilder::new(None)?;
    let text = builder.value();
    builder.append("b")?;
    println!("{text:?}");
    Ok(())
}
