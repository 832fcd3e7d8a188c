// An error that ties two arguments to each other.
use ffi_macros::export;

use std::cell::Cell;

#[export]
pub struct Sink<'a>(Cell<Option<&'a str>>);

#[derive(Debug)]
pub struct Why<'a, 'b>(pub Option<&'a &'b str>);

impl std::fmt::Display for Why<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("why")
    }
}

impl std::error::Error for Why<'_, '_> {}

impl ffi_runtime::status::StatusCode for Why<'_, '_> {
    fn status(&self) -> std::ffi::c_int {
        1
    }
}

#[export]
pub fn put<'a, 'b>(sink: &Sink<'a>, word: &'b str) -> Result<(), Why<'a, 'b>> {
    sink.0.set(Some(word));
    Ok(())
}

fn main() {}
