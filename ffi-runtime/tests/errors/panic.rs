//! Panics that stop at the border, whatever they carry.
use crate::OnDrop;
use ffi_runtime::{
    Caught, barrier,
    last_error::{self, LastError, PANICKED},
};
use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe, panic_any},
    thread,
};

#[test]
fn what_does_not_panic_is_not_touched() {
    last_error::set((1, "kept"));
    assert_eq!(barrier(0, || 5), 5);
    assert_eq!(last_error::take(), Some(LastError::new(1, "kept")));
}

#[test]
fn the_text_of_a_panic_is_the_last_error() {
    let error = |panics: fn()| {
        assert_eq!(barrier(-1, || panics_then_zero(panics)), -1);
        let error = last_error::take().expect("it was set");
        assert_eq!(error.code(), PANICKED);
        error.message().to_owned()
    };
    assert_eq!(error(|| panic!("constant")), "constant");
    assert_eq!(error(|| panic!("number {}", 5)), "number 5");
    assert_eq!(error(|| panic_any(5)), "a panic that carries no text");
    assert_eq!(
        error(|| panic_any(OnDrop(|| ()))),
        "a panic that carries no text"
    );
}

fn panics_then_zero(panics: fn()) -> i32 {
    panics();
    0
}

/// Panics again when it is dropped, as often as it is told.
struct Stubborn(u32);

impl Drop for Stubborn {
    fn drop(&mut self) {
        last_error::set((9, "from a destructor"));
        if self.0 > 0 {
            panic_any(Stubborn(self.0 - 1));
        }
    }
}

/// Panics again whenever it is dropped. It has no size, so that to leak it leaks no memory.
struct Endless;

impl Drop for Endless {
    fn drop(&mut self) {
        panic_any(Endless);
    }
}

#[test]
fn a_payload_may_panic_when_it_is_dropped() {
    let panics: [fn(); 3] = [
        || panic_any(Stubborn(0)),
        || panic_any(Stubborn(3)),
        || panic_any(Endless),
    ];
    for panics in panics {
        assert_eq!(barrier(-1, || panics_then_zero(panics)), -1);
        let code = last_error::take().map(|error| error.code());
        assert_eq!(code, Some(PANICKED), "not the error of the destructor");
    }
}

#[test]
fn barriers_are_nested() {
    let outer = barrier(1, || {
        let inner = barrier(2, || panic!("inner"));
        assert_eq!(last_error::code(), PANICKED);
        inner + 3
    });
    assert_eq!(outer, 5);
    assert_eq!(last_error::message().as_deref(), Some("inner"));
}

#[test]
fn nothing_caught_nothing_resumed() {
    let caught = Caught::new();
    assert_eq!(caught.run(0, || 5), 5);
    assert!(!caught.is_caught());
    assert_eq!(format!("{caught:?}"), "Caught(false)");
    caught.resume();
}

#[test]
fn a_panic_goes_on_later() {
    let caught = Caught::default();
    let runs = Cell::new(0);
    let call = |panics: bool| {
        caught.run(-1, || {
            runs.set(runs.get() + 1);
            assert!(!panics, "stop");
            0
        })
    };
    assert_eq!([call(false), call(true), call(false)], [0, -1, -1]);
    assert_eq!(runs.get(), 2, "nothing runs after a panic");
    assert!(caught.is_caught());
    let panic = panic::catch_unwind(AssertUnwindSafe(|| caught.resume()));
    let payload = panic.expect_err("it panics");
    assert_eq!(payload.downcast_ref(), Some(&"stop"));
}

#[test]
fn a_panic_within_callbacks_within_callbacks() {
    let caught = Caught::new();
    let result = caught.run(1, || caught.run(2, || panic!("inner")) + 10);
    assert_eq!(result, 12, "the outer one is not broken off");
    assert_eq!(caught.run(3, || 0), 3);
    // The first panic counts, though the outer callback panics because of it.
    let caught = Caught::new();
    let result = caught.run(1, || {
        caught.run(2, || panic_any("inner"));
        panic_any("outer")
    });
    assert_eq!(result, 1);
    let panic = panic::catch_unwind(AssertUnwindSafe(|| caught.resume()));
    assert_eq!(panic.expect_err("it panics").downcast_ref(), Some(&"inner"));
}

#[test]
fn one_of_many_threads_panics_first() {
    let caught = Caught::new();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| caught.run((), || panic_any(Stubborn(1))));
        }
    });
    let panic = panic::catch_unwind(AssertUnwindSafe(|| caught.resume()));
    let payload = panic.expect_err("it panics").downcast::<Stubborn>();
    let mut payload = payload.expect("it is what was thrown");
    payload.0 = 0;
}

#[test]
fn a_panic_may_be_forgotten() {
    let caught = Caught::new();
    caught.run((), || panic_any(Stubborn(1)));
    drop(caught);
}
