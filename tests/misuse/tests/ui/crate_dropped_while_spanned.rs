//! Nor is it dropped meanwhile.

use ffi_gen_runtime_tests::handles::Crate;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut first = Crate::new(1)?;
    let mut second = Crate::new(2)?;
    first.span(&mut second, |label| {
        drop(second);
        label.text()
    })?;
    Ok(())
}
