//! A callback is given handles to use alone for its own time.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    let mut kept = None;
    bell.clappers(|_, mut clappers, _| kept = clappers.get(0));
    println!("{kept:?}");
    Ok(())
}
