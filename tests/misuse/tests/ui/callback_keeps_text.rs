//! A callback is given text for its own time.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    let mut kept = "";
    bell.tell(true, |text| {
        kept = text;
        0
    });
    println!("{kept}");
    Ok(())
}
