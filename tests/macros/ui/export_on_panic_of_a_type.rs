use ffi_macros::export;

#[export(on_panic = 0)]
pub struct Counter(u32);

fn main() {}
