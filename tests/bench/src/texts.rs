//! Text of sixteen bytes as a C string for one call, in several ways.

use super::{
    instants::{Run, least},
    instructions::per_turn,
};
use ffi_runtime::{
    Arena,
    text::{CText, TextRoom, Utf8CStr},
};
use std::{
    ffi::{CStr, CString},
    hint::black_box,
};

/// Every way; the first one is what the others are compared with.
const WAYS: [(&str, Run); 5] = [
    ("CString::new", with_c_string),
    ("Arena::text", in_an_arena),
    ("TextRoom, &str", in_a_room),
    ("TextRoom, &CStr", checked),
    ("TextRoom, known", known),
];

const TEXT: &str = "sixteen letters!";

/// The strings of one frame, after which an arena starts anew.
const FRAME: u32 = 100;

/// The loop of a way.
pub(crate) fn find(name: &str) -> Option<Run> {
    let way = WAYS.into_iter().find(|(known, _)| *known == name);
    way.map(|(_, run)| run)
}

/// Prints the table.
pub(crate) fn print() {
    println!(
        "\n{:<17} {:>12} {:>8} {:>9} {:>8}",
        "16 bytes for C", "instructions", "less by", "ns", "less by"
    );
    let nanoseconds = WAYS.map(|(_, run)| least(run));
    let mut first = None;
    for ((name, _), time) in WAYS.into_iter().zip(nanoseconds) {
        let Some(count) = per_turn(&[name]) else {
            println!("{name:<17} valgrind is needed to count them");
            return;
        };
        let (most, longest) = *first.get_or_insert((count, time));
        println!(
            "{name:<17} {count:>12.2} {:>7.1}x {time:>9.2} {:>7.1}x",
            most / count,
            longest / time,
        );
    }
}

/// The callee: the compiler does not know that it leaves the text alone.
#[inline(always)]
fn call(text: &CStr) -> i64 {
    i64::from(black_box(text.as_ptr()).is_null())
}

fn with_c_string(turns: u32) -> i64 {
    let one = |_| call(&CString::new(black_box(TEXT)).expect("no NUL"));
    (0..turns).map(one).sum()
}

fn in_an_arena(turns: u32) -> i64 {
    let mut arena = Arena::new();
    let mut sum = 0;
    for turn in 0..turns {
        sum += call(&arena.text(black_box(TEXT)).expect("no NUL"));
        if turn % FRAME == 0 {
            arena.reset();
        }
    }
    sum
}

/// What a wrapper does with its argument.
#[inline(always)]
fn wrapper(text: impl CText) -> i64 {
    let room = &mut TextRoom::new();
    call(&room.text("text", text).expect("text"))
}

fn in_a_room(turns: u32) -> i64 {
    (0..turns).map(|_| wrapper(black_box(TEXT))).sum()
}

fn checked(turns: u32) -> i64 {
    let text = CString::new(TEXT).expect("no NUL");
    (0..turns).map(|_| wrapper(black_box(&*text))).sum()
}

fn known(turns: u32) -> i64 {
    let text = CString::new(TEXT).expect("no NUL");
    let text = Utf8CStr::new(&text).expect("UTF-8");
    (0..turns).map(|_| wrapper(black_box(text))).sum()
}
