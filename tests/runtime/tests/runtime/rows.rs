//! Values of a type of the caller's, of which C knows the size only.

use super::calls::last_code;
use ffi_gen_runtime_tests::{rows, search::bsearch};
use ffi_runtime::Plain;
use std::{
    cmp::Ordering,
    panic::{catch_unwind, resume_unwind},
};

#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C)]
struct Planet {
    name: [u8; 4],
    moons: u32,
}

// SAFETY: numbers, with nothing between them.
unsafe impl Plain for Planet {}

fn sign(order: Ordering) -> i32 {
    order as i32
}

#[test]
fn the_c_library_searches() {
    let planets = [
        (*b"eart", 1),
        (*b"mars", 2),
        (*b"nept", 16),
        (*b"satu", 274),
    ]
    .map(|(name, moons)| Planet { name, moons });
    let wanted = |name| Planet { name, moons: 0 };
    let found = bsearch(&wanted(*b"mars"), &planets, |a, b| {
        sign(a.name.cmp(&b.name))
    });
    assert!(std::ptr::eq(found.expect("it is there"), &planets[1]));
    let found = bsearch(&wanted(*b"plut"), &planets, |a, b| {
        sign(a.name.cmp(&b.name))
    });
    assert_eq!(found, None);
    // An order that is none finds something or nothing.
    for answer in [-1, 0, 1] {
        bsearch(&7_u64, &[1; 100], |_, _| answer);
    }
    assert_eq!(bsearch(&1, &[], |_, _| 0), None);
}

#[test]
fn a_panic_in_an_order_goes_on_in_the_caller() {
    let caught = catch_unwind(|| bsearch(&1, &[1, 2], |_, _| resume_unwind(Box::new(5))));
    assert_eq!(caught.unwrap_err().downcast_ref(), Some(&5));
    assert_eq!(last_code(), 0);
}

#[test]
fn what_is_found_is_borrowed() {
    let pairs = [[1, 2], [3, 4]];
    let mut seen = 0;
    let found = rows::find(&pairs, |pair| {
        seen += 1;
        pair[0] == 3
    });
    assert_eq!((found, seen), (Some(&[3, 4]), 2));
    assert_eq!(rows::find(&pairs, |_| false), None);
}

#[test]
fn rows_are_shown_wherever_they_stand() {
    let mut numbers = [5_u64, 3, 9, 1, 3];
    rows::sort(&mut numbers, |a, b| sign(a.cmp(b)));
    assert_eq!(numbers, [1, 3, 3, 5, 9]);
    rows::sort(&mut numbers, |_, _| 1);
    let caught = catch_unwind(|| {
        let mut pairs = [[2, 1], [1, 2]];
        rows::sort(&mut pairs, |_, _| panic!("no order"));
    });
    assert!(caught.is_err());
    let mut floats = [2.5, -0.5];
    rows::sort(&mut floats, |a: &f64, b| sign(a.total_cmp(b)));
    assert_eq!(floats, [-0.5, 2.5]);
}

#[test]
fn what_c_writes_is_a_value() {
    let mut rows = [[0_u16; 3]; 4];
    rows::fill(&mut rows[1..3], 0x21);
    assert_eq!(rows, [[0; 3], [0x2121; 3], [0x2121; 3], [0; 3]]);
    assert_eq!(
        (
            rows::count(None, &rows),
            rows::count(Some(&[0x2121; 3]), &rows)
        ),
        (2, 2)
    );
}
