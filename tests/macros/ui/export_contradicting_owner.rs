use ffi_macros::export;

#[export]
#[ffi_macros::returns_owned(destroy = free)]
pub fn name() -> &'static str {
    "name"
}

fn main() {}
