// An alias that is called `Result` and lends what it says to own.
use ffi_macros::export;

#[export(send, sync)]
pub struct Name(String);

pub trait Lent<'a> {
    type Out;
}

impl<'a> Lent<'a> for &'static str {
    type Out = &'a str;
}

pub type Result<'a, T> = core::result::Result<<T as Lent<'a>>::Out, ffi_runtime::last_error::LastError>;

#[export]
pub fn hidden(name: &Name) -> Result<&'static str> {
    Ok(&name.0)
}

fn main() {}
