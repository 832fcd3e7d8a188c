//! What a generated trampoline costs beside one written by hand that gives the same guarantees: no panic crosses C, no
//! closure runs twice at once, and one that ends while it runs is freed after it.

use super::{
    instants::{Run, least},
    instructions::per_turn,
};
use ffi_gen_runtime_tests::{
    calls::{Bell, raw},
    gongs::{self, Gong},
};
use ffi_runtime::last_error;
use libffi::high::ClosureMut1;
use std::{
    any::Any,
    cell::{Cell, UnsafeCell},
    ffi::{c_int, c_void},
    hint::black_box,
    mem,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    rc::Rc,
};

/// Each loop, by hand and generated.
const WAYS: [(&str, Run, Run); 3] = [
    ("for the call", lent_by_hand, lent),
    ("kept", kept_by_hand, kept),
    ("without data", made_by_libffi, made),
];

/// The loop over a callback, `hand` or `generated`.
pub(crate) fn find(name: &str, way: &str) -> Option<Run> {
    let (_, hand, generated) = WAYS.into_iter().find(|(known, ..)| *known == name)?;
    match way {
        "hand" => Some(hand),
        "generated" => Some(generated),
        _ => None,
    }
}

/// Prints the table.
pub(crate) fn print() {
    println!(
        "\n{:<14} {:>12} {:>12} {:>8} {:>9} {:>9}",
        "called from C", "by hand", "generated", "x", "ns", "ns"
    );
    for (name, hand, generated) in WAYS {
        let times = (least(hand), least(generated));
        let counts = (per_turn(&[name, "hand"]), per_turn(&[name, "generated"]));
        let (Some(first), Some(second)) = counts else {
            println!("{name:<14} valgrind is needed to count them");
            return;
        };
        println!(
            "{name:<14} {first:>12.2} {second:>12.2} {:>8.4} {:>9.2} {:>9.2}",
            second / first,
            times.0,
            times.1
        );
    }
}

fn bell() -> Bell {
    Bell::new().expect("memory")
}

fn count(turns: u32) -> c_int {
    c_int::try_from(turns).unwrap_or(0)
}

/// What the closures do: little, and they might panic.
#[inline(always)]
fn add(sum: &mut i64, event: c_int) -> c_int {
    assert!(event >= 0, "a negative number");
    *sum += i64::from(event);
    0
}

fn lent(turns: u32) -> i64 {
    let mut sum = 0;
    bell().each(count(turns), |i| add(&mut sum, i));
    sum
}

fn kept(turns: u32) -> i64 {
    let (bell, mut sum) = (bell(), 0);
    let registration = bell.on(move |event| add(&mut sum, event));
    for _ in 0..turns {
        black_box(bell.ring(1));
    }
    drop(registration);
    i64::from(turns)
}

fn gong() -> Gong {
    Gong::new().expect("memory")
}

/// A closure that gets no data: a C function that is made at run time.
fn made(turns: u32) -> i64 {
    let (gong, mut sum) = (gong(), 0);
    gong.listen(move |event| add(&mut sum, event));
    for _ in 0..turns {
        black_box(gong.strike(1));
    }
    i64::from(turns)
}

/// What a careful person lends to C.
struct Lent<F> {
    closure: UnsafeCell<F>,
    running: Cell<bool>,
    panic: Cell<Option<Box<dyn Any + Send>>>,
    panicked: Cell<bool>,
}

unsafe extern "C" fn call_lent<F: FnMut(c_int) -> c_int>(data: *mut c_void, i: c_int) -> c_int {
    // SAFETY: `lent_by_hand` lends it for the call, on this thread.
    let lent = unsafe { &*data.cast::<Lent<F>>() };
    if lent.running.replace(true) {
        return -1;
    }
    let mut answer = -1;
    if !lent.panicked.get() {
        // SAFETY: it does not run, so that nobody else has a reference to it.
        match catch_unwind(AssertUnwindSafe(|| unsafe { (*lent.closure.get())(i) })) {
            Ok(value) => answer = value,
            Err(payload) => {
                lent.panicked.set(true);
                lent.panic.set(Some(payload));
            }
        }
    }
    lent.running.set(false);
    answer
}

fn lent_by_hand(turns: u32) -> i64 {
    fn each<F: FnMut(c_int) -> c_int>(bell: &Bell, count: c_int, closure: F) {
        let lent = Lent {
            closure: UnsafeCell::new(closure),
            running: Cell::new(false),
            panic: Cell::new(None),
            panicked: Cell::new(false),
        };
        let data = std::ptr::from_ref(&lent).cast_mut().cast();
        // SAFETY: the bell is there, and so is what is lent until C returns.
        unsafe { raw::bell_each(bell.as_ptr(), count, Some(call_lent::<F>), data) };
        if let Some(payload) = lent.panic.take() {
            resume_unwind(payload);
        }
    }
    let mut sum = 0;
    each(&bell(), count(turns), |i| add(&mut sum, i));
    sum
}

/// What a careful person leaves to C.
struct Kept<F> {
    closure: UnsafeCell<F>,
    running: Cell<bool>,
}

unsafe extern "C" fn call_kept<F: FnMut(c_int) -> c_int>(data: *mut c_void, event: c_int) -> c_int {
    let data = data.cast_const().cast::<Kept<F>>();
    // SAFETY: `kept_by_hand` has an owner of it until C knows it no more.
    let kept = unsafe {
        Rc::increment_strong_count(data);
        Rc::from_raw(data)
    };
    if kept.running.replace(true) {
        last_error::set((last_error::REFUSED, "it runs"));
        return -1;
    }
    // SAFETY: it does not run, so that nobody else has a reference to it.
    let answer = catch_unwind(AssertUnwindSafe(|| unsafe { (*kept.closure.get())(event) }));
    kept.running.set(false);
    let answer = answer.unwrap_or_else(|payload| {
        let _ = catch_unwind(AssertUnwindSafe(|| drop(payload)));
        last_error::set((last_error::PANICKED, "a panic"));
        -1
    });
    // What it captured may panic when it is dropped.
    let _ = catch_unwind(AssertUnwindSafe(|| drop(kept)));
    answer
}

/// A closure of the crate libffi, around one that is kept as carefully.
fn made_by_libffi(turns: u32) -> i64 {
    fn listen<F: FnMut(c_int) -> c_int + 'static>(gong: Gong, turns: u32, closure: F) {
        type Ring = unsafe extern "C" fn(c_int) -> c_int;
        let kept = Rc::new(Kept {
            closure: UnsafeCell::new(closure),
            running: Cell::new(false),
        });
        let data: *mut c_void = Rc::as_ptr(&kept).cast_mut().cast();
        // SAFETY: the closure is kept until the end of the function.
        let mut ring = move |event| unsafe { call_kept::<F>(data, event) };
        let made = ClosureMut1::new(&mut ring);
        // SAFETY: the type is transparent, and of a function pointer.
        let ring: Ring = unsafe { mem::transmute(*made.code_ptr()) };
        // SAFETY: the gong is there, and the code outlives it.
        unsafe { gongs::raw::gong_listen(gong.as_ptr(), Some(ring)) };
        for _ in 0..turns {
            black_box(gong.strike(1));
        }
        drop(gong);
    }
    let mut sum = 0;
    listen(gong(), turns, move |event| add(&mut sum, event));
    i64::from(turns)
}

fn kept_by_hand(turns: u32) -> i64 {
    fn on<F: FnMut(c_int) -> c_int + 'static>(bell: &Bell, closure: F) -> Rc<Kept<F>> {
        let kept = Rc::new(Kept {
            closure: UnsafeCell::new(closure),
            running: Cell::new(false),
        });
        let data = Rc::as_ptr(&kept).cast_mut().cast();
        // SAFETY: the bell is there, and the caller keeps the closure.
        unsafe { raw::bell_on(bell.as_ptr(), Some(call_kept::<F>), data) };
        kept
    }
    let (bell, mut sum) = (bell(), 0);
    let kept = on(&bell, move |event| add(&mut sum, event));
    for _ in 0..turns {
        black_box(bell.ring(1));
    }
    // SAFETY: the bell is there.
    unsafe { raw::bell_on(bell.as_ptr(), None, std::ptr::null_mut()) };
    drop(kept);
    i64::from(turns)
}
