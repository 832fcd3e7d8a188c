//! Closures that objects keep: whose they are, and when they are freed.

use ffi_runtime::callback::{Kept, Slots, Table};
use std::rc::Rc;

static SLOTS: Slots = Slots::new();
static OTHERS: Slots = Slots::new();

fn held(alive: &Rc<()>) -> ffi_runtime::callback::held::Held {
    let alive = alive.clone();
    Kept::new(move || {
        let _ = &alive;
    })
    .held()
}

/// The memory of an object may go to an object of another library, whose binding numbers its slots as it likes.
#[test]
fn two_bindings_meet_at_an_address_and_do_not_know_each_other() {
    let (object, alive) = (Box::new(1_u64), Rc::new(()));
    let object: *const () = std::ptr::from_ref(&*object).cast();
    // SAFETY: nobody calls these closures.
    unsafe {
        SLOTS.setting(object, 0).hold_here(held(&alive));
        OTHERS.setting(object, 0).hold_here(held(&alive));
        OTHERS.setting(object, 0).clear();
        assert_eq!(Rc::strong_count(&alive), 2);
        OTHERS.leave(&[(object, &[0])]).end();
        assert_eq!(Rc::strong_count(&alive), 2);
        // What is there is no table: that of the other binding is a new one.
        let table = Table::here(&OTHERS, object, 0);
        Table::put(table, 0, Kept::new(|| ()));
        SLOTS.leave(&[(object, &[0])]).end();
        assert_eq!(Rc::strong_count(&alive), 1);
        OTHERS.leave(&[(object, &[0])]).end();
    }
}

#[test]
fn those_that_share_a_slot_are_freed_with_the_last() {
    let (object, alive) = (Box::new(2_u64), Rc::new(()));
    let object: *const () = std::ptr::from_ref(&*object).cast();
    let first = SLOTS.share(object, 1).keep_here(held(&alive));
    let second = SLOTS.share(object, 1).keep_here(held(&alive));
    let announced = SLOTS.share(object, 1);
    // SAFETY: nobody calls these closures.
    unsafe {
        SLOTS.end(object, 1, first);
        SLOTS.end(object, 1, second);
    }
    // The library may have let go of what it was about to be given instead.
    assert_eq!(Rc::strong_count(&alive), 3);
    drop(announced);
    assert_eq!(Rc::strong_count(&alive), 1);
}
