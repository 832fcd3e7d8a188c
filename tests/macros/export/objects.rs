//! Objects that are used while they end, results that say more than they are, and blocks with lifetimes.

use ffi_macros::export;
use ffi_runtime::{exported, last_error};
use std::{
    ffi::{c_int, c_void},
    ptr,
    sync::atomic::{AtomicI32, Ordering},
};

use super::Bomb;

mod c {
    use super::*;
    unsafe extern "C" {
        pub(super) fn trial_bomb_new(is_live: bool) -> *mut c_void;
        pub(super) fn trial_bomb_free(this: *mut c_void);
        pub(super) fn trial_timer_new(
            f: Option<unsafe extern "C" fn(i32, *mut c_void)>,
            data: *mut c_void,
            destroy: Option<unsafe extern "C" fn(*mut c_void)>,
            out: *mut *mut c_void,
        ) -> c_int;
        pub(super) fn trial_timer_number(this: *const c_void) -> i32;
        pub(super) fn trial_timer_free(this: *mut c_void);
        pub(super) fn trial_boast(len: *mut usize) -> *mut u32;
        pub(super) fn trial_reader_new(bomb: *const c_void, out: *mut *mut c_void) -> c_int;
        pub(super) fn trial_reader_is_live(this: *const c_void) -> bool;
        pub(super) fn trial_reader_free(this: *mut c_void);
        pub(super) fn trial_free(block: *mut c_void);
    }
}

/// Calls C while it ends.
#[export(prefix = "trial")]
pub struct Timer(Box<dyn FnMut(i32)>);

#[export(prefix = "trial")]
impl Timer {
    pub fn new(call: Box<dyn FnMut(i32)>) -> Timer {
        Timer(call)
    }

    #[export(on_panic = -1)]
    pub fn number(&self) -> i32 {
        7
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        (self.0)(0);
    }
}

#[test]
fn an_object_is_in_use_while_it_ends() {
    static ASKED: AtomicI32 = AtomicI32::new(0);
    unsafe extern "C" fn ask(_: i32, data: *mut c_void) {
        // SAFETY: the data leads to the timer, whose memory is there until its destructor is done.
        let number = unsafe { c::trial_timer_number(*data.cast::<*const c_void>()) };
        ASKED.store(number, Ordering::Relaxed);
        assert_eq!(last_error::code(), exported::IN_USE);
    }
    let mut timer: *mut c_void = ptr::null_mut();
    let data: *mut c_void = (&raw mut timer).cast();
    // SAFETY: the data outlives the timer, which is ended once.
    unsafe {
        assert_eq!(c::trial_timer_new(Some(ask), data, None, &mut timer), 0);
        assert_eq!(c::trial_timer_number(timer), 7);
        c::trial_timer_free(timer);
    }
    assert_eq!(ASKED.load(Ordering::Relaxed), -1);
}

/// Types that are called like others and say more of themselves.
mod boastful {
    use std::ops::Deref;

    pub struct Vec<T>(pub std::vec::Vec<T>);

    impl<T> Vec<T> {
        #[allow(dead_code, clippy::len_without_is_empty)]
        pub fn len(&self) -> usize {
            1000
        }
    }

    impl<T> Deref for Vec<T> {
        type Target = [T];

        fn deref(&self) -> &[T] {
            &self.0
        }
    }

    #[ffi_macros::export(prefix = "trial")]
    pub fn boast() -> Vec<u32> {
        Vec(vec![1, 2])
    }
}

#[test]
fn a_length_is_that_of_the_elements() {
    let mut length = 0;
    // SAFETY: the place is one, and the block is freed once.
    unsafe { c::trial_free(c::trial_boast(&mut length).cast()) };
    assert_eq!(length, 2);
}

/// Borrows, by a lifetime that has a name where it is made.
#[export(prefix = "trial")]
pub struct Reader<'a>(&'a Bomb);

#[export(prefix = "trial")]
impl<'a> Reader<'a> {
    pub fn new(bomb: &'a Bomb) -> Reader<'a> {
        Reader(bomb)
    }

    #[export(on_panic = true)]
    pub fn is_live(&self) -> bool {
        self.0.is_live
    }
}

#[test]
fn a_block_with_a_lifetime_may_make_objects() {
    let mut reader = ptr::null_mut();
    // SAFETY: the reader ends before what it reads.
    unsafe {
        let bomb = c::trial_bomb_new(false);
        assert_eq!(c::trial_reader_new(bomb, &mut reader), 0);
        assert!(!c::trial_reader_is_live(reader));
        c::trial_reader_free(reader);
        c::trial_bomb_free(bomb);
    }
}

#[test]
fn the_end_of_text_is_part_of_it() {
    let text = *b"abc\0";
    let start = text.as_ptr();
    // SAFETY: it ends with a NUL.
    let whole = unsafe { exported::Extent::of_text(start.cast(), "text") };
    let end = exported::Extent::of(start.wrapping_add(3), 1, true, "end");
    let behind = exported::Extent::of(start.wrapping_add(4), 1, true, "behind");
    assert!(exported::apart(&[whole, end]).is_err());
    assert!(exported::apart(&[whole, behind]).is_ok());
}
