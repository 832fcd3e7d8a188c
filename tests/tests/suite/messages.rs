//! `INTEROP_MESSAGE`: structures get numbers, which back ends see, and no two the same.

use expect_test::{Expect, expect};
use ffi_gen::{
    annotation::message,
    diagnostic::{Color, Diagnostics, render},
    frontend::{Header, Input},
    pipeline,
    resolve::{Resolved, Selection},
};
use ffi_gen_tests::process;
use std::process::Command;

/// What is made of messages.
fn read(text: &str) -> Result<Resolved, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("interop_message.h"), message::TEXT).expect("a header");
    std::fs::write(path("messages.h"), text).expect("a header");
    let input = Input {
        headers: vec![Header::Path(path("messages.h"))],
        ..Input::default()
    };
    // No compiler minds the macro.
    for compiler in [["gcc", "-std=c99"], ["g++", "-std=c++17"]] {
        let mut command = Command::new(compiler[0]);
        command.args([compiler[1], "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]);
        process::succeed(command.arg(path("messages.h"))).expect("it compiles");
    }
    let mut diagnostics = Diagnostics::default();
    let folder = format!("{}/", folder.path().display());
    match pipeline::resolve(&input, &Selection::default(), None, &mut diagnostics) {
        Ok((resolved, _)) => Ok(resolved),
        Err(failure) => {
            Err(render(&diagnostics, &failure.sources, Color::Never).replace(&folder, ""))
        }
    }
}

fn refuses(text: &str, expected: Expect) {
    match read(text) {
        Ok(_) => panic!("there is nothing wrong with {text}"),
        Err(said) => expected.assert_eq(&said),
    }
}

#[test]
fn structures_get_numbers() {
    let text = "#include \"interop_message.h\"\n\
        INTEROP_MESSAGE(RiskCheck, 1020)\ntypedef struct { long order; char symbol[8]; } RiskCheck;\n\
        INTEROP_MESSAGE(Fill, 0x400)\ntypedef struct Fill { double price; } Fill;\n\
        struct other { int number; };\n";
    let resolved = read(text).unwrap_or_else(|said| panic!("{said}"));
    let numbers = resolved.items().filter_map(|(id, item)| {
        let mut tags = resolved.established(id).iter();
        let number = tags.find_map(|claim| message::number(&claim.fact))?;
        Some((item.name().to_owned(), number))
    });
    assert_eq!(
        numbers.collect::<Vec<_>>(),
        [
            ("RiskCheck".to_owned(), Ok(1020)),
            ("Fill".to_owned(), Ok(0x400))
        ]
    );
    let names: Vec<&str> = resolved.items().map(|(_, item)| item.name()).collect();
    assert_eq!(
        names,
        ["RiskCheck", "Fill", "other"],
        "the macro is none of the library"
    );
}

#[test]
fn numbers_that_are_none_are_refused() {
    refuses(
        "#include \"interop_message.h\"\n\
         INTEROP_MESSAGE(A, 1000) typedef struct { int a; } A;\n\
         INTEROP_MESSAGE(B, 0x3e8) typedef struct { int b; } B;\n",
        expect![[r#"
            error[F0528]: the message `A` has the number 1000, too
             --> messages.h:3:1
              |
            3 | INTEROP_MESSAGE(B, 0x3e8) typedef struct { int b; } B;
              | ^^^^^^^^^^^^^^^
              |
              = help: give one of them another number
        "#]],
    );
    refuses(
        "#include \"interop_message.h\"\n\
         INTEROP_MESSAGE(A, 7) typedef struct { int a; } A;\n\
         INTEROP_MESSAGE(B, 4294967296) typedef struct { int b; } B;\n\
         INTEROP_MESSAGE(C, NUMBER) typedef struct { int c; } C;\n\
         INTEROP_MESSAGE(E, 99) typedef struct { int d; } D;\n\
         INTEROP_MESSAGE(F, 100) typedef struct F F;\n",
        expect![[r#"
            error[F0528]: the number of a message is larger than 15: those up to it are reserved
             --> messages.h:2:1
              |
            2 | INTEROP_MESSAGE(A, 7) typedef struct { int a; } A;
              | ^^^^^^^^^^^^^^^
              |
              = help: for instance `INTEROP_MESSAGE(A, 1000)`

            error[F0528]: the number of a message has 32 bits, and 4294967296 has more
             --> messages.h:3:1
              |
            3 | INTEROP_MESSAGE(B, 4294967296) typedef struct { int b; } B;
              | ^^^^^^^^^^^^^^^
              |
              = help: for instance `INTEROP_MESSAGE(B, 1000)`

            error[F0528]: the number of a message is written out, and `NUMBER` is no number
             --> messages.h:4:1
              |
            4 | INTEROP_MESSAGE(C, NUMBER) typedef struct { int c; } C;
              | ^^^^^^^^^^^^^^^
              |
              = help: for instance `INTEROP_MESSAGE(C, 1000)`

            error[F0528]: this is said of `E`, and stands on `D`
             --> messages.h:5:1
              |
            5 | INTEROP_MESSAGE(E, 99) typedef struct { int d; } D;
              | ^^^^^^^^^^^^^^^
              |
              = help: write `INTEROP_MESSAGE(D, 99)`

            error[F0528]: `F` is no structure whose fields the header shows
             --> messages.h:6:1
              |
            6 | INTEROP_MESSAGE(F, 100) typedef struct F F;
              | ^^^^^^^^^^^^^^^
              |
              = help: a message is a `struct` with its fields
        "#]],
    );
}
