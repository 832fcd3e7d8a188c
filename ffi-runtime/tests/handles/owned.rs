use super::thing::{ThingRef, destroyed, thing};
use core::mem;
use ffi_runtime::{CloseError, Handle, Owned};
use std::error::Error as _;

#[test]
fn an_owner_is_one_pointer_and_so_is_an_option_of_it() {
    assert_eq!(size_of::<Owned<ThingRef>>(), size_of::<*const ()>());
    assert_eq!(size_of::<Option<Owned<ThingRef>>>(), size_of::<*const ()>());
}

#[test]
fn the_borrowed_form_has_no_bytes() {
    assert_eq!((size_of::<ThingRef>(), align_of::<ThingRef>()), (0, 1));
}

#[test]
fn drop_destroys_once() {
    drop(thing(7));
    assert_eq!(destroyed(), [7]);
}

#[test]
fn owners_drop_as_other_values_do() {
    {
        let _first = thing(1);
        let _second = thing(2);
    }
    drop((thing(3), thing(4)));
    assert_eq!(
        destroyed(),
        [2, 1, 3, 4],
        "variables backwards, fields in order"
    );
}

#[test]
fn assignment_destroys_what_was_there() {
    let mut slot = thing(1);
    assert_eq!(slot.number(), 1);
    slot = thing(2);
    assert_eq!((destroyed(), slot.number()), (vec![1], 2));
}

#[test]
fn forget_destroys_nothing() {
    let forgotten = thing(1);
    let object = forgotten.as_ptr();
    mem::forget(forgotten);
    assert!(destroyed().is_empty());
    // SAFETY: the object is live, and its owner is gone. It is ended here only so that no leak is seen.
    drop(unsafe { Owned::from_raw(core::ptr::NonNull::new(object).expect("live")) });
}

#[test]
fn into_raw_gives_the_object_away() {
    let object = thing(5).into_raw();
    assert!(destroyed().is_empty());
    // SAFETY: `into_raw` made us the owner.
    unsafe { ThingRef::destroy(object) };
    assert_eq!(destroyed(), [5]);
}

#[test]
fn from_raw_takes_it_back() {
    let object = thing(5).into_raw();
    // SAFETY: `into_raw` made us the owner.
    let again = unsafe { Owned::from_raw(object) };
    assert_eq!(again.as_ptr(), object.as_ptr());
    drop(again);
    assert_eq!(destroyed(), [5]);
}

#[test]
fn borrows_reach_the_object() {
    let mut owner = thing(1);
    owner.renumber(2);
    assert_eq!(owner.number(), 2);
}

#[test]
fn swapping_borrows_moves_nothing() {
    let (mut a, mut b) = (thing(1), thing(2));
    mem::swap(&mut *a, &mut *b);
    assert_eq!((a.number(), b.number()), (1, 2));
}

#[test]
fn debug_shows_the_address() {
    let owner = thing(1);
    assert_eq!(format!("{owner:?}"), format!("{:p}", owner.as_ptr()));
}

#[test]
fn a_failed_close_gives_the_object_back() {
    let failed = CloseError {
        object: thing(3),
        error: core::fmt::Error,
    };
    let (object, _) = failed.into_parts();
    assert!(destroyed().is_empty());
    assert_eq!(object.number(), 3);
}

#[test]
fn a_failed_close_tells_why() {
    let failed = CloseError::from((thing(3), core::fmt::Error));
    assert_eq!(
        failed.to_string(),
        format!("not closed: {}", core::fmt::Error)
    );
    assert!(
        failed
            .source()
            .is_some_and(|why| why.is::<core::fmt::Error>())
    );
}

/// What a binding's own error type does so that `?` works on `close`.
#[test]
fn a_bindings_error_can_be_made_of_a_failed_close() {
    #[derive(Debug, PartialEq)]
    struct Busy;
    impl<T> From<CloseError<T, Busy>> for Busy {
        fn from(failed: CloseError<T, Busy>) -> Self {
            failed.error
        }
    }
    fn close(thing: Owned<ThingRef>) -> Result<(), Busy> {
        Err(CloseError {
            object: thing,
            error: Busy,
        })?
    }
    assert_eq!((close(thing(1)), destroyed()), (Err(Busy), vec![1]));
}
