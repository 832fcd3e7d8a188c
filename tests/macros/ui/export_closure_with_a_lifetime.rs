// How long C may be called cannot be told by a lifetime.
use ffi_macros::export;

#[export]
pub struct Caller<'a>(Box<dyn FnMut() + 'a>);

#[export]
impl<'a> Caller<'a> {
    pub fn new(call: Box<dyn FnMut() + 'a>) -> Caller<'a> {
        Caller(call)
    }
}

fn main() {}
