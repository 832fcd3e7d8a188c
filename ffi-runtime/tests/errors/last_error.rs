//! One error for each thread, from its first instruction to its last.
use crate::OnDrop;
use ffi_runtime::last_error::{self, LastError, UNSPECIFIED};
use std::{
    cell::{Cell, RefCell},
    error::Error,
    fmt, panic,
    sync::mpsc::{Sender, channel},
    thread,
};

#[test]
fn there_is_none_at_first() {
    assert_eq!(last_error::code(), 0);
    assert_eq!(last_error::take(), None);
    assert_eq!(last_error::get(), None);
    assert_eq!(last_error::message(), None);
    last_error::clear();
}

#[test]
fn the_last_one_counts_until_it_is_taken() {
    last_error::set((1, "first"));
    last_error::set((2, String::from("second")));
    assert_eq!(last_error::get(), Some(LastError::new(2, "second")));
    assert_eq!(last_error::message().as_deref(), Some("second"));
    let error = last_error::take().expect("it was set");
    assert_eq!(
        format!("{error:?}"),
        "LastError { code: 2, message: \"second\" }"
    );
    assert_eq!(last_error::take(), None);
}

#[test]
fn a_cleared_error_does_not_come_back() {
    last_error::set((1, "old"));
    last_error::clear();
    assert_eq!((last_error::code(), last_error::message()), (0, None));
    assert_eq!(last_error::get(), None);
    last_error::set((2, ""));
    assert_eq!(last_error::message().as_deref(), Some(""));
}

#[test]
fn success_is_no_error() {
    assert_eq!(LastError::new(0, "").code(), UNSPECIFIED);
    last_error::set((0, "zero"));
    assert_eq!(last_error::code(), UNSPECIFIED);
}

#[test]
fn each_thread_has_its_own() {
    last_error::set((1, "here"));
    let there = thread::spawn(|| {
        let before = last_error::code();
        last_error::set((2, "there"));
        before
    });
    assert_eq!(there.join().expect("it does not panic"), 0);
    assert_eq!(last_error::code(), 1);
}

/// An error with the causes behind it.
#[derive(Debug)]
struct Link(&'static str, Option<Box<Link>>);

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for Link {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let link: &Link = self.1.as_deref()?;
        Some(link)
    }
}

fn chain(texts: &[&'static str]) -> Link {
    let mut links = texts.iter().rev();
    let last = Link(links.next().expect("a text"), None);
    links.fold(last, |cause, text| Link(text, Some(Box::new(cause))))
}

#[test]
fn causes_are_kept_and_not_said_twice() {
    let shown = |texts: &[&'static str]| format!("{:#}", LastError::of(1, &chain(texts)));
    assert_eq!(shown(&["a", "b", "c"]), "a: b: c");
    assert_eq!(shown(&["a: b: c", "b: c", "c"]), "a: b: c");
    assert_eq!(shown(&["a: b", "b", "c"]), "a: b: c");
    assert_eq!(shown(&["a", ""]), "a");

    let error = LastError::of(1, &chain(&["a", "b", "c"]));
    assert_eq!((error.to_string().as_str(), error.message()), ("a", "a"));
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    let causes: Vec<String> = causes.map(ToString::to_string).collect();
    assert_eq!(causes, ["b", "c"]);
}

#[test]
fn causes_in_a_circle_end() {
    #[derive(Debug)]
    struct Circle;
    impl fmt::Display for Circle {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("circle")
        }
    }
    impl Error for Circle {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&Circle)
        }
    }
    let error = LastError::of(1, &Circle);
    let links = std::iter::successors(error.source(), |&cause| cause.source());
    assert_eq!(links.count(), 32);
    assert_eq!(format!("{error:#}"), "circle");
}

/// An error that uses the last error, and then panics if it is told to, while it is shown.
#[derive(Debug)]
struct Busy {
    panics: bool,
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = last_error::take();
        last_error::set((7, "within"));
        assert!(!self.panics, "while it is shown");
        write!(f, "after {}", found.map_or(0, |error| error.code()))
    }
}

impl Error for Busy {}

#[test]
fn an_error_may_set_one_while_it_is_shown() {
    last_error::set((1, "before"));
    last_error::set(LastError::of(2, &Busy { panics: false }));
    assert_eq!(last_error::take(), Some(LastError::new(2, "after 1")));
    assert_eq!(last_error::take(), None);
}

#[test]
fn an_error_that_cannot_be_shown_is_not_set() {
    let shown = panic::catch_unwind(|| last_error::set(LastError::of(2, &Busy { panics: true })));
    assert!(shown.is_err());
    assert_eq!(last_error::take(), Some(LastError::new(7, "within")));
}

thread_local! {
    static FIRST: RefCell<Vec<OnDrop>> = const { RefCell::new(Vec::new()) };
    static SECOND: RefCell<Vec<OnDrop>> = const { RefCell::new(Vec::new()) };
    static FOUND: Cell<Option<&'static Sender<String>>> = const { Cell::new(None) };
}

/// What a destructor does at the end of the thread.
fn late() {
    last_error::clear();
    last_error::set((5, "late"));
    let code = last_error::code();
    let copy = last_error::get();
    let taken = last_error::take();
    assert_eq!((copy, last_error::code()), (taken.clone(), 0));
    last_error::set((6, "nobody takes it"));
    let sender = FOUND.get().expect("it was put there");
    let text = taken.expect("it was set").message().to_owned();
    sender
        .send(format!("{code} {text}"))
        .expect("the test waits");
}

#[test]
fn destructors_of_thread_locals_may_fail_too() {
    let (sender, receiver) = channel();
    let sender: &'static Sender<String> = Box::leak(Box::new(sender));
    thread::spawn(move || {
        FOUND.set(Some(sender));
        // One destructor before that of the message, one after it, whichever the order is.
        FIRST.with_borrow_mut(|list| list.push(OnDrop(late)));
        last_error::set((1, "early"));
        SECOND.with_borrow_mut(|list| list.push(OnDrop(late)));
    })
    .join()
    .expect("no destructor panics");
    let mut found: Vec<String> = receiver.try_iter().collect();
    found.sort();
    assert_eq!(
        found,
        ["5 late", "5 the thread was ending, and kept no message"]
    );
    // SAFETY: the thread has ended.
    drop(unsafe { Box::from_raw(std::ptr::from_ref(sender).cast_mut()) });
}

#[test]
fn the_first_error_may_come_from_a_destructor() {
    let (sender, receiver) = channel();
    let sender: &'static Sender<String> = Box::leak(Box::new(sender));
    thread::spawn(move || {
        FOUND.set(Some(sender));
        FIRST.with_borrow_mut(|list| list.push(OnDrop(late)));
    })
    .join()
    .expect("no destructor panics");
    assert_eq!(receiver.try_recv().as_deref(), Ok("5 late"));
    // SAFETY: the thread has ended.
    drop(unsafe { Box::from_raw(std::ptr::from_ref(sender).cast_mut()) });
}
