//! What somebody has vouched for: the entries of a side file and the annotations of the header, by item.

use crate::{
    annotation::{
        Entry, Overlay, Subject,
        pattern::{is_pattern, matches},
    },
    contract::{Claim, Contract, FactKind, Item, ItemId, ItemKind, Provenance, Signature, Ty},
    source::Span,
};
use rustc_hash::FxHashMap;
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
    let selectors = Selectors::new(overlay);
    for (id, item) in contract.items() {
        let Some(subject) = subject(&item.kind) else {
            continue;
        };
        let entries = selectors.select(subject, item.name());
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
        ItemKind::Alias(alias) => match function_type(&alias.ty) {
            Some(signature) => parameter_names(signature, named),
            None => Vec::new(),
        },
        _ => Vec::new(),
    };
    let renamed = claims.iter().find(|c| c.fact.kind == FactKind::Rename);
    let strips = claims.iter().filter(|c| c.fact.kind == FactKind::Strip);
    let strips = strips.filter_map(|claim| claim.fact.text("prefix"));
    let strips = strips.map(str::to_owned);
    Some(Reviewed {
        span,
        rename: entries
            .iter()
            .find_map(|entry| entry.rename.clone())
            .or_else(|| Some(renamed?.fact.text("to")?.to_owned())),
        strip: entries
            .iter()
            .flat_map(|entry| entry.strip.clone())
            .chain(strips)
            .collect(),
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
        ItemKind::Alias(alias) if function_type(&alias.ty).is_some() => Some(Subject::Callback),
        ItemKind::Record(_) | ItemKind::Enum(_) | ItemKind::Alias(_) => Some(Subject::Type),
        _ => None,
    }
}

fn function_type(ty: &Ty) -> Option<&Signature> {
    match ty {
        Ty::Pointer { pointee, .. } => match &**pointee {
            Ty::Function(signature) => Some(signature),
            _ => None,
        },
        Ty::Function(signature) => Some(signature),
        _ => None,
    }
}

/// The entries of a side file by what they select.
struct Selectors<'a> {
    named: FxHashMap<(Subject, &'a str), Vec<(usize, &'a Entry)>>,
    patterns: Vec<(usize, &'a Entry)>,
}

impl<'a> Selectors<'a> {
    fn new(overlay: &'a Overlay) -> Selectors<'a> {
        let mut selectors = Selectors {
            named: FxHashMap::default(),
            patterns: Vec::new(),
        };
        for (place, entry) in overlay.entries.iter().enumerate() {
            if is_pattern(&entry.selector) {
                selectors.patterns.push((place, entry));
            } else {
                let tag = ["struct ", "union ", "enum "];
                let mut names = tag
                    .iter()
                    .filter_map(|tag| entry.selector.strip_prefix(tag));
                let key = (entry.subject, names.next().unwrap_or(&entry.selector));
                selectors.named.entry(key).or_default().push((place, entry));
            }
        }
        selectors
    }

    /// The entries that speak of an item, in the order of the file.
    fn select(&self, subject: Subject, name: &str) -> Vec<&'a Entry> {
        let named = self.named.get(&(subject, name)).into_iter().flatten();
        let selects = |(_, entry): &&(usize, &'a Entry)| {
            entry.subject == subject && matches(&entry.selector, name)
        };
        let mut entries: Vec<(usize, &Entry)> = named
            .chain(self.patterns.iter().filter(selects))
            .copied()
            .collect();
        entries.sort_by_key(|(place, _)| *place);
        entries.into_iter().map(|(_, entry)| entry).collect()
    }
}
