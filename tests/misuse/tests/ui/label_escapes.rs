//! A label for a moment ends with the closure that is given it.

use ffi_gen_runtime_tests::handles::Crate;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut first = Crate::new(1)?;
    let mut second = Crate::new(2)?;
    let mut kept = None;
    first.span(&mut second, |label| kept = Some(label))?;
    println!("{kept:?}");
    Ok(())
}
