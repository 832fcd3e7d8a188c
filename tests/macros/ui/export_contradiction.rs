use ffi_macros::export;

#[export]
pub struct Counter(u32);

#[export]
#[ffi_macros::consumes(counter)]
pub fn look(counter: &Counter) -> u32 {
    counter.0
}

fn main() {}
