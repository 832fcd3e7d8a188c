//! A callback is given a handle for its own time.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    let mut kept = None;
    bell.clappers(|_, _, clapper| kept = clapper);
    println!("{kept:?}");
    Ok(())
}
