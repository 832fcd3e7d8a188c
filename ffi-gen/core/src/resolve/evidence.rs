//! What speaks for a fact that nobody has written down: attributes, comments, names and types, each with a reason.
//!
//! Evidence is collected for every function and type, whoever has reviewed it, and is never a fact by itself: `infer`
//! puts it into a draft for a person, `explain` shows it, and only `--trust inferred` lowers what is sure.

mod docs;
mod function;
mod naming;
mod prose;
mod shape;
mod types;
mod verdict;
mod words;

pub use docs::success;
pub use function::{Form, Subject};
pub use naming::{depends_on_state, keeps, takes};
pub use prose::keeping_phrase;
pub use types::Ending;
pub use verdict::{Verdict, is_relation, judge, position_of};
pub use words::prefix_of;

use crate::{
    annotation::{Overlay, pattern::matches},
    contract::{Contract, Fact, ItemId, ItemKind, Origin, Provenance},
    source::Span,
};
use std::collections::BTreeMap;

/// One reason to believe a fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What it speaks for.
    pub fact: Fact,
    /// Which kind of evidence it is; it ranks by this first.
    pub provenance: Provenance,
    /// Where it stands.
    pub span: Option<Span>,
    /// Why, in a sentence fragment.
    pub why: String,
    /// How often such evidence is right, in percent.
    pub confidence: u8,
}

/// From this confidence on a fact goes into a draft as it is. Measured precision of what is above it is in the tests.
pub const SURE: u8 = 80;

/// The evidence of one contract.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// Every function of the library, in the order of their ids.
    pub functions: BTreeMap<ItemId, Vec<Evidence>>,
    /// Every record that something points to.
    pub types: BTreeMap<ItemId, Vec<Evidence>>,
    /// How those types end.
    pub endings: BTreeMap<ItemId, Ending>,
}

/// Collects the evidence of a contract. What `overlay` says outranks all else.
pub fn gather(contract: &Contract, overlay: &Overlay) -> Gathered {
    let mut gathered = Gathered::default();
    let functions: Vec<Subject<'_>> = contract
        .items()
        .filter_map(|(id, _)| Subject::new(contract, overlay, id))
        .collect();
    let endings = types::endings(contract, &functions);
    for (&id, ending) in &endings {
        let mut evidence = said(contract, overlay, id);
        evidence.extend(ending.evidence.iter().cloned());
        gathered.types.insert(id, evidence);
    }
    gathered.endings = endings;
    for id in gathered.types.keys().copied().collect::<Vec<_>>() {
        // What somebody has said of a type's end counts where its functions are looked at.
        let verdicts = judge(gathered.types.get(&id).map_or(&[][..], Vec::as_slice), None);
        if let Some(ending) = gathered.endings.get_mut(&id) {
            ending.decide(&verdicts);
        }
    }
    let success = docs::success(contract);
    let known = docs::Known {
        endings: &gathered.endings,
        functions: &prose::Functions::new(contract),
        success: success.as_deref(),
    };
    for subject in &functions {
        let mut evidence = said(contract, overlay, subject.id);
        evidence.extend(docs::claims(subject, &known));
        evidence.extend(naming::claims(subject, &gathered.endings));
        evidence.extend(shape::claims(subject, &gathered.endings));
        gathered.functions.insert(subject.id, evidence);
    }
    shape::copies_of_children(&functions, &mut gathered.functions);
    gathered
}

/// What the side file and the header itself say of an item.
fn said(contract: &Contract, overlay: &Overlay, id: ItemId) -> Vec<Evidence> {
    let item = contract.item(id);
    let is_function = matches!(item.kind, ItemKind::Function(_));
    let entries = overlay.entries.iter().filter(|entry| {
        (entry.subject == crate::annotation::Subject::Function) == is_function
            && matches(&entry.selector, item.name())
    });
    let reviewed = entries
        .flat_map(|entry| &entry.facts)
        .map(|(fact, span)| Evidence {
            fact: fact.clone(),
            provenance: Provenance::Overlay,
            span: Some(*span),
            why: "the side file says so".to_owned(),
            confidence: 100,
        });
    let declared = item.claims.iter().map(|claim| Evidence {
        fact: claim.fact.clone(),
        provenance: claim.provenance,
        span: Some(claim.span),
        why: match claim.provenance {
            Provenance::Annotation => "an annotation says so",
            Provenance::DocTag => "the comment marks it so",
            _ => "an attribute says so",
        }
        .to_owned(),
        confidence: match claim.provenance {
            Provenance::Annotation => 100,
            _ => 95,
        },
    });
    reviewed.chain(declared).collect()
}

/// Whether the library itself declares an item.
fn is_own(contract: &Contract, id: ItemId) -> bool {
    contract.item(id).origin == Origin::Library
}

/// A fact of one operand and no more than one argument.
fn fact(
    kind: crate::contract::FactKind,
    at: Option<crate::contract::Root>,
    argument: Option<(&str, crate::contract::Argument)>,
) -> Fact {
    Fact {
        kind,
        operands: at.into_iter().map(crate::contract::Operand::at).collect(),
        arguments: argument
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    }
}

/// How a kind of evidence is called.
pub fn describe(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Overlay => "side file",
        Provenance::Annotation => "annotation",
        Provenance::CompilerAttribute => "attribute",
        Provenance::DocTag => "doc tag",
        Provenance::ProseDoc => "comment",
        Provenance::Naming => "name",
        Provenance::TypeShape => "type",
    }
}
