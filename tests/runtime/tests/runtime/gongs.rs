//! Callbacks that get no data: each closure has a C function of its own, which goes with it.

use ffi_gen_runtime_tests::gongs::{self, Gong};
use ffi_runtime::last_error::{self, PANICKED, REFUSED};
use std::{
    cell::RefCell,
    panic::resume_unwind,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
};

fn gong() -> Gong {
    Gong::new().expect("memory")
}

/// How many closures hold on to something.
fn held<T>(alive: &Rc<T>) -> usize {
    Rc::strong_count(alive) - 1
}

fn last_code() -> i32 {
    last_error::take().map_or(0, |error| error.code())
}

#[test]
fn each_object_has_its_own_closure() {
    let (one, two) = (gong(), gong());
    let alive = Rc::new(());
    for (gong, factor) in [(&one, 2), (&two, 3)] {
        let inside = alive.clone();
        let mut before = 0;
        gong.listen(move |event| {
            let _ = &inside;
            before += event;
            factor * before
        });
    }
    assert_eq!((one.strike(1), one.strike(1), two.strike(1)), (2, 4, 3));
    one.clear_listen();
    assert_eq!((one.strike(1), held(&alive)), (0, 1));
    drop(two);
    assert_eq!(held(&alive), 0);
}

#[test]
fn numbers_of_every_kind_arrive() {
    let gong = gong();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let inside = seen.clone();
    let scale = gong.scale(move |of, part, half, more| {
        inside.borrow_mut().push((of, part, half, more));
        of * 2.0
    });
    assert_eq!(gong.loudness(1.25), 2.5);
    assert_eq!(*seen.borrow(), [(1.25, 250, true, 0.5)]);
    drop(scale);
    assert_eq!((gong.loudness(1.25), held(&seen)), (1.25, 0));
}

#[test]
fn functions_are_told_apart() {
    let gong = gong();
    let seen = Rc::new(RefCell::new(String::new()));
    let hear = |sign: i8| {
        let seen = seen.clone();
        move |text: &std::ffi::CStr, count: i16| {
            *seen.borrow_mut() += &text.to_string_lossy();
            sign * i8::try_from(count).expect("small")
        }
    };
    let first = gong.add(hear(-1)).expect("there is room");
    let second = gong.add(hear(-2)).expect("there is room");
    assert!(gong.add(hear(-3)).is_err());
    assert_eq!(held(&seen), 2);
    assert_eq!(gong.say(c"a", 40), -120);
    drop(first);
    assert_eq!((gong.say(c"b", 5), held(&seen)), (-10, 1));
    drop(second);
    assert_eq!((gong.say(c"c", 5), held(&seen)), (0, 0));
    assert_eq!(*seen.borrow(), "aab");
}

#[test]
fn one_that_panics_answers_for_itself() {
    let gong = gong();
    gong.listen(|event| resume_unwind(Box::new(event)));
    assert_eq!((gong.strike(1), last_code()), (-1000, PANICKED));
    let scale = gong.scale(|_, _, _, _| panic!("too loud"));
    assert_eq!((gong.loudness(1.0), last_code()), (-1.5, PANICKED));
    drop(scale);
}

#[test]
fn one_that_ends_while_it_runs_is_freed_after_it() {
    let gong = Rc::new(gong());
    let (alive, inner) = (Rc::new(7), gong.clone());
    let inside = alive.clone();
    gong.listen(move |event| {
        inner.listen(|event| 10 * event);
        assert_eq!(held(&inside), 1);
        event + *inside
    });
    assert_eq!((gong.strike(1), held(&alive)), (8, 0));
    assert_eq!((gong.strike(1), last_code()), (10, 0));
    let inner = gong.clone();
    gong.listen(move |event| inner.strike(event) + 1);
    assert_eq!((gong.strike(1), last_code()), (-999, REFUSED));
    gong.clear_listen();
}

#[test]
fn one_may_stay_for_ever() {
    let ticks = Arc::new(AtomicI32::new(0));
    let inside = ticks.clone();
    gongs::ever(move || {
        inside.fetch_add(1, Ordering::Relaxed);
    });
    gongs::tick();
    gongs::tick();
    assert_eq!(
        (ticks.load(Ordering::Relaxed), Arc::strong_count(&ticks)),
        (2, 2)
    );
}
