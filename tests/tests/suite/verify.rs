//! `ffi-gen verify`: declarations written by hand, against their header.

use ffi_gen_tests::tool;
use std::{fs, process::Command};

const HEADER: &str = "\
typedef struct thing thing;
enum mode { OFF, ON = 4 };
union word { int number; char bytes[4]; };
struct point { double x, y; };
int thing_set(thing *self, enum mode mode, const char *name);
union word thing_word(const thing *self, struct point at, unsigned long size);
extern const int thing_count;
";

/// What is printed of declarations that are compared with [`HEADER`], and whether they were accepted.
fn verified(declarations: &str) -> (String, bool) {
    let folder = tempfile::tempdir().expect("a folder");
    let (header, source) = (folder.path().join("thing.h"), folder.path().join("raw.rs"));
    fs::write(&header, HEADER).expect("written");
    fs::write(&source, declarations).expect("written");
    let mut command = Command::new(tool::ffi_gen());
    let output = command.arg("verify").args([&source, &header]).output();
    let output = output.expect("it runs");
    (
        String::from_utf8_lossy(&output.stderr).into_owned(),
        output.status.success(),
    )
}

#[track_caller]
fn says(declarations: &str, wanted: &str) {
    let (text, is_right) = verified(declarations);
    assert!(
        !is_right && text.contains(wanted),
        "no {wanted:?} in:\n{text}"
    );
}

#[test]
fn declarations_in_other_words_are_accepted() {
    let (text, is_right) = verified(
        "use std::ffi::*;
         pub const ON: c_uint = 4;
         pub const OURS: c_uint = 5;
         #[repr(C)] pub union word { number: c_int, bytes: [c_char; 4] }
         pub mod inner {
             #[repr(C)] pub struct point { pub x: f64, pub y: f64 }
             type mode = u32;
             unsafe extern \"C\" {
                 type thing;
                 fn thing_set(self_: *mut thing, mode: mode, name: *const u8) -> i32;
                 fn thing_word(self_: *const libc::thing, at: point, size: c_ulong) -> super::word;
                 #[link_name = \"thing_set\"]
                 pub fn set(a: *mut thing, b: c_int, c: *const c_char) -> c_int;
                 static thing_count: c_int;
             }
         }",
    );
    assert!(is_right, "{text}");
    assert!(
        text.ends_with("raw.rs` says what the header says\n"),
        "{text}"
    );
}

#[test]
fn what_differs_is_shown_with_the_declaration_in_c() {
    let block = |declaration: &str| format!("unsafe extern \"C\" {{ {declaration} }}");
    says(
        &block("fn thing_set(a: *mut thing, b: u32, c: *mut u8) -> i32;"),
        "parameter 3 `c` of `thing_set` is `const char *` in the header, and `uint8_t *` here",
    );
    says(
        &block("fn thing_set(a: *mut thing, b: u64, c: *const u8) -> i32;"),
        "parameter 2 `b` of `thing_set` is `enum mode` in the header",
    );
    says(
        &block("fn thing_set(a: *mut thing) -> i32;"),
        "the header says `int thing_set(thing *self, enum mode mode, const char *name)` (thing.h:5)",
    );
    says(
        &block("fn thing_word(a: *const thing, at: *const point, size: u64) -> word;"),
        "parameter 2 `at` of `thing_word` is `struct point` in the header",
    );
    says(
        &block("static thing_count: i64;"),
        "`thing_count` is `int` in the header",
    );
    says(
        &block("static mut thing_count: i32;"),
        "is constant in the header",
    );
    says(&block("fn thing_sett();"), "did you mean `thing_set`?");
    says("pub const ON: i32 = 3;", "`ON` is 4 in the header");
    says(
        "#[repr(C)] struct point { x: f64, z: f64 }",
        "field 2 of `point` is called `y` in the header, and `z` here",
    );
    says(
        "#[repr(C)] struct word { number: i32 }",
        "another kind of record",
    );
}

#[test]
fn what_travels_by_value_is_compared_to_the_bit() {
    let block = |items: &str| {
        format!(
            "{items} unsafe extern \"C\" {{ fn thing_word(a: *const thing, at: point, size: u64) -> word; }}"
        )
    };
    let word = "#[repr(C)] union word { number: i32, bytes: [i8; 4] }";
    let point = "#[repr(C)] struct point { x: f64, y: f64 }";
    let by_value = "travels by value in `thing_word`, and is not written as C lays it out";
    for items in [
        format!("{word} #[repr(C)] #[repr(packed)] struct point {{ x: f64, y: f64 }}"),
        format!("{word} #[repr(C, align(32))] struct point {{ x: f64, y: f64 }}"),
        format!("{word} struct point(f64, f64);"),
        format!("{word} #[repr(C)] enum point {{ A }}"),
        format!("{point} union word {{ number: i32, bytes: [i8; 4] }}"),
    ] {
        says(&block(&items), by_value);
    }
    says(
        &format!(
            "{word} #[repr(C)] struct b {{ z: f64 }} type point = b; {}",
            block("")
        ),
        "parameter 2 `at` of `thing_word` is `struct point` in the header, and `point` here",
    );
    says(
        "#[repr(transparent)] struct mode(u8);",
        "`mode` is `unsigned int` in the header, and `uint8_t` here",
    );
    says(
        "unsafe extern \"C\" { fn thing_set(a: *mut thing, b: u32, c: *const u8) -> !; }",
        "`thing_set` returns in the header",
    );
    let (text, is_right) =
        verified("pub const ON: i32 = 1 << 2; pub const OFF: u8 = calculated(3);");
    assert!(is_right, "{text}");
}

#[test]
fn what_cannot_be_read_is_an_error_with_its_place() {
    says("fn (", "the file is not Rust");
    let mut command = Command::new(tool::ffi_gen());
    let output = command.args(["verify", "missing.rs", "missing.h"]).output();
    let text = String::from_utf8_lossy(&output.expect("it runs").stderr).into_owned();
    assert!(
        text.contains("error[F0535]: `missing.rs` cannot be read"),
        "{text}"
    );
}
