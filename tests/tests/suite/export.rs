//! `ffi-gen export`: the sources of a crate are read as the compiler would read them, and what cannot be exported is said.

use expect_test::{Expect, expect};
use ffi_gen::{
    diagnostic::{Color, Diagnostics, render},
    frontend::rust::export::{Conditions, Source},
    pipeline,
};
use std::{fs, path::Path};

/// The header of a crate with these files, or what is wrong with it.
fn export(files: &[(&str, &str)], features: &[&str]) -> Result<String, String> {
    let directory = tempfile::tempdir().expect("a directory");
    for (name, text) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let source = Source {
        root: directory.path().join("lib.rs"),
        name: "lib".to_owned(),
        conditions: Conditions {
            features: features.iter().map(|name| (*name).to_owned()).collect(),
            holding: Vec::new(),
        },
    };
    let mut diagnostics = Diagnostics::default();
    let exported = pipeline::export(&source, None, &mut diagnostics);
    let folder = format!("{}/", directory.path().display());
    match exported {
        Ok(exported) => {
            let text = exported
                .emission
                .files
                .get("lib.h")
                .map(|output| output.text.clone());
            Ok(text.expect("a header"))
        }
        Err((sources, _)) => Err(render(&diagnostics, &sources, Color::Never).replace(&folder, "")),
    }
}

/// The functions of a header, in its order.
fn functions(header: &str) -> Vec<&str> {
    let lines = header
        .lines()
        .filter(|line| !line.starts_with([' ', '#', '/']));
    let names = lines.filter_map(|line| line.split_once('(')?.0.rsplit([' ', '*']).next());
    names.filter(|name| name.starts_with("lib_")).collect()
}

fn refuses(files: &[(&str, &str)], expected: Expect) {
    match export(files, &[]) {
        Ok(header) => panic!("{header}"),
        Err(text) => expected.assert_eq(&text),
    }
}

#[test]
fn modules_are_followed() {
    let files = [
        (
            "lib.rs",
            "mod a; mod inline { mod deep; #[export] fn within() {} }\n\
             #[path = \"else/where.rs\"] mod placed; #[export] fn last() {}",
        ),
        ("a.rs", "mod b; #[export] fn of_a() {}"),
        ("a/b.rs", "#[ffi_macros::export] fn of_b() {}"),
        (
            "inline/deep/mod.rs",
            "mod deeper; #[export] fn of_deep() {}",
        ),
        ("inline/deep/deeper.rs", "#[export] fn of_deeper() {}"),
        ("else/where.rs", "mod beside; #[export] fn of_placed() {}"),
        ("else/beside.rs", "#[export] fn of_beside() {}"),
    ];
    let header = export(&files, &[]).unwrap_or_else(|text| panic!("{text}"));
    let expected = [
        "lib_of_b",
        "lib_of_a",
        "lib_of_deeper",
        "lib_of_deep",
        "lib_within",
        "lib_of_beside",
        "lib_of_placed",
        "lib_last",
    ];
    assert_eq!(functions(&header), expected);
}

#[test]
fn conditions_decide_what_is_there() {
    let files = [(
        "lib.rs",
        "#[export] fn always() {}\n\
         #[cfg(feature = \"more\")] #[export] fn more() {}\n\
         #[cfg(not(feature = \"more\"))] #[export] fn less() {}\n\
         #[cfg(test)] mod tests; #[cfg(any(unix, windows))] #[export] fn somewhere() {}\n\
         #[cfg_attr(feature = \"more\", export)] fn perhaps() {}\n\
         #[export] struct S; #[export] impl S { pub fn one(&self) {} #[cfg(test)] pub fn two(&self) {} }",
    )];
    let header = export(&files, &[]).unwrap_or_else(|text| panic!("{text}"));
    let without = [
        "lib_always",
        "lib_less",
        "lib_somewhere",
        "lib_s_free",
        "lib_s_one",
    ];
    assert_eq!(functions(&header), without);
    let header = export(&files, &["more"]).unwrap_or_else(|text| panic!("{text}"));
    let with = [
        "lib_always",
        "lib_more",
        "lib_somewhere",
        "lib_perhaps",
        "lib_s_free",
        "lib_s_one",
    ];
    assert_eq!(functions(&header), with);
}

#[test]
fn names_begin_with_what_the_options_say() {
    let files = [(
        "lib.rs",
        "#[export] mod plain { #[export] fn one() {} #[export(prefix = \"lib_own\")] fn two() {} }\n\
         #[export(prefix = \"lib_m\", abi = 2)] mod other { #[export] fn three() {} \n\
         #[export(name = \"lib_m2_four\")] fn four() {} fn five() {} }",
    )];
    let header = export(&files, &[]).unwrap_or_else(|text| panic!("{text}"));
    assert_eq!(
        functions(&header),
        ["lib_one", "lib_own_two", "lib_m2_three", "lib_m2_four"]
    );
}

#[test]
fn modules_are_where_the_compiler_finds_them() {
    let files = [
        (
            "lib.rs",
            "mod gone; mod inline { #[path = \"other.rs\"] mod moved; }\n\
             #[export(prefix = \"lib_x\")] mod x { pub mod deep { #[export] fn of_deep() {} } }",
        ),
        ("gone.rs", "#![cfg(any())] #[export] fn of_gone() {}"),
        ("inline/other.rs", "#[export] fn right() {}"),
        ("other.rs", "#[export] fn wrong() {}"),
    ];
    let header = export(&files, &[]).unwrap_or_else(|text| panic!("{text}"));
    assert_eq!(functions(&header), ["lib_right", "lib_of_deep"]);
}

#[test]
fn words_of_c_are_no_names() {
    let files = [(
        "lib.rs",
        "#[export] #[repr(C)] #[derive(Clone, Copy)] struct P { int: i32, errno: i32, r#if: i32 }\n\
         #[export] fn f(p: P, r#struct: i32) {}",
    )];
    let header = export(&files, &[]).unwrap_or_else(|text| panic!("{text}"));
    for part in [
        "int32_t int_;",
        "int32_t errno_;",
        "int32_t if_;",
        "int32_t struct_",
    ] {
        assert!(header.contains(part), "{header}");
    }
}

#[test]
fn what_must_be_left_alone_is_said() {
    let files = [(
        "lib.rs",
        "#[export] fn sort(all: &mut [i32], by: impl FnMut(i32, i32) -> bool) {}\n\
         #[export] fn each(text: &str, call: &mut dyn FnMut(u8)) {}\n\
         #[export] fn first(text: &str) -> &str { text }",
    )];
    let header = export(&files, &[]).unwrap_or_else(|text| panic!("{text}"));
    for sentence in [
        "`by` must not use what `all` leads to.",
        "`call` must not change what `text` leads to.",
        "Nobody may change what `text` leads to while the result is used.",
    ] {
        assert!(header.contains(sentence), "{header}");
    }
}

#[test]
fn the_lender_is_named() {
    let files = [(
        "lib.rs",
        "#[export] struct T; #[export] struct V<'a>(&'a T);\n\
         #[export] fn paren<'a>(t: (&'a T)) -> V<'a> { V(t) }\n\
         #[export] fn next(v: V<'_>) -> V<'_> { v }",
    )];
    let header = export(&files, &[]).unwrap_or_else(|text| panic!("{text}"));
    for fact in [
        "FFI_BORROWS(t, leak_ok = true)",
        "FFI_BORROWS(@parent(v), leak_ok = true)",
    ] {
        assert!(header.contains(fact), "{header}");
    }
}

#[test]
fn what_no_macro_can_see_is_seen_here() {
    refuses(
        &[(
            "lib.rs",
            "#[export]\nfn f() {\n    #[export]\n    fn g() {}\n}\n",
        )],
        expect![[r#"
            error[F0701]: this is exported, and the header does not have it: who reads the sources sees no functions within others, and not what macros write
             --> lib.rs:3:6
              |
            3 |     #[export]
              |      ^^^^^^^^
              |
              = help: write the item itself in a module
        "#]],
    );
    refuses(
        &[(
            "lib.rs",
            "macro_rules! mk {\n    () => { #[ffi_macros::export(send)] pub struct T; };\n}\nmk!();\n",
        )],
        expect![[r#"
            error[F0701]: this is exported, and the header does not have it: who reads the sources sees no functions within others, and not what macros write
             --> lib.rs:2:14
              |
            2 |     () => { #[ffi_macros::export(send)] pub struct T; };
              |              ^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: write the item itself in a module
        "#]],
    );
    refuses(
        &[(
            "lib.rs",
            "#[export]\n#[repr(C)]\nenum A { BarBaz }\n#[export]\n#[repr(C)]\nenum ABar { Baz }\n",
        )],
        expect![[r#"
            error[F0602]: C would have two things called `LIB_A_BAR_BAZ`
             --> lib.rs:6:6
              |
            6 | enum ABar { Baz }
              |      ^^^^ the second
              |
              = help: give one of them another name: `#[export(name = "…")]`
        "#]],
    );
    refuses(
        &[(
            "lib.rs",
            "mod a {\n    #[export]\n    struct T;\n}\nmod b {\n    #[export(name = \"lib_b_t\")]\n    struct T;\n}\n",
        )],
        expect![[r#"
            error[F0602]: two types are called `T`, and functions name them by that
             --> lib.rs:7:12
              |
            7 |     struct T;
              |            ^ the second one
              |
              = help: call one of them something else in Rust, too
        "#]],
    );
    refuses(
        &[("lib.rs", "#[export]\nfn f(thing: &Thing) {}\n")],
        expect![[r#"
            error[F0703]: `Thing` is used here, and is not exported
             --> lib.rs:2:4
              |
            2 | fn f(thing: &Thing) {}
              |    ^
              |
              = help: write `#[export]` on the declaration of `Thing`
        "#]],
    );
    refuses(
        &[("lib.rs", "#[export]\nfn f() -> String { String::new() }\n")],
        expect![[r#"
            error[F0701]: nothing frees what `f` hands out
             --> lib.rs:2:4
              |
            2 | fn f() -> String { String::new() }
              |    ^
              |
              = help: write `ffi_macros::export_library!(…);` in the crate, which exports the function that does
        "#]],
    );
    refuses(
        &[(
            "lib.rs",
            "#[export]\nstruct T;\n#[export]\nfn f(all: &[T]) {}\n",
        )],
        expect![[r#"
            error[F0701]: C cannot store elements of `lib_t`, which is a handle
             --> lib.rs:4:4
              |
            4 | fn f(all: &[T]) {}
              |    ^
              |
              = help: elements are numbers, or `#[repr(C)]` structures that are exported and `Copy`
        "#]],
    );
    refuses(
        &[(
            "lib.rs",
            "#[export]\nfn f() {}\nmod m {\n    #[export]\n    fn f() {}\n}\n",
        )],
        expect![[r#"
            error[F0602]: C would have two things called `lib_f`
             --> lib.rs:5:8
              |
            5 |     fn f() {}
              |        ^ the second
              |
              = help: give one of them another name: `#[export(name = "…")]`
        "#]],
    );
    refuses(
        &[(
            "lib.rs",
            "#[export]\nstruct T;\n#[export]\n#[ffi(borrows(t))]\nfn f(t: T) {}\n",
        )],
        expect![[r#"
            error[F0526]: the signature of `f` says something else than this
             --> lib.rs:4:7
              |
            4 | #[ffi(borrows(t))]
              |       ^^^^^^^^^^
              |
              = note: of an exported function the signature decides it, and it has no `borrows`
              = help: change the signature, or leave the attribute away
        "#]],
    );
}

#[test]
fn sources_that_cannot_be_read_are_named() {
    refuses(
        &[("lib.rs", "mod missing;\n")],
        expect![[r#"
        error[F0535]: `missing.rs` cannot be read: No such file or directory (os error 2)
         --> lib.rs:1:5
          |
        1 | mod missing;
          |     ^^^^^^^ it belongs to this
          |
          = help: name the file that the crate begins with, `src/lib.rs`, or its `Cargo.toml`
    "#]],
    );
    refuses(
        &[("lib.rs", "fn f( {}\n")],
        expect![[r#"
        error[F0535]: this is not Rust: cannot parse string into token stream
         --> lib.rs:1:5
          |
        1 | fn f( {}
          |     ^
          |
          = help: `cargo check` says more
    "#]],
    );
    refuses(
        &[("lib.rs", "fn f() {}\n")],
        expect![[r#"
        error[F0705]: `lib.rs` exports nothing
         |
         = help: write `#[ffi_macros::export]` on what C shall use
    "#]],
    );
    refuses(
        &[(
            "lib.rs",
            "#[cfg(target_feature = \"avx\")]\n#[export]\nfn f() {}\n",
        )],
        expect![[r#"
            error[F0704]: whether this holds, the sources do not tell
             --> lib.rs:1:7
              |
            1 | #[cfg(target_feature = "avx")]
              |       ^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: name it where it holds: `--cfg NAME`, or `.cfg("NAME")` in a build script
        "#]],
    );
    refuses(
        &[(
            "lib.rs",
            "ffi_macros::export_library!();\nffi_macros::export_library!();\n",
        )],
        expect![[r#"
            error[F0702]: `export_library!` stands here for the second time
             --> lib.rs:2:1
              |
            2 | ffi_macros::export_library!();
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: leave one of them away
        "#]],
    );
}
