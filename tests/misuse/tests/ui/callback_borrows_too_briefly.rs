//! A callback that is kept owns what it uses.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    {
        let answers = [1, 2, 3];
        bell.listen(|event| answers[0] + event);
    }
    bell.ring(1);
    Ok(())
}
