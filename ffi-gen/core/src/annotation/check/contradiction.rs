//! Facts of one entry that cannot both hold.

use super::{Entry, Subject, position::Thing};
use crate::{
    contract::{Fact, FactKind, Position, Root},
    diagnostic::{Code, Diagnostic},
    source::Span,
};

/// Pairs of facts that exclude each other about one position.
const PAIRS: [(FactKind, FactKind); 9] = [
    (FactKind::Nullable, FactKind::Nonnull),
    (FactKind::Consumes, FactKind::Retains),
    (FactKind::Consumes, FactKind::Exclusive),
    (FactKind::ReturnsOwned, FactKind::Copied),
    (FactKind::ReturnsOwned, FactKind::Borrows),
    (FactKind::Utf8, FactKind::Utf16),
    (FactKind::Out, FactKind::Inout),
    (FactKind::Len, FactKind::Bytes),
    (FactKind::Handle, FactKind::Refcounted),
];

/// A fact with one position it is about.
struct Statement<'e> {
    fact: &'e Fact,
    span: Span,
    position: Position,
}

/// The contradictions of an entry, each at the fact that stands second.
pub(super) fn find(entry: &Entry, thing: &Thing<'_>) -> Vec<Diagnostic> {
    let statements: Vec<Statement<'_>> = entry
        .facts
        .iter()
        .flat_map(|(fact, span)| {
            let positions = positions(fact, entry.subject).into_iter();
            positions.map(|position| Statement {
                fact,
                span: *span,
                position: thing.normal(&position),
            })
        })
        .collect();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for (index, second) in statements.iter().enumerate() {
        let first = statements[..index]
            .iter()
            .find(|first| clash(first, second));
        if let Some(first) = first {
            diagnostics.push(complaint(first, second));
        }
    }
    diagnostics
}

fn positions(fact: &Fact, subject: Subject) -> Vec<Position> {
    if fact.kind == FactKind::Borrows {
        // Only what lives for ever cannot be owned: an owned child of a handle may well be.
        let for_ever =
            fact.operands
                .iter()
                .filter_map(|operand| match &operand.on {
                    Some(on) => (on.root == Root::Static).then(|| operand.position.clone()),
                    None => (operand.position.root == Root::Static)
                        .then(|| Position::root(Root::Return)),
                });
        return for_ever.collect();
    }
    match (fact.operands.as_slice(), subject) {
        ([], Subject::Type) => vec![Position::root(Root::Item)],
        ([], _) => vec![Position::root(Root::Return)],
        (operands, _) => operands
            .iter()
            .map(|operand| operand.position.clone())
            .collect(),
    }
}

fn clash(first: &Statement<'_>, second: &Statement<'_>) -> bool {
    let (a, b) = (first.fact.kind, second.fact.kind);
    let is_pair = PAIRS.contains(&(a, b)) || PAIRS.contains(&(b, a));
    first.position == second.position && (is_pair || two_destructors(first.fact, second.fact))
}

fn two_destructors(first: &Fact, second: &Fact) -> bool {
    let destroys = matches!(first.kind, FactKind::Handle | FactKind::ReturnsOwned);
    destroys && first.kind == second.kind && first.argument("destroy") != second.argument("destroy")
}

fn complaint(first: &Statement<'_>, second: &Statement<'_>) -> Diagnostic {
    let (a, b) = (first.fact.kind, second.fact.kind);
    let about = match &second.position.root {
        Root::Item => String::new(),
        _ => format!(" of `{}`", shown(second)),
    };
    let message = match a == b {
        true => format!("`{a}` names two destructors{about}"),
        false => format!("`{a}` and `{b}`{about} contradict each other"),
    };
    Diagnostic::error(Code::FactsContradict, message)
        .at(second.span, "cannot hold as well")
        .note(format!("it is also said that `{}`", first.fact))
}

/// The position as it is written in the fact.
fn shown(statement: &Statement<'_>) -> String {
    let operands = &statement.fact.operands;
    match operands.as_slice() {
        [only] if only.position.root != Root::Static => only.position.to_string(),
        _ => statement.position.to_string(),
    }
}
