//! Closures that C calls: with what, until when, and what becomes of them.

mod given;
mod later;
mod nested;
mod objects;
mod panics;
mod until;

use ffi_gen_runtime_tests::calls::{self, Bell};
use ffi_runtime::last_error;
use std::{
    cell::Cell,
    rc::Rc,
    sync::atomic::{AtomicI32, Ordering},
    thread,
};

fn bell() -> Bell {
    Bell::new().expect("memory")
}

/// A closure that answers what it is given, and something that tells how many of it there are.
fn echo() -> (impl FnMut(i32) -> i32 + 'static, Rc<()>) {
    let alive = Rc::new(());
    let inside = alive.clone();
    let closure = move |event| {
        let _ = &inside;
        event
    };
    (closure, alive)
}

/// How many closures hold on to something.
fn held(alive: &Rc<()>) -> usize {
    Rc::strong_count(alive) - 1
}

/// The code of the last error, which is then none.
pub(crate) fn last_code() -> i32 {
    last_error::take().map_or(0, |error| error.code())
}

#[test]
fn a_closure_is_lent_for_the_call() {
    let bell = bell();
    let mut seen = Vec::new();
    assert_eq!(
        bell.each(10, |i| {
            seen.push(i);
            i32::from(i == 2) * 7
        }),
        7
    );
    assert_eq!(seen, [0, 1, 2]);
    assert_eq!(bell.each(3, |_| 0), 0);
    assert_eq!(bell.each(-1, |_| 1), 0);
}

#[test]
fn two_closures_share_their_data() {
    let mut way = String::new();
    let (to, fro) = (Cell::new(0), Cell::new(0));
    bell().swing(
        2,
        |i| {
            way += &format!(">{i}");
            to.set(to.get() + 1);
        },
        |i| fro.set(fro.get() + i),
    );
    assert_eq!((way.as_str(), to.get(), fro.get()), (">0>1", 2, 1));
}

#[test]
fn a_closure_is_found_without_data() {
    let mut items = [3, 1, 2];
    let mut compared = 0;
    calls::sort(&mut items, |a, b| {
        compared += 1;
        a.cmp(&b) as i32
    });
    assert_eq!(items, [1, 2, 3]);
    assert!(compared >= 3);
    calls::sort(&mut [], |_, _| unreachable!("there is nothing to compare"));
}

#[test]
fn closures_without_data_are_nested() {
    let mut items = [3, 1, 2];
    let mut inner_items = Vec::new();
    calls::sort(&mut items, |a, b| {
        let mut inner = [1, 2, 3];
        calls::sort(&mut inner, |a, b| b.cmp(&a) as i32);
        inner_items.extend(inner);
        a.cmp(&b) as i32
    });
    assert_eq!(items, [1, 2, 3]);
    assert!(inner_items.chunks(3).all(|inner| inner == [3, 2, 1]));
}

#[test]
fn an_outer_closure_without_data_is_not_taken_for_an_inner_one() {
    // C calls both from within the inner call. The outer one runs already.
    let text = String::from("outer");
    let mut answers = Vec::new();
    let sum = calls::within(1, |depth| {
        let inner = calls::within(10, |depth| 2 * depth);
        answers.push((text.len(), depth, inner, last_code()));
        inner
    });
    assert_eq!(sum, 19);
    assert_eq!(answers, [(5, 1, 19, last_error::REFUSED)]);
    // Each thread has its own.
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(calls::within(1, |_| calls::within(1, |_| 5)), 4));
        }
    });
}

#[test]
fn several_threads_call_at_once() {
    // Without a lock, which would make the threads wait for each other.
    let (count, threads) = (AtomicI32::new(0), AtomicI32::new(0));
    let sum = calls::on_threads(4, 100, |thread| {
        threads.fetch_or(1 << thread, Ordering::Relaxed);
        count.fetch_add(1, Ordering::Relaxed);
        1
    });
    assert_eq!((sum, count.into_inner()), (400, 400));
    assert_eq!(threads.into_inner(), 0b1111);
}
