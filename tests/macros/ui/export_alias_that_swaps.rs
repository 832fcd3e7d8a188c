// An alias that changes which lifetime is which.
use ffi_macros::export;

#[export]
pub struct Two<'a, 'b>(&'a str, &'b str);

pub mod swapped {
    pub type Two<'a, 'b> = super::Two<'b, 'a>;

    #[ffi_macros::export]
    pub fn first<'a, 'b>(two: &Two<'a, 'b>) -> &'a str {
        two.1
    }
}

fn main() {}
