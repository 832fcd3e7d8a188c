use ffi_macros::export;

#[export]
pub fn stop() -> ! {
    std::process::exit(1)
}

fn main() {}
