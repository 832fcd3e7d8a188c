//! What types alone say: the weakest evidence, but all there is for many headers.

use super::{
    Ending, Evidence,
    docs::lent,
    fact,
    function::{Form, Subject},
    naming::finds,
    types::ending_verb,
    verdict::is_relation,
    words::words,
};
use crate::contract::{Argument, FactKind, ItemId, Operand, Position, Provenance, Root, Ty};
use std::collections::{BTreeMap, BTreeSet};

/// Names of parameters that say how long another one is.
const LENGTHS: [&str; 15] = [
    "len", "length", "size", "n", "nbytes", "nbyte", "bytes", "count", "num", "buflen", "datalen",
    "bufsize", "sz", "nitems", "cb",
];

/// What the types of a function claim.
pub(super) fn claims(subject: &Subject<'_>, endings: &BTreeMap<ItemId, Ending>) -> Vec<Evidence> {
    let mut claims = Vec::new();
    let mut claim = |fact, why: String, confidence| {
        claims.push(Evidence {
            fact,
            provenance: Provenance::TypeShape,
            span: subject.item.span,
            why,
            confidence,
        });
    };
    let is_handle = |id: &ItemId| {
        endings
            .get(id)
            .is_some_and(|ending| ending.destroy.is_some())
    };
    for index in 0..subject.signature.params.len() {
        let root = Some(subject.root(index));
        match subject.param(index) {
            Form::RecordPointer(id)
                if is_handle(&id) && ending_verb(subject.item.name()).is_none() =>
            {
                let name = subject.contract.item(id).name();
                claim(
                    fact(FactKind::ReturnsOwned, root, None),
                    format!("`{name} **` receives a thing that can be destroyed"),
                    // What is found may be lent.
                    if finds(subject.item.name()) { 60 } else { 82 },
                );
            }
            Form::Text(is_const) => match length_of(subject, index) {
                Some((count, is_named)) => {
                    let name = &subject.names[count];
                    let argument = ("count", Argument::Word(name.clone()));
                    claim(
                        fact(FactKind::Bytes, root, Some(argument)),
                        format!("`{name}` follows it"),
                        if is_const && is_named { 85 } else { 60 },
                    );
                }
                None if is_const => {
                    let (why, confidence) = match subject.is_pointer_name(index) {
                        None => ("`const char *` with no length beside it".to_owned(), 88),
                        Some(name) => {
                            (format!("text, but `{name}` may ask for more than that"), 60)
                        }
                    };
                    claim(fact(FactKind::NulTerminated, root, None), why, confidence);
                }
                None => {}
            },
            form @ (Form::Untyped(is_const) | Form::Number(is_const)) => {
                if let Some((count, is_named)) = length_of(subject, index) {
                    let name = &subject.names[count];
                    let argument = ("count", Argument::Word(name.clone()));
                    let kind = match form {
                        Form::Untyped(_) => FactKind::Bytes,
                        _ => FactKind::Len,
                    };
                    claim(
                        fact(kind, root, Some(argument)),
                        format!("`{name}` follows it"),
                        if is_const && is_named { 82 } else { 55 },
                    );
                } else if matches!(form, Form::Number(false)) {
                    claim(
                        fact(FactKind::Out, root, None),
                        "a pointer to one number that is not const".to_owned(),
                        70,
                    );
                }
            }
            _ => {}
        }
    }
    result(subject, &mut claim);
    parents(subject, &is_handle, &mut claim);
    claims
}

fn result(subject: &Subject<'_>, claim: &mut impl FnMut(crate::contract::Fact, String, u8)) {
    if let Form::TextPointer = subject.result() {
        let is_const = |ty: &Ty| matches!(subject.contract.canonical(ty), Ty::Pointer { qualifiers, .. } if qualifiers.is_const);
        let result = subject.contract.canonical(&subject.signature.result);
        let inner = match result {
            Ty::Pointer { pointee, .. } => is_const(pointee),
            _ => false,
        };
        match inner || is_const(result) {
            true => claim(
                lent(subject),
                "a list of const is not the caller's to free".to_owned(),
                70,
            ),
            false => claim(
                fact(FactKind::ReturnsOwned, Some(Root::Return), None),
                "a list of text that is not const is mostly the caller's to free".to_owned(),
                60,
            ),
        }
    }
    if let Form::Text(is_const) = subject.result() {
        let root = || Some(Root::Return);
        let params = 0..subject.signature.params.len();
        // A number that comes out beside text is often its length.
        let has_length = params
            .into_iter()
            .any(|index| subject.param(index) == Form::Number(false));
        let (why, confidence) = match has_length {
            true => (
                "text, but a number that comes out with it may be its length",
                55,
            ),
            false => ("text with no length beside it", 88),
        };
        claim(
            fact(FactKind::NulTerminated, root(), None),
            why.to_owned(),
            confidence,
        );
        match is_const {
            true => claim(
                fact(FactKind::Copied, root(), None),
                "`const char *` is not the caller's to free; how long it lives is not said, so it is copied".to_owned(),
                86,
            ),
            false => claim(
                fact(FactKind::ReturnsOwned, root(), None),
                "`char *` that is not const is nearly always the caller's to free".to_owned(),
                60,
            ),
        }
    }
}

/// What a function makes of another thing may depend on it: to assume so is never wrong, only narrow.
fn parents(
    subject: &Subject<'_>,
    is_handle: &impl Fn(&ItemId) -> bool,
    claim: &mut impl FnMut(crate::contract::Fact, String, u8),
) {
    let params = || 0..subject.signature.params.len();
    let made = params()
        .find(|index| matches!(subject.param(*index), Form::RecordPointer(id) if is_handle(&id)));
    let Some(made) = made else { return };
    for index in params() {
        if let Form::Record(id, _) = subject.param(index)
            && is_handle(&id)
        {
            claim(
                related(subject.root(made), subject.root(index)),
                format!(
                    "made from `{}`; to assume that it needs it alive is never wrong, only narrow",
                    subject.names[index]
                ),
                84,
            );
        }
    }
}

/// A copy of something that needs another thing alive may need it as well, so it must not outlive the original.
pub(super) fn copies_of_children(
    subjects: &[Subject<'_>],
    evidence: &mut BTreeMap<ItemId, Vec<Evidence>>,
) {
    let is_relation =
        |claim: &Evidence| claim.fact.kind == FactKind::Borrows && is_relation(&claim.fact);
    let related = |subject: &Subject<'_>, evidence: &BTreeMap<ItemId, Vec<Evidence>>| {
        let claims = evidence.get(&subject.id);
        claims.is_some_and(|claims| claims.iter().any(is_relation))
    };
    let children: BTreeSet<ItemId> = subjects
        .iter()
        .filter(|subject| related(subject, evidence))
        .flat_map(|subject| {
            let params = (0..subject.signature.params.len()).map(|index| subject.param(index));
            params
                .chain([subject.result()])
                .filter_map(|form| match form {
                    Form::RecordPointer(id) => Some(id),
                    form if form == subject.result() => match form {
                        Form::Record(id, _) => Some(id),
                        _ => None,
                    },
                    _ => None,
                })
        })
        .collect();
    for subject in subjects {
        let (Form::Record(made, _), Form::Record(given, _)) = (subject.result(), subject.param(0))
        else {
            continue;
        };
        if made != given || !children.contains(&made) || related(subject, evidence) {
            continue;
        }
        let claims = evidence.entry(subject.id).or_default();
        if claims
            .iter()
            .any(|claim| claim.fact.kind == FactKind::ReturnsOwned)
        {
            claims.push(Evidence {
                fact: self::related(Root::Return, subject.root(0)),
                provenance: Provenance::TypeShape,
                span: subject.item.span,
                why: format!(
                    "a copy may need alive what `{}` needs, and so must not outlive it",
                    subject.names[0]
                ),
                confidence: 84,
            });
        }
    }
}

/// `borrows(child: parent)`.
pub(super) fn related(child: Root, parent: Root) -> crate::contract::Fact {
    crate::contract::Fact {
        operands: vec![Operand {
            position: Position::root(child),
            on: Some(Position::root(parent)),
        }],
        ..fact(FactKind::Borrows, None, None)
    }
}

/// The parameter after a pointer that says how long it is, and whether its name says so.
pub(super) fn length_of(subject: &Subject<'_>, index: usize) -> Option<(usize, bool)> {
    let next = subject.signature.params.get(index + 1)?;
    let is_integer = matches!(
        subject.contract.canonical(&next.ty),
        crate::contract::Ty::Int(_)
    );
    if !is_integer {
        return None;
    }
    let is_length = |word: &String| LENGTHS.contains(&word.as_str());
    let own = words(&subject.names[index + 1]);
    // `nByte` counts bytes; `nArg` counts something else.
    let is_named = next.name.is_some()
        && (own.last().is_some_and(is_length)
            || matches!(&own[..], [n, unit] if n == "n" && unit == "byte"));
    let is_size = matches!(&next.ty, crate::contract::Ty::Item(id) if subject.contract.item(*id).name() == "size_t");
    (is_named || is_size).then_some((index + 1, is_named || is_size))
}
