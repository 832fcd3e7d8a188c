use super::{
    text::{array, text},
    thing::{ThingRef, boxed, counted, destroyed, thing},
};
use core::{
    cell::Cell,
    mem,
    panic::Location,
    ptr::{self, NonNull},
};
use ffi_runtime::{
    Handle, Here, Opaque, Owned,
    audit::{Fault, Scope},
    children,
};
use std::{sync::Mutex, thread};

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

#[test]
fn what_leaks_says_where_it_was_made() {
    let audit = Scope::start();
    // SAFETY: the thing is new.
    let kept: Owned<ThingRef> = unsafe { Owned::from_raw(boxed(1_u32).cast()) };
    let line = line!() - 1;
    let leaks = audit.report().leaks;
    assert_eq!(
        (leaks[0].made_at.file(), leaks[0].made_at.line()),
        (file!(), line)
    );
    drop(kept);
}

/// A constructor as ffi-gen writes it.
#[track_caller]
fn new() -> Option<Owned<ThingRef>> {
    let _here = Here::new();
    // SAFETY: the thing is new.
    Some(boxed(1_u32)).map(|object| unsafe { Owned::from_raw(object.cast()) })
}

#[test]
fn a_constructor_tells_its_caller() {
    let audit = Scope::start();
    let kept = new();
    let line = line!() - 1;
    assert_eq!(audit.report().leaks[0].made_at.line(), line);
    let other = thing(2);
    let made_at: &Location<'_> = audit.report().leaks[1].made_at;
    assert!(made_at.file().ends_with("thing.rs"), "{made_at}");
    drop((kept, other));
    audit.report().assert_clean();
}

#[test]
fn what_is_used_after_its_end_is_reported_once() {
    let audit = Scope::start();
    let owner = thing(1);
    // SAFETY: it is not sound: the copy lends a thing that is gone. Nothing is read of it.
    let copy = mem::ManuallyDrop::new(unsafe { ptr::read(&owner) });
    drop(owner);
    for _ in 0..2 {
        let _: &ThingRef = &copy;
    }
    assert!(matches!(
        audit.report().faults[..],
        [Fault::UsedAfterEnd(_)]
    ));
    assert_eq!(destroyed(), [1]);
}

#[test]
fn a_child_that_outlives_its_parent_is_reported() {
    let audit = Scope::start();
    let (parent, child) = (thing(1), boxed(2_u32));
    children::mention(
        child.as_ptr().cast_const(),
        &[parent.as_ptr().cast_const().cast()],
    );
    // SAFETY: the thing is new.
    let child: Owned<ThingRef> = unsafe { Owned::from_raw(child.cast()) };
    assert_eq!(child.number(), 2);
    drop(parent);
    assert_eq!(child.number(), 2);
    drop(child);
    let report = audit.report();
    let [Fault::UsedAfterParent { child, parent }] = report.faults[..] else {
        panic!("{report}");
    };
    assert!(child.made_at.line() > parent.made_at.line() && report.leaks.is_empty());
    assert_eq!(destroyed(), [1, 2]);
}

/// A thing that stays while a switch says so, or while it has children. It is its thread's.
#[repr(C)]
struct StubbornRef {
    _opaque: Opaque,
}

thread_local!(static STUBBORN: Cell<bool> = const { Cell::new(false) });

// SAFETY: opaque, and made by `boxed`.
unsafe impl Handle for StubbornRef {
    const THREAD_BOUND: bool = true;

    unsafe fn destroy(object: NonNull<Self>) {
        if children::has_children(object.as_ptr().cast()) {
            return;
        }
        let is_gone = !STUBBORN.get();
        if is_gone {
            // SAFETY: the caller hands over a live thing.
            unsafe { ThingRef::destroy(object.cast()) };
        }
        Owned::left(object, || !is_gone);
    }
}

fn stubborn() -> Owned<StubbornRef> {
    // SAFETY: the thing is new.
    unsafe { Owned::from_raw(boxed(3_u32).cast()) }
}

/// Keeps what was left: the audit does not see its end, and would take another test's object at its address for it.
fn keep(object: *mut StubbornRef) {
    static LEFT: Mutex<Vec<usize>> = Mutex::new(Vec::new());
    LEFT.lock()
        .expect("no panic")
        .push(object.expose_provenance());
}

#[test]
fn a_destructor_that_fails_is_reported_and_leaks() {
    let audit = Scope::start();
    drop(stubborn());
    audit.report().assert_clean();
    STUBBORN.set(true);
    let kept = stubborn();
    let object = kept.as_ptr();
    drop(kept);
    let report = audit.report();
    assert!(
        matches!(report.faults[..], [Fault::NotDestroyed(_)]),
        "{report}"
    );
    assert_eq!(report.leaks.len(), 1);
    keep(object);
}

#[test]
fn a_parent_that_stays_for_its_children_is_a_leak_and_no_fault() {
    let audit = Scope::start();
    let (parent, child) = (stubborn(), thing(4));
    let (object, of) = (parent.as_ptr(), child.as_ptr());
    children::adopt(of.cast_const(), &[object.cast_const().cast()]);
    drop(parent);
    assert_eq!(child.number(), 4);
    let report = audit.report();
    assert!(report.faults.is_empty(), "{report}");
    assert_eq!(report.leaks.len(), 2);
    drop(child);
    // SAFETY: it was destroyed above.
    unsafe { children::orphan(of.cast_const()) };
    keep(object);
}

#[test]
fn a_thread_that_has_what_is_bound_to_another_is_reported() {
    struct Forced<T>(T);
    // SAFETY: it is not sound: this is the mistake that is to be seen.
    unsafe impl<T> Send for Forced<T> {}
    let (audit, sent) = (Scope::start(), Forced((stubborn(), thing(1))));
    let there = thread::spawn(move || {
        let all = sent;
        let audit = Scope::start();
        drop(all);
        audit.report()
    });
    let report = there.join().expect("no panic");
    // The thing is its thread's only as far as its type says.
    assert!(
        matches!(report.faults[..], [Fault::WrongThread(_)]),
        "{report}"
    );
    audit.report().assert_clean();
}
