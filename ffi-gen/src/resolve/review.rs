//! What somebody has vouched for: the entries of a side file and the annotations of the header, by item.

use crate::{
    annotation::{Entry, Overlay, Subject, pattern::matches},
    contract::{Claim, Contract, FactKind, Item, ItemId, ItemKind, Provenance, Signature, Ty},
    source::Span,
};
use std::collections::BTreeMap;

/// What is established about every item that somebody has reviewed.
#[derive(Debug, Clone, Default)]
pub(super) struct Review {
    pub(super) functions: BTreeMap<ItemId, Reviewed>,
    pub(super) types: BTreeMap<ItemId, Reviewed>,
}

/// What is established about one item.
#[derive(Debug, Clone)]
pub(super) struct Reviewed {
    pub(super) span: Span,
    pub(super) rename: Option<String>,
    pub(super) strip: Vec<String>,
    /// The names of a function's parameters.
    pub(super) params: Vec<Option<String>>,
    /// The claims, strongest first.
    pub(super) claims: Vec<Claim>,
}

/// Puts together what the side file and the header say.
pub(super) fn review(overlay: &Overlay, contract: &Contract) -> Review {
    let mut review = Review::default();
    for (id, item) in contract.items() {
        let Some(subject) = subject(&item.kind) else {
            continue;
        };
        let entries: Vec<&Entry> = overlay
            .entries
            .iter()
            .filter(|entry| entry.subject == subject && entry.selects(item.name()))
            .collect();
        if let Some(reviewed) = reviewed(&entries, item) {
            match subject {
                Subject::Function => review.functions.insert(id, reviewed),
                Subject::Type | Subject::Callback => review.types.insert(id, reviewed),
            };
        }
    }
    review
}

fn reviewed(entries: &[&Entry], item: &Item) -> Option<Reviewed> {
    let is_annotated = |claim: &&Claim| claim.provenance >= Provenance::Annotation;
    let annotation = item.claims.iter().find(is_annotated);
    let span = entries.first().map(|entry| entry.span);
    let span = span.or(annotation.map(|claim| claim.span))?;
    let mut claims: Vec<Claim> = entries
        .iter()
        .flat_map(|entry| &entry.facts)
        .map(|(fact, span)| Claim {
            fact: fact.clone(),
            provenance: Provenance::Overlay,
            span: *span,
        })
        .collect();
    claims.extend(item.claims.iter().cloned());
    // The sort is stable: among equals the order of the file stays.
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.provenance));
    let named = entries.iter().find_map(|entry| entry.params.as_ref());
    let params = match &item.kind {
        ItemKind::Function(function) => parameter_names(&function.signature, named),
        _ => Vec::new(),
    };
    let renamed = claims.iter().find(|c| c.fact.kind == FactKind::Rename);
    Some(Reviewed {
        span,
        rename: entries
            .iter()
            .find_map(|entry| entry.rename.clone())
            .or_else(|| Some(renamed?.fact.text("to")?.to_owned())),
        strip: entries.iter().flat_map(|e| e.strip.clone()).collect(),
        params,
        claims,
    })
}

fn parameter_names(signature: &Signature, named: Option<&Vec<String>>) -> Vec<Option<String>> {
    let given = |index: usize| named.and_then(|names| names.get(index)).cloned();
    let params = signature.params.iter().enumerate();
    params
        .map(|(index, param)| given(index).or_else(|| param.name.clone()))
        .collect()
}

fn subject(kind: &ItemKind) -> Option<Subject> {
    match kind {
        ItemKind::Function(_) => Some(Subject::Function),
        ItemKind::Alias(alias) if is_function_pointer(&alias.ty) => Some(Subject::Callback),
        ItemKind::Record(_) | ItemKind::Enum(_) | ItemKind::Alias(_) => Some(Subject::Type),
        _ => None,
    }
}

fn is_function_pointer(ty: &Ty) -> bool {
    match ty {
        Ty::Pointer { pointee, .. } => matches!(**pointee, Ty::Function(_)),
        Ty::Function(_) => true,
        _ => false,
    }
}

impl Entry {
    /// Whether the entry speaks of an item of this name.
    fn selects(&self, name: &str) -> bool {
        matches(&self.selector, name)
    }
}
