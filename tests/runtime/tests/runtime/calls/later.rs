//! Closures that are called once, and such that the library frees.

use super::{bell, echo, held, last_code};
use ffi_gen_runtime_tests::calls;
use ffi_runtime::last_error;
use std::{
    cell::RefCell,
    rc::Rc,
    sync::{
        atomic::{AtomicI32, Ordering},
        mpsc,
    },
    thread,
};

#[test]
fn a_closure_is_called_once() {
    let bell = bell();
    let (log, alive) = (Rc::new(RefCell::new(Vec::new())), Rc::new(()));
    for i in 0..3 {
        let (log, inside) = (log.clone(), alive.clone());
        let once = move |event| {
            drop(inside);
            log.borrow_mut().push((i, event));
        };
        bell.later(false, once).expect("it is there");
    }
    assert_eq!(held(&alive), 3);
    bell.ring(5);
    bell.ring(6);
    assert_eq!(held(&alive), 0);
    assert_eq!(*log.borrow(), [(0, 5), (1, 5), (2, 5)]);
    let told = log.clone();
    bell.later(false, move |event| told.borrow_mut().push((9, event)))
        .expect("it is there");
    drop(bell);
    assert_eq!(log.borrow().last(), Some(&(9, -1)));
}

#[test]
fn a_failure_frees_what_was_not_called() {
    let bell = bell();
    let (mut closure, alive) = echo();
    let not_called = bell.later(true, move |event| {
        let _ = closure(event);
    });
    assert!(not_called.is_err());
    assert_eq!(held(&alive), 0);
    let (seen, alive) = (Rc::new(RefCell::new(Vec::new())), Rc::new(()));
    let (log, inside) = (seen.clone(), alive.clone());
    let called = bell.later_anyway(true, move |event| {
        drop(inside);
        log.borrow_mut().push(event);
    });
    assert!(called.is_err());
    assert_eq!((held(&alive), &*seen.borrow()), (0, &vec![-2]));
}

#[test]
fn a_closure_that_is_refused_is_freed() {
    let bell = bell();
    let (seen, alive) = (Rc::new(RefCell::new(String::new())), Rc::new(()));
    for good in [true, false] {
        let (seen, inside) = (seen.clone(), alive.clone());
        bell.later_text(good, move |text| {
            drop(inside);
            seen.borrow_mut().push_str(text);
        });
    }
    bell.ring(0);
    assert_eq!((held(&alive), &**seen.borrow()), (0, "göod"));
    assert_eq!(last_code(), last_error::REFUSED);
}

#[test]
fn a_thread_of_the_library_calls_it() {
    let (sender, receiver) = mpsc::channel();
    let here = thread::current().id();
    for _ in 0..8 {
        let sender = sender.clone();
        calls::on_worker(false, move |status| {
            let is_here = thread::current().id() == here;
            sender.send((status, is_here)).expect("somebody waits");
        })
        .expect("a thread");
    }
    let refused = sender.clone();
    assert!(calls::on_worker(true, move |_| drop(refused)).is_err());
    drop(sender);
    assert_eq!(receiver.iter().collect::<Vec<_>>(), [(5, false); 8]);
    calls::join();
}

#[test]
fn the_library_frees_a_closure() {
    let bell = bell();
    let alive = [(); 4].map(|()| {
        let (closure, alive) = echo();
        bell.notify(false, closure).expect("it is there");
        alive
    });
    assert_eq!(alive.each_ref().map(held), [0, 0, 0, 1]);
    assert_eq!(bell.ring(4), 4);
    // After a failure the one before is still there.
    let (closure, refused) = echo();
    assert!(bell.notify(true, closure).is_err());
    assert_eq!((held(&refused), bell.ring(5)), (0, 5));
    drop(bell);
    assert_eq!(held(&alive[3]), 0);
}

#[test]
fn the_library_frees_nothing_after_a_failure() {
    let bell = bell();
    let (closure, alive) = echo();
    bell.notify_kept(false, closure).expect("it is there");
    let (closure, refused) = echo();
    assert!(bell.notify_kept(true, closure).is_err());
    assert_eq!((held(&refused), held(&alive), bell.ring(5)), (0, 1, 5));
    drop(bell);
    assert_eq!(held(&alive), 0);
}

#[test]
fn the_data_is_asked_for() {
    let bell = bell();
    let alive = Rc::new(());
    for factor in [2, 3] {
        let inside = alive.clone();
        bell.notify_from(move |now| {
            let _ = &inside;
            now.answer(factor * now.event());
        });
    }
    assert_eq!((held(&alive), bell.ring(7)), (1, 21));
    drop(bell);
    assert_eq!(held(&alive), 0);
}

#[test]
fn for_ever_is_for_ever() {
    let turns = AtomicI32::new(0);
    calls::ever(move |event| event + turns.fetch_add(1, Ordering::Relaxed));
    assert_eq!((calls::fire(10), calls::fire(10)), (10, 11));
}
