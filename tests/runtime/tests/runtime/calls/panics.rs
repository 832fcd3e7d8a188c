//! Panics: in a closure, and in what it captured.

use super::{bell, echo, held, last_code};
use ffi_gen_runtime_tests::calls;
use ffi_runtime::last_error;
use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    rc::Rc,
};

/// Panics with a number, without a word to the standard error.
fn throw(number: i32) -> i32 {
    resume_unwind(Box::new(number))
}

/// What `run` panics with.
fn caught<R>(run: impl FnOnce() -> R) -> i32 {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(_) => panic!("it does not panic"),
        Err(payload) => *payload.downcast_ref().expect("a number"),
    }
}

/// Panics when it is dropped.
struct Bomb(Rc<Cell<i32>>);

impl Drop for Bomb {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
        throw(3);
    }
}

#[test]
fn it_goes_on_behind_c() {
    let bell = bell();
    let mut turns = 0;
    let number = caught(|| {
        bell.each(10, |i| {
            turns += 1;
            match i {
                4 => throw(i),
                _ => 0,
            }
        })
    });
    assert_eq!((number, turns, last_code()), (4, 5, 0));
    // Of two closures that share their data neither is called again.
    let (mut to, mut fro) = (0, 0);
    let number = caught(|| {
        bell.swing(
            3,
            |i| {
                to += 1;
                throw(i);
            },
            |_| fro += 1,
        );
    });
    assert_eq!((number, to, fro), (0, 1, 0));
}

#[test]
fn it_goes_through_calls_within_calls() {
    let bell = bell();
    let number = caught(|| bell.each(3, |_| bell.each(3, |i| throw(i + 20))));
    assert_eq!(number, 20);
    let mut items = [3, 2, 1];
    assert_eq!(caught(|| calls::sort(&mut items, |_, _| throw(5))), 5);
    assert_eq!(items, [3, 2, 1]);
    calls::sort(&mut items, |a, b| a.cmp(&b) as i32);
    assert_eq!(items, [1, 2, 3]);
}

#[test]
fn one_of_several_threads_panics() {
    let number = caught(|| calls::on_threads(4, 50, throw));
    assert!((0..4).contains(&number));
}

#[test]
fn it_becomes_the_last_error_where_nobody_waits() {
    let bell = bell();
    let mut turns = 0;
    bell.listen(move |event| {
        turns += 1;
        match event {
            0 => throw(9),
            _ => turns,
        }
    });
    assert_eq!((bell.ring(0), last_code()), (-1000, last_error::PANICKED));
    // It can be called again, and is as the panic left it.
    assert_eq!((bell.ring(1), last_code()), (2, 0));
    let registration = bell.add(|_| throw(1));
    assert_eq!((bell.ring(1), last_code()), (-997, last_error::PANICKED));
    drop(registration);
    bell.notify(false, |_| panic!("a text"))
        .expect("it is there");
    assert_eq!(bell.ring(1), -996);
    let error = last_error::take().expect("an error");
    assert_eq!(
        (error.code(), error.message()),
        (last_error::PANICKED, "a text")
    );
    bell.later(false, |event| {
        let _ = throw(event);
    })
    .expect("it is there");
    assert_eq!((bell.ring(0), last_code()), (-2000, last_error::PANICKED));
}

#[test]
fn a_closure_panics_when_it_has_taken_itself_away() {
    let bell = Rc::new(bell());
    let (inner, (mut closure, alive)) = (Rc::downgrade(&bell), echo());
    bell.listen(move |event| {
        inner.upgrade().expect("it rings").clear_listen();
        throw(closure(event))
    });
    assert_eq!((bell.ring(3), last_code()), (-1000, last_error::PANICKED));
    assert_eq!((held(&alive), bell.ring(3)), (0, 0));
}

#[test]
fn what_was_captured_panics_when_it_is_dropped() {
    let bell = bell();
    let dropped = Rc::new(Cell::new(0));
    let bomb = || Bomb(dropped.clone());
    let mut bombs = 0;
    let mut exploded = |how: &str| {
        bombs += 1;
        assert_eq!(
            (dropped.get(), last_code()),
            (bombs, last_error::PANICKED),
            "{how}"
        );
    };
    let (one, two) = (bomb(), bomb());
    bell.listen(move |_| one.0.get());
    bell.listen(move |_| two.0.get());
    exploded("replaced");
    bell.clear_listen();
    exploded("cleared");
    let one = bomb();
    drop(bell.on(move |_| one.0.get()));
    exploded("unregistered");
    let one = bomb();
    bell.notify(false, move |_| one.0.get())
        .expect("it is there");
    bell.notify(false, |_| 0).expect("it is there");
    exploded("freed by C");
    let one = bomb();
    bell.later(false, move |_| drop(one)).expect("it is there");
    bell.ring(1);
    exploded("dropped in a call");
    let one = bomb();
    bell.set_text(false, move |_| one.0.get())
        .expect("it is there");
    bell.set_text(false, |_| 0).expect("it is there");
    exploded("replaced in its table");
    let (one, two) = (bomb(), bomb());
    bell.listen(move |_| one.0.get());
    bell.follow(move |_| two.0.get());
    drop(bell);
    bombs += 1;
    assert_eq!(
        (dropped.get(), last_code()),
        (bombs + 1, last_error::PANICKED)
    );
}

#[test]
fn what_was_lent_panics_in_the_caller_when_it_is_dropped() {
    let bell = bell();
    let dropped = Rc::new(Cell::new(0));
    let bomb = Bomb(dropped.clone());
    let number = caught(|| bell.each(1, move |_| bomb.0.get()));
    assert_eq!((number, dropped.get()), (3, 1));
    let bomb = Bomb(dropped.clone());
    let number = caught(|| bell.later(true, move |_| drop(bomb)));
    assert_eq!((number, dropped.get()), (3, 2));
}
