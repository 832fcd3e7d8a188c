//! What is copied: numbers, records, enumerators, and text that comes and goes.

use ffi_macros::export;
use std::ffi::CStr;

/// A point in the plane.
#[export]
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

/// Which way something turns.
#[export]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C)]
pub enum Turn {
    /// Against the clock.
    Left = 1,
    /// With the clock.
    Right,
}

/// A side of a line, in one byte.
#[export]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Side {
    /// On it.
    On,
    /// Beside it.
    Beside,
}

/// The sum of two numbers. It panics where the sum is too large.
#[export(on_panic = -1)]
pub fn add(a: i32, b: i32) -> i32 {
    assert!(
        a.checked_add(b).is_some(),
        "the sum of {a} and {b} is too large"
    );
    a + b
}

/// Turns a point by a quarter.
#[export]
pub fn turned(point: Point, turn: Turn) -> Point {
    match turn {
        Turn::Left => Point {
            x: -point.y,
            y: point.x,
        },
        Turn::Right => Point {
            x: point.y,
            y: -point.x,
        },
    }
}

/// Moves a point in place.
#[export]
pub fn move_by(point: &mut Point, by: &Point) {
    point.x += by.x;
    point.y += by.y;
}

/// On which side of a line through the origin a point lies.
#[export(on_panic = Side::On)]
pub fn side_of(point: Point) -> Side {
    if point.y == 0.0 {
        Side::On
    } else {
        Side::Beside
    }
}

/// The middle of some points.
#[export]
pub fn middle(points: &[Point]) -> Point {
    assert!(!points.is_empty(), "no points have no middle");
    let count = points.len() as f64;
    let sum = |of: fn(&Point) -> f64| points.iter().map(of).sum::<f64>();
    Point {
        x: sum(|point| point.x) / count,
        y: sum(|point| point.y) / count,
    }
}

/// Doubles numbers in place.
#[export]
pub fn double(numbers: &mut [i32]) {
    numbers.iter_mut().for_each(|number| *number *= 2);
}

/// A text in capitals; nothing in is nothing out.
#[export]
pub fn shout(text: Option<&str>) -> Option<String> {
    text.map(str::to_uppercase)
}

/// How many bytes a text has, of whatever encoding.
#[export]
pub fn bytes_of(text: &CStr) -> usize {
    text.count_bytes()
}

/// The first word of a text.
#[export]
pub fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or(text)
}

/// The letter that follows another.
#[export]
pub fn next_letter(letter: char) -> char {
    char::from_u32(u32::from(letter) + 1).expect("it is not the last one")
}

/// The version of the library.
#[export]
pub fn version() -> &'static CStr {
    c"1.0"
}
