//! Bytes that the library frees are read, not written.

use ffi_gen_runtime_tests::data::StoreRef;

fn misuse(store: &StoreRef) {
    let mut bytes = store.bytes().expect("memory");
    bytes[0] = 0;
}

fn main() {}
