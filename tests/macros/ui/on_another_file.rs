// The macro cannot see what stands in another file.
use ffi_macros::bind;

#[bind]
mod other;

fn main() {}
