//! `ffi_annotations.h`: compilers take no notice of it, and the facts reach the contract.

use expect_test::{Expect, expect};
use ffi_gen::{
    annotation::{self, Overlay, header, vocabulary},
    contract::{Contract, Provenance},
    diagnostic::{Color, Diagnostics, render},
    frontend::{Header, Input},
    pipeline,
    resolve::Selection,
};
use ffi_gen_tests::process;
use std::{fs, process::Command};

/// A header that uses every macro.
const HEADER: &str = r#"
#include <errno.h>
#include <stddef.h>
#include "ffi_annotations.h"
#ifdef __cplusplus
extern "C" {
#endif

typedef struct FFI_HANDLE(thing_free) FFI_SEND FFI_SYNC FFI_TAG(group = 1020) thing thing;
typedef struct FFI_REFCOUNTED(node_ref, node_unref, atomic = true) FFI_SEND FFI_SYNC node node;
typedef struct FFI_REFCOUNTED(link_ref, link_unref) chain chain;
typedef int FFI_HANDLE(file_close, invalid = -1) file;
chain *link_ref(chain *c);
void link_unref(chain *c);
void file_close(file f);
FFI_ERROR(nonzero) int thing_run(thing *t, char **why FFI_RETURNS_OWNED(text_free, always = true) FFI_NUL_TERMINATED);
void text_free(char *text);
struct buffer {
    FFI_NULLABLE unsigned char *next FFI_BYTES(left);
    size_t left;
    FFI_SKIP void *reserved;
    const char **words FFI_ZERO_TERMINATED;
};
FFI("nullable(#0)") typedef int (*visitor)(void *data);

FFI_OWNED FFI_NONNULL thing *thing_new(const char *name FFI_UTF8, const void *wide FFI_UTF16 FFI_NULLABLE);
FFI_CONSUMES(t) void thing_free(thing *t);
FFI_RETURNS_OWNED(node_unref) FFI_UNIQUE node *node_ref(node *n);
FFI_MAIN_THREAD void node_unref(node *n FFI_CONSUMES());
FFI_BORROWS(t) FFI_NUL_TERMINATED const char *thing_name(const thing *t);
FFI_COPIED FFI_MUST_USE const char *thing_error(thing *t);
FFI_ERROR(errno) int thing_open(const char *path FFI_PATH, thing **out FFI_RETURNS_OWNED(thing_free));
FFI_EXCLUSIVE(t) FFI_INVALIDATES(@parent(t)) FFI_ERROR(negative)
int thing_read(thing *t, FFI_OUT FFI_LEN(count) int *buffer, size_t count, FFI_INOUT size_t *position);
FFI_CALLBACK(visit, data = data, scope = call) FFI_EXITS(longjmp)
int thing_each(thing *t, visitor visit, void *data, int flags FFI_FIXED(1 + 2), int depth FFI_DEFAULT(-1));
FFI_RETAINS(other, until = thing_free) FFI_RENAME(attach) void thing_attach(thing *t, FFI_IS(thing) void *other);
FFI_KEEP_UNSAFE("it says \"no\"") void thing_poke(void);

#ifdef __cplusplus
}
#endif
"#;

/// Reads text that includes the annotations.
fn read(text: &str, complaints: &mut Diagnostics) -> Result<Contract, String> {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("ffi_annotations.h"), header::TEXT).expect("a file");
    let input = Input {
        headers: vec![Header::Stdin(text.into())],
        arguments: vec![format!("-I{}", directory.path().display())],
        keep_going: false,
    };
    match pipeline::resolve(&input, &Selection::default(), None, complaints) {
        Ok((resolved, _)) => Ok(resolved.contract().clone()),
        Err(failure) => Err(render(complaints, &failure.sources, Color::Never)),
    }
}

#[test]
fn compilers_take_no_notice() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    fs::write(path("ffi_annotations.h"), header::TEXT).expect("a file");
    fs::write(path("every.h"), HEADER).expect("a file");
    let main = "#include \"ffi_annotations.h\"\n#include \"every.h\"\n";
    fs::write(path("main.c"), main).expect("a file");
    let mut tried = 0;
    for compiler in ["gcc", "clang"] {
        if process::run(Command::new(compiler).arg("--version")).is_err() {
            println!("{compiler} is not installed");
            continue;
        }
        for (language, standard) in [
            ("c", "c99"),
            ("c", "c11"),
            ("c", "c17"),
            ("c", "c2x"),
            ("c++", "c++11"),
            ("c++", "c++17"),
        ] {
            let mut command = Command::new(compiler);
            command
                .args(["-x", language, &format!("-std={standard}"), "-fsyntax-only"])
                .args(["-Wall", "-Wextra", "-Werror", "-pedantic"])
                .arg(path("main.c"));
            process::succeed(&mut command)
                .unwrap_or_else(|error| panic!("{compiler} {standard}: {error}"));
            tried += 1;
        }
    }
    assert!(tried > 0, "no compiler is installed");
}

#[test]
fn every_macro_is_used_above_and_means_nothing_without_clang() {
    let (kept, empty) = header::TEXT.split_once("#else").expect("two halves");
    let names = |text: &str| -> Vec<String> {
        let defines = text
            .lines()
            .filter_map(|line| line.strip_prefix("#define FFI"));
        let heads = defines.map(|rest| rest.split([' ', ')']).next().unwrap_or_default());
        heads
            .map(str::to_owned)
            .filter(|name| !name.starts_with("_ANNOTATIONS"))
            .collect()
    };
    assert_eq!(names(kept), names(empty));
    for name in names(kept) {
        let name = name.split('(').next().unwrap_or_default();
        let is_used = HEADER
            .match_indices(&format!("FFI{name}"))
            .any(|(start, found)| {
                !HEADER[start + found.len()..]
                    .starts_with(|c: char| c.is_alphanumeric() || c == '_')
            });
        assert!(is_used, "FFI{name}");
    }
}

#[test]
fn facts_reach_the_contract() {
    let mut complaints = Diagnostics::default();
    let contract = read(HEADER, &mut complaints).unwrap_or_else(|text| panic!("{text}"));
    annotation::check(&Overlay::default(), &contract, &mut complaints);
    assert_eq!(render(&complaints, contract.sources(), Color::Never), "");

    let mut lines = String::new();
    for (_, item) in contract.items() {
        for claim in &item.claims {
            if claim.provenance != Provenance::Annotation {
                continue;
            }
            assert!(vocabulary::word(claim.fact.kind.as_str()).is_some());
            let place = String::from_utf8_lossy(contract.sources().bytes(claim.span));
            lines += &format!("{:12} {} ({place})\n", item.name(), claim.fact);
        }
    }
    expect![[r#"
        thing        handle(destroy = thing_free) (FFI_HANDLE)
        thing        send (FFI_SEND)
        thing        sync (FFI_SYNC)
        thing        tag(group = 1020) (FFI_TAG)
        node         refcounted(retain = node_ref, release = node_unref, atomic = true) (FFI_REFCOUNTED)
        node         send (FFI_SEND)
        node         sync (FFI_SYNC)
        chain        refcounted(retain = link_ref, release = link_unref) (FFI_REFCOUNTED)
        file         handle(destroy = file_close, invalid = -1) (FFI_HANDLE)
        thing_run    error(convention = nonzero) (FFI_ERROR)
        thing_run    returns_owned(#1, destroy = text_free, always = true) (FFI_RETURNS_OWNED)
        thing_run    nul_terminated(#1) (FFI_NUL_TERMINATED)
        buffer       nullable(next) (FFI_NULLABLE)
        buffer       bytes(next, count = left) (FFI_BYTES)
        buffer       skip(reserved) (FFI_SKIP)
        buffer       zero_terminated(words) (FFI_ZERO_TERMINATED)
        visitor      nullable(#0) (FFI)
        thing_new    returns_owned (FFI_OWNED)
        thing_new    nonnull (FFI_NONNULL)
        thing_new    utf8(#0) (FFI_UTF8)
        thing_new    utf16(#1) (FFI_UTF16)
        thing_new    nullable(#1) (FFI_NULLABLE)
        thing_free   consumes(t) (FFI_CONSUMES)
        node_ref     returns_owned(destroy = node_unref) (FFI_RETURNS_OWNED)
        node_ref     unique (FFI_UNIQUE)
        node_unref   main_thread (FFI_MAIN_THREAD)
        node_unref   consumes(#0) (FFI_CONSUMES)
        thing_name   borrows(t) (FFI_BORROWS)
        thing_name   nul_terminated (FFI_NUL_TERMINATED)
        thing_error  copied (FFI_COPIED)
        thing_error  must_use (FFI_MUST_USE)
        thing_open   error(convention = errno) (FFI_ERROR)
        thing_open   is_path(#0) (FFI_PATH)
        thing_open   returns_owned(#1, destroy = thing_free) (FFI_RETURNS_OWNED)
        thing_read   exclusive(t) (FFI_EXCLUSIVE)
        thing_read   invalidates(@parent(t)) (FFI_INVALIDATES)
        thing_read   error(convention = negative) (FFI_ERROR)
        thing_read   out(#1) (FFI_OUT)
        thing_read   len(#1, count = count) (FFI_LEN)
        thing_read   inout(#3) (FFI_INOUT)
        thing_each   callback(visit, data = data, scope = call) (FFI_CALLBACK)
        thing_each   exits(by = longjmp) (FFI_EXITS)
        thing_each   fixed(#3, value = "1 + 2") (FFI_FIXED)
        thing_each   default(#4, value = "-1") (FFI_DEFAULT)
        thing_attach retains(other, until = thing_free) (FFI_RETAINS)
        thing_attach rename("attach") (FFI_RENAME)
        thing_attach is(#1, type = "thing") (FFI_IS)
        thing_poke   keep_unsafe("it says \"no\"") (FFI_KEEP_UNSAFE)
    "#]]
    .assert_eq(&lines);
}

#[test]
fn any_declaration_may_be_annotated_and_all_of_them_count() {
    let text = r#"
#include "ffi_annotations.h"
struct FFI_SEND first;
struct first { FFI_NULLABLE char *p; };
struct last;
struct FFI_SEND last;
typedef struct named named;
struct FFI_SYNC named;
void f(char *p);
FFI_CONSUMES(p) void f(char *p);
void f(char *p FFI_NULLABLE);
FFI_CONSUMES(p) void g(char *p FFI_NULLABLE);
void g(char *p);
"#;
    let mut complaints = Diagnostics::default();
    let contract = read(text, &mut complaints).unwrap_or_else(|text| panic!("{text}"));
    let claims = contract.items().flat_map(|(_, item)| {
        let claims = item.claims.iter();
        claims.map(move |claim| format!("{}: {}", item.name(), claim.fact))
    });
    let expected = [
        "first: send",
        "first: nullable(p)",
        "last: send",
        "named: sync",
        "f: consumes(p)",
        "f: nullable(#0)",
        "g: consumes(p)",
        "g: nullable(#0)",
    ];
    assert_eq!(claims.collect::<Vec<_>>(), expected);
}

fn complains(text: &str, expected: &Expect) {
    let mut complaints = Diagnostics::default();
    let shown = match read(
        &format!("#include \"ffi_annotations.h\"\n{text}"),
        &mut complaints,
    ) {
        Err(shown) => shown,
        Ok(contract) => {
            annotation::check(&Overlay::default(), &contract, &mut complaints);
            render(&complaints, contract.sources(), Color::Never)
        }
    };
    expected.assert_eq(&shown);
}

#[test]
fn mistakes_in_annotations_are_shown_in_the_header() {
    complains(
        r#"
int f(FFI("nulable") char *p);
FFI("utf8(a") int g(char *a);
FFI_HANDLE(x) int h(int);
struct FFI_SEND FFI("exclusive(p)") s;
struct t { FFI_MUST_USE int a; };
"#,
        &expect![[r#"
            error[F0512]: `nulable` is no fact of the vocabulary
             --> <stdin>:3:7
              |
            3 | int f(FFI("nulable") char *p);
              |       ^^^ unknown fact
              |
              = note: the annotation says `nulable`
              = help: did you mean `nullable`?

            error[F0511]: expected `,` or `)`, found the end
             --> <stdin>:4:1
              |
            4 | FFI("utf8(a") int g(char *a);
              | ^^^ unexpected
              |
              = note: the annotation says `utf8(a`

            error[F0513]: `handle` says nothing of a function
             --> <stdin>:5:1
              |
            5 | FFI_HANDLE(x) int h(int);
              | ^^^^^^^^^^ means nothing here
              |
              = note: the annotation says `handle(destroy = x)`
              = help: it stands on a type

            error[F0513]: `exclusive` says nothing of a type
             --> <stdin>:6:17
              |
            6 | struct FFI_SEND FFI("exclusive(p)") s;
              |                 ^^^ means nothing here
              |
              = note: the annotation says `exclusive(p)`
              = help: it stands on a function or a callback

            error[F0513]: `must_use` says nothing of a field
             --> <stdin>:7:12
              |
            7 | struct t { FFI_MUST_USE int a; };
              |            ^^^^^^^^^^^^ means nothing here
              |
              = note: the annotation says `must_use`
              = help: it stands on a function or a callback or a type
        "#]],
    );
}

#[test]
fn annotations_are_held_against_their_declarations() {
    complains(
        r#"
struct FFI_HANDLE(thing_fre) thing;
void thing_free(struct thing *);
FFI_NULLABLE int f(FFI_OUT const char *p);
FFI_CONSUMES(q) void g(char *p);
int h(FFI_NULLABLE FFI_NONNULL char *p);
struct t { FFI_LEN(cuont) char *a; int count; };
"#,
        &expect![[r#"
            error[F0521]: the header declares no function `thing_fre`
             --> <stdin>:3:8
              |
            3 | struct FFI_HANDLE(thing_fre) thing;
              |        ^^^^^^^^^^ not declared
              |
              = help: did you mean `thing_free`?

            error[F0525]: `@return` of `f` is an integer, and `nullable` needs a pointer
             --> <stdin>:5:1
              |
            5 | FFI_NULLABLE int f(FFI_OUT const char *p);
              | ^^^^^^^^^^^^ an integer

            error[F0525]: `#0` of `f` is a pointer to const, and `out` needs a pointer to what may be written
             --> <stdin>:5:20
              |
            5 | FFI_NULLABLE int f(FFI_OUT const char *p);
              |                    ^^^^^^^ a pointer to const

            error[F0523]: `g` has no parameter `q`
             --> <stdin>:6:1
              |
            6 | FFI_CONSUMES(q) void g(char *p);
              | ^^^^^^^^^^^^ unknown
              |
              = help: did you mean `p`?

            error[F0526]: `nullable` and `nonnull` of `#0` contradict each other
             --> <stdin>:7:20
              |
            7 | int h(FFI_NULLABLE FFI_NONNULL char *p);
              |                    ^^^^^^^^^^^ cannot hold as well
              |
              = note: it is also said that `nullable(#0)`

            error[F0523]: there is no field `cuont`, here of `t`
             --> <stdin>:8:12
              |
            8 | struct t { FFI_LEN(cuont) char *a; int count; };
              |            ^^^^^^^ unknown
              |
              = help: did you mean `count`?
        "#]],
    );
}
