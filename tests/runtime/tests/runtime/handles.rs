//! Handles: who ends them, who keeps whom alive, who may have them.

use ffi_gen_runtime_tests::handles::Crate;

#[test]
fn destroyed_once() {
    let kept = Crate::new(3).expect("memory");
    kept.set(4);
    assert_eq!(kept.get(), 4);
}
