//! A registration ends before the text that it is told by, also where that is UTF-8.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    let registration = {
        let name = c"big ben".to_owned();
        bell.call_text(&name, |event| event)?
    };
    bell.ring(1);
    drop(registration);
    Ok(())
}
