// The macro stands on a block of declarations.
use ffi_macros::bind;

#[bind]
struct Thing;

fn main() {}
