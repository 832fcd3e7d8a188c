//! A registration borrows its object: nobody uses that alone meanwhile.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut bell = Bell::new().ok_or("memory")?;
    let registration = bell.on(|event| event);
    bell.rename(c"another");
    drop(registration);
    Ok(())
}
