//! What several threads call at once is `Sync`.

use ffi_gen_runtime_tests::calls;
use std::cell::Cell;

fn main() {
    let count = Cell::new(0);
    calls::on_threads(4, 100, |_| {
        count.set(count.get() + 1);
        0
    });
}
