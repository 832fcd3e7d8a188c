//! Closures that a function of the library ends, and the values that call it.

use super::{bell, echo, held};
use ffi_gen_runtime_tests::calls::{self, Tower};
use std::{
    ffi::CString,
    rc::Rc,
    sync::{Arc, Mutex},
};

#[test]
fn a_registration_ends_with_its_value() {
    let bell = bell();
    let (closure, alive) = echo();
    let registration = bell.on(closure);
    assert_eq!((bell.ring(3), held(&alive)), (3, 1));
    drop(registration);
    assert_eq!((bell.ring(3), held(&alive)), (0, 0));
}

#[test]
fn a_later_one_takes_the_place_of_an_earlier_one() {
    let bell = bell();
    let (closure, first) = echo();
    let earlier = bell.on(closure);
    let (mut closure, second) = echo();
    let later = bell.on(move |event| 10 * closure(event));
    assert_eq!((held(&first), held(&second)), (0, 1));
    // It is none of the earlier one's business any more.
    drop(earlier);
    assert_eq!((bell.ring(3), held(&second)), (30, 1));
    drop(later);
    assert_eq!((bell.ring(3), held(&second)), (0, 0));
}

#[test]
fn what_else_it_takes_may_tell_them_apart() {
    let bell = bell();
    let (one, first) = echo();
    let (mut two, second) = echo();
    let of_one = bell.on_event(1, one);
    let of_two = bell.on_event(2, move |event| 10 * two(event));
    assert_eq!((held(&first), held(&second)), (1, 1));
    assert_eq!((bell.ring(1), bell.ring(2)), (1, 20));
    drop(of_one);
    assert_eq!((held(&first), bell.ring(1), bell.ring(2)), (0, 0, 20));
    drop(of_two);
    assert_eq!((held(&second), bell.ring(2)), (0, 0));
}

#[test]
fn or_it_does_not_where_the_contract_says_so() {
    let bell = bell();
    let (closure, first) = echo();
    let mut registration = bell.on_every(1, closure);
    let (closure, second) = echo();
    assert_eq!((bell.ring(3), held(&first)), (3, 1));
    // The earlier one is dropped when the later one is there already.
    drop(std::mem::replace(
        &mut registration,
        bell.on_every(2, closure),
    ));
    assert_eq!((held(&first), held(&second), bell.ring(2)), (0, 1, 2));
    drop(registration);
    assert_eq!((held(&second), bell.ring(2)), (0, 0));
}

#[test]
fn as_many_as_one_likes() {
    let bell = bell();
    let alive = Rc::new(());
    let mut all: Vec<_> = (0..10)
        .map(|factor| {
            let inside = alive.clone();
            bell.add(move |event| {
                let _ = &inside;
                factor * event
            })
        })
        .collect();
    assert_eq!((held(&alive), bell.ring(2)), (10, 90));
    drop(all.remove(9));
    drop(all.remove(0));
    assert_eq!((held(&alive), bell.ring(2)), (8, 72));
    drop(all);
    assert_eq!((held(&alive), bell.ring(2)), (0, 0));
}

#[test]
fn closures_that_capture_nothing_are_told_apart() {
    let bell = bell();
    let one = bell.add(|event| event);
    let all: Vec<_> = (0..5).map(|_| bell.add(|event| 100 * event)).collect();
    drop(one);
    assert_eq!(bell.ring(1), 500);
    drop(all);
    assert_eq!(bell.ring(1), 0);
}

#[test]
fn the_library_tells_them_apart_by_a_number() {
    let bell = bell();
    let (closure, first) = echo();
    let (one, id) = bell.watch(0, closure).expect("an event");
    let (mut closure, second) = echo();
    let (two, other) = bell
        .watch(0, move |event| 10 * closure(event))
        .expect("an event");
    assert_ne!(id, other);
    drop(one);
    assert_eq!((held(&first), held(&second), bell.ring(1)), (0, 1, 10));
    let (closure, refused) = echo();
    assert!(bell.watch(-1, closure).is_err());
    assert_eq!(held(&refused), 0);
    drop(two);
    assert_eq!((held(&second), bell.ring(1)), (0, 0));
}

#[test]
fn what_is_not_removed_after_all_stays() {
    let bell = bell();
    let alive = Rc::new(());
    let inside = Rc::downgrade(&alive);
    let (watching, id) = bell
        .watch(0, move |event| {
            event + i32::try_from(inside.strong_count()).expect("few")
        })
        .expect("an event");
    bell.lock(true);
    drop(watching);
    assert_eq!(bell.ring(1), 2);
    bell.lock(false);
    bell.unwatch(id).expect("it is there");
    assert_eq!(bell.ring(1), 0);
}

#[test]
fn or_by_the_event() {
    let bell = bell();
    let (closure, first) = echo();
    let one = bell.catch(7, closure).expect("an event");
    let (closure, second) = echo();
    let two = bell.catch(8, closure).expect("an event");
    let (closure, refused) = echo();
    assert!(bell.catch(-1, closure).is_err());
    drop(one);
    // Which of them the bell has let go of is its own business: both are there while it has one.
    assert_eq!((held(&first), held(&second), held(&refused)), (1, 1, 0));
    assert_eq!(bell.ring(4), 4);
    drop(two);
    assert_eq!((held(&first), held(&second), bell.ring(4)), (0, 0, 0));
}

/// The bell lets go of the first that it finds, whosever registration ends.
#[test]
fn by_an_event_that_is_not_the_only_one() {
    let bell = bell();
    let (mut closure, first) = echo();
    let (other, second) = echo();
    let one = bell.catch(5, move |event| 10 * closure(event));
    let two = bell.catch(5, other).expect("an event");
    drop(two);
    assert_eq!((held(&first), held(&second), bell.ring(1)), (1, 1, 1));
    drop(one);
    assert_eq!((held(&first), held(&second), bell.ring(1)), (0, 0, 0));
}

/// As above: of two functions that register, one may find what the other gave.
#[test]
fn by_a_name_that_is_not_the_only_one() {
    let bell = bell();
    let (closure, first) = echo();
    let (mut closure_of_text, second) = echo();
    let one = bell.call(c"ben", closure);
    let two = bell
        .call_text(c"ben", move |event| 10 * closure_of_text(event))
        .expect("UTF-8");
    drop(two);
    assert_eq!((held(&first), held(&second), bell.ring(1)), (1, 1, 10));
    drop(one);
    assert_eq!((held(&first), held(&second), bell.ring(1)), (0, 0, 0));
}

#[test]
fn of_two_objects_that_hang_twice() {
    let (bell, tower) = (bell(), Tower::new().expect("memory"));
    let (closure, first) = echo();
    let (mut other, second) = echo();
    let one = tower.hang(&bell, closure);
    let two = tower.hang(&bell, move |event| 10 * other(event));
    drop(two);
    assert_eq!((held(&first), held(&second), bell.ring(1)), (1, 1, 10));
    drop(one);
    assert_eq!((held(&first), held(&second), bell.ring(1)), (0, 0, 0));
}

/// A registration that is never ended keeps all those that it may be taken for.
#[test]
fn beside_one_that_is_forgotten() {
    let bell = bell();
    let (closure, alive) = echo();
    let one = bell.catch(5, closure).expect("an event");
    leak(bell.catch(5, |event| 10 * event));
    drop(one);
    assert_eq!((held(&alive), bell.ring(1)), (1, 10));
}

#[test]
fn or_by_a_name() {
    let bell = bell();
    let name = c"big ben".to_owned();
    let (closure, alive) = echo();
    let named = bell.call(&name, closure);
    let other = bell.call(c"other", |event| 100 * event);
    drop(named);
    drop(name);
    assert_eq!((held(&alive), bell.ring(1)), (1, 100));
    drop(other);
    assert_eq!((held(&alive), bell.ring(1)), (0, 0));
}

#[test]
fn told_apart_by_text() {
    let bell = bell();
    // Nothing is copied to where the call has its variables: the library is told the name once more.
    let name = CString::new("ben ".repeat(3)).expect("no NUL");
    let (closure, alive) = echo();
    let named = bell.call_text(&name, closure).expect("UTF-8");
    assert_eq!((held(&alive), bell.ring(1)), (1, 1));
    drop(named);
    assert_eq!((held(&alive), bell.ring(1)), (0, 0));
}

#[test]
fn of_two_objects() {
    let (bell, tower) = (bell(), Tower::new().expect("memory"));
    let (closure, alive) = echo();
    let hanging = tower.hang(&bell, closure);
    assert_eq!((bell.ring(6), held(&alive)), (6, 1));
    drop(hanging);
    assert_eq!((bell.ring(6), held(&alive)), (0, 0));
}

#[test]
fn of_no_object() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let registration = ["first", "second"].map(|name| {
        let log = log.clone();
        calls::set_log(move |text| {
            let line = format!("{name}: {}", text.to_string_lossy());
            log.lock().expect("not poisoned").push(line);
        })
    });
    calls::log(c"one");
    let [first, second] = registration;
    drop(first);
    calls::log(c"two");
    drop(second);
    calls::log(c"three");
    let log = log.lock().expect("not poisoned");
    assert_eq!(*log, ["second: one", "second: two"]);
}

/// Forgets a value, where the tools that look for leaks can still find it.
fn leak<T>(value: T) {
    static LEAKED: Mutex<Vec<usize>> = Mutex::new(Vec::new());
    let place = Box::into_raw(Box::new(value)).expose_provenance();
    LEAKED.lock().expect("not poisoned").push(place);
}

#[test]
fn a_leaked_registration_leaves_its_closure() {
    let bell = bell();
    let (closure, alive) = echo();
    leak(bell.on(closure));
    assert_eq!((bell.ring(3), held(&alive)), (3, 1));
    // This one stands with the bell.
    drop(bell);
    assert_eq!(held(&alive), 0);
}
