// A result that may be of either argument, as a bound says.
use ffi_macros::export;

#[export]
pub fn pick<'a, 'b: 'a>(one: &'a str, other: &'b str) -> &'a str {
    if one.is_empty() { other } else { one }
}

fn main() {}
