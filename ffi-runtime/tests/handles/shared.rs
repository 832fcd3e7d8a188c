use super::thing::{CountedRef, counted};
use core::mem;
use ffi_runtime::{Counted, Shared};
use std::thread;

#[test]
fn a_reference_is_one_pointer_and_so_is_an_option_of_it() {
    assert_eq!(size_of::<Shared<CountedRef>>(), size_of::<*const ()>());
    assert_eq!(
        size_of::<Option<Shared<CountedRef>>>(),
        size_of::<*const ()>()
    );
}

#[test]
fn from_raw_adds_no_reference() {
    assert_eq!(counted().count(), 1);
}

#[test]
fn clone_retains_and_drop_releases() {
    let one = counted();
    let two = one.clone();
    assert_eq!((one.count(), one.as_ptr()), (2, two.as_ptr()));
    drop(one);
    assert_eq!(two.count(), 1);
}

#[test]
fn a_borrowed_object_can_be_kept() {
    fn keep(borrowed: &CountedRef) -> Shared<CountedRef> {
        Shared::retained(borrowed)
    }
    let one = counted();
    let kept = keep(&one);
    drop(one);
    assert_eq!(kept.count(), 1);
}

#[test]
fn into_raw_keeps_the_reference() {
    let one = counted();
    let object = one.clone().into_raw();
    assert_eq!(one.count(), 2);
    // SAFETY: `into_raw` made the reference ours.
    unsafe { CountedRef::release(object) };
    assert_eq!(one.count(), 1);
}

#[test]
fn forget_releases_nothing() {
    let one = counted();
    mem::forget(one.clone());
    assert_eq!(one.count(), 2);
    // SAFETY: the forgotten reference is nobody's. It is ended here only so that no leak is seen.
    unsafe { CountedRef::release(core::ptr::NonNull::from(&*one)) };
}

#[test]
fn clones_end_on_any_thread() {
    let one = counted();
    thread::scope(|scope| {
        for _ in 0..8 {
            let mine = one.clone();
            scope.spawn(move || {
                for _ in 0..1000 {
                    drop(mine.clone());
                }
            });
        }
    });
    assert_eq!(one.count(), 1);
}
