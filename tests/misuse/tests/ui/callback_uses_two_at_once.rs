//! A handle that is lent alone is lent once at a time.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    bell.clappers(|_, mut clappers, _| {
        let one = clappers.get(0);
        let two = clappers.get(0);
        one.into_iter().chain(two).for_each(|clapper| clapper.swing());
    });
    Ok(())
}
