// The macro stands on a block of declarations.
use ffi_macros::bind;

#[bind]
fn thing() {}

fn main() {}
