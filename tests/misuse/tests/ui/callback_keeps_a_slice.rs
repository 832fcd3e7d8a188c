//! A callback is given a slice for its own time.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    let mut kept = Vec::new();
    bell.show(true, |_, _, _, numbers, _, _| kept.push(numbers));
    println!("{kept:?}");
    Ok(())
}
