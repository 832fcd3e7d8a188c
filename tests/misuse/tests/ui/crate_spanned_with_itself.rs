//! What takes two crates away for itself is not given one twice.

use ffi_gen_runtime_tests::handles::Crate;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut only = Crate::new(1)?;
    only.span(&mut only, |label| label.text())?;
    Ok(())
}
