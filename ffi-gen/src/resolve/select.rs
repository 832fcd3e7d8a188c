//! Which items are translated: what the library declares, narrowed by patterns, and what that needs.

use super::Resolved;
use crate::{
    contract::{Contract, ItemId, ItemKind, Origin, RecordBody, Ty},
    diagnostic::{Code, Diagnostic, Diagnostics},
};
use regex_lite::Regex;
use rustc_hash::FxHashSet;

/// Which items the user wants. Patterns are regular expressions over whole names.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only items whose name matches one of these; all when empty.
    pub allow: Vec<String>,
    /// No item whose name matches one of these.
    pub block: Vec<String>,
}

/// Narrows `contract` to what `selection` asks for and everything that this needs.
pub fn resolve(
    contract: Contract,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Resolved {
    let allow = Patterns::compile(&selection.allow, "--allow", diagnostics);
    let block = Patterns::compile(&selection.block, "--block", diagnostics);
    let blocked: FxHashSet<ItemId> = contract
        .items()
        .filter(|(_, item)| block.matches(item.name()))
        .map(|(id, _)| id)
        .collect();
    let wanted = contract
        .items()
        .filter(|(_, item)| item.origin == Origin::Library)
        .filter(|(id, _)| !blocked.contains(id))
        .filter(|(_, item)| allow.is_empty() || allow.matches(item.name()))
        .map(|(id, _)| id);
    let needed = closure(&contract, wanted.collect());
    for unmatched in allow.unmatched().chain(block.unmatched()) {
        diagnostics.push(unmatched);
    }
    // A blocked type that is needed stays: leaving it out would leave dangling names behind.
    let selected = contract
        .items()
        .map(|(id, _)| id)
        .filter(|id| needed.contains(id))
        .collect();
    Resolved { contract, selected }
}

/// `roots` and every item reachable from them.
fn closure(contract: &Contract, roots: Vec<ItemId>) -> FxHashSet<ItemId> {
    let mut reached: FxHashSet<ItemId> = roots.iter().copied().collect();
    let mut pending = roots;
    while let Some(id) = pending.pop() {
        for_each_reference(&contract.item(id).kind, &mut |id| {
            if reached.insert(id) {
                pending.push(id);
            }
        });
    }
    reached
}

fn for_each_reference(kind: &ItemKind, visit: &mut impl FnMut(ItemId)) {
    let mut each = |ty: &Ty| ty.for_each_item(visit);
    match kind {
        ItemKind::Function(function) => {
            each(&function.signature.result);
            function.signature.params.iter().for_each(|p| each(&p.ty));
        }
        ItemKind::Record(record) => {
            if let RecordBody::Defined { bases, fields, .. } = &record.body {
                bases.iter().for_each(|base| each(&base.ty));
                fields.iter().for_each(|field| each(&field.ty));
            }
        }
        ItemKind::Enum(item) => each(&item.underlying),
        ItemKind::Alias(alias) => each(&alias.ty),
        ItemKind::Global(global) => each(&global.ty),
        ItemKind::Constant(constant) => each(&constant.ty),
        ItemKind::Synonym(synonym) => visit(synonym.of),
        ItemKind::Omitted(_) => {}
    }
}

/// Compiled patterns of one option, which remember whether they ever matched.
struct Patterns<'a> {
    option: &'static str,
    patterns: Vec<(&'a str, Regex, std::cell::Cell<bool>)>,
}

impl<'a> Patterns<'a> {
    fn compile(
        sources: &'a [String],
        option: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Patterns<'a> {
        let mut patterns = Vec::new();
        for source in sources {
            match Regex::new(&format!("^(?:{source})$")) {
                Ok(regex) => patterns.push((source.as_str(), regex, std::cell::Cell::new(false))),
                Err(error) => diagnostics.push(
                    Diagnostic::error(
                        Code::PatternInvalid,
                        format!("`{option} {source}` is not a regular expression"),
                    )
                    .note(error.to_string())
                    .help("a pattern must match the whole name: `sqlite3_.*`"),
                ),
            }
        }
        Patterns { option, patterns }
    }

    fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    fn matches(&self, name: &str) -> bool {
        let mut any = false;
        for (_, regex, matched) in &self.patterns {
            if regex.is_match(name) {
                matched.set(true);
                any = true;
            }
        }
        any
    }

    fn unmatched(&self) -> impl Iterator<Item = Diagnostic> {
        let option = self.option;
        self.patterns
            .iter()
            .filter(|(_, _, matched)| !matched.get())
            .map(move |(source, ..)| {
                Diagnostic::error(
                    Code::PatternMatchesNothing,
                    format!("`{option} {source}` matches no item"),
                )
                .help("a pattern must match the whole name: `sqlite3_.*`")
            })
    }
}
