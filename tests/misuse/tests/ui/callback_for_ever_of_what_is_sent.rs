//! What is called for ever is not one object's: two of them may call it at once, each on its thread.

use ffi_gen_runtime_tests::workers::Unit;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (one, other) = (Unit::new().ok_or("memory")?, Unit::new().ok_or("memory")?);
    let mut heard = Vec::new();
    one.ever(move |event| {
        heard.push(event);
        0
    });
    std::thread::spawn(move || other.fire());
    one.fire();
    Ok(())
}
