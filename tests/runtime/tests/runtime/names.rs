//! Names that mean something else in Rust: whatever they become, each still calls its own function with its own arguments.

use ffi_gen_runtime_tests::names::{self, FnOnceHandleRef, OptionHandle, Thing};
use std::mem;

#[test]
fn types_of_one_name_are_two() {
    let thing = Thing::new(7).expect("memory");
    let child = thing.ref_new().expect("memory");
    assert_eq!(child.get(), 7);
    assert_eq!(OptionHandle::new(3).map(|it| it.get()), Some(3));
    let once = thing.once_new(|it: &mut FnOnceHandleRef<'_>| it.get());
    assert_eq!(once.expect("memory"), 7);
    assert_eq!(thing.frees().count(), 0);
    assert_eq!(thing.text().as_deref(), Some(c"7"));
}

#[test]
fn methods_keep_out_of_the_way_of_those_of_every_handle() {
    let thing = Thing::new(0).expect("memory");
    let found = [
        thing.as_ptr_(),
        thing.from_ptr_(),
        thing.from_raw_(),
        thing.into_raw_(),
        thing.deref(),
        thing.clone(),
        thing.drop(),
        thing.fmt(),
        thing.r#type(),
        thing.self_(),
        thing.foo_bar(),
        thing.foo_bar_(),
    ];
    assert_eq!(found, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    assert_eq!((names::drop_(1), names::size_of_val_(1)), (-1, 2));
}

#[test]
fn variables_keep_out_of_the_way_of_those_of_a_body() {
    let thing = Thing::new(10).expect("memory");
    assert_eq!(thing.result(5), Ok(15));
    assert_eq!(thing.many(), Ok((11, 12, 13, 14, 15)));
    assert_eq!(thing.sum(&[1, 2], 3), Ok(3013));
    assert_eq!(thing.nth(9), Ok(1));
    assert!(thing.nth(10).is_err() && thing.nth(-1).is_err());
    assert_eq!(thing.bytes(&[0; 3]), Ok(6));
}

#[test]
fn a_leaked_child_keeps_its_parent() {
    let thing = Thing::new(7).expect("memory");
    let object = thing.as_ptr();
    let child = thing.ref_new().expect("memory");
    let leaked = child.as_ptr();
    mem::forget(child);
    drop(thing);
    // SAFETY: neither was destroyed, as the child was leaked.
    assert_eq!(unsafe { names::raw::thing_ref_get(leaked) }, 7);
    // SAFETY: no one else can reach them.
    unsafe {
        names::raw::thing_ref_destroy(leaked);
        names::raw::thing_destroy(object);
    }
}

#[test]
fn a_type_is_not_taken_for_a_type_parameter() {
    let it = names::FHandle::new(7).expect("memory");
    let mut seen = 0;
    let same = it.each(|value| seen = value);
    assert_eq!((same.as_ptr(), seen), (it.as_ptr(), 7));
}
