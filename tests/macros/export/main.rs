//! What C sees of exported functions of every kind, when they panic and when they are given what they refuse.

#![allow(missing_docs, unreachable_pub)]

mod objects;

use ffi_macros::export;
use ffi_runtime::{exported, last_error};
use std::{
    ffi::{CStr, c_char, c_int, c_void},
    ptr,
};

ffi_macros::export_library!(prefix = "trial");

/// Panics when it is dropped, unless it is told not to.
#[export(prefix = "trial")]
pub struct Bomb {
    is_live: bool,
}

impl Drop for Bomb {
    fn drop(&mut self) {
        assert!(!self.is_live, "dropped");
    }
}

#[export(prefix = "trial")]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Pair {
    left: i32,
    right: [u8; 4],
}

#[export(prefix = "trial")]
#[derive(Clone, Copy)]
#[repr(i8)]
pub enum Sign {
    Minus = -1,
    Plus = 1,
}

#[export(prefix = "trial")]
impl Bomb {
    pub fn new(is_live: bool) -> Box<Bomb> {
        Box::new(Bomb { is_live })
    }

    pub fn shared(&self) {
        panic!("shared")
    }

    pub fn exclusive(&mut self) {
        panic!("exclusive")
    }

    pub fn taken(self) {
        panic!("taken")
    }

    pub fn give(&self) -> Bomb {
        panic!("give")
    }

    pub fn text(&self) -> &str {
        panic!("text")
    }

    pub fn bytes(&self) -> &[u8] {
        panic!("bytes")
    }
}

#[export(prefix = "trial")]
pub fn nothing() {
    panic!("nothing")
}

#[export(prefix = "trial")]
pub fn number() -> f64 {
    panic!("number")
}

#[export(prefix = "trial")]
pub fn letter() -> char {
    panic!("letter")
}

#[export(prefix = "trial")]
pub fn pair() -> Pair {
    panic!("pair")
}

#[export(prefix = "trial")]
pub fn sign() -> Sign {
    panic!("sign")
}

#[export(prefix = "trial")]
pub fn boxed() -> Box<Bomb> {
    panic!("boxed")
}

#[export(prefix = "trial")]
pub fn owned_text() -> String {
    panic!("owned_text")
}

#[export(prefix = "trial")]
pub fn owned_elements() -> Vec<u16> {
    panic!("owned_elements")
}

#[export(prefix = "trial")]
pub fn lasting() -> &'static str {
    panic!("lasting")
}

#[export(prefix = "trial")]
pub fn maybe() -> Option<String> {
    panic!("maybe")
}

#[export(prefix = "trial")]
pub fn fallible() -> Result<Sign, std::io::Error> {
    panic!("fallible")
}

#[export(prefix = "trial")]
pub fn takes_text(text: String) {
    panic!("{text}")
}

#[export(prefix = "trial")]
pub fn takes_pairs(pairs: &[Pair]) -> i32 {
    let sum: i32 = pairs
        .iter()
        .map(|pair| pair.left + i32::from(pair.right[0]))
        .sum();
    assert!(sum == 0, "takes_pairs");
    sum
}

#[export(prefix = "trial")]
pub fn turned(sign: Sign) -> Sign {
    match sign {
        Sign::Minus => Sign::Plus,
        Sign::Plus => Sign::Minus,
    }
}

#[export(prefix = "trial", on_panic = f32::NAN)]
pub fn direct() -> f32 {
    panic!("direct")
}

#[export(prefix = "trial")]
pub fn keeps(f: Box<dyn FnMut(i32) -> i32>) {
    drop(f);
    panic!("keeps")
}

#[export(prefix = "trial")]
pub fn calls(f: &mut dyn FnMut(i32) -> i32) -> i32 {
    f(1) + f(2)
}

#[export(prefix = "trial")]
mod inner {
    #[export(name = "trial_of_a_module")]
    pub fn named() -> &'static str {
        "named"
    }

    #[export]
    pub fn short(text: &[u8]) -> usize {
        text.len()
    }
}

mod c {
    use super::*;
    unsafe extern "C" {
        pub(super) fn trial_bomb_new(is_live: bool) -> *mut c_void;
        pub(super) fn trial_bomb_free(this: *mut c_void);
        pub(super) fn trial_bomb_shared(this: *const c_void) -> c_int;
        pub(super) fn trial_bomb_exclusive(this: *mut c_void) -> c_int;
        pub(super) fn trial_bomb_taken(this: *mut c_void) -> c_int;
        pub(super) fn trial_bomb_give(this: *const c_void, out: *mut *mut c_void) -> c_int;
        pub(super) fn trial_bomb_text(this: *const c_void, len: *mut usize) -> *const c_char;
        pub(super) fn trial_bomb_bytes(this: *const c_void, len: *mut usize) -> *const u8;
        pub(super) fn trial_nothing() -> c_int;
        pub(super) fn trial_number(out: *mut f64) -> c_int;
        pub(super) fn trial_letter(out: *mut u32) -> c_int;
        pub(super) fn trial_pair(out: *mut Pair) -> c_int;
        pub(super) fn trial_sign(out: *mut i8) -> c_int;
        pub(super) fn trial_turned(sign: i8, out: *mut i8) -> c_int;
        pub(super) fn trial_boxed() -> *mut c_void;
        pub(super) fn trial_owned_text() -> *mut c_char;
        pub(super) fn trial_owned_elements(len: *mut usize) -> *mut u16;
        pub(super) fn trial_lasting(len: *mut usize) -> *const c_char;
        pub(super) fn trial_maybe(out: *mut *mut c_char) -> c_int;
        pub(super) fn trial_fallible(out: *mut i8) -> c_int;
        pub(super) fn trial_takes_text(text: *const c_char) -> c_int;
        pub(super) fn trial_takes_pairs(pairs: *const Pair, len: usize, out: *mut i32) -> c_int;
        pub(super) fn trial_direct() -> f32;
        pub(super) fn trial_keeps(
            f: Option<unsafe extern "C" fn(i32, *mut c_void) -> i32>,
            data: *mut c_void,
            destroy: Option<unsafe extern "C" fn(*mut c_void)>,
        ) -> c_int;
        pub(super) fn trial_calls(
            f: Option<unsafe extern "C" fn(i32, *mut c_void) -> i32>,
            data: *mut c_void,
            out: *mut i32,
        ) -> c_int;
        pub(super) fn trial_of_a_module(len: *mut usize) -> *const u8;
        pub(super) fn trial_short(text: *const u8, len: usize, out: *mut usize) -> c_int;
        pub(super) fn trial_free(block: *mut c_void);
    }
}

/// Whether the last error is a panic with this text, which is forgotten.
fn panicked(text: &str) -> bool {
    let error = last_error::take();
    error.is_some_and(|error| (error.code(), error.message()) == (last_error::PANICKED, text))
}

#[test]
fn a_panic_comes_back_from_every_kind_of_function() {
    let (mut number, mut letter, mut sign, mut length, mut sum) = (0.0, 0, 0, 0, 0);
    let mut pair = Pair {
        left: 1,
        right: [0; 4],
    };
    let (mut object, mut text) = (ptr::null_mut(), ptr::null_mut());
    let failed = |status: c_int, text: &str| {
        assert_eq!(status, last_error::PANICKED, "{text}");
        assert!(panicked(text), "{text}");
    };
    // SAFETY: every pointer is a place, an object that lives, or null.
    unsafe {
        let bomb = c::trial_bomb_new(false);
        failed(c::trial_nothing(), "nothing");
        failed(c::trial_number(&mut number), "number");
        failed(c::trial_letter(&mut letter), "letter");
        failed(c::trial_takes_pairs(&pair, 1, &mut sum), "takes_pairs");
        failed(c::trial_pair(&mut pair), "pair");
        failed(c::trial_sign(&mut sign), "sign");
        failed(c::trial_maybe(&mut text), "maybe");
        failed(c::trial_fallible(&mut sign), "fallible");
        failed(c::trial_takes_text(c"text".as_ptr()), "text");
        failed(c::trial_bomb_shared(bomb), "shared");
        failed(c::trial_bomb_exclusive(bomb), "exclusive");
        failed(c::trial_bomb_give(bomb, &mut object), "give");
        assert!(c::trial_boxed().is_null() && panicked("boxed"));
        assert!(c::trial_owned_text().is_null() && panicked("owned_text"));
        assert!(c::trial_owned_elements(&mut length).is_null() && panicked("owned_elements"));
        assert!(c::trial_lasting(&mut length).is_null() && panicked("lasting"));
        assert!(c::trial_bomb_text(bomb, &mut length).is_null() && panicked("text"));
        assert!(c::trial_bomb_bytes(bomb, &mut length).is_null() && panicked("bytes"));
        assert!(c::trial_direct().is_nan() && panicked("direct"));
        failed(c::trial_bomb_taken(bomb), "taken");
        // A destructor is code of the user's, too.
        c::trial_bomb_free(c::trial_bomb_new(true));
        assert!(panicked("dropped"));
    }
}

#[test]
fn numbers_that_are_no_enumerators_are_refused() {
    let mut sign = 0;
    // SAFETY: the place is one.
    unsafe {
        assert_eq!((c::trial_turned(-1, &mut sign), sign), (0, 1));
        assert_eq!(c::trial_turned(0, &mut sign), exported::NO_VALUE);
    }
    let error = last_error::take().map(|error| error.message().to_owned());
    assert_eq!(error.as_deref(), Some("`sign` is no `trial_sign`"));
}

#[test]
fn an_object_stays_on_its_thread() {
    // SAFETY: it lives until it is ended.
    let address = unsafe { c::trial_bomb_new(false) }.expose_provenance();
    let elsewhere = std::thread::spawn(move || {
        let bomb = ptr::with_exposed_provenance_mut(address);
        // SAFETY: as above.
        unsafe {
            c::trial_bomb_free(bomb);
            (last_error::code(), c::trial_bomb_shared(bomb))
        }
    });
    let codes = elsewhere.join().expect("no panic leaves a function");
    assert_eq!(codes, (exported::WRONG_THREAD, exported::WRONG_THREAD));
    let bomb = ptr::with_exposed_provenance_mut(address);
    // SAFETY: as above.
    assert_eq!(unsafe { c::trial_bomb_shared(bomb) }, last_error::PANICKED);
    // SAFETY: nobody else ended it.
    unsafe { c::trial_bomb_free(bomb) };
}

#[export(prefix = "trial")]
pub fn passed_on(bomb: Option<Box<Bomb>>) -> Option<Bomb> {
    bomb.map(|bomb| *bomb)
}

#[export(prefix = "trial")]
pub fn is_live(bomb: Option<&mut Bomb>) -> bool {
    bomb.is_some_and(|bomb| bomb.is_live)
}

#[export(prefix = "trial")]
pub fn trimmed(text: Option<&str>) -> Option<&str> {
    text.map(str::trim)
}

#[export(prefix = "trial")]
pub fn evens(numbers: Option<&[i16]>) -> Result<Vec<i16>, std::io::Error> {
    let numbers = numbers.ok_or(std::io::Error::from_raw_os_error(22))?;
    let evens = numbers.iter().filter(|number| *number % 2 == 0);
    Ok(evens.copied().collect())
}

#[export(prefix = "trial", on_panic = ())]
pub fn touch(pair: &mut Pair) {
    pair.left += 1;
}

unsafe extern "C" {
    fn trial_passed_on(bomb: *mut c_void, out: *mut *mut c_void) -> c_int;
    fn trial_is_live(bomb: *mut c_void, out: *mut bool) -> c_int;
    fn trial_trimmed(text: *const c_char, out: *mut *const u8, len: *mut usize) -> c_int;
    fn trial_evens(start: *const i16, count: usize, out: *mut *mut i16, len: *mut usize) -> c_int;
    fn trial_touch(pair: *mut Pair);
}

#[test]
fn null_is_none_where_it_may_be() {
    let (mut object, mut is_live) = (ptr::dangling_mut(), true);
    let (mut text, mut length) = (ptr::dangling(), 9);
    let mut evens = ptr::null_mut();
    let mut pair = Pair {
        left: 1,
        right: [0; 4],
    };
    // SAFETY: every pointer is a place, an object that lives, or null.
    unsafe {
        assert_eq!(trial_passed_on(ptr::null_mut(), &mut object), 0);
        assert!(object.is_null());
        assert_eq!(trial_passed_on(c::trial_bomb_new(false), &mut object), 0);
        assert_eq!((trial_is_live(object, &mut is_live), is_live), (0, false));
        assert_eq!(
            (trial_is_live(ptr::null_mut(), &mut is_live), is_live),
            (0, false)
        );
        c::trial_bomb_free(object);
        assert_eq!(
            (trial_trimmed(ptr::null(), &mut text, &mut length), length),
            (0, 0)
        );
        assert!(text.is_null());
        assert_eq!(trial_trimmed(c" a ".as_ptr(), &mut text, &mut length), 0);
        assert_eq!((length, *text), (1, b'a'));
        assert_eq!(
            trial_evens([1, 2, 4].as_ptr(), 3, &mut evens, &mut length),
            0
        );
        assert_eq!((length, *evens, *evens.add(1)), (2, 2, 4));
        c::trial_free(evens.cast());
        assert_eq!(trial_evens(ptr::null(), 0, &mut evens, &mut length), 22);
        trial_touch(&mut pair);
        assert_eq!(pair.left, 2);
        trial_touch(ptr::null_mut());
        assert_eq!(last_error::code(), exported::NULL_ARGUMENT);
    }
}

/// Any thread may have one, and no two at once.
#[export(prefix = "trial", send)]
pub struct Tally(std::cell::Cell<u32>);

#[export(prefix = "trial")]
impl Tally {
    pub fn new() -> Box<Tally> {
        Box::new(Tally(std::cell::Cell::new(0)))
    }

    pub fn with(&self, f: impl Fn(u32) -> u32) -> u32 {
        self.0.set(f(self.0.get()));
        self.0.get()
    }
}

unsafe extern "C" {
    fn trial_tally_new() -> *mut c_void;
    fn trial_tally_with(
        this: *const c_void,
        f: Option<unsafe extern "C" fn(u32, *mut c_void) -> u32>,
        data: *mut c_void,
        out: *mut u32,
    ) -> c_int;
    fn trial_tally_free(this: *mut c_void);
}

unsafe extern "C" fn one_more(number: u32, _: *mut c_void) -> u32 {
    number + 1
}

/// Uses the tally that is in use, on this thread and on another.
unsafe extern "C" fn again(_: u32, data: *mut c_void) -> u32 {
    let address = data.expose_provenance();
    let use_it = move || {
        let mut out = 0;
        let tally = ptr::with_exposed_provenance(address);
        // SAFETY: it lives until the test ends it.
        let status = unsafe { trial_tally_with(tally, Some(one_more), ptr::null_mut(), &mut out) };
        (status, out)
    };
    assert_eq!(use_it(), (0, 1));
    let elsewhere = std::thread::spawn(use_it).join();
    assert_eq!(elsewhere.ok(), Some((exported::IN_USE, 0)));
    7
}

#[test]
fn an_object_is_shared_within_its_thread() {
    let mut out = 0;
    // SAFETY: the object lives until it is ended, and the places are ones.
    unsafe {
        let tally = trial_tally_new();
        assert_eq!(trial_tally_with(tally, Some(again), tally, &mut out), 0);
        assert_eq!(out, 7);
        let address = tally.expose_provenance();
        let elsewhere = std::thread::spawn(move || {
            let mut out = 0;
            let tally = ptr::with_exposed_provenance(address);
            let status = trial_tally_with(tally, Some(one_more), ptr::null_mut(), &mut out);
            (status, out)
        });
        assert_eq!(elsewhere.join().ok(), Some((0, 8)));
        trial_tally_free(tally);
    }
}

unsafe extern "C" fn add(number: i32, data: *mut c_void) -> i32 {
    // SAFETY: the data is a number.
    unsafe { *data.cast::<i32>() += number };
    number
}

unsafe extern "C" fn end(data: *mut c_void) {
    // SAFETY: the data is a number.
    unsafe { *data.cast::<i32>() = -1 };
}

#[test]
fn functions_of_c_are_called_and_ended() {
    let (mut sum, mut out) = (0, 0);
    let data: *mut c_void = (&raw mut sum).cast();
    // SAFETY: the data lives longer than the calls.
    unsafe {
        assert_eq!(c::trial_calls(Some(add), data, &mut out), 0);
        assert_eq!((out, *data.cast::<i32>()), (3, 3));
        let kept = c::trial_keeps(Some(add), data, Some(end));
        assert_eq!((kept, *data.cast::<i32>()), (last_error::PANICKED, -1));
        data.cast::<i32>().write(0);
        // A call that is refused ends it, too.
        let kept = c::trial_keeps(None, data, Some(end));
        assert_eq!((kept, *data.cast::<i32>()), (last_error::REFUSED, -1));
    }
}

#[test]
fn modules_and_names_are_as_the_options_say() {
    let (mut length, mut count) = (0, 0);
    // SAFETY: the places are ones, and the bytes are as many as is said.
    unsafe {
        assert!(!c::trial_of_a_module(&mut length).is_null() && length == 5);
        let bytes = [1, 2, 3];
        assert_eq!(c::trial_short(bytes.as_ptr(), bytes.len(), &mut count), 0);
    }
    assert_eq!(count, 3);
    assert_eq!((inner::named(), inner::short(&[])), ("named", 0));
}

#[test]
fn blocks_are_freed_by_what_made_them() {
    for text in ["", "text"] {
        let block = exported::copy_text(text).expect("there is no NUL");
        // SAFETY: it was just made.
        unsafe {
            assert_eq!(CStr::from_ptr(block).to_bytes(), text.as_bytes());
            c::trial_free(block.cast());
        }
        assert_eq!(last_error::code(), 0);
    }
    assert!(exported::copy_text("a\0b").is_err());
    let mut stranger = [0_u64; 8];
    // SAFETY: there is memory before and behind the address.
    unsafe { c::trial_free((&raw mut stranger[6]).cast()) };
    assert_eq!(last_error::code(), exported::WRONG_OBJECT);
}
