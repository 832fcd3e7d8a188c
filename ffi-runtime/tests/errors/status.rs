//! Results to statuses and back.
use crate::OnDrop;
use ffi_runtime::{
    last_error::{self, LastError, NULL_PLACE, UNSPECIFIED},
    status::{self, StatusCode},
};
use std::{convert::Infallible, error::Error, ffi::c_int, fmt, io, ptr};

#[derive(Debug)]
struct Code(c_int);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "number {}", self.0)
    }
}

impl Error for Code {}

impl StatusCode for Code {
    fn status(&self) -> c_int {
        self.0
    }
}

#[test]
fn success_is_zero_and_leaves_the_last_error() {
    last_error::set((1, "kept"));
    assert_eq!(status::of(Ok::<(), Code>(())), 0);
    assert_eq!(status::of(Ok::<(), Infallible>(())), 0);
    let mut out = 0;
    // SAFETY: the place is valid.
    assert_eq!(unsafe { status::write(Ok::<_, Code>(5), &mut out) }, 0);
    assert_eq!(out, 5);
    assert_eq!(status::value_or(Ok::<_, Code>(6), 0), 6);
    assert!(status::check(0).is_ok());
    assert_eq!(last_error::code(), 1);
}

#[test]
fn failure_is_the_code_and_sets_the_last_error() {
    assert_eq!(status::of(Err(Code(3))), 3);
    assert_eq!(last_error::take(), Some(LastError::new(3, "number 3")));
    let mut out = 1;
    // SAFETY: the place is valid.
    assert_eq!(unsafe { status::write(Err(Code(4)), &mut out) }, 4);
    assert_eq!((out, last_error::code()), (1, 4));
    // SAFETY: null is allowed.
    let code = unsafe { status::write(Err::<i32, _>(Code(5)), ptr::null_mut()) };
    assert_eq!((code, last_error::code()), (5, 5));
    assert_eq!(status::value_or(Err(Code(6)), -1), -1);
    assert_eq!(last_error::code(), 6);
}

#[test]
fn no_failure_says_success() {
    assert_eq!(status::of(Err(Code(0))), UNSPECIFIED);
    assert_eq!(last_error::code(), UNSPECIFIED);
    assert_eq!(io::Error::other("text").status(), UNSPECIFIED);
    assert_eq!(io::Error::from_raw_os_error(2).status(), 2);
}

#[test]
fn a_null_place_is_an_error_after_the_value_is_gone() {
    let value = OnDrop(|| last_error::set((9, "from a destructor")));
    // SAFETY: null is allowed.
    let code = unsafe { status::write(Ok::<_, Code>(value), ptr::null_mut()) };
    assert_eq!((code, last_error::code()), (NULL_PLACE, NULL_PLACE));
}

#[test]
fn an_error_goes_through_c_and_back() {
    let code = status::of(Err(Code(3)));
    let error = status::check(code).expect_err("it failed");
    assert_eq!((error.code(), error.message()), (3, "number 3"));
    // And on, through the next border.
    assert_eq!(status::of(Err(error)), 3);
    assert_eq!(last_error::take(), Some(LastError::new(3, "number 3")));
    let error = status::check(-4).expect_err("it failed");
    assert_eq!((error.code(), error.message()), (-4, "status -4"));
}
