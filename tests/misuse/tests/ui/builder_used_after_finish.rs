//! Finishing a text takes its builder.

use sqlite::StringBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = StringBuilder::new(None)?;
    builder.append("a")?;
    let text = builder.finish();
    builder.append("b")?;
    println!("{text:?}");
    Ok(())
}
