//! Two sides of a process that may have been built for different versions of an interface.

use ffi_gen_runtime_tests::versions::{one, tidied, two};
use ffi_runtime::layout::{Fingerprint, check};

unsafe extern "C" {
    /// What the library exports with `export_fingerprint!`.
    fn ffi_gen_runtime_tests_abi_fingerprint() -> u64;
}

#[test]
fn another_version_is_refused_when_it_is_loaded() {
    // SAFETY: it asks nothing of its caller.
    let theirs = unsafe { ffi_gen_runtime_tests_abi_fingerprint() };
    check(theirs, two::FINGERPRINT).expect("built for the same version");
    let mismatch = check(theirs, one::FINGERPRINT).expect_err("a sample has grown");
    assert_eq!(mismatch.ours, Fingerprint(one::FINGERPRINT));
    let message = mismatch.to_string();
    assert!(
        message.contains(&format!("{:016x}", two::FINGERPRINT)),
        "{message}"
    );
}

#[test]
fn the_same_version_in_other_words_is_taken() {
    check(one::FINGERPRINT, tidied::FINGERPRINT).expect("the same interface");
}
