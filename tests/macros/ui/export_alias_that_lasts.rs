// An alias that says of a lifetime what it is not.
use ffi_macros::export;

#[export]
pub struct View<'a>(&'a str);

pub mod kept {
    pub type View<'a> = super::View<'static>;

    #[ffi_macros::export]
    pub fn keep(view: &View<'_>) -> usize {
        view.0.len()
    }
}

fn main() {}
