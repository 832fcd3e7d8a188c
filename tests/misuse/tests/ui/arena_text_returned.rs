//! Text outlives the arena that it lies in.
use ffi_runtime::{Arena, text::Utf8CStr};

fn name<'a>() -> Utf8CStr<'a> {
    let arena = Arena::new();
    arena.text("planet").expect("no NUL")
}

fn main() {
    println!("{}", name());
}
