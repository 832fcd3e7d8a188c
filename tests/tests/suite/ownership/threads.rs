//! Rules of threads: what goes along, what is counted, and what stays.

use super::{GROW, LEAF, TREE, accepted, function, kept, refused, ty};

#[test]
fn a_child_on_another_thread_takes_its_parent_along() {
    let leaf = ty("leaf", "handle(destroy = leaf_free); send");
    refused(
        &[TREE, &leaf, GROW],
        "it uses a `tree`, which only one thread may use at once",
    );
    let tree = ty("tree", "handle(destroy = tree_free); sync");
    accepted(&[&tree, &leaf, GROW], "tree_grow");
}

#[test]
fn counting_on_several_threads_is_atomic() {
    let counted = |rest: &str| {
        ty(
            "tree",
            &format!("refcounted(retain = tree_ref, release = tree_free{rest}"),
        )
    };
    refused(&[&counted("); send; sync")], "`atomic = true`");
    refused(
        &[&counted(", atomic = true); sync")],
        "`atomic = true`, `send` and `sync`",
    );
    let height = function("tree_height", "");
    accepted(
        &[&counted(", atomic = true); send; sync"), &height],
        "tree_height",
    );
}

#[test]
fn what_belongs_to_a_thread_stays_there() {
    refused(
        &[&ty(
            "tree",
            "handle(destroy = tree_free); main_thread; send",
        )],
        "main thread",
    );
    let home = ty(
        "tree",
        "handle(destroy = tree_free); destroy_on(thread = creator); send",
    );
    refused(&[&home], "it ends on the thread that made it");
}

#[test]
fn what_keeps_something_takes_it_to_other_threads() {
    let sent = ty("tree", "handle(destroy = tree_free); send");
    let leaf_sent = ty("leaf", "handle(destroy = leaf_free); send");
    let take = function("tree_take", "consumes(it)");
    kept(&[&sent, LEAF, &take], "tree_take", "missing: `send`");
    accepted(&[&sent, &leaf_sent, &take], "tree_take");
    let shared = ty("tree", "handle(destroy = tree_free); sync");
    kept(
        &[&shared, &leaf_sent, &take],
        "tree_take",
        "missing: `send` and `sync`",
    );
    // What is only kept for a while stays in use here.
    let hang =
        function("tree_hang", "retains(it, until = tree_unhang)") + &function("tree_unhang", "");
    kept(&[&sent, &leaf_sent, &hang], "tree_hang", "missing: `sync`");
    accepted(&[TREE, &leaf_sent, &hang], "tree_hang");
}
