//! What another thread calls is `Send`.

use ffi_gen_runtime_tests::calls;
use std::rc::Rc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shared = Rc::new(1);
    calls::on_worker(false, move |status| assert_ne!(status, *shared))?;
    calls::join();
    Ok(())
}
