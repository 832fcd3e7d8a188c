//! A registration ends before everything that the library is told when it ends.

use ffi_gen_runtime_tests::calls::{Bell, Tower};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tower = Tower::new().ok_or("memory")?;
    let bell = Bell::new().ok_or("memory")?;
    let registration = tower.hang(&bell, |event| event);
    drop(bell);
    drop(registration);
    Ok(())
}
