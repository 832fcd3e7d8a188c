//! Handles: who ends them, who keeps whom alive, who may have them.

mod shared;
mod special;

use ffi_gen_runtime_tests::handles::{Crate, CrateRef, Desk, Error, Label, crates, labels, raw};
use std::{
    mem,
    panic::{self, AssertUnwindSafe},
    ptr::NonNull,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The C library counts what is alive for the whole process, so tests that change or look at the counts run one at a time.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn new_crate(value: i32) -> Crate {
    Crate::new(value).expect("memory")
}

fn object(raw: *mut raw::crate_) -> NonNull<raw::crate_> {
    NonNull::new(raw).expect("an object")
}

#[test]
fn destroyed_once() {
    let _turn = alone();
    let before = crates();
    let kept = new_crate(3);
    assert_eq!((kept.get(), crates()), (3, before + 1));
    drop(kept);
    assert_eq!(crates(), before);
    // An owner, or none, is one pointer.
    assert_eq!(size_of::<Option<Crate>>(), size_of::<*const ()>());
}

#[test]
fn raw_handles_come_and_go() {
    let _turn = alone();
    let before = crates();
    let raw = new_crate(1).into_raw();
    assert_eq!(crates(), before + 1);
    // SAFETY: given up just now.
    drop(unsafe { Crate::from_raw(raw) });
    assert_eq!(crates(), before);
}

#[test]
fn owned_even_after_a_failure() {
    let _turn = alone();
    let before = crates();
    let refused = Crate::open(-1).unwrap_err();
    assert_eq!(refused.code(), Some(1));
    assert_eq!(crates(), before, "the refused crate was ended");
    assert_eq!(Crate::open(1).expect("accepted").get(), 1);
}

#[test]
fn comes_back_when_closing_fails() {
    let _turn = alone();
    let before = crates();
    let failed = new_crate(7).close().unwrap_err();
    assert_eq!(failed.error.code(), Some(1));
    let mut object = failed.object;
    object.set(8);
    object.close().expect("no longer refused");
    assert_eq!(crates(), before);
}

#[test]
fn exclusive_and_invalidating_calls_end_borrows() {
    let _turn = alone();
    let mut kept = new_crate(1);
    assert_eq!(kept.view(), [1]);
    // Both take `&mut self`, so that the view cannot be kept over them.
    let _: [fn(&mut CrateRef, i32); 2] = [CrateRef::set, CrateRef::refill];
    kept.refill(2);
    assert_eq!(kept.view(), [2]);
}

#[test]
fn a_leaked_child_keeps_its_parent() {
    let _turn = alone();
    let (before, labels_before) = (crates(), labels());
    let parent = new_crate(1);
    let leaked = parent.stick(5).expect("memory").into_raw();
    drop(parent);
    assert_eq!(crates(), before + 1, "the crate is leaked under its label");
    // SAFETY: given up above. Its crate is still there.
    let label = unsafe { Label::from_raw(leaked) };
    let owner = label.owner().as_ptr();
    assert_eq!(label.text(), 5);
    drop(label);
    assert_eq!(labels(), labels_before);
    // SAFETY: nobody else owns it: its owner was dropped and left it.
    drop(unsafe { Crate::from_raw(object(owner)) });
    assert_eq!(crates(), before);
}

#[test]
fn a_parent_in_use_is_not_closed() {
    let _turn = alone();
    let parent = new_crate(1);
    let leaked = parent.stick(5).expect("memory").into_raw();
    let busy = parent.close().unwrap_err();
    assert_eq!(busy.error, Error::InUse);
    // SAFETY: given up above, and its crate is still there.
    drop(unsafe { Label::from_raw(leaked) });
    busy.object.close().expect("free again");
}

#[test]
fn a_child_of_two_keeps_both() {
    let _turn = alone();
    let before = crates();
    let (a, b) = (new_crate(1), new_crate(2));
    let tie = a.label_tie(&b).expect("memory");
    assert_eq!(tie.text(), 3);
    let leaked = tie.into_raw();
    drop((a, b));
    assert_eq!(crates(), before + 2, "both are leaked under the label");
    // SAFETY: given up above.
    let tie = unsafe { Label::from_raw(leaked) };
    let first = tie.owner().as_ptr();
    // SAFETY: the second parent stands beside the first one in `struct label`.
    let second = unsafe { tie.as_ptr().cast::<*mut raw::crate_>().add(1).read() };
    drop(tie);
    for owner in [first, second] {
        // SAFETY: nobody else owns it.
        drop(unsafe { Crate::from_raw(object(owner)) });
    }
    assert_eq!(crates(), before);
}

#[test]
fn a_child_for_a_moment_cannot_be_leaked() {
    let _turn = alone();
    let (before, labels_before) = (crates(), labels());
    let parent = new_crate(1);
    // What is lent is a reference, which cannot be kept or leaked.
    let text = parent.pin(5, |label| label.text());
    assert_eq!((text.expect("memory"), labels()), (5, labels_before));
    assert_eq!(parent.get(), 2, "the label left its mark");
    let panicked = panic::catch_unwind(AssertUnwindSafe(|| parent.pin(5, |_| panic!("expected"))));
    assert!(panicked.is_err());
    assert_eq!(labels(), labels_before, "also after a panic");
    drop(parent);
    assert_eq!(crates(), before);
}

#[test]
fn a_harmless_leak_keeps_nothing() {
    let _turn = alone();
    let before = crates();
    let parent = new_crate(4);
    let note = parent.note().expect("memory");
    assert_eq!(note.value(), 4);
    let raw = note.into_raw();
    drop(parent);
    assert_eq!(crates(), before, "the crate ends over its leaked note");
    // SAFETY: given up above; it needs no crate.
    drop(unsafe { ffi_gen_runtime_tests::handles::Note::from_raw(raw) });
}

#[test]
fn the_parent_is_lent_for_as_long_as_it_lives() {
    let _turn = alone();
    let parent = new_crate(6);
    // The reference outlives the label that it came from.
    let owner = {
        let label = parent.stick(1).expect("memory");
        label.owner()
    };
    assert_eq!(owner.get(), 7, "the label left its mark");
}

#[test]
fn a_part_of_its_own_is_lent_exclusively() {
    let _turn = alone();
    let mut kept = new_crate(0);
    let lid = kept.lid();
    lid.turn();
    lid.turn();
    assert_eq!(kept.lid().turns(), 2);
}

#[test]
fn what_is_retained_is_let_go() {
    let _turn = alone();
    let desk = Desk::new().expect("memory");
    let on_it = new_crate(9);
    let seen = desk.put(&on_it, || desk.look());
    assert_eq!(seen, 9);
    assert_eq!(desk.look(), -1, "the crate is off the desk");
    let panicked = panic::catch_unwind(AssertUnwindSafe(|| {
        desk.put(&on_it, || panic!("expected"));
    }));
    assert!(panicked.is_err());
    drop(on_it);
    assert_eq!(desk.look(), -1, "also after a panic");
}

#[test]
fn what_is_left_out_is_supplied() {
    let _turn = alone();
    let kept = new_crate(5);
    assert_eq!(kept.count(), 5, "the reserved argument was null");
}

#[test]
fn exclusive_references_move_no_bytes() {
    let _turn = alone();
    let (mut a, mut b) = (new_crate(1), new_crate(2));
    mem::swap(&mut *a, &mut *b);
    assert_eq!((a.get(), b.get()), (1, 2));
    mem::swap(&mut a, &mut b);
    assert_eq!((a.get(), b.get()), (2, 1));
}
