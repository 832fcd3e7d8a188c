//! A callback is given an array of texts for its own time, and each of the texts as well.

use ffi_gen_runtime_tests::calls;

fn main() {
    let mut kept = None;
    calls::words(|some, _| kept = some.get(0));
    println!("{kept:?}");
}
