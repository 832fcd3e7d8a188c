//! What an exported function pays for the barrier and the last error, while nothing goes wrong.

use super::{
    instants::{Run, least},
    instructions::per_turn,
};
use ffi_runtime::{Caught, barrier, last_error};
use std::{ffi::c_int, hint::black_box};

/// A function as C would call it.
type Exported = unsafe extern "C" fn(c_int) -> c_int;
/// One that is given where to keep a panic.
type Catching = unsafe extern "C" fn(c_int, *const Caught) -> c_int;

/// The loop over each function, and the instructions that it may need more than the first one.
const WAYS: [(&str, Run, f64); 6] = [
    ("plain call", |turns| run(plain, turns), 0.0),
    ("barrier", |turns| run(with_barrier, turns), 2.0),
    ("clear", |turns| run(with_clear, turns), 3.0),
    ("clear + barrier", |turns| run(with_both, turns), 5.0),
    ("#[export]", |turns| run(bench_guarded, turns), 8.0),
    ("Caught::run", run_catching, f64::INFINITY),
];

/// The loop over a function.
pub(crate) fn find(name: &str) -> Option<Run> {
    let way = WAYS.into_iter().find(|(known, ..)| *known == name);
    way.map(|(_, run, _)| run)
}

/// Prints the table.
pub(crate) fn print() {
    println!(
        "\n{:<17} {:>12} {:>8} {:>8} {:>9}",
        "exported to C", "instructions", "more", "allowed", "ns"
    );
    let mut first = None;
    for (name, run, allowed) in WAYS {
        let time = least(run);
        let Some(count) = per_turn(&[name]) else {
            println!("{name:<17} valgrind is needed to count them");
            return;
        };
        let more = count - *first.get_or_insert(count);
        let late = if more > allowed { "  too many" } else { "" };
        println!("{name:<17} {count:>12.2} {more:>8.2} {allowed:>8} {time:>9.2}{late}");
    }
}

#[inline(never)]
fn run(function: Exported, turns: u32) -> i64 {
    // The compiler does not know which one it is, no more than C would.
    let function = black_box(function);
    let mut sum = 0;
    for turn in 0..turns {
        // SAFETY: it asks nothing of its caller.
        sum += i64::from(unsafe { function(black_box((turn & 1) as c_int)) });
    }
    sum
}

#[inline(never)]
fn run_catching(turns: u32) -> i64 {
    let function: Catching = black_box(with_caught);
    let caught = Caught::new();
    let mut sum = 0;
    for turn in 0..turns {
        // SAFETY: `caught` lives for the call.
        sum += i64::from(unsafe { function(black_box((turn & 1) as c_int), &caught) });
    }
    caught.resume();
    sum
}

/// The body of each: it may panic, and does not.
#[inline(never)]
fn body(number: c_int) -> c_int {
    assert!(number < 1000, "{number} is too large");
    number + 1
}

unsafe extern "C" {
    /// What the macro writes of `guarded`.
    fn bench_guarded(number: c_int) -> c_int;
}

#[ffi_macros::export(prefix = "bench", on_panic = -1)]
fn guarded(number: c_int) -> c_int {
    body(number)
}

unsafe extern "C" fn plain(number: c_int) -> c_int {
    body(number)
}

unsafe extern "C" fn with_barrier(number: c_int) -> c_int {
    barrier(-1, || body(number))
}

unsafe extern "C" fn with_clear(number: c_int) -> c_int {
    last_error::clear();
    body(number)
}

unsafe extern "C" fn with_both(number: c_int) -> c_int {
    last_error::clear();
    barrier(-1, || body(number))
}

unsafe extern "C" fn with_caught(number: c_int, caught: *const Caught) -> c_int {
    // SAFETY: `run` lends it for the call.
    unsafe { &*caught }.run(-1, || body(number))
}
