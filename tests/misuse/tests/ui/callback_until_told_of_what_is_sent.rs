//! What the library frees when it likes, and what another function ends that is not told the object, may be called by two
//! objects at once.

use ffi_gen_runtime_tests::workers::Unit;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let unit = Unit::new().ok_or("memory")?;
    let (mut heard, mut seen) = (0, 0);
    unit.notify(move |event| {
        heard += event;
        heard
    });
    let _watching = unit.watch(move |event| {
        seen += event;
        seen
    });
    Ok(())
}
