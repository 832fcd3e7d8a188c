//! What the feature `audit` of the runtime sees of generated bindings.

use ffi_gen_runtime_tests::handles::{Crate, Label, raw};
use ffi_runtime::audit::{Fault, Scope};
use std::{mem, ptr::NonNull};

fn new_crate() -> Crate {
    Crate::new(1).expect("memory")
}

#[test]
fn what_is_used_rightly_is_clean() {
    let audit = Scope::start();
    let parent = new_crate();
    let label = parent.stick(5).expect("memory");
    assert_eq!((label.text(), parent.get()), (5, 1));
    drop(label);
    parent.close().expect("nothing is in use");
    audit.report().assert_clean();
}

#[test]
fn what_is_leaked_is_named_with_its_place() {
    let audit = Scope::start();
    let kept = Crate::new(2).expect("memory");
    let line = line!() - 1;
    let report = audit.report();
    let [leak] = &report.leaks[..] else {
        panic!("{report}");
    };
    assert!(leak.type_name.contains("CrateRef"), "{report}");
    assert!(leak.made_at.file().ends_with("audit.rs"), "{report}");
    assert_eq!(leak.made_at.line(), line);
    drop(kept);
    audit.report().assert_clean();
}

#[test]
fn a_parent_stays_for_a_child_that_is_leaked() {
    let audit = Scope::start();
    let parent = new_crate();
    let leaked = parent.stick(5).expect("memory").into_raw();
    drop(parent);
    let report = audit.report();
    assert!(report.faults.is_empty(), "{report}");
    assert_eq!(report.leaks.len(), 1, "{report}");
    // SAFETY: given up above. Its crate is still there.
    drop(unsafe { Label::from_raw(leaked) });
}

#[test]
fn two_owners_are_reported_and_one_destroys() {
    let audit = Scope::start();
    let first = new_crate();
    let object = pointer(&first);
    // SAFETY: it is not: there are two owners now, which is what is to be seen.
    let second = unsafe { Crate::from_raw(object) };
    drop(first);
    let report = audit.report();
    assert!(
        matches!(report.faults[..], [Fault::OwnedTwice(_)]),
        "{report}"
    );
    mem::forget(second);
}

fn pointer(of: &Crate) -> NonNull<raw::crate_> {
    NonNull::new(of.as_ptr()).expect("live")
}
