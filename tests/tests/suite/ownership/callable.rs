//! Functions that a fact names and nobody can call: a warning points at the fact, and what needs them stays unsafe.

use super::{GROW, LEAF, TREE, accepted, function, kept, outcome, ty};

/// As [`kept`], where a warning points at the contract besides.
#[track_caller]
fn kept_only(parts: &[&str], function: &str, expected: &str) {
    let outcome = outcome(&parts.concat());
    assert!(!outcome.safe.iter().any(|safe| safe == function));
    let reason = outcome.kept.get(function);
    assert!(
        reason.is_some_and(|reason| reason.contains(expected)),
        "expected {expected:?} for `{function}`: {reason:?}"
    );
    assert!(
        outcome.errors.contains("warning[F0527]"),
        "{}",
        outcome.errors
    );
}

/// As [`accepted`], where a warning points at the contract besides.
#[track_caller]
fn accepted_with_warning(parts: &[&str], function: &str) {
    let outcome = outcome(&parts.concat());
    assert!(
        outcome.errors.starts_with("warning[F0527]"),
        "{}",
        outcome.errors
    );
    assert!(
        outcome.safe.iter().any(|safe| safe == function),
        "`{function}` is not safe: {:?}",
        outcome.kept.get(function)
    );
}

#[test]
fn what_cannot_be_called_ends_nothing() {
    let leaf = ty("leaf", "handle(destroy = leaf_fade)");
    kept_only(
        &[TREE, &leaf, GROW],
        "tree_grow",
        "`leaf_fade` cannot be called: it is static",
    );
    // It can be borrowed all the same.
    let cut = function("leaf_cut", "");
    accepted_with_warning(&[&leaf, &cut], "leaf_cut");
    let counted = ty(
        "tree",
        "refcounted(retain = tree_hold, release = tree_free)",
    );
    let new = function("tree_new", "returns_owned");
    kept_only(
        &[&counted, &new],
        "tree_new",
        "`tree_hold` cannot be called: it is static",
    );
    let shake = function("tree_shake", "");
    accepted_with_warning(&[&counted, &shake], "tree_shake");
}

#[test]
fn what_cannot_be_called_measures_and_frees_nothing() {
    for (name, facts, missing) in [
        (
            "tree_rings",
            "borrows(self); len(@return, count = \"tree_size(self)\")",
            "tree_size",
        ),
        (
            "tree_range",
            "range(index, below = \"tree_size(self)\")",
            "tree_size",
        ),
        (
            "tree_text",
            "returns_owned(destroy = text_drop); nul_terminated(@return)",
            "text_drop",
        ),
        ("tree_hang", "retains(it, until = tree_unpin)", "tree_unpin"),
    ] {
        let entry = function(name, facts);
        let expected = format!("`{missing}` cannot be called: it is static");
        kept_only(&[TREE, LEAF, &entry], name, &expected);
    }
}

#[test]
fn what_frees_a_block_takes_nothing_else() {
    let text = function(
        "tree_text",
        "returns_owned(destroy = text_free); nul_terminated(@return)",
    );
    kept(
        &[TREE, &text],
        "tree_text",
        "`text_free` needs more than the block",
    );
}

#[test]
fn a_function_has_every_name_that_a_macro_gives_it() {
    let leaf = ty("leaf", "handle(destroy = leaf_end)");
    accepted(&[TREE, &leaf, GROW], "tree_grow");
}
