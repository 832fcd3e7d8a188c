//! Closures that stand with their object.

use super::{bell, echo, held};
use ffi_gen_runtime_tests::calls::Bell;
use std::{cell::RefCell, rc::Rc};

#[test]
fn a_closure_ends_with_its_object() {
    let bell = bell();
    let (closure, alive) = echo();
    bell.listen(closure);
    let moved = Box::new(bell);
    assert_eq!((moved.ring(2), held(&alive)), (2, 1));
    drop(moved);
    assert_eq!(held(&alive), 0);
}

#[test]
fn it_is_replaced_and_cleared() {
    let bell = bell();
    let (closure, first) = echo();
    bell.listen(closure);
    let (mut closure, second) = echo();
    bell.listen(move |event| 10 * closure(event));
    assert_eq!((held(&first), held(&second), bell.ring(2)), (0, 1, 20));
    bell.clear_listen();
    assert_eq!((held(&second), bell.ring(2)), (0, 0));
    bell.clear_listen();
}

#[test]
fn a_failure_leaves_the_one_before() {
    let bell = bell();
    let (closure, alive) = echo();
    bell.listen_checked(false, closure).expect("it is there");
    let (closure, refused) = echo();
    assert!(bell.listen_checked(true, closure).is_err());
    assert_eq!((held(&refused), held(&alive), bell.ring(3)), (0, 1, 3));
}

#[test]
fn all_that_follow_stay_until_the_end() {
    let bell = bell();
    let alive = Rc::new(());
    for factor in 0..10 {
        let inside = alive.clone();
        bell.follow(move |event| {
            let _ = &inside;
            factor * event
        });
    }
    assert_eq!((bell.ring(1), held(&alive)), (45, 10));
    drop(bell);
    assert_eq!(held(&alive), 0);
}

#[test]
fn two_callbacks_of_one_function_have_data_of_their_own() {
    let bell = bell();
    let ((first, one), (mut second, two)) = (echo(), echo());
    bell.pair(first, move |event| 10 * second(event));
    assert_eq!((bell.ring(1), held(&one), held(&two)), (11, 1, 1));
    bell.pair(|_| 3, |_| 4);
    assert_eq!((bell.ring(1), held(&one), held(&two)), (7, 0, 0));
}

#[test]
fn several_functions_share_the_data_that_another_one_sets() {
    let bell = bell();
    let log = Rc::new(RefCell::new(Vec::new()));
    let (start, end, text) = (log.clone(), log.clone(), log.clone());
    bell.set_handlers(
        move |event| {
            start.borrow_mut().push(format!("start {event}"));
            1
        },
        move |event| {
            end.borrow_mut().push(format!("end {event}"));
            2
        },
    );
    let told = move |name: &std::ffi::CStr| {
        text.borrow_mut().push(name.to_string_lossy().into_owned());
        4
    };
    bell.set_text(false, told).expect("it is there");
    assert_eq!(bell.ring(5), 7);
    assert_eq!(*log.borrow(), ["start 5", "bell", "end 5"]);
    bell.clear_handlers();
    assert_eq!((bell.ring(6), Rc::strong_count(&log)), (4, 2));
    drop(bell);
    assert_eq!(Rc::strong_count(&log), 1);
}

#[test]
fn a_failure_puts_the_one_before_back() {
    let bell = bell();
    let alive = Rc::new(());
    for (fail, answer) in [(false, 1), (false, 2), (true, 4)] {
        let inside = alive.clone();
        // Closures of three sizes: what is taken for another one is seen.
        let set = match answer {
            1 => bell.set_text(fail, move |_| i32::from(Rc::strong_count(&inside) > 0)),
            2 => {
                let big = [2; 100];
                bell.set_text(fail, move |_| {
                    let _ = &inside;
                    big[usize::try_from(big[0]).expect("small")]
                })
            }
            _ => bell.set_text(fail, move |_| {
                let _ = &inside;
                4
            }),
        };
        assert_eq!(set.is_err(), fail);
        assert_eq!(held(&alive), 1);
    }
    assert_eq!(bell.ring(0), 2);
}

#[test]
fn an_object_at_the_same_address_keeps_its_own() {
    let bell = bell();
    let (closure, of_bell) = echo();
    bell.listen(closure);
    let (closure, of_view) = echo();
    let view = bell.view_of().expect("it is there");
    assert_eq!(view.as_ptr().cast::<()>(), bell.as_ptr().cast());
    view.listen(closure);
    assert_eq!((view.ring(2), bell.ring(3)), (2, 3));
    drop(view);
    assert_eq!((held(&of_view), held(&of_bell), bell.ring(3)), (0, 1, 3));
}

#[test]
fn a_leaked_object_keeps_its_closures() {
    let bell = bell();
    let (closure, alive) = echo();
    bell.listen(closure);
    let raw = bell.into_raw();
    assert_eq!(held(&alive), 1);
    // SAFETY: nobody else owns it.
    let bell = unsafe { Bell::from_raw(raw) };
    assert_eq!(bell.ring(2), 2);
    drop(bell);
    assert_eq!(held(&alive), 0);
}

#[test]
fn the_next_object_at_an_address_has_none_of_the_last_ones_closures() {
    for turn in 0..100 {
        let bell = bell();
        let (closure, alive) = echo();
        // What the bell before set has no place here.
        assert_eq!(bell.ring(1), 0);
        match turn % 4 {
            0 => bell.set_handlers(closure, |event| event),
            1 => bell.listen(closure),
            2 => bell.follow(closure),
            _ => {
                let mut closure = closure;
                let of_text = move |text: &std::ffi::CStr| closure(text.count_bytes() as i32);
                bell.set_text(false, of_text).expect("it is there");
            }
        }
        bell.ring(1);
        drop(bell);
        assert_eq!(held(&alive), 0);
    }
}
