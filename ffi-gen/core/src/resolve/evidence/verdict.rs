//! Which claim about one question counts, and which contradict each other.

use super::{Evidence, SURE, Subject};
use crate::contract::{Fact, FactKind, Position, Provenance, Root};

/// What is established about one question: the strongest claim, and those it prevails over.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The claim that counts.
    pub won: Evidence,
    /// Weaker claims that say the same.
    pub supported: Vec<Evidence>,
    /// Weaker claims that say something else.
    pub lost: Vec<Evidence>,
    /// A claim of the same rank that says something else.
    pub contradicted: Option<Evidence>,
}

/// Facts that answer one question, so that two of them about one position exclude each other.
const QUESTIONS: [&[FactKind]; 6] = [
    &[FactKind::ReturnsOwned, FactKind::Borrows, FactKind::Copied],
    &[FactKind::Nullable, FactKind::Nonnull],
    &[FactKind::Consumes, FactKind::Retains],
    &[FactKind::Out, FactKind::Inout],
    &[
        FactKind::Len,
        FactKind::Bytes,
        FactKind::NulTerminated,
        FactKind::ZeroTerminated,
    ],
    &[FactKind::Handle, FactKind::Refcounted],
];

/// Sorts claims into questions and answers each. `subject` is the function they are about, or none for a type.
pub fn judge(evidence: &[Evidence], subject: Option<&Subject<'_>>) -> Vec<Verdict> {
    let mut questions: Vec<(Question, Vec<&Evidence>)> = Vec::new();
    for claim in evidence {
        if claim.fact.kind == FactKind::Attribute {
            continue;
        }
        let question = Question::of(&claim.fact, subject);
        match questions.iter_mut().find(|(known, _)| *known == question) {
            Some((_, claims)) => claims.push(claim),
            None => questions.push((question, vec![claim])),
        }
    }
    let verdicts = questions.into_iter().map(|(_, claims)| answer(claims));
    verdicts.collect()
}

fn answer(mut claims: Vec<&Evidence>) -> Verdict {
    // Of two that are as strong, the one that says more counts: `malloc` beside `malloc(f)`.
    let strength = |claim: &&Evidence| {
        let says = claim.fact.arguments.len();
        (claim.provenance, claim.confidence, says)
    };
    claims.sort_by_key(|claim| std::cmp::Reverse(strength(claim)));
    let won = claims[0];
    let (agreeing, differing): (Vec<&Evidence>, Vec<&Evidence>) = claims[1..]
        .iter()
        .partition(|claim| agree(&claim.fact, &won.fact));
    // A name or a type has one reading, which the tables settle by their order.
    let is_firm = won.provenance >= Provenance::ProseDoc;
    let contradicted = differing
        .iter()
        .find(|claim| is_firm && claim.provenance == won.provenance)
        .map(|claim| (*claim).clone());
    Verdict {
        won: won.clone(),
        supported: agreeing.into_iter().cloned().collect(),
        lost: differing.into_iter().cloned().collect(),
        contradicted,
    }
}

/// Whether two answers to one question say the same; one may say more.
fn agree(one: &Fact, other: &Fact) -> bool {
    let says = |fact: &Fact, key| fact.text(key).map(str::to_owned);
    let same = |key| match (says(one, key), says(other, key)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let ends = |fact: &Fact| says(fact, "destroy").or(says(fact, "release"));
    let is_end = |kind| matches!(kind, FactKind::Handle | FactKind::Refcounted);
    match (one.kind, other.kind) {
        (a, b) if is_end(a) && is_end(b) => ends(one) == ends(other),
        // What is copied at once is copied because it is borrowed.
        (FactKind::Copied, FactKind::Borrows) | (FactKind::Borrows, FactKind::Copied) => true,
        (FactKind::Borrows, FactKind::Borrows) => true,
        (a, b) => {
            a == b
                && ["destroy", "count", "convention", "to"]
                    .into_iter()
                    .all(same)
        }
    }
}

#[derive(PartialEq)]
struct Question {
    group: Option<usize>,
    kind: Option<FactKind>,
    place: Where,
}

#[derive(PartialEq)]
enum Where {
    Return,
    Param(usize),
    Other(String),
}

impl Question {
    fn of(fact: &Fact, subject: Option<&Subject<'_>>) -> Question {
        // What needs something else alive may be owned all the same.
        let is_relation = is_relation(fact);
        let mut groups = QUESTIONS.iter();
        let group = groups.position(|kinds| !is_relation && kinds.contains(&fact.kind));
        let position = position_of(fact);
        let place = match (&position.root, subject) {
            _ if !position.steps.is_empty() => Where::Other(position.to_string()),
            (Root::Return, _) if is_relation => Where::Other(format!("{:?}", fact.operands)),
            (Root::Return, _) => Where::Return,
            (_, Some(_)) if is_relation => Where::Other(format!("{:?}", fact.operands)),
            (_, Some(subject)) => match subject.index_of(&position) {
                Some(index) => Where::Param(index),
                None => Where::Other(position.to_string()),
            },
            _ => Where::Other(position.to_string()),
        };
        Question {
            group,
            // A function may have several facts of such a kind.
            kind: match group {
                Some(_) => None,
                None => Some(fact.kind),
            },
            place,
        }
    }
}

/// Whether a fact says what a thing needs alive, `borrows(x: y)`, which leaves open whose it is.
pub fn is_relation(fact: &Fact) -> bool {
    let mut operands = fact.operands.iter();
    operands.any(|operand| {
        operand
            .on
            .as_ref()
            .is_some_and(|on| on.root != Root::Static)
    })
}

/// What a fact is about: its first operand, or the result.
pub fn position_of(fact: &Fact) -> Position {
    match fact.operands.first() {
        // `borrows(p)` is about the result.
        Some(operand) if fact.kind == FactKind::Borrows && operand.on.is_none() => {
            Position::root(Root::Return)
        }
        Some(operand) => operand.position.clone(),
        None => Position::root(Root::Return),
    }
}

impl Verdict {
    /// Whether the claim that counts may stand in a draft as it is.
    pub fn is_sure(&self) -> bool {
        self.won.confidence >= SURE && self.contradicted.is_none()
    }
}
