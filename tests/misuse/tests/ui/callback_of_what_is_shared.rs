//! A handle that several threads use at once has callbacks that several threads call at once.

use ffi_gen_runtime_tests::hubs::Hub;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let hub = Hub::new().ok_or("memory")?;
    let mut count = 0;
    hub.follow(move |event| {
        count += event;
        count
    });
    Ok(())
}
