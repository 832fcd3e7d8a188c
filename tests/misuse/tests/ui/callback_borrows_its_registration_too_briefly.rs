//! A registration may be leaked, so that its callback owns what it uses, too.

use ffi_gen_runtime_tests::calls::Bell;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bell = Bell::new().ok_or("memory")?;
    let mut rung = 0;
    let registration = bell.on(|event| {
        rung += event;
        rung
    });
    bell.ring(1);
    drop(registration);
    Ok(())
}
