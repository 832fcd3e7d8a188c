ffi_macros::export_library!(prefix = "demo", version = 3);

fn main() {}
