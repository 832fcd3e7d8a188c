//! Closures that several threads call, one of them the library's own.

use ffi_gen_runtime_tests::hubs::Hub;
use ffi_runtime::last_error;
use std::{
    panic::resume_unwind,
    ptr::NonNull,
    sync::{
        Arc, Mutex, Weak,
        atomic::{AtomicI32, AtomicUsize, Ordering},
    },
    thread,
};

fn hub() -> Hub {
    Hub::new().expect("memory")
}

/// A closure that counts how often it is called, the count, and something that tells how many of it there are.
fn counting() -> (
    impl Fn(i32) -> i32 + Send + Sync + 'static,
    Arc<AtomicI32>,
    Arc<()>,
) {
    let (count, alive) = (Arc::new(AtomicI32::new(0)), Arc::new(()));
    let (counted, inside) = (count.clone(), alive.clone());
    let closure = move |event| {
        let _ = &inside;
        counted.fetch_add(1, Ordering::Relaxed);
        event
    };
    (closure, count, alive)
}

fn held(alive: &Arc<()>) -> usize {
    Arc::strong_count(alive) - 1
}

#[test]
fn a_thread_of_the_library_calls_until_it_is_told_not_to() {
    let hub = hub();
    let (closure, count, alive) = counting();
    let (registration, _) = hub.add(closure);
    hub.turn();
    assert!(count.load(Ordering::Relaxed) > 0);
    drop(registration);
    // It waits, and so the closure is gone.
    assert_eq!(held(&alive), 0);
    let before = count.load(Ordering::Relaxed);
    hub.turn();
    assert_eq!(count.load(Ordering::Relaxed), before);
}

#[test]
fn what_may_still_be_called_is_never_freed() {
    let hub = hub();
    let (closure, _, alive) = counting();
    drop(hub.add_quick(closure));
    hub.turn();
    assert_eq!(held(&alive), 1);
    let (closure, _, first) = counting();
    let earlier = hub.on(closure);
    let (closure, _, second) = counting();
    let later = hub.on(closure);
    drop(earlier);
    assert_eq!(hub.push(5), 5);
    drop(later);
    assert_eq!((hub.push(5), held(&first), held(&second)), (0, 1, 1));
}

#[test]
fn closures_end_with_their_object() {
    let hub = hub();
    let [followers, notified, pair] = [(); 3].map(|()| Arc::new(()));
    for _ in 0..3 {
        let inside = followers.clone();
        hub.follow(move |event| event + i32::from(Arc::strong_count(&inside) == 0));
        let inside = notified.clone();
        hub.notify(move |event| event + i32::from(Arc::strong_count(&inside) == 0));
    }
    let inside = pair.clone();
    hub.both(
        move |event| i32::try_from(held(&inside)).expect("few") * event,
        |event| 10 * event,
    );
    assert_eq!(hub.push(1), 17);
    hub.turn();
    assert_eq!([&followers, &notified, &pair].map(held), [3, 3, 1]);
    drop(hub);
    assert_eq!([&followers, &notified, &pair].map(held), [0; 3]);
}

#[test]
fn a_closure_is_given_its_hub_on_another_thread() {
    let hub = hub();
    let (sender, receiver) = std::sync::mpsc::channel();
    let here = thread::current().id();
    hub.once(move |hub| {
        let is_here = thread::current().id() == here;
        sender.send((is_here, hub.push(3))).expect("somebody waits");
    });
    assert_eq!(receiver.recv(), Ok((false, 0)));
}

/// The end of a hub waits for its thread, and so cannot come from there.
#[test]
fn a_hub_does_not_end_on_its_own_thread() {
    let hub = Arc::new(hub());
    let object = hub.as_ptr() as usize;
    let (dropped, is_dropped) = std::sync::mpsc::channel();
    let (done, is_done) = std::sync::mpsc::channel();
    let mine = Mutex::new(Some((hub.clone(), is_dropped)));
    hub.notify(move |_| {
        let mut mine = mine.lock().expect("not poisoned");
        if mine.as_ref().is_some_and(|(_, it)| it.try_recv().is_ok()) {
            mine.take();
            done.send(()).expect("somebody waits");
        }
        0
    });
    drop(hub);
    dropped.send(()).expect("the closure waits");
    is_done.recv().expect("the last owner is gone");
    // It was leaked there, and is still to be ended.
    let object = NonNull::new(object as *mut _).expect("an object");
    // SAFETY: nobody else owns it any more.
    drop(unsafe { Hub::from_raw(object) });
}

#[test]
fn a_closure_runs_several_times_at_once() {
    let hub = Arc::new(hub());
    let (inner, depth) = (Arc::downgrade(&hub), AtomicUsize::new(0));
    let (registration, _) = hub.add(move |event| match event {
        ..0 => 0,
        _ if depth.fetch_add(1, Ordering::Relaxed) < 3 => {
            Weak::upgrade(&inner).map_or(0, |hub| hub.push(event)) + 1
        }
        _ => 1,
    });
    assert_eq!((hub.push(0), last_error::code()), (4, 0));
    drop(registration);
}

#[test]
fn a_panic_stays_on_its_thread() {
    let hub = hub();
    let (registration, _) = hub.add(|event| match event {
        ..0 => resume_unwind(Box::new(1)),
        _ => event,
    });
    hub.turn();
    assert_eq!((hub.push(2), last_error::code()), (2, 0));
    drop(registration);
}

#[test]
fn threads_come_and_go() {
    let hub = hub();
    let turns = super::cycles::turns() / 100 + 10;
    let (follower, count, alive) = counting();
    hub.follow(follower);
    thread::scope(|scope| {
        for number in 0..4 {
            let hub = &hub;
            scope.spawn(move || {
                for turn in 0..turns {
                    let (closure, _, alive) = counting();
                    let (registration, _) = hub.add(closure);
                    if (turn + number) % 8 == 0 {
                        hub.push(1);
                    }
                    drop(registration);
                    assert_eq!(held(&alive), 0);
                }
            });
        }
    });
    assert!(count.load(Ordering::Relaxed) > 0);
    drop(hub);
    assert_eq!(held(&alive), 0);
}
