use ffi_macros::export;

#[export]
pub fn all(flags: &[bool]) -> bool {
    flags.iter().all(|flag| *flag)
}

fn main() {}
