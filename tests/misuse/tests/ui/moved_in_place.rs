//! A structure that the library fills in place stays where it is: only its owner can be moved.

use ffi_gen_runtime_tests::handles::Mill;

fn main() {
    let mill = Mill::new(1).expect("memory");
    let moved = *mill;
    drop(moved);
}
