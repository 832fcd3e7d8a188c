//! A callback shares the handle that it is given.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    bell.clappers(|bell, _, _| bell.rename(c"another"));
    Ok(())
}
