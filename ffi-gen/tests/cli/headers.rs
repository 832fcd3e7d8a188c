//! Headers for C: of a header, and of a crate that exports.

use super::{directory_with, fails, ffi_gen, stderr, stdout};
use std::fs;

#[test]
fn a_header_is_written_as_a_header() {
    let directory = directory_with(&[(
        "thing.h",
        b"struct thing { int a; };\nint f(struct thing *t);\n",
    )]);
    let arguments = [
        "generate", "thing.h", "--lang", "c", "-o", "out", "--name", "thing",
    ];
    let output = ffi_gen(directory.path(), &arguments, "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = fs::read_to_string(directory.path().join("out/thing.h")).unwrap();
    assert!(
        text.contains("int f(thing *t);") && text.contains("#ifndef THING_H"),
        "{text}"
    );
    for wrong in [&["--tier", "raw"][..], &["--instrument"]] {
        let arguments = [&["generate", "thing.h", "--lang", "c"], wrong].concat();
        assert_eq!(
            ffi_gen(directory.path(), &arguments, "").status.code(),
            Some(2)
        );
    }
    let arguments = [
        "generate", "thing.h", "--lang", "c", "-o", "out", "--name", "a thing",
    ];
    fails(directory.path(), &arguments, "F0303");
}

#[test]
fn a_crate_is_exported() {
    let manifest = b"[package]\nname = \"my-lib\"\n";
    let source = b"#[export]\npub fn answer() -> i32 { 42 }\n";
    let directory = directory_with(&[("Cargo.toml", manifest)]);
    fs::create_dir(directory.path().join("src")).unwrap();
    fs::write(directory.path().join("src/lib.rs"), source).unwrap();
    for root in ["Cargo.toml", "src/lib.rs"] {
        let output = ffi_gen(directory.path(), &["export", root], "");
        assert!(
            stdout(&output).contains("int my_lib_answer(int32_t *out"),
            "{}",
            stderr(&output)
        );
    }
    let write = ["export", "Cargo.toml", "-o", "include"];
    let check = [&write[..], &["--check"]].concat();
    fails(directory.path(), &check, "F0302");
    assert_eq!(ffi_gen(directory.path(), &write, "").status.code(), Some(0));
    assert_eq!(ffi_gen(directory.path(), &check, "").status.code(), Some(0));
    fails(directory.path(), &["export", "src/none.rs"], "F0535");
    fails(directory.path(), &["export", "none/Cargo.toml"], "F0535");
}
