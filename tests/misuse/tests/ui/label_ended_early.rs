//! Nor can the closure end it.

use ffi_gen_runtime_tests::handles::{Crate, Label};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut first = Crate::new(1)?;
    let mut second = Crate::new(2)?;
    first.span(&mut second, |label| drop::<Label<'_>>(*label))?;
    Ok(())
}
