//! The registry of children where nothing else fills it: its short way out, when no child is counted at all, must not
//! be taken too early. One test in a process of its own, as the count is the process's.
use core::ptr::without_provenance as at;
use ffi_runtime::children::{self, adopt, has_children};

fn orphan(child: *const ()) {
    // SAFETY: nothing is behind the addresses of this test.
    unsafe { children::orphan(child) }
}

#[test]
fn the_last_child_counts_as_much_as_the_first() {
    let (parent, first, second) = (at(8), at(16), at(24));
    for _ in 0..2 {
        adopt(first, &[parent]);
        adopt(second, &[parent]);
        orphan(first);
        assert!(has_children(parent));
        orphan(second);
        assert!(!has_children(parent));
    }
}
