//! What callbacks are lent beside what C gives them, and the data that they are found by.

use super::{COUNTED, TREE, accepted, function, kept, outcome};

const KEPT: &str = "scope = until, unregister = tree_free";

#[test]
fn a_callback_is_lent_what_it_does_not_outlive() {
    for (name, facts) in [
        (
            "tree_on_bloom",
            format!("callback(bloom, data = data, lends = self, within = self, {KEPT})"),
        ),
        (
            "tree_on_fall",
            format!("callback(fall, set_by = tree_set_data, lends = self, within = self, {KEPT})"),
        ),
        (
            "tree_each",
            "callback(each, data = data, lends = self, scope = call)".to_owned(),
        ),
        (
            "tree_each",
            "exclusive(self); callback(each, data = data, lends = self, scope = call)".to_owned(),
        ),
    ] {
        let function = function(name, &facts);
        accepted(&[TREE, &function], name);
        let code = outcome(&[TREE, &function].concat()).code;
        assert!(code.contains(": FnMut(&TreeRef)"), "{name}:\n{code}");
    }
    // Its owner may end it in a callback that comes from a call which does not borrow it.
    let unsaid = function(
        "tree_on_bloom",
        &format!("callback(bloom, data = data, lends = self, {KEPT})"),
    );
    kept(
        &[TREE, &unsaid],
        "tree_on_bloom",
        "an object that they might end",
    );
    // It may be called when the tree is gone.
    let outlives = "callbacks are lent what they may outlive";
    for scope in [
        "scope = notified, destroy = destroy, on_failure = called",
        "scope = forever",
    ] {
        let end = function(
            "tree_at_end",
            &format!("callback(end, data = data, lends = self, {scope})"),
        );
        kept(&[TREE, &end], "tree_at_end", outlives);
    }
    let taken = "consumes(self); callback(each, data = data, lends = self, scope = call)";
    kept(
        &[TREE, &function("tree_each", taken)],
        "tree_each",
        outlives,
    );
    let absent = "nullable(self); callback(each, data = data, lends = self, scope = call)";
    kept(
        &[TREE, &function("tree_each", absent)],
        "tree_each",
        outlives,
    );
    let other = "callback(each, data = data, lends = data, scope = call)";
    kept(
        &[TREE, &function("tree_each", other)],
        "tree_each",
        "is not the first parameter",
    );
}

#[test]
fn whoever_is_lent_what_it_is_called_with_cannot_use_it_exclusively() {
    // What is counted is never used so, whoever has it.
    let each = function(
        "tree_each",
        "callback(each, data = data, lends = self, scope = call)",
    );
    accepted(&[COUNTED, &each], "tree_each");
}

#[test]
fn the_data_of_closures_is_not_for_others_to_set() {
    let fall = function(
        "tree_on_fall",
        &format!("callback(fall, set_by = tree_set_data, {KEPT})"),
    );
    let set = function("tree_set_data", "fixed(data, value = \"NULL\")");
    accepted(&[TREE, &set], "tree_set_data");
    kept(&[TREE, &set, &fall], "tree_set_data", "it sets the data");
    accepted(&[TREE, &set, &fall], "tree_on_fall");
}

/// Whether a closure is called or was taken away is told by its place in the table, and each has one of its own.
#[test]
fn closures_with_one_pointer_of_data_have_places_of_their_own() {
    let facts = format!("nullable(fall); callback(fall, set_by = tree_set_data, {KEPT})");
    let fall = function("tree_on_fall", &facts);
    let code = outcome(&[TREE, &fall].concat()).code;
    assert!(code.contains("Table::put(table, 0, fall)"), "{code}");
    assert!(code.contains("fn clear_on_fall(&self)"), "{code}");
    assert!(code.contains("Table::clear("), "{code}");
}
