use ffi_macros::export;

#[export]
pub fn show(what: impl std::fmt::Display) -> String {
    what.to_string()
}

fn main() {}
