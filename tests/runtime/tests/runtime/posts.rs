//! Closures of objects that go from thread to thread, and such that must not call the library.

use ffi_gen_runtime_tests::posts::{self, Error, Post, Stamp};
use ffi_runtime::{callback::Registration, last_error};
use std::{
    cell::{Cell, RefCell},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI32, Ordering},
    },
    thread,
};

fn post() -> Post {
    Post::new().expect("memory")
}

/// A closure that may go to another thread, and something that tells how many of it there are.
fn echo() -> (impl FnMut(i32) -> i32 + Send + 'static, Arc<()>) {
    let alive = Arc::new(());
    let inside = alive.clone();
    let closure = move |letter| {
        let _ = &inside;
        letter
    };
    (closure, alive)
}

fn held(alive: &Arc<()>) -> usize {
    Arc::strong_count(alive) - 1
}

fn last_code() -> i32 {
    last_error::take().map_or(0, |error| error.code())
}

#[test]
fn closures_go_along_with_their_object() {
    let post = post();
    let parts = [(); 5].map(|()| echo());
    let [(on, a), (first, b), (last, c), (notified, d), (mut once, e)] = parts;
    post.on(on);
    post.set_first(first);
    post.set_last(last);
    post.notify(notified);
    post.once(move |letter| {
        let _ = once(letter);
    });
    assert_eq!(post.send(1), 4);
    assert_eq!(held(&e), 0);
    let all = [a, b, c, d];
    let post = thread::spawn(move || {
        assert_eq!(post.send(2), 8);
        // They are replaced there, and those that stay are still called.
        let (closure, alive) = echo();
        post.set_first(closure);
        post.clear_on();
        assert_eq!((post.send(1), held(&alive)), (3, 1));
        post
    });
    let post = post.join().expect("no panic");
    assert_eq!(all.each_ref().map(held), [0, 0, 1, 1]);
    assert_eq!(post.send(1), 3);
    thread::spawn(move || drop(post)).join().expect("no panic");
    assert_eq!(all.each_ref().map(held), [0; 4]);
}

#[test]
fn a_restricted_closure_calls_what_is_reentrant() {
    let (post, other) = (post(), Arc::new(Mutex::new(post())));
    let (inner, alive) = (other.clone(), Arc::new(()));
    let inside = alive.clone();
    post.sort(move |letter| {
        let _ = &inside;
        let other = inner.lock().expect("not poisoned");
        assert_eq!(other.letters(), Err(Error::Restricted));
        other.open() + letter
    });
    assert_eq!((post.send(3), last_code()), (3, 0));
    // What cannot tell an error panics.
    let inner = other.clone();
    post.sort(move |letter| inner.lock().expect("not poisoned").send(letter));
    assert_eq!((post.send(3), last_code()), (-1000, last_error::PANICKED));
    assert_eq!(held(&alive), 0);
    drop(post);
    other.clear_poison();
    assert_eq!(other.lock().expect("not poisoned").letters(), Ok(0));
    assert_eq!(posts::disturbed(), 0);
}

#[test]
fn what_a_restricted_closure_drops_is_leaked() {
    let (post, other, stamp) = (post(), post(), Stamp::new().expect("memory"));
    let (raw, raw_stamp) = (other.as_ptr(), stamp.as_ptr());
    thread_local! {
        static STAMP: RefCell<Option<Stamp>> = const { RefCell::new(None) };
    }
    STAMP.set(Some(stamp));
    let mut other = Some(other);
    post.sort(move |_| {
        drop(STAMP.take());
        i32::from(other.take().is_some())
    });
    assert_eq!((post.send(1), posts::stamps()), (1, 1));
    drop(post);
    let raw = std::ptr::NonNull::new(raw).expect("a post");
    let raw_stamp = std::ptr::NonNull::new(raw_stamp).expect("a stamp");
    // SAFETY: both were leaked, and have no other owner.
    unsafe {
        drop(Post::from_raw(raw));
        drop(Stamp::from_raw(raw_stamp));
    }
    assert_eq!((posts::stamps(), posts::disturbed()), (0, 0));
}

#[test]
fn what_a_restricted_closure_captured_calls_when_c_is_done() {
    struct Calling(Arc<Mutex<Post>>, Arc<AtomicI32>);
    impl Drop for Calling {
        fn drop(&mut self) {
            let called = self.0.lock().expect("not poisoned").letters().is_ok();
            self.1.fetch_add(i32::from(called), Ordering::Relaxed);
        }
    }
    let (post, other) = (post(), Arc::new(Mutex::new(post())));
    let called = Arc::new(AtomicI32::new(0));
    for _ in 0..2 {
        let captured = Calling(other.clone(), called.clone());
        post.sort(move |letter| {
            let _ = &captured;
            letter
        });
    }
    // C lets go of the first while it puts the second in its place, and of the second while it ends.
    assert_eq!(called.load(Ordering::Relaxed), 1);
    drop(post);
    assert_eq!(called.load(Ordering::Relaxed), 2);
    assert_eq!(posts::disturbed(), 0);
}

#[test]
fn what_a_closure_captured_is_dropped_under_its_restriction() {
    struct Calling(Arc<Mutex<Post>>, Arc<Mutex<Vec<Result<i32, Error>>>>);
    impl Drop for Calling {
        fn drop(&mut self) {
            let letters = self.0.lock().expect("not poisoned").letters();
            self.1.lock().expect("not poisoned").push(letters);
        }
    }
    thread_local! {
        static POST: Cell<Option<&'static Post>> = const { Cell::new(None) };
    }
    let post: &'static Post = Box::leak(Box::new(post()));
    POST.set(Some(post));
    let asked = Arc::new(Mutex::new(Vec::new()));
    // What is dropped last there would be leaked.
    let other = Arc::new(Mutex::new(self::post()));
    let captured = Calling(other.clone(), asked.clone());
    let registration = post.tally(move |letter| {
        let _ = &captured;
        // C goes on when this returns, and it is dropped then.
        POST.get().expect("set above").clear_tally();
        letter
    });
    assert_eq!(post.send(4), 4);
    assert_eq!(
        *asked.lock().expect("not poisoned"),
        [Err(Error::Restricted)]
    );
    drop(registration);
    // SAFETY: it was leaked above, and nobody borrows it any more.
    drop(unsafe { Box::from_raw(std::ptr::from_ref(post).cast_mut()) });
    assert_eq!(posts::disturbed(), 0);
}

#[test]
fn a_registration_that_a_restricted_closure_drops_stays() {
    let post: &'static Post = Box::leak(Box::new(post()));
    thread_local! {
        static PLACE: RefCell<Option<Registration<'static>>> = const { RefCell::new(None) };
    }
    let (mut closure, alive) = echo();
    let registration = post.weigh(move |letter| {
        drop(PLACE.take());
        closure(letter)
    });
    PLACE.set(Some(registration));
    assert_eq!((post.send(4), post.send(4), held(&alive)), (4, 4, 1));
    // SAFETY: it was leaked above, and nobody borrows it any more.
    drop(unsafe { Box::from_raw(std::ptr::from_ref(post).cast_mut()) });
    assert_eq!((held(&alive), posts::disturbed()), (0, 0));
}

#[test]
fn a_post_ends_with_its_thread() {
    thread_local! {
        static POST: RefCell<Option<Post>> = const { RefCell::new(None) };
    }
    let parts = [(); 3].map(|()| echo());
    let [(on, a), (first, b), (mut once, c)] = parts;
    thread::spawn(move || {
        let post = post();
        post.on(on);
        post.set_first(first);
        // It is called while the thread ends, and panics there.
        post.once(move |letter| std::panic::resume_unwind(Box::new(once(letter))));
        POST.set(Some(post));
    })
    .join()
    .expect("no panic");
    assert_eq!([a, b, c].each_ref().map(held), [0; 3]);
}

#[test]
fn posts_get_each_others_addresses() {
    let turns = super::cycles::turns();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for turn in 0..turns {
                    let (post, (closure, alive)) = (post(), echo());
                    assert_eq!(post.send(1), 0);
                    match turn % 2 {
                        0 => post.on(closure),
                        _ => post.set_first(closure),
                    }
                    assert_eq!(post.send(7), 7);
                    drop(post);
                    assert_eq!(held(&alive), 0);
                }
            });
        }
    });
}
