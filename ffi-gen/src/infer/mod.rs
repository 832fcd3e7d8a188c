//! A draft of a side file from evidence: for a person to read, correct and keep.
//!
//! What is well understood stands in the draft as it is, the reason beside each fact; what is doubtful stands there as
//! a comment, and so does what is not known. Nothing of it counts before somebody has looked at it, unless
//! `--trust inferred` says otherwise.

mod entry;
#[cfg(feature = "cli")]
pub mod json;
mod need;
mod text;
mod trial;
pub mod update;

pub use entry::{Entry, Line, Standing};

use crate::{
    annotation::{Overlay, Subject as Selected},
    contract::{Contract, ItemId, ItemKind, Origin},
    diagnostic::{Code, Diagnostic, Diagnostics},
    resolve::evidence::{self, Subject, Verdict, describe, judge},
};
use entry::Context;
use std::collections::{BTreeMap, BTreeSet};

/// A draft.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What the library is called, as far as its names tell.
    pub name: String,
    /// Prefixes that nearly all names have.
    pub strip: Vec<String>,
    /// The constant that means success, where functions return it.
    pub success: Option<String>,
    /// The entries, a type with its functions at a time.
    pub groups: Vec<Group>,
}

/// A type and its functions, or the functions of no type.
#[derive(Debug, Clone)]
pub struct Group {
    /// The type; none for the functions of no type.
    pub title: Option<String>,
    /// The type's entry first, then those that make one, use it, end it.
    pub entries: Vec<Entry>,
}

/// Writes a draft for a contract. What `overlay` says is taken as decided: its entries are not drafted again.
pub fn draft(contract: &Contract, overlay: &Overlay, diagnostics: &mut Diagnostics) -> Draft {
    let gathered = evidence::gather(contract, overlay);
    let subjects: Vec<Subject<'_>> = gathered
        .functions
        .keys()
        .filter_map(|id| Subject::new(contract, overlay, *id))
        .collect();
    let functions = subjects.iter().map(|subject| subject.item.name());
    let prefix = evidence::prefix_of(functions);
    let context = Context {
        contract,
        gathered: &gathered,
        prefix: prefix.as_deref().unwrap_or(""),
        pointer_names: entry::pointer_names(contract),
    };
    let mut groups: BTreeMap<Option<ItemId>, Vec<(u8, Entry)>> = BTreeMap::new();
    let mut order: Vec<Option<ItemId>> = Vec::new();
    let mut uses_status = false;
    let in_header_order =
        |subject: &&Subject<'_>| subject.item.span.map(|span| (span.file, span.start));
    let mut ordered: Vec<&Subject<'_>> = subjects.iter().collect();
    ordered.sort_by_key(in_header_order);
    for subject in ordered {
        let evidence = gathered
            .functions
            .get(&subject.id)
            .map_or(&[][..], Vec::as_slice);
        let verdicts = judge(evidence, Some(subject));
        for verdict in &verdicts {
            diagnostics.extend(contradiction(contract, subject.item.name(), verdict, false));
        }
        let entry = entry::function(&context, subject, &verdicts);
        uses_status |= entry.uses_status();
        let (home, rank) = entry::home(&gathered, subject);
        if !order.contains(&home) {
            order.push(home);
        }
        groups.entry(home).or_default().push((rank, entry));
    }
    // What belongs to no type comes last, wherever it stands in the header.
    order.sort_by_key(Option::is_none);
    let mut named = BTreeSet::new();
    let groups = order.iter().map(|home| {
        let mut entries = groups.remove(home).unwrap_or_default();
        // The sort is stable: functions of one rank keep the order of the header.
        entries.sort_by_key(|(rank, _)| *rank);
        let own = home.and_then(|id| entry::ty(&context, id));
        named.extend(*home);
        let entries = own
            .into_iter()
            .chain(entries.into_iter().map(|(_, entry)| entry));
        Group {
            title: home.map(|id| contract.item(id).name().to_owned()),
            entries: entries.collect(),
        }
    });
    let mut draft = Draft {
        name: library_name(contract, prefix.as_deref()),
        strip: strips(contract, prefix.as_deref()),
        success: evidence::success(contract).filter(|_| uses_status),
        groups: groups.collect(),
    };
    draft.mark_written(overlay);
    trial::demote(&mut draft, contract, overlay);
    draft
}

/// Says that two claims of one rank disagree, and shows both places.
pub fn contradiction(
    contract: &Contract,
    name: &str,
    verdict: &Verdict,
    is_error: bool,
) -> Option<Diagnostic> {
    let other = verdict.contradicted.as_ref()?;
    let won = &verdict.won;
    let message = format!("two claims about `{name}` disagree, and neither is stronger");
    let mut diagnostic = match is_error {
        true => Diagnostic::error(Code::ClaimsContradict, message),
        false => Diagnostic::warning(Code::ClaimsContradict, message),
    };
    if let Some(span) = won.span {
        diagnostic = diagnostic.at(span, format!("`{}`", won.fact));
    }
    let place = |evidence: &evidence::Evidence| place(contract, evidence.span);
    let note = |evidence: &evidence::Evidence| {
        format!(
            "`{}`, {} {}: {}",
            evidence.fact,
            describe(evidence.provenance),
            place(evidence),
            evidence.why
        )
    };
    Some(
        diagnostic
            .note(note(won))
            .note(note(other))
            .help("say in the side file which one is right: what stands there outranks both"),
    )
}

/// `lmdb.h:508`, or nothing.
pub fn place(contract: &Contract, span: Option<crate::source::Span>) -> String {
    let found = span.and_then(|span| contract.sources().line(span));
    found.map_or_else(String::new, |(path, line)| {
        let file = path.file_name().unwrap_or(path.as_os_str());
        format!("{}:{line}", file.to_string_lossy())
    })
}

fn library_name(contract: &Contract, prefix: Option<&str>) -> String {
    // The header that declares most functions names the library; its prefix is a second best.
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, item) in contract.items() {
        let path = item.span.and_then(|span| contract.sources().line(span));
        if let (ItemKind::Function(_), Some((path, _))) = (&item.kind, path)
            && let Some(stem) = path.file_stem()
        {
            *counts
                .entry(stem.to_string_lossy().into_owned())
                .or_default() += 1;
        }
    }
    let most = counts.iter().max_by_key(|(_, count)| **count);
    let name = match (counts.len(), most, prefix) {
        (1, Some((stem, _)), _) | (_, Some((stem, _)), None) => stem.clone(),
        (_, _, Some(prefix)) => prefix.trim_end_matches('_').to_ascii_lowercase(),
        _ => "library".to_owned(),
    };
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let name: String = name
        .chars()
        .map(|c| if is_word(c) { c } else { '_' })
        .collect();
    match name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        true => name,
        false => format!("lib{name}"),
    }
}

fn strips(contract: &Contract, prefix: Option<&str>) -> Vec<String> {
    let own = |is_wanted: fn(&ItemKind) -> bool| {
        let items = contract
            .items()
            .filter(move |(_, item)| item.origin == Origin::Library && is_wanted(&item.kind));
        evidence::prefix_of(items.map(|(_, item)| item.name()))
    };
    let constants = own(|kind| matches!(kind, ItemKind::Constant(_)));
    let types = own(|kind| matches!(kind, ItemKind::Record(_) | ItemKind::Alias(_)));
    let mut strips: Vec<String> = Vec::new();
    for prefix in [prefix.map(str::to_owned), types, constants]
        .into_iter()
        .flatten()
    {
        if !strips.contains(&prefix) {
            strips.push(prefix);
        }
    }
    strips
}

impl Draft {
    /// Marks the entries that somebody has written.
    fn mark_written(&mut self, overlay: &Overlay) {
        use crate::annotation::pattern::matches;
        let entries = self.groups.iter_mut().flat_map(|group| &mut group.entries);
        for entry in entries {
            entry.is_written = overlay.entries.iter().any(|known| {
                (known.subject == Selected::Function) == (entry.subject == Selected::Function)
                    && matches(&known.selector, &entry.name)
            });
        }
    }

    /// How many new entries stand as they are, and how many are comments.
    pub fn counts(&self) -> (usize, usize) {
        let entries = || {
            let all = self.groups.iter().flat_map(|group| &group.entries);
            all.filter(|entry| !entry.is_written)
        };
        let active = entries().filter(|entry| entry.is_active()).count();
        (active, entries().count() - active)
    }
}

/// What is lowered with `--trust inferred`: the draft as a side file that nobody has reviewed.
pub fn text(draft: &Draft) -> String {
    text::new_file(draft)
}
