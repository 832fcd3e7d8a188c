use super::{
    text::{array, text},
    thing::{ThingRef, counted, destroyed, thing},
};
use core::{mem, ptr};
use ffi_runtime::{
    Handle, Owned,
    audit::{Fault, Scope},
};
use std::thread;

#[test]
fn what_ended_is_clean() {
    let audit = Scope::start();
    drop((thing(1), counted().clone()));
    audit.report().assert_clean();
}

#[test]
fn what_lives_is_a_leak() {
    let audit = Scope::start();
    let kept = (thing(1), counted());
    let leaks = audit.report().leaks;
    let addresses = [kept.0.as_ptr().addr(), kept.1.as_ptr().addr()];
    assert_eq!(
        leaks.iter().map(|leak| leak.address).collect::<Vec<_>>(),
        addresses
    );
    assert!(leaks[0].type_name.ends_with("ThingRef>"), "{}", leaks[0]);
}

#[test]
fn texts_and_arrays_are_watched() {
    let audit = Scope::start();
    let kept = (text(b"x\0"), array([1u8]));
    assert_eq!(audit.report().leaks.len(), 2);
    drop(kept);
    audit.report().assert_clean();
}

#[test]
fn every_reference_counts() {
    let audit = Scope::start();
    let one = counted();
    let two = one.clone();
    assert_eq!(audit.report().leaks.len(), 2);
    drop(one);
    assert_eq!(audit.report().leaks.len(), 1);
    drop(two);
    audit.report().assert_clean();
}

#[test]
fn what_is_given_away_is_not_watched() {
    let audit = Scope::start();
    let object = thing(1).into_raw();
    audit.report().assert_clean();
    // SAFETY: `into_raw` made us the owner.
    unsafe { ThingRef::destroy(object) };
}

#[test]
fn a_second_destruction_is_reported_and_not_done() {
    let audit = Scope::start();
    let first = thing(1);
    // SAFETY: it is not sound: the copy destroys the same thing. This is the mistake that is to be seen.
    let second = unsafe { ptr::read(&first) };
    drop(first);
    drop(second);
    assert_eq!(destroyed(), [1]);
    assert!(matches!(audit.report().faults[..], [Fault::EndedTwice(_)]));
}

#[test]
fn a_second_owner_is_reported() {
    let audit = Scope::start();
    let first = thing(1);
    // SAFETY: as above.
    let second: Owned<ThingRef> =
        unsafe { Owned::from_raw(ptr::NonNull::new(first.as_ptr()).expect("live")) };
    assert!(matches!(audit.report().faults[..], [Fault::OwnedTwice(_)]));
    drop(first);
    mem::forget(second);
    assert_eq!(destroyed(), [1]);
}

#[test]
fn others_are_left_out() {
    let _before = thing(1);
    let audit = Scope::start();
    thread::spawn(|| drop((thing(2), thing(3))))
        .join()
        .expect("no panic");
    audit.report().assert_clean();
}

#[test]
#[should_panic(expected = "leaked: ffi_runtime::owned::Owned<handles::thing::ThingRef> at 0x")]
fn a_dirty_report_says_what() {
    let audit = Scope::start();
    let _kept = thing(1);
    audit.report().assert_clean();
}
