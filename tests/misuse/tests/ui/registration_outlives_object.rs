//! A registration ends before its object.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    let registration = bell.on(|event| event);
    drop(bell);
    drop(registration);
    Ok(())
}
