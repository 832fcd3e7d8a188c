//! Facts about data and errors that leave something open: the function stays unsafe, with the reason.

use ffi_gen::{
    diagnostic::{Color, Diagnostics, render},
    frontend::{Header, Input},
    pipeline,
    resolve::Selection,
};
use std::collections::BTreeMap;

const HEADER: &str = r"
#include <stdbool.h>
#include <stddef.h>
typedef struct crate crate;
typedef struct part { int x; int y; } part;
typedef struct loose { const char *name; } loose;
void crate_free(crate *self);
size_t crate_size(const crate *self);
int crate_limit(int of, int wrong);
char **names(void);
int sort(char **texts);
int look(const char *const *texts);
const part *parts(const crate *self, size_t *count);
int fill(unsigned char *buffer, size_t *count);
unsigned tell(void);
void nothing(void);
int flags(bool *all, size_t count);
int small(unsigned char value);
const char *base(const char *path);
void move(const char **at);
const char *end(crate *self);
int wide(const int *text);
int both(char *buffer, size_t size, char **rest, size_t *written);
int at(const crate *self, int index);
int configure(const loose *how);
int maybe(const int *a, const int *b, size_t count);
int fails(int *why);
const void *item(const crate *self, size_t size);
void *room(const void *like, size_t count, size_t size);
int typed(const int *of, size_t count, size_t size);
";

/// The reasons of the functions that have no safe form.
fn kept(side_file: &str) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crate.ffi.toml");
    let crate_type = "[type.crate]\nfacts = [\"handle(destroy = crate_free)\"]\n";
    std::fs::write(&path, [crate_type, side_file].concat()).expect("written");
    let input = Input {
        headers: vec![Header::Stdin(HEADER.into())],
        ..Input::default()
    };
    let mut diagnostics = Diagnostics::default();
    let resolved = pipeline::resolve(&input, &Selection::default(), Some(&path), &mut diagnostics);
    let (resolved, _) = match resolved {
        Ok(resolved) => resolved,
        Err(failure) => panic!("{}", render(&diagnostics, &failure.sources, Color::Never)),
    };
    let (contract, api) = (resolved.contract(), resolved.api());
    let reasons = api.kept_unsafe.iter();
    reasons
        .map(|(id, reasons)| {
            let texts: Vec<&str> = reasons.iter().map(|r| r.text.as_str()).collect();
            (contract.item(*id).name().to_owned(), texts.join("; "))
        })
        .collect()
}

#[track_caller]
fn stays_unsafe(function: &str, facts: &str, why: &str) {
    let kept = kept(&format!("[fn.{function}]\nfacts = [{facts}]\n"));
    let reason = kept.get(function).map(String::as_str).unwrap_or_default();
    assert!(reason.contains(why), "`{function}`: `{reason}`");
}

#[test]
fn what_holds_pointers_is_not_passed() {
    stays_unsafe(
        "names",
        r#""borrows(@static)", "zero_terminated(@return)""#,
        "is an array of pointers",
    );
    stays_unsafe(
        "sort",
        r#""zero_terminated(texts)", "nul_terminated(texts[])""#,
        "pointers that are no constant text",
    );
    stays_unsafe(
        "look",
        r#""zero_terminated(texts)""#,
        "missing: `nul_terminated(texts[])`",
    );
    stays_unsafe("configure", "", "points to a type that is no handle");
}

#[test]
fn an_extent_that_is_not_said_is_missing() {
    stays_unsafe(
        "fill",
        r#""out(buffer)", "bytes(buffer, count = count)""#,
        "missing: `written(buffer, count = count)`",
    );
    stays_unsafe(
        "move",
        r#""advances(at)""#,
        "missing: `bytes(at, count = …)`",
    );
    stays_unsafe(
        "wide",
        r#""nul_terminated(text)", "utf8(text)""#,
        "the elements of `text`",
    );
    stays_unsafe(
        "at",
        r#""range(index, below = \"crate_limit(index)\")""#,
        "missing: `range(",
    );
    stays_unsafe(
        "maybe",
        r#""nullable(a, b)", "len(a, b, count = count)""#,
        "may all be absent",
    );
}

#[test]
fn what_others_may_write_is_copied() {
    stays_unsafe(
        "parts",
        r#""borrows(self)", "out(count)", "len(@return, count = count)""#,
        "missing: `copied(@return)`",
    );
    stays_unsafe(
        "flags",
        r#""out(all)", "len(all, count = count)""#,
        "the elements of `all`",
    );
}

#[test]
fn nothing_is_lent_that_is_gone_or_lent_already() {
    stays_unsafe(
        "base",
        r#""is_path(path)", "nul_terminated(path)", "borrows(@return: path)", "nul_terminated(@return)""#,
        "`path`",
    );
    stays_unsafe(
        "end",
        r#""consumes(self)", "borrows(@static)", "bytes(@return, count = \"crate_size(self)\")""#,
        "is not there when the extent is asked for",
    );
    stays_unsafe(
        "both",
        r#""out(buffer)", "bytes(buffer, count = size)", "consumed(buffer, tail = rest)", "written(buffer, count = written)""#,
        "lent out twice",
    );
}

#[test]
fn an_error_is_told_by_what_can_tell_it() {
    let why = "not of a type that the error convention can look at";
    stays_unsafe("tell", r#""error(convention = negative)""#, why);
    stays_unsafe("tell", r#""error(convention = null)""#, why);
    stays_unsafe("nothing", r#""error(convention = nonzero)""#, why);
    stays_unsafe(
        "fails",
        r#""error(out = why)""#,
        "no handle that can be ended",
    );
    stays_unsafe(
        "small",
        r#""fixed(value, value = \"256\")""#,
        "fixed for `value`",
    );
}

#[test]
fn a_type_of_the_callers_is_of_what_the_caller_gives() {
    let nothing = "of nothing that the caller gives";
    stays_unsafe(
        "item",
        r#""borrows(self)", "len(@return, count = 1, size = size)""#,
        nothing,
    );
    stays_unsafe(
        "room",
        r#""len(like, count = 1, size = size)", "len(@return, count = count, size = size)", "borrows(@static)""#,
        nothing,
    );
    stays_unsafe(
        "typed",
        r#""len(of, count = count, size = size)""#,
        "only a `void *`",
    );
}
