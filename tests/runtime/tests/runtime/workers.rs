//! Closures that a thread of the library calls, and lets go of.

use ffi_gen_runtime_tests::workers::{Worker, calls};
use std::{
    hint::black_box,
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    thread,
};

/// The function that waits for the thread is not the one that sets the next closure.
#[test]
fn what_is_replaced_stays_while_it_may_run() {
    let worker = Worker::new().expect("memory");
    let alive = Arc::new(());
    for number in 0..200 {
        let (alive, numbers) = (alive.clone(), vec![number; 4]);
        worker.on(move |event| {
            let _ = &alive;
            event + black_box(&numbers).iter().sum::<i32>()
        });
        thread::yield_now();
    }
    assert_eq!(Arc::strong_count(&alive), 201);
    drop(worker);
    assert_eq!(Arc::strong_count(&alive), 1);
}

/// Calls the library when it is dropped, which would wait for a lock that the library has where it lets the closure go.
struct Caller(Sender<i32>);

impl Drop for Caller {
    fn drop(&mut self) {
        self.0.send(calls()).expect("somebody waits");
    }
}

#[test]
fn what_a_thread_of_the_library_lets_go_of_is_freed_after_a_call() {
    let worker = Worker::new().expect("memory");
    let (sender, receiver) = channel();
    let caller = Caller(sender);
    worker.once(move |event| {
        let _ = &caller;
        event
    });
    worker.wait();
    // Other tests call the library, too, and may free it.
    drop(worker);
    let calls = receiver.recv().expect("it is freed");
    assert!(calls > 0);
}
