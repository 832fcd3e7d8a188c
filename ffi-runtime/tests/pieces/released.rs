//! Closures that C lets go of, where the thread ends.

use ffi_runtime::callback::{Kept, KeptSync, Released};
use std::{
    cell::RefCell,
    sync::mpsc::{Sender, channel},
    thread,
};

/// Calls C when the thread ends, which lets go of a closure.
struct Last(Sender<&'static str>);

impl Drop for Last {
    fn drop(&mut self) {
        let call = Released::new();
        let sender = self.0.clone();
        let closure = Guard(sender.clone());
        release(move || {
            let _ = &closure;
        });
        sender.send("returned").expect("somebody waits");
        drop(call);
        sender.send("over").expect("somebody waits");
    }
}

struct Guard(Sender<&'static str>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.send("freed").expect("somebody waits");
    }
}

fn release<F: FnMut() + 'static>(closure: F) {
    // SAFETY: it is given away and released once, on this thread.
    unsafe { Kept::<F>::release_later(Kept::new(closure).into_data()) };
}

fn release_anywhere<F: Fn() + Send + Sync + 'static>(closure: F) {
    // SAFETY: it is given away and released once.
    unsafe { KeptSync::<F>::release_anywhere(KeptSync::new(closure).into_data()) };
}

#[test]
fn what_is_let_go_of_outside_of_calls_waits_for_the_next() {
    let (sender, receiver) = channel();
    let guard = Guard(sender);
    release(move || {
        let _ = &guard;
    });
    assert!(receiver.try_recv().is_err());
    drop(Released::new());
    assert_eq!(receiver.recv(), Ok("freed"));
}

#[test]
fn what_another_thread_lets_go_of_is_freed_where_calls_end() {
    let (sender, receiver) = channel();
    let guard = Guard(sender);
    let call = Released::new();
    thread::spawn(move || {
        release_anywhere(move || {
            let _ = &guard;
        });
    })
    .join()
    .expect("it does not panic");
    drop(call);
    // Another test may have ended a call before.
    assert_eq!(receiver.recv(), Ok("freed"));
}

#[test]
fn they_wait_for_the_end_of_the_call() {
    thread_local! {
        static LAST: RefCell<Option<Last>> = const { RefCell::new(None) };
    }
    let (sender, receiver) = channel();
    thread::spawn(move || {
        // What is first used first ends last.
        LAST.set(Some(Last(sender)));
        drop(Released::new());
    })
    .join()
    .expect("it does not abort");
    assert_eq!(
        receiver.iter().collect::<Vec<_>>(),
        ["returned", "freed", "over"]
    );
}
