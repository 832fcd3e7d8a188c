//! What a function's own name says of what it returns and takes.

use super::{
    Ending, Evidence, docs, fact,
    function::{Form, Subject},
    shape,
    words::{self, words},
};
use crate::contract::{Argument, Fact, FactKind, ItemId, Provenance, Root};
use std::collections::BTreeMap;

/// What a verb says of a result, and how often that is right, in percent.
const GIVES: [(&str, bool, u8); 59] = [
    ("new", true, 92),
    ("create", true, 92),
    ("alloc", true, 92),
    ("allocate", true, 92),
    ("malloc", true, 88),
    ("realloc", true, 80),
    ("dup", true, 94),
    ("dupe", true, 94),
    ("copy", true, 92),
    ("clone", true, 94),
    ("steal", true, 94),
    ("ref", true, 94),
    ("open", true, 90),
    ("fdopen", true, 90),
    ("popen", true, 90),
    ("init", true, 82),
    ("make", true, 82),
    ("build", true, 80),
    ("parse", true, 74),
    ("load", true, 74),
    ("connect", true, 74),
    ("finish", true, 80),
    ("concat", true, 86),
    ("escape", true, 82),
    ("substring", true, 86),
    ("union", true, 70),
    ("intersect", true, 70),
    ("list", true, 66),
    ("to", true, 74),
    ("from", true, 74),
    ("add", false, 60),
    ("sort", false, 70),
    ("get", false, 74),
    ("peek", false, 92),
    ("lookup", false, 76),
    ("find", false, 72),
    ("parent", false, 84),
    ("root", false, 80),
    ("first", false, 82),
    ("last", false, 82),
    ("next", false, 82),
    ("prev", false, 82),
    ("previous", false, 82),
    ("nth", false, 88),
    ("current", false, 80),
    ("default", false, 80),
    ("name", false, 70),
    ("data", false, 66),
    ("value", false, 60),
    ("insert", false, 70),
    ("append", false, 70),
    ("prepend", false, 70),
    ("strchr", false, 90),
    ("strrchr", false, 90),
    ("strstr", false, 90),
    ("strncpy", false, 90),
    ("strcpy", false, 90),
    ("inplace", false, 90),
    ("pointer", false, 78),
];

/// Verbs after which a handle may no longer be the caller's.
const TAKES: [&str; 24] = [
    "commit", "finish", "submit", "take", "adopt", "consume", "give", "steal", "end", "abort",
    "done", "attach", "push", "register", "free", "close", "destroy", "release", "unref", "delete",
    "drop", "detach", "realloc", "clear",
];

/// Verbs after which what is given beside the receiver may be kept.
const KEEPS: [&str; 16] = [
    "set", "add", "append", "insert", "attach", "register", "push", "put", "use", "bind", "assign",
    "prepend", "keep", "store", "hold", "remember",
];

/// What the name of a function claims.
pub(super) fn claims(subject: &Subject<'_>, endings: &BTreeMap<ItemId, Ending>) -> Vec<Evidence> {
    let mut claims = Vec::new();
    let name = subject.item.name();
    let mut claim = |fact: Fact, why: String, confidence: u8| {
        claims.push(Evidence {
            fact,
            provenance: Provenance::Naming,
            span: subject.item.span,
            why,
            confidence,
        });
    };
    let ends = |index: usize| match subject.param(index) {
        Form::Record(id, _) => endings.get(&id).filter(|ending| {
            ending.destroy.as_deref() == Some(name)
                || ending
                    .candidates
                    .iter()
                    .any(|(other, fit)| other == name && *fit >= 60)
        }),
        _ => None,
    };
    for index in 0..subject.signature.params.len() {
        if let Some(ending) = ends(index) {
            let is_it = ending.destroy.as_deref() == Some(name);
            let confidence = if is_it && ending.is_sure { 94 } else { 60 };
            claim(
                fact(FactKind::Consumes, Some(subject.root(index)), None),
                "it ends what it is given".to_owned(),
                confidence,
            );
        }
    }
    if let Some((fact, why, confidence)) = result(subject, endings) {
        let is_owned = fact.kind == FactKind::ReturnsOwned;
        claim(fact, why, confidence);
        let is_copy = ["ref", "dup", "copy", "clone"]
            .iter()
            .any(|verb| words(name).iter().any(|word| word == verb));
        for index in 0..subject.signature.params.len() {
            if let Form::Record(id, _) = subject.param(index)
                && is_owned
                && !is_copy
                && endings
                    .get(&id)
                    .is_some_and(|ending| ending.destroy.is_some())
                && matches!(subject.result(), Form::Record(..))
            {
                claim(
                    shape::related(Root::Return, subject.root(index)),
                    format!(
                        "made from `{}`; to assume that it needs it alive is never wrong, only narrow",
                        subject.names[index]
                    ),
                    84,
                );
            }
        }
    }
    claims
}

fn result(subject: &Subject<'_>, endings: &BTreeMap<ItemId, Ending>) -> Option<(Fact, String, u8)> {
    let name = subject.item.name();
    let form = subject.result();
    let owned = |by: Option<String>| {
        let by = by.map(|by| ("destroy", Argument::Word(by)));
        fact(FactKind::ReturnsOwned, Some(Root::Return), by)
    };
    let (is_const, ending) = match form {
        Form::Record(id, is_const) => (is_const, endings.get(&id)),
        Form::Text(is_const) => (is_const, None),
        _ => return None,
    };
    if is_const {
        return match form {
            Form::Record(..) => Some((
                docs::lent(subject),
                "a pointer to const is not the caller's to end".to_owned(),
                78,
            )),
            _ => None,
        };
    }
    let own = words(name);
    // The last verb says what is done; `x_new_from_y` and `x_get_new` are told apart by the first that is sure.
    let known = |word: &String| GIVES.iter().find(|(verb, ..)| verb == word);
    let found = own
        .iter()
        .filter_map(known)
        .max_by_key(|(_, _, confidence)| *confidence);
    let glued: Vec<&'static str> = GIVES
        .iter()
        .filter(|(_, owned, _)| *owned)
        .map(|(verb, ..)| *verb)
        .collect();
    let found = match found {
        Some(found) => Some(*found),
        None => words::verb(name, &glued).and_then(|verb| {
            let row = GIVES.iter().find(|(word, ..)| *word == verb.word)?;
            Some((row.0, row.1, row.2.saturating_sub(6)))
        }),
    };
    let floats = ending.is_some_and(|ending| ending.is_floating);
    let is_first =
        matches!((form, subject.param(0)), (Form::Record(a, _), Form::Record(b, false)) if a == b);
    match (found, form) {
        (Some(("new", true, _)), Form::Record(..)) if floats => Some((
            docs::lent(subject),
            "a new one floats: it belongs to whoever sinks it first".to_owned(),
            70,
        )),
        (Some((verb, is_owned, confidence)), Form::Text(_)) => Some(match is_owned {
            true => (
                owned(None),
                format!("`{verb}` in its name makes a new one"),
                confidence,
            ),
            false => (
                docs::lent(subject),
                format!("`{verb}` in its name hands out what is there"),
                confidence.min(78),
            ),
        }),
        (None, Form::Record(..)) if is_first => Some((
            docs::lent(subject),
            "it returns the type that it is given, so it is likely the same one".to_owned(),
            70,
        )),
        (Some((verb, true, confidence)), Form::Record(id, _)) => {
            let ends = endings.get(&id).is_some_and(|ending| ending.is_sure);
            let confidence = if ends { confidence } else { confidence.min(70) };
            Some((
                owned(None),
                format!("`{verb}` in its name makes a new one"),
                confidence,
            ))
        }
        (Some((verb, false, confidence)), Form::Record(..)) => Some((
            docs::lent(subject),
            format!("`{verb}` in its name hands out what is there"),
            confidence,
        )),
        _ => None,
    }
}

/// Whether a name says that something is looked up and not made.
pub(super) fn finds(name: &str) -> bool {
    const FINDS: [&str; 12] = [
        "first", "last", "next", "prev", "previous", "nth", "peek", "parent", "root", "current",
        "find", "iterate",
    ];
    words(name)
        .iter()
        .any(|word| FINDS.contains(&word.as_str()))
}

/// The verb in a name that may only be used in a certain state of things.
pub fn depends_on_state(name: &str) -> Option<&'static str> {
    const STATES: [&str; 16] = [
        "lock",
        "unlock",
        "trylock",
        "enter",
        "leave",
        "try",
        "shutdown",
        "quit",
        "fork",
        "exit",
        "terminate",
        "resume",
        "deinit",
        "fini",
        "end",
        "uninit",
    ];
    words::verb(name, &STATES)
        .filter(|verb| verb.is_whole)
        .map(|verb| verb.word)
}

/// The verb in a name after which a handle may no longer be the caller's.
pub fn takes(name: &str) -> Option<&'static str> {
    words::verb(name, &TAKES).map(|verb| verb.word)
}

/// The verb in a name after which what is given beside the receiver may be kept.
pub fn keeps(name: &str) -> Option<&'static str> {
    words::verb(name, &KEEPS).map(|verb| verb.word)
}
