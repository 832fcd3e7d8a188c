// A function that not every machine can run.
use ffi_macros::export;

#[export(on_panic = 0)]
#[target_feature(enable = "sse4.2")]
pub fn fast(number: i64) -> i64 {
    number
}

fn main() {}
