//! Handles that are no plain pointers, and destructors that take more.

use super::alone;
use ffi_gen_runtime_tests::handles::{
    Crate, Initialized, List, Mill, Named, Odd, OnMainThread, Pool, Port, PortRef, Session, Shape,
    Window, dock_main, engine_speed, engine_start, mills, ports, raw, screen_count,
};
use std::ptr::NonNull;

#[test]
fn a_void_pointer_has_a_type() {
    let _turn = alone();
    let session = Session::new().expect("memory");
    assert_eq!(session.add(3), 3, "an untyped parameter");
    let twin = session.twin().expect("memory");
    assert_eq!((session.count(), twin.count()), (3, 3));
    assert_eq!(Session::open().expect("memory").count(), 0);
    twin.join(Some(session));
    twin.join(None);
    assert_eq!(twin.count(), 6, "the other one was taken");
    // An untyped pointer that is in truth another type's.
    assert_eq!(Crate::new(8).expect("memory").weigh(), 8);
}

#[test]
fn an_integer_is_a_handle() {
    let _turn = alone();
    let before = ports();
    let mut port = Port::open(5).expect("in range");
    let lent: PortRef<'_> = port.lend();
    let copy = lent;
    lent.put(6);
    assert_eq!((copy.get(), ports()), (6, before + 1));
    port.reset();
    assert_eq!(port.lend().get(), 0);
    drop(port);
    assert_eq!(ports(), before);
    assert!(Port::open(99).is_none(), "-1 stands for none");
    assert_eq!(Port::try_open(99).unwrap_err().code(), Some(-2));
    let port = Port::try_open(6).expect("in range");
    port.lend().put(7);
    let failed = port.finish().unwrap_err();
    assert_eq!(failed.error.code(), Some(-1));
    failed.object.lend().put(1);
    failed.object.finish().expect("no longer refused");
    assert_eq!(ports(), before);
    assert_eq!(dock_main().map(|dock| dock.get()), Some(64));
    assert_eq!(size_of::<Port>(), size_of::<i32>());
}

#[test]
fn made_in_place_and_never_moved() {
    let _turn = alone();
    let before = mills();
    let mill = Mill::new(1).expect("memory");
    // Moving the owner does not move the object.
    let boxed = Box::new(mill);
    assert_eq!(boxed.turn(), 2);
    drop(boxed);
    assert_eq!(mills(), before);
    assert!(Mill::new(-1).is_err(), "its memory is freed all the same");
    Mill::new(3).expect("memory").done();
    assert_eq!(mills(), before);
}

#[test]
fn a_destructor_gets_what_it_needs() {
    let list = List::new().expect("memory");
    for mut item in 0..3 {
        list.push(&mut item);
    }
    assert_eq!(list.count(), 3);
    // The items are freed with it: valgrind looks.
    drop(list);
    drop(Pool::new());
}

#[test]
fn one_type_stands_for_another() {
    let mut named = Named::new(1, 4).expect("memory");
    let shape: &Shape = &named;
    assert_eq!(shape.corners(), 4);
    assert_eq!(AsRef::<Shape>::as_ref(&*named).corners(), 4);
    named.round();
    assert_eq!((named.id(), named.corners()), (1, 0));
}

#[test]
fn the_library_is_set_up_first() {
    let ready: Initialized = engine_start().expect("it starts");
    assert_eq!(engine_speed(ready), 50);
}

#[test]
fn the_main_thread_is_proven() {
    // SAFETY: this little library only says that it cares.
    let here = unsafe { OnMainThread::assume() };
    assert_eq!(screen_count(here), 2);
    let window = Window::new(30, here).expect("memory");
    assert_eq!(window.width(), 30);
}

#[test]
fn what_cannot_be_ended_is_only_borrowed() {
    // Its destructor returns what Rust has no type for, and so does what would free its text: both stay with the
    // functions that hand something out in the raw tier, which says why.
    let made: unsafe extern "C" fn(i32) -> *mut raw::odd = raw::odd_new;
    // SAFETY: every number will do.
    let object = NonNull::new(unsafe { made(4) }).expect("memory");
    // SAFETY: nothing ends it.
    let odd: &Odd = unsafe { Odd::from_ptr(object) };
    assert_eq!(odd.get(), 4);
    // SAFETY: the object came from `malloc`, and is not used any more.
    unsafe { free(object.as_ptr().cast()) };
}

unsafe extern "C" {
    fn free(block: *mut std::ffi::c_void);
}
