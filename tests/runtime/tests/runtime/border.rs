//! The last error and panics, seen from C.

use ffi_gen_runtime_tests::border;
use std::panic::{self, AssertUnwindSafe};

#[test]
fn c_sees_what_rust_says() {
    // Each is 0, or the line of `border.c` that is not as it should be.
    assert_eq!(border::border_check_none(), 0);
    assert_eq!(border::border_check_failure(), 0);
    assert_eq!(border::border_check_panic(), 0);
    assert_eq!(border::border_check_cut(), 0);
    assert_eq!(border::border_check_threads(), 0);
    assert_eq!(border::border_check_visit(), 0);
}

#[test]
fn a_panic_goes_on_behind_c() {
    assert_eq!(border::each(4, &mut |number| number), 6);
    let mut visited = 0;
    let panic = panic::catch_unwind(AssertUnwindSafe(|| {
        border::each(1000, &mut |number| {
            visited += 1;
            assert!(number < 2, "far enough");
            1
        })
    }));
    let payload = panic.expect_err("it panics");
    assert_eq!(payload.downcast_ref(), Some(&"far enough"));
    assert_eq!(visited, 3);
}
