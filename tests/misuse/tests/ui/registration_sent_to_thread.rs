//! A registration ends on the thread of its object.

use ffi_gen_runtime_tests::hubs::Hub;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let hub = Hub::new().ok_or("memory")?;
    let (registration, _) = hub.add(|event| event);
    std::thread::scope(|scope| {
        scope.spawn(move || drop(registration));
    });
    Ok(())
}
