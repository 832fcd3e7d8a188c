//! What a closure may do while it runs: call the library, and end itself.

use super::{bell, echo, held, last_code};
use ffi_gen_runtime_tests::calls::{self, Bell};
use ffi_runtime::{callback::Registration, last_error};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

#[test]
fn a_closure_that_runs_is_not_called_again() {
    let bell = Rc::new(bell());
    let inner = Rc::downgrade(&bell);
    let mut running = false;
    let registration = bell.on(move |event| {
        assert!(!running, "two at once");
        running = true;
        let answer = inner.upgrade().expect("it rings").ring(event);
        running = false;
        answer + 1
    });
    assert_eq!((bell.ring(3), last_code()), (-999, last_error::REFUSED));
    drop(registration);
}

#[test]
fn closures_that_share_their_data_do_not_run_at_once() {
    let bell = Rc::new(bell());
    let inner = Rc::downgrade(&bell);
    let depth = Rc::new(Cell::new(0));
    let counted = depth.clone();
    bell.set_handlers(
        move |event| {
            depth.set(depth.get() + 1);
            inner.upgrade().map_or(0, |bell| bell.ring(event))
        },
        move |_| counted.get(),
    );
    // Within the first, neither of the two is called; after it, the second is.
    assert_eq!((bell.ring(1), last_code()), (-1999, last_error::REFUSED));
}

#[test]
fn others_are_called_meanwhile() {
    let (one, other) = (Rc::new(bell()), bell());
    let inner = Rc::downgrade(&one);
    let of_one = one.add(|event| 10 * event);
    other.listen(move |event| inner.upgrade().map_or(0, |bell| bell.ring(event)));
    assert_eq!((other.ring(3), last_code()), (30, 0));
    drop(of_one);
    assert_eq!(other.ring(3), 0);
}

#[test]
fn a_closure_takes_itself_away() {
    let bell = Rc::new(bell());
    let alive = Rc::new(());
    let (inner, inside) = (Rc::downgrade(&bell), alive.clone());
    bell.listen(move |event| {
        inner.upgrade().expect("it rings").clear_listen();
        // What it captured is still there.
        i32::try_from(held(&inside)).expect("few") * event
    });
    assert_eq!((bell.ring(5), held(&alive)), (5, 0));
    assert_eq!(bell.ring(5), 0);
}

#[test]
fn a_closure_puts_another_one_in_its_place() {
    let bell = Rc::new(bell());
    let alive = Rc::new(());
    let (inner, inside) = (Rc::downgrade(&bell), alive.clone());
    let (closure, next) = echo();
    let mut closure = Some(closure);
    bell.listen(move |event| {
        let bell = inner.upgrade().expect("it rings");
        bell.listen(closure.take().expect("once"));
        // The new one is called already, while this one runs.
        i32::try_from(held(&inside)).expect("few") * 100 + bell.ring(event)
    });
    assert_eq!(bell.ring(5), 105);
    assert_eq!((held(&alive), held(&next), bell.ring(6)), (0, 1, 6));
}

/// C has the closure of the inner call in the end, and Rust hears of it first.
#[test]
fn a_closure_is_called_while_it_is_set_and_sets_another_one() {
    let bell = Rc::new(bell());
    let inner = Rc::downgrade(&bell);
    let (closure, next) = echo();
    let mut closure = Some(closure);
    bell.hail(move |event| {
        let bell = inner.upgrade().expect("it is there");
        if let Some(closure) = closure.take() {
            bell.hail(closure);
        }
        event
    });
    assert_eq!((held(&next), bell.hailed(7)), (1, 7));
    // The next one takes the place of both.
    let (closure, last) = echo();
    bell.hail(closure);
    assert_eq!((held(&next), held(&last), bell.hailed(8)), (0, 1, 8));
}

#[test]
fn and_takes_all_away_before_it_is_there() {
    let bell = Rc::new(bell());
    let (mut closure, alive) = echo();
    let inner = Rc::downgrade(&bell);
    bell.hail(move |event| {
        inner.upgrade().expect("it is there").clear_hail();
        closure(event)
    });
    // It is freed with the bell at the latest.
    assert_eq!(bell.hailed(7), -1);
    drop(bell);
    assert_eq!(held(&alive), 0);
}

#[test]
fn a_closure_ends_its_own_registration() {
    let bell: &'static Bell = Box::leak(Box::new(bell()));
    let place: Rc<RefCell<Option<Registration<'static>>>> = Rc::default();
    let (own, (mut closure, alive)) = (place.clone(), echo());
    let registration = bell.add(move |event| {
        drop(own.borrow_mut().take());
        closure(event)
    });
    *place.borrow_mut() = Some(registration);
    assert_eq!((bell.ring(4), held(&alive)), (4, 0));
    assert_eq!((bell.ring(4), Rc::strong_count(&place)), (0, 1));
    // SAFETY: it was leaked above, and nothing is registered with it any more.
    drop(unsafe { Box::from_raw(std::ptr::from_ref(bell).cast_mut()) });
}

#[test]
fn closures_that_share_their_data_are_replaced_while_one_runs() {
    let bell = Rc::new(bell());
    let (inner, alive) = (Rc::downgrade(&bell), Rc::new(()));
    let inside = alive.clone();
    bell.set_handlers(
        move |event| {
            let bell = inner.upgrade().expect("it rings");
            bell.set_handlers(|event| 10 * event, |event| 100 * event);
            i32::try_from(held(&inside)).expect("few") * event
        },
        |_| unreachable!("it was replaced before it could be called"),
    );
    assert_eq!((bell.ring(2), held(&alive)), (202, 0));
    assert_eq!(bell.ring(2), 220);
}

#[test]
fn a_closure_ends_its_own_object() {
    let place = Rc::new(RefCell::new(Some(bell())));
    let (own, (mut closure, alive)) = (place.clone(), echo());
    place
        .borrow()
        .as_ref()
        .expect("a bell")
        .listen(move |event| {
            drop(own.borrow_mut().take());
            closure(event)
        });
    // No bell is borrowed while they ring.
    assert_eq!((calls::ring_all(3), held(&alive)), (3, 0));
    assert_eq!(Rc::strong_count(&place), 1);
}

#[test]
fn a_closure_owns_its_own_object() {
    let bell = Rc::new(bell());
    let (own, (mut closure, alive)) = (bell.clone(), echo());
    bell.listen(move |event| {
        own.clear_listen();
        closure(event)
    });
    // The closure is the only owner left, and takes itself away: the bell ends with it.
    drop(bell);
    assert_eq!((calls::ring_all(3), held(&alive)), (3, 0));
    assert_eq!(calls::ring_all(3), 0);
}

#[test]
fn the_destructor_of_what_was_captured_calls_the_library() {
    struct Ringing(Rc<Bell>, Rc<Cell<i32>>);
    impl Drop for Ringing {
        fn drop(&mut self) {
            self.0.clear_listen();
            self.1.set(self.1.get() + self.0.ring(7));
        }
    }
    let (bell, other) = (Rc::new(bell()), bell());
    let sum = Rc::new(Cell::new(0));
    let held = Ringing(bell.clone(), sum.clone());
    other
        .notify(false, move |_| Rc::strong_count(&held.0) as i32)
        .expect("it is there");
    bell.listen(|event| event);
    let registration = bell.add(|event| 10 * event);
    // C lets go of it while that replaces it.
    other.notify(false, |event| event).expect("it is there");
    assert_eq!(sum.get(), 70);
    drop(registration);
}

/// Found by an attack: nothing says that the call lets go of closures, and any may.
#[test]
fn a_closure_that_any_call_lets_go_of_is_freed_after_it() {
    struct Ringing(Rc<Bell>, Rc<Cell<i32>>);
    impl Drop for Ringing {
        fn drop(&mut self) {
            self.1.set(self.0.ring(7));
        }
    }
    let (bell, answer) = (Rc::new(bell()), Rc::new(Cell::new(-1)));
    let held = Ringing(bell.clone(), answer.clone());
    bell.notify(false, move |event| event + Rc::strong_count(&held.0) as i32)
        .expect("it is there");
    bell.spend();
    assert_eq!((answer.get(), Rc::strong_count(&bell)), (0, 1));
}

#[test]
fn one_pointer_comes_back_in_other_places() {
    assert_eq!(bell().sway(|| 10, |i| i), 13);
}
