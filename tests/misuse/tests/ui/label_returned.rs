//! Nor can the closure return it.

use ffi_gen_runtime_tests::handles::Crate;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut first = Crate::new(1)?;
    let mut second = Crate::new(2)?;
    let label = first.span(&mut second, |label| label)?;
    println!("{}", label.text());
    Ok(())
}
