//! Facts in plain words, for the comment: who owns what, what may be null, how failure is told.

use crate::contract::{Claim, Fact, FactKind as F, Operand, Position, Root, Step};

/// One sentence for each fact that a person who calls the function, or uses the type, must know.
pub(super) fn sentences(claims: &[Claim]) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    let places = places(claims);
    for claim in claims {
        for sentence in of(&claim.fact, &places) {
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
    }
    sentences
}

/// The parameters that receive something, which sentences about results are about.
fn places(claims: &[Claim]) -> Vec<Position> {
    let facts = claims.iter().map(|claim| &claim.fact);
    let of_results = facts.filter(|fact| matches!(fact.kind, F::ReturnsOwned | F::Borrows));
    let operands = of_results.flat_map(|fact| {
        let is_received = |operand: &&Operand| fact.kind != F::Borrows || operand.on.is_some();
        fact.operands.iter().filter(is_received)
    });
    let named = operands.filter(|operand| matches!(operand.position.root, Root::Named(_)));
    named.map(|operand| operand.position.clone()).collect()
}

fn of(fact: &Fact, places: &[Position]) -> Vec<String> {
    let received = |position: &Position| match places.contains(position) {
        true => format!("`*{position}`"),
        false => received(position),
    };
    let each = |say: &dyn Fn(&Operand) -> String| -> Vec<String> {
        match fact.operands.is_empty() {
            true => vec![say(&Operand::at(Root::Return))],
            false => fact.operands.iter().map(say).collect(),
        }
    };
    let is = |key: &str| fact.text(key) == Some("true");
    let text = |key: &str| fact.argument(key).map(|_| shown_argument(fact, key));
    match fact.kind {
        F::Handle => match text("destroy") {
            Some(destroy) => vec![format!("Whoever owns one ends it with {destroy}.")],
            None => vec!["It is never owned by the caller.".to_owned()],
        },
        F::Refcounted => vec![format!(
            "It is shared: {} adds an owner, {} takes one away.",
            text("retain").unwrap_or_default(),
            text("release").unwrap_or_default()
        )],
        F::Send => vec!["It may be moved to another thread.".to_owned()],
        F::Sync => vec!["Several threads may use it at once.".to_owned()],
        F::ReturnsOwned => each(&|operand| {
            let frees = match text("destroy") {
                Some(destroy) => format!(" and frees it with {destroy}"),
                None => String::new(),
            };
            let always = match is("always") {
                true => ", also after a failure",
                false => "",
            };
            format!(
                "The caller owns {}{frees}{always}.",
                received(&operand.position)
            )
        }),
        F::Borrows => {
            let leak = match is("leak_ok") {
                true => ", unless it is never used again",
                false => "",
            };
            let say = |operand: &Operand| {
                let (what, on) = match &operand.on {
                    Some(on) => (received(&operand.position), on),
                    None => (received(&Position::root(Root::Return)), &operand.position),
                };
                match on.root {
                    Root::Static => format!("{} lives as long as the program.", capital(&what)),
                    _ => format!("{} must not outlive {}{leak}.", capital(&what), shown(on)),
                }
            };
            fact.operands.iter().map(say).collect()
        }
        F::Consumes => each(&|operand| {
            let what = shown(&operand.position);
            match fact.text("on") {
                Some(_) => {
                    format!("On success the callee takes {what}; on failure it stays the caller's.")
                }
                None => format!(
                    "The callee takes {what}, which must not be used afterwards, and ends everything that was borrowed from it; none of that may be an argument."
                ),
            }
        }),
        F::Retains => each(&|operand| {
            let what = shown(&operand.position);
            match text("until") {
                Some(until) => format!("The callee keeps {what} until {until}."),
                None => format!("The callee keeps {what} after it returns."),
            }
        }),
        F::Exclusive | F::Invalidates => each(&|operand| {
            format!(
                "The call ends everything that was borrowed from {}; none of it may be an argument.",
                shown(&operand.position)
            )
        }),
        F::Nullable => {
            each(&|operand| format!("{} may be null.", capital(&received(&operand.position))))
        }
        F::Error => match fact.text("convention") {
            Some("nonzero") => {
                vec!["Returns 0 on success, and anything else on failure.".to_owned()]
            }
            Some("zero") => vec!["Returns 0 on failure.".to_owned()],
            Some("negative") => vec!["Returns a negative number on failure.".to_owned()],
            Some("null") => vec!["Returns null on failure.".to_owned()],
            Some("errno") => vec!["On failure `errno` says why.".to_owned()],
            Some(name) => vec![format!(
                "Failure is told as all functions of the convention `{name}` do."
            )],
            None => Vec::new(),
        },
        F::Len | F::Bytes => {
            let unit = if fact.kind == F::Len {
                "elements"
            } else {
                "bytes"
            };
            let count = text("count").unwrap_or_default();
            each(&|operand| {
                format!(
                    "{} has {count} {unit}.",
                    capital(&received(&operand.position))
                )
            })
        }
        F::Utf8 => each(&|operand| format!("{} is UTF-8.", capital(&received(&operand.position)))),
        F::NulTerminated => {
            each(&|operand| format!("{} ends with a NUL.", capital(&received(&operand.position))))
        }
        F::Callback => callback(fact),
        F::MainThread => vec!["Only the main thread may call it.".to_owned()],
        F::MustUse => vec!["The result must not be ignored.".to_owned()],
        F::KeepUnsafe => vec![format!(
            "Beware: {}.",
            fact.text("reason").unwrap_or_default()
        )],
        _ => Vec::new(),
    }
}

fn callback(fact: &Fact) -> Vec<String> {
    let names: Vec<String> = fact
        .operands
        .iter()
        .map(|operand| shown(&operand.position))
        .collect();
    let what = names.join(" and ");
    let mut sentences = vec![match fact.text("scope") {
        Some("call") => format!("{what} is called only before the call returns."),
        Some("async") => format!("{what} is called once, perhaps after the call has returned."),
        Some("forever") => format!("{what} may be called as long as the program runs."),
        Some("until") => match fact.argument("unregister") {
            Some(by) => format!("{what} may be called until `{by}`."),
            None => format!("{what} may be called until another takes its place."),
        },
        _ => match fact.argument("destroy") {
            Some(by) => format!("{what} may be called until `{by}` is, which frees its data."),
            None => format!("{what} may be called after the call has returned."),
        },
    }];
    if let Some(data) = fact.argument("data") {
        sentences.push(format!("It is given `{data}`."));
    }
    if fact.text("threads") == Some("any") {
        sentences.push("Any thread may call it.".to_owned());
    }
    sentences
}

fn shown_argument(fact: &Fact, key: &str) -> String {
    match (fact.text(key), fact.argument(key)) {
        (Some(text), _) => format!("`{text}`"),
        (None, Some(argument)) => format!("`{argument}`"),
        (None, None) => String::new(),
    }
}

/// What a position holds, or what a parameter receives.
fn received(position: &Position) -> String {
    match position.root {
        Root::Return | Root::Item if position.steps.is_empty() => "the result".to_owned(),
        _ => shown(position),
    }
}

fn shown(position: &Position) -> String {
    match position.steps.last() {
        Some(Step::Elements) => {
            let mut whole = position.clone();
            whole.steps.pop();
            format!("each element of {}", shown(&whole))
        }
        None => match &position.root {
            Root::Parent(child) => format!("what {} must not outlive", shown(child)),
            _ => format!("`{position}`"),
        },
        _ => format!("`{position}`"),
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
