//! What makes a difference to the fingerprint of an interface, and what makes none.

use ffi_gen::{
    diagnostic::{Color, Diagnostics, render},
    frontend::{Header, Input},
    pipeline,
    resolve::{Selection, fingerprint},
};

const HEADER: &str = r"
#define OK 0
#define LIMIT 9
#include <stddef.h>
typedef struct thing thing;
typedef enum colour { RED, GREEN } colour;
typedef struct inner { char tag; } inner;
typedef struct point { int x, y; unsigned wide : 3; inner in; } point;
thing *thing_new(const char *name);
void thing_free(thing *self);
int thing_move(thing *self, point to, size_t steps);
int thing_paint(thing *self, colour with, int (*done)(void *data));
extern int thing_count;
";

const CONTRACT: &str = r#"
[library]
name = "thing"
[error.status]
ok = ["OK"]
[type.thing]
facts = ["handle(destroy = thing_free)"]
[fn.thing_move]
facts = ["error(convention = status)"]
"#;

/// The text behind the fingerprint, and the number.
fn fingerprint_of(header: &str, contract: &str) -> (String, u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("thing.ffi.toml");
    std::fs::write(&path, contract).expect("written");
    let input = Input {
        headers: vec![Header::Stdin(header.into())],
        ..Input::default()
    };
    let mut diagnostics = Diagnostics::default();
    let resolved = pipeline::resolve(&input, &Selection::default(), Some(&path), &mut diagnostics);
    match resolved {
        Ok((resolved, _)) => (
            fingerprint::text(&resolved, 0),
            fingerprint::fingerprint(&resolved, 0),
        ),
        Err(failure) => panic!("{}", render(&diagnostics, &failure.sources, Color::Never)),
    }
}

/// Whether the fingerprint is another one when `part` of the header becomes `new`.
#[track_caller]
fn differs(part: &str, new: &str) -> bool {
    assert!(HEADER.contains(part), "`{part}` is not in the header");
    let (text, number) = fingerprint_of(&HEADER.replacen(part, new, 1), CONTRACT);
    let (old_text, old) = fingerprint_of(HEADER, CONTRACT);
    assert_eq!(text == old_text, number == old, "a hash is that of a text");
    number != old
}

#[test]
fn what_machine_code_depends_on_makes_a_difference() {
    for (part, new) in [
        ("int x, y;", "int y, x;"),
        ("int x, y;", "int x, y, z;"),
        ("int x, y;", "float x, y;"),
        ("unsigned wide : 3", "unsigned wide : 4"),
        ("char tag;", "short tag;"),
        ("RED, GREEN", "GREEN, RED"),
        ("RED, GREEN", "RED, GREEN, BLUE"),
        ("(const char *name)", "(const char *name, int flags)"),
        ("(const char *name)", "(const char *name, ...)"),
        ("(const char *name)", "(char *name)"),
        ("thing_new", "thing_make"),
        ("int thing_move", "long thing_move"),
        ("point to, size_t steps", "size_t steps, point to"),
        ("(*done)(void *data)", "(*done)(void *data, int code)"),
        ("extern int thing_count", "extern long thing_count"),
        ("extern int thing_count", "extern const int thing_count"),
        ("extern int thing_count;", ""),
        ("#define OK 0", "#define OK 1"),
    ] {
        assert!(differs(part, new), "`{part}` and `{new}` are not the same");
    }
}

#[test]
fn everything_else_makes_none() {
    for (part, new) in [
        ("(const char *name)", "(const char *)"),
        ("(const char *name)", "(char const *title)"),
        ("#define LIMIT 9", "#define LIMIT 10\n#define MORE 1"),
        ("size_t steps", "unsigned long steps"),
        ("point to", "struct point to"),
        ("int thing_move", "/** Moves it. */ int thing_move"),
        (
            "typedef struct thing thing;",
            "typedef struct thing thing; typedef thing other;",
        ),
        (
            "typedef struct thing thing;",
            "typedef struct thing thing; void thing_free(thing *self);",
        ),
    ] {
        assert!(!differs(part, new), "`{part}` and `{new}` are the same");
    }
}

#[test]
fn facts_count_by_the_constants_that_they_refer_to() {
    let (text, number) = fingerprint_of(HEADER, CONTRACT);
    assert!(
        text.contains("\nconstant OK: i32 = 0\n") && !text.contains("LIMIT"),
        "{text}"
    );
    let renamed = CONTRACT.replace("[fn.thing_move]", "[fn.thing_move]\nrename = \"go\"");
    assert_eq!(fingerprint_of(HEADER, &renamed).1, number);
    let limited = CONTRACT.replace("\"OK\"", "\"LIMIT\"");
    assert_ne!(fingerprint_of(HEADER, &limited).1, number);
}
