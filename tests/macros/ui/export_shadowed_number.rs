// A number that is none.
use ffi_macros::export;

#[allow(non_camel_case_types)]
type u32 = std::num::NonZeroU8;

#[export(on_panic = 9)]
pub fn number(of: u32) -> u64 {
    u64::from(of.get())
}

fn main() {}
