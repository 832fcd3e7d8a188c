// A result that ties two arguments to each other.
use ffi_macros::export;

use std::cell::Cell;

#[export]
pub struct Sink<'a>(Cell<Option<&'a str>>);

#[export]
pub struct Tie<'a, 'b>(&'b str, Option<&'a &'b str>);

#[export]
pub fn put<'a, 'b>(sink: &Sink<'a>, word: &'b str) -> Tie<'a, 'b> {
    sink.0.set(Some(word));
    Tie(word, None)
}

fn main() {}
