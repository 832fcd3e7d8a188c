//! The annotations of a header, in the form of entries of a side file: one check serves both.

use super::{
    super::vocabulary::{self, Place},
    Entry, Subject,
};
use crate::contract::{Claim, Fact, Item, ItemId, ItemKind, Name, Provenance, RecordKind};

/// What the annotations of an item say, as an entry would say it.
pub(super) fn entry((_, item): (ItemId, &Item)) -> Option<Entry> {
    let is_annotation = |claim: &&Claim| claim.provenance == Provenance::Annotation;
    let claims = item.claims.iter().filter(is_annotation);
    let facts: Vec<_> = claims
        .map(|claim| (claim.fact.clone(), claim.span))
        .collect();
    let (_, span) = *facts.first()?;
    let selector = match (&item.identity.name, &item.kind) {
        (Name::Tag(name), ItemKind::Record(record)) if record.kind == RecordKind::Union => {
            format!("union {name}")
        }
        (Name::Tag(name), ItemKind::Record(_)) => format!("struct {name}"),
        (Name::Tag(name), _) => format!("enum {name}"),
        (name, _) => name.as_str().to_owned(),
    };
    Some(Entry {
        subject: match (&item.kind, facts.iter().any(|(fact, _)| is_of_call(fact))) {
            (ItemKind::Function(_), _) => Subject::Function,
            (ItemKind::Alias(_), true) => Subject::Callback,
            (ItemKind::Alias(_) | ItemKind::Record(_) | ItemKind::Enum(_), _) => Subject::Type,
            _ => return None,
        },
        selector,
        span,
        rename: None,
        strip: Vec::new(),
        params: None,
        facts,
    })
}

/// Whether a fact can only stand on something that is called.
fn is_of_call(fact: &Fact) -> bool {
    let on = vocabulary::row(fact.kind).on;
    on.contains(&Place::Callback) && !on.contains(&Place::Type)
}
