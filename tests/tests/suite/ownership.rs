//! Facts that are sound alone and not together: each rule is an error, or keeps the function unsafe with its reason.

mod callable;
mod lends;
mod results;
mod threads;

use ffi_gen::{
    backend::{self, rust::Safe},
    diagnostic::{Color, Diagnostics, render},
    frontend::{Header, Input},
    pipeline,
    resolve::Selection,
};
use std::collections::BTreeMap;

const HEADER: &str = r"
typedef struct tree tree;
typedef struct leaf leaf;
typedef struct bud bud;
typedef int fd;
typedef void *blob;
typedef struct plain { int a; } plain;
typedef struct stem { int id; plain base; } stem;

tree *tree_new(void);
tree *tree_ref(tree *self);
void tree_free(tree *self);
void tree_shake(tree *self);
int tree_height(tree *self);
tree *tree_find(void);
tree *tree_next(tree *self);
const int *tree_rings(tree *self);
const char *tree_name(tree *self);
leaf *tree_grow(tree *self);
leaf *tree_peek(tree *self);
void tree_take(tree *self, leaf *it);
void tree_swap(tree *self, leaf *it);
void tree_hang(tree *self, leaf *it);
void tree_unhang(tree *self);
void leaf_free(leaf *self);
void leaf_burn(leaf *self, int how);
void leaf_drop(tree *of, leaf *self);
tree *leaf_tree(leaf *self);
leaf *leaf_twin(leaf *self);
void leaf_cut(leaf *self);
bud *leaf_open(leaf *self);
void bud_free(bud *self);
tree *bud_tree(bud *self);
leaf *bud_leaf(bud *self);
fd fd_open(void);
void fd_shake(fd self);
void fd_close(fd self);
int blob_size(void *self, int wrong);
void *blob_part(void *self);
void blob_free(blob self);
int plain_init(plain *self);
void plain_done(plain *self);
void plain_move(plain *self);
stem *stem_new(void);
void stem_free(stem *self);
int lib_start(void);
void lib_stop(void);
static inline void leaf_fade(leaf *self) { leaf_free(self); }
static inline tree *tree_hold(tree *self) { return self; }
static inline int tree_size(tree *self) { return 3; }
static inline void tree_unpin(tree *self) { }
char *tree_text(tree *self);
leaf *_Nonnull tree_leaf(tree *self);
leaf *tree_bare(tree *self) __attribute__((returns_nonnull));
tree **tree_all(int *count);
int tree_list(tree ***all, int *count);
int *tree_ages(int *count);
void text_end(void *text);
void tree_range(tree *self, int index);
void text_free(char *text, int how);
static inline void text_drop(char *text) { }
#define leaf_end leaf_free
typedef void (*visit)(void *data);
void tree_on_fall(tree *self, visit fall);
void tree_on_bloom(tree *self, visit bloom, void *data);
void tree_at_end(tree *self, visit end, void *data, visit destroy);
void tree_each(tree *self, visit each, void *data);
void tree_set_data(tree *self, void *data);
";

/// What came of a contract.
struct Outcome {
    errors: String,
    /// The Rust code.
    code: String,
    /// The functions with a safe form.
    safe: Vec<String>,
    /// The reasons of the reviewed functions without one.
    kept: BTreeMap<String, String>,
}

fn outcome(side_file: &str) -> Outcome {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tree.ffi.toml");
    std::fs::write(&path, side_file).expect("written");
    let input = Input {
        headers: vec![Header::Stdin(HEADER.into())],
        ..Input::default()
    };
    let mut diagnostics = Diagnostics::default();
    let resolved = pipeline::resolve(&input, &Selection::default(), Some(&path), &mut diagnostics);
    match resolved {
        Ok((resolved, _)) => {
            let (contract, api) = (resolved.contract(), resolved.api());
            let name = |id| contract.item(id).name().to_owned();
            let written = backend::run(&Safe::default(), &resolved).files;
            Outcome {
                errors: render(&diagnostics, contract.sources(), Color::Never),
                code: written.iter().map(|(_, file)| &*file.text).collect(),
                safe: api.operations.iter().map(|o| name(o.function)).collect(),
                kept: api
                    .kept_unsafe
                    .iter()
                    .map(|(id, reasons)| {
                        let texts: Vec<&str> = reasons.iter().map(|r| r.text.as_str()).collect();
                        (name(*id), texts.join("; "))
                    })
                    .collect(),
            }
        }
        Err(failure) => Outcome {
            errors: render(&diagnostics, &failure.sources, Color::Never),
            code: String::new(),
            safe: Vec::new(),
            kept: BTreeMap::new(),
        },
    }
}

const TREE: &str = "[type.tree]\nfacts = [\"handle(destroy = tree_free)\"]\n";
const LEAF: &str = "[type.leaf]\nfacts = [\"handle(destroy = leaf_free)\"]\n";
const BUD: &str = "[type.bud]\nfacts = [\"handle(destroy = bud_free)\"]\n";
const COUNTED: &str =
    "[type.tree]\nfacts = [\"refcounted(retain = tree_ref, release = tree_free)\"]\n";
const GROW: &str = "[fn.tree_grow]\nfacts = [\"returns_owned\", \"borrows(@return: self)\"]\n";
const GROW_LEAKS: &str =
    "[fn.tree_grow]\nfacts = [\"returns_owned\", \"borrows(@return: self, leak_ok = true)\"]\n";

fn function(name: &str, facts: &str) -> String {
    let facts: Vec<String> = facts
        .split("; ")
        .filter(|fact| !fact.is_empty())
        .map(|fact| format!("{fact:?}"))
        .collect();
    format!("[fn.{name}]\nfacts = [{}]\n", facts.join(", "))
}

fn ty(name: &str, facts: &str) -> String {
    function(name, facts).replace("[fn.", "[type.")
}

#[track_caller]
fn refused(parts: &[&str], expected: &str) {
    let outcome = outcome(&parts.concat());
    assert!(
        outcome.errors.contains("error[F0601]") && outcome.errors.contains(expected),
        "expected {expected:?}:\n{}",
        outcome.errors
    );
}

#[track_caller]
fn kept(parts: &[&str], function: &str, expected: &str) {
    let outcome = outcome(&parts.concat());
    assert_eq!(outcome.errors, "", "no errors are expected");
    let reason = outcome.kept.get(function);
    assert!(
        reason.is_some_and(|reason| reason.contains(expected)),
        "expected {expected:?} for `{function}`: {reason:?}"
    );
}

/// Every reason stands in the `# Safety` section of the raw function.
#[track_caller]
fn says_so(parts: &[&str], function: &str) {
    let outcome = outcome(&parts.concat());
    let (before, _) = outcome
        .code
        .split_once(&format!("pub fn {function}("))
        .expect("the raw tier has it");
    let (_, section) = before.rsplit_once("# Safety").expect("a section");
    for reason in outcome.kept[function].split("; ") {
        assert!(section.contains(reason), "{section}");
    }
}

#[track_caller]
fn accepted(parts: &[&str], function: &str) {
    let outcome = outcome(&parts.concat());
    assert_eq!(outcome.errors, "", "no errors are expected");
    assert!(
        outcome.safe.iter().any(|safe| safe == function),
        "`{function}` is not safe: {:?}",
        outcome.kept.get(function)
    );
}

#[test]
fn exclusive_use_of_what_is_counted() {
    let shake = function("tree_shake", "exclusive(self)");
    refused(&[COUNTED, &shake], "is counted");
    accepted(&[TREE, &shake], "tree_shake");
}

#[test]
fn exclusive_use_of_what_can_be_had_again() {
    let shake = function("tree_shake", "exclusive(self)");
    let find = function("tree_find", "borrows(@static)");
    refused(
        &[TREE, &shake, &find],
        "`tree_find` hands out `tree` a second time",
    );
    let next = function("tree_next", "borrows(self)");
    refused(
        &[TREE, &shake, &next],
        "`tree_next` hands out `tree` a second time",
    );
    let shake_fd = function("fd_shake", "exclusive(self)");
    let fd = ty("fd", "handle(destroy = fd_close)");
    accepted(&[&fd, &shake_fd], "fd_shake");
    let open = function("fd_open", "borrows(@static)");
    refused(&[&fd, &shake_fd, &open], "hands out `fd` a second time");
}

#[test]
fn lending_what_is_also_an_owned_child() {
    let peek = function("tree_peek", "borrows(self)");
    refused(&[TREE, LEAF, GROW, &peek], "somebody else may destroy");
    // For ever is longer than any parent.
    let peek = function("tree_peek", "borrows(@static)");
    refused(&[TREE, LEAF, GROW, &peek], "somebody else may destroy");
    // A child may lend the parent that it keeps, though that is a child itself.
    let open = function("leaf_open", "returns_owned; borrows(@return: self)");
    let parent = function("bud_leaf", "borrows(@return: @parent(self))");
    accepted(&[TREE, LEAF, BUD, GROW, &open, &parent], "bud_leaf");
}

#[test]
fn a_child_that_ends_borrows_of_its_parent() {
    let cut = function("leaf_cut", "invalidates(@parent(self))");
    let rings = function("tree_rings", "borrows(self); len(@return, count = 3)");
    kept(
        &[TREE, LEAF, GROW, &cut, &rings],
        "leaf_cut",
        "it may end what `tree_rings` lends from the parent of `self`",
    );
    let name = function("tree_name", "copied(@return); nul_terminated(@return)");
    accepted(&[TREE, LEAF, GROW, &cut, &name], "leaf_cut");
    // The parent itself is not lent from it.
    let parent = function("leaf_tree", "borrows(@return: @parent(self))");
    accepted(&[TREE, LEAF, GROW, &cut, &parent], "leaf_cut");
    // What is no child has no parent.
    kept(
        &[TREE, LEAF, &cut],
        "leaf_cut",
        "no argument of the wrapper",
    );
}

#[test]
fn what_is_kept_without_an_end() {
    let hang = function("tree_hang", "retains(it)");
    kept(
        &[TREE, LEAF, &hang],
        "tree_hang",
        "missing: `retains(it, until = …)`",
    );
    let until = function("tree_hang", "retains(it, until = tree_unhang)");
    kept(
        &[TREE, LEAF, &until],
        "tree_hang",
        "is not a reviewed function",
    );
    let unhang = function("tree_unhang", "");
    accepted(&[TREE, LEAF, &until, &unhang], "tree_hang");
    says_so(&[TREE, LEAF, &hang], "tree_hang");
    // The caller has the tree for longer than that.
    for end in ["tree_free", "tree_shake"] {
        let until = function("tree_hang", &format!("retains(it, until = {end})"));
        let (free, shake) = (
            function("tree_free", ""),
            function("tree_shake", "consumes(self)"),
        );
        kept(
            &[TREE, LEAF, &until, &free, &shake],
            "tree_hang",
            "ends its object",
        );
    }
}

#[test]
fn nobody_owns_what_nobody_can_end() {
    let new = function("tree_new", "returns_owned");
    kept(
        &[&ty("tree", "handle"), &new],
        "tree_new",
        "missing: `handle(destroy = …)`",
    );
    let grow = function("tree_grow", "returns_owned");
    let needs_more = ty(
        "leaf",
        "handle(destroy = \"leaf_drop(@parent(@self), @self)\")",
    );
    kept(
        &[TREE, &needs_more, &grow],
        "tree_grow",
        "needs `@parent(@self)`",
    );
    let short = ty("leaf", "handle(destroy = leaf_burn)");
    kept(&[TREE, &short, &grow], "tree_grow", "takes 2 arguments");
    let later = ty("leaf", "handle(destroy = leaf_free, done = callback)");
    kept(
        &[TREE, &later, &grow],
        "tree_grow",
        "which a callback tells",
    );
    let other = function("tree_grow", "returns_owned(@return, destroy = leaf_cut)");
    kept(
        &[TREE, LEAF, &other],
        "tree_grow",
        "others of its type are not",
    );
    let container = function("tree_grow", "returns_owned(@return, container = true)");
    kept(&[TREE, LEAF, &container], "tree_grow", "belong to others");
}

#[test]
fn a_leaked_child_must_be_harmless_or_counted() {
    accepted(&[TREE, LEAF, GROW], "tree_grow");
    // A counted parent has other owners, who do not ask for children.
    kept(&[COUNTED, LEAF, GROW], "tree_grow", "leak_ok = true");
    accepted(&[COUNTED, LEAF, GROW_LEAKS], "tree_grow");
    // The parent of a sibling is not in sight.
    let twin = function(
        "leaf_twin",
        "returns_owned; borrows(@return: @parent(self))",
    );
    kept(&[TREE, LEAF, GROW, &twin], "leaf_twin", "leak_ok = true");
    // A parent that is lent ends with its lender, who does not ask either.
    let open = function("leaf_open", "returns_owned; borrows(@return: self)");
    let peek = function("tree_peek", "borrows(self)");
    kept(
        &[TREE, LEAF, BUD, &open, &peek],
        "leaf_open",
        "leak_ok = true",
    );
    // A child with several owners may be kept by any of them.
    let leaf = ty("tree", "refcounted(retain = tree_ref, release = tree_free)");
    let child = function("leaf_tree", "returns_owned; borrows(@return: self)");
    kept(
        &[&leaf, LEAF, &child],
        "leaf_tree",
        "others may keep a `tree`",
    );
}

#[test]
fn what_is_taken_must_not_outlive_its_parent() {
    let take = function("tree_take", "consumes(it)");
    kept(
        &[TREE, LEAF, GROW_LEAKS, &take],
        "tree_take",
        "whoever takes it may",
    );
    // A counted child keeps its parent for ever then.
    accepted(&[TREE, LEAF, GROW, &take], "tree_take");
    let optional = function("tree_take", "consumes(it); nullable(it)");
    kept(&[TREE, LEAF, GROW, &optional], "tree_take", "may be absent");
    let back = function("tree_take", "consumes(it, on = success); nullable(it)");
    kept(&[TREE, LEAF, &back], "tree_take", "may come back");
}

#[test]
fn unique_is_had_by_one_at_a_time() {
    let from_nowhere = function("tree_find", "borrows(@static); unique(@return)");
    kept(&[TREE, &from_nowhere], "tree_find", "hand it out again");
    let from_parent = function(
        "leaf_tree",
        "borrows(@return: @parent(self)); unique(@return)",
    );
    kept(
        &[TREE, LEAF, GROW, &from_parent],
        "leaf_tree",
        "hand it out again",
    );
    let leaf = ty("leaf", "handle");
    let peek = function("tree_peek", "borrows(self); unique(@return)");
    accepted(&[TREE, &leaf, &peek], "tree_peek");
    // Asking for it is then an exclusive use of its owner.
    refused(&[COUNTED, &leaf, &peek], "is counted");
}

#[test]
fn objects_in_place_stay_there() {
    let plain = ty("plain", "handle(destroy = plain_done, in_place = true)");
    accepted(
        &[&plain, &function("plain_init", "returns_owned(self)")],
        "plain_init",
    );
    let moved = function("plain_move", "consumes(self)");
    kept(
        &[&plain, &moved],
        "plain_move",
        "only its destructor can take it",
    );
}

#[test]
fn what_stands_for_another_can_do_no_more() {
    let extends = |facts: &str| {
        ty(
            "stem",
            &format!("handle(destroy = stem_free); extends(base = {facts:?})"),
        )
    };
    let new = function("stem_new", "returns_owned");
    accepted(
        &[&ty("plain", "handle"), &extends("plain"), &new],
        "stem_new",
    );
    refused(&[TREE, &extends("tree")], "no part that is a `tree`");
    refused(&[&extends("plain")], "that is no handle");
    refused(
        &[&ty("plain", "handle; sync"), &extends("plain")],
        "several threads",
    );
    let leaf = ty(
        "leaf",
        "handle(destroy = leaf_free); extends(base = \"tree\")",
    );
    refused(&[COUNTED, &leaf], "kept after this object is gone");
    let around = ty(
        "tree",
        "handle(destroy = tree_free); extends(base = \"leaf\")",
    );
    refused(&[&around, &leaf], "stands for it");
}

#[test]
fn an_untyped_pointer_is_what_it_is_said_to_be() {
    let blob = ty("blob", "handle(destroy = blob_free)");
    accepted(
        &[&blob, &function("blob_size", "is(self, type = \"blob\")")],
        "blob_size",
    );
    let wrong = function(
        "blob_size",
        "is(self, type = \"blob\"); is(wrong, type = \"blob\")",
    );
    kept(
        &[&blob, &wrong],
        "blob_size",
        "neither an untyped pointer nor a number",
    );
}

#[test]
fn a_library_is_not_shut_down_safely() {
    let stop = function("lib_stop", "library(init = lib_start, shutdown = lib_stop)");
    kept(&[&stop], "lib_stop", "whatever the library has made");
}

#[test]
fn what_is_copied_is_not_overwritten_meanwhile() {
    let tree = ty("tree", "handle(destroy = tree_free); sync");
    let name = function("tree_name", "copied(@return); nul_terminated(@return)");
    kept(&[&tree, &name], "tree_name", "locked_by");
    accepted(&[TREE, &name], "tree_name");
}

#[test]
fn what_shall_be_unsafe_or_absent_is() {
    kept(
        &[
            TREE,
            &function("tree_height", "keep_unsafe(\"it is tall\")"),
        ],
        "tree_height",
        "it is tall",
    );
    kept(
        &[TREE, &function("tree_height", "skip")],
        "tree_height",
        "leaves it out",
    );
    kept(
        &[TREE, &function("tree_swap", "skip(it)")],
        "tree_swap",
        "missing: `fixed(it, value = …)`",
    );
}

#[test]
fn an_untyped_child_is_a_child() {
    let blob = ty("blob", "handle(destroy = blob_free)");
    let child = function(
        "blob_part",
        "is(self, type = \"blob\"); is(@return, type = \"blob\"); returns_owned; borrows(@return: self)",
    );
    let text = generated(&[&blob, &child]);
    assert!(text.contains("pub struct Blob<'p>("), "{text}");
    assert!(text.contains("children::leave"), "{text}");
}

#[test]
fn results_and_names_are_as_the_contract_says() {
    let text = generated(&[
        &ty(
            "tree",
            "handle(destroy = tree_free); rename(\"Oak\"); tag(kind = plant)",
        ),
        &ty(
            "leaf",
            "refcounted(retain = leaf_twin, release = leaf_free); must_use",
        ),
        &function(
            "tree_height",
            "must_use; rename(\"tall\"); tag(group = 1020)",
        ),
    ]);
    for wanted in [
        "pub struct Oak(",
        "#[must_use]\n        pub fn tall(&self)",
        "#[must_use = \"dropping it ends the object\"]\n    pub struct Leaf(",
    ] {
        assert!(text.contains(wanted), "no {wanted:?} in:\n{text}");
    }
}

/// The safe module that comes of a contract.
fn generated(parts: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let (header, path) = (
        folder.path().join("tree.h"),
        folder.path().join("tree.ffi.toml"),
    );
    std::fs::write(&header, HEADER).expect("written");
    std::fs::write(&path, parts.concat()).expect("written");
    let made = ffi_gen::Builder::new(header).contract(path).generate();
    let text = made.expect("no errors").text();
    let start = text.find("mod safe {").expect("a safe module");
    text[start..].to_owned()
}
