//! `--report`: what was translated, and what was left out and why.

use crate::{
    contract::{Category, Contract, ItemId, Reason},
    pipeline::Output,
};
use serde::Serialize;
use std::{collections::BTreeMap, path::PathBuf};

/// The report as JSON text.
pub(super) fn json(output: &Output) -> String {
    let mut text = serde_json::to_string_pretty(&Report::new(output))
        .expect("a report has only string keys and no failing parts");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Report {
    /// How many items of each category were translated.
    emitted: BTreeMap<Category, usize>,
    /// How many items were left out for each reason.
    reasons: BTreeMap<String, usize>,
    /// What was left out, in the order of the header.
    left_out: Vec<LeftOut>,
    /// What was blocked and had to be translated all the same.
    blocked_but_needed: Vec<BlockedButNeeded>,
    /// The functions that the safe API has, in the order of the header.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    safe: Vec<String>,
    /// The functions that somebody has reviewed and that have no safe form, with every reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kept_unsafe: Vec<KeptUnsafe>,
    /// The functions that nobody has reviewed, when there is a safe API.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unreviewed: Vec<String>,
}

#[derive(Serialize)]
struct KeptUnsafe {
    #[serde(flatten)]
    item: Entry,
    reasons: Vec<String>,
}

#[derive(Serialize)]
struct LeftOut {
    #[serde(flatten)]
    item: Entry,
    /// The stable code of the reason.
    code: String,
    /// The reason in words.
    text: String,
}

#[derive(Serialize)]
struct BlockedButNeeded {
    #[serde(flatten)]
    item: Entry,
    /// The name of an item that needs it.
    needed_by: String,
}

/// What an item is, and where.
#[derive(Serialize)]
struct Entry {
    name: String,
    category: Category,
    file: Option<PathBuf>,
    line: Option<usize>,
}

impl Entry {
    fn new(contract: &Contract, id: ItemId, category: Category) -> Entry {
        let item = contract.item(id);
        let place = item.span.and_then(|span| contract.sources().line(span));
        Entry {
            name: item.name().to_owned(),
            category,
            file: place.map(|(path, _)| path.to_owned()),
            line: place.map(|(_, line)| line),
        }
    }
}

impl Report {
    fn new(output: &Output) -> Report {
        let resolved = &output.resolved;
        let contract = resolved.contract();
        let category = |id| contract.item(id).kind.category();
        let blocked = resolved.blocked().iter().map(|&id| {
            let reason = Reason::new("blocked", "a pattern of `--block` matches its name");
            (id, category(id), reason)
        });
        let omitted = output.emission.omissions.iter();
        let omitted =
            omitted.map(|(id, omission)| (*id, omission.category, omission.reason.clone()));
        let mut reason_of: BTreeMap<ItemId, (Category, Reason)> = omitted
            .chain(blocked)
            .map(|(id, category, reason)| (id, (category, reason)))
            .collect();
        let left_out: Vec<LeftOut> = contract
            .items()
            .filter_map(|(id, _)| reason_of.remove_entry(&id))
            .map(|(id, (category, reason))| LeftOut {
                item: Entry::new(contract, id, category),
                code: reason.code.into_owned(),
                text: reason.text,
            })
            .collect();
        let mut reasons = BTreeMap::new();
        for item in &left_out {
            *reasons.entry(item.code.clone()).or_default() += 1;
        }
        let blocked_but_needed = resolved.kept().iter().map(|kept| BlockedButNeeded {
            item: Entry::new(contract, kept.item, category(kept.item)),
            needed_by: contract.item(kept.needed_by).name().to_owned(),
        });
        let api = resolved.api();
        let name = |id| contract.item(id).name().to_owned();
        let withheld = &output.emission.kept_unsafe;
        let is_withheld = |function| withheld.iter().any(|(id, _)| *id == function);
        let kept_unsafe = api.kept_unsafe.iter().chain(withheld);
        let kept_unsafe = kept_unsafe.map(|(id, reasons)| KeptUnsafe {
            item: Entry::new(contract, *id, Category::Function),
            reasons: reasons.iter().map(|reason| reason.text.clone()).collect(),
        });
        let operations = api.operations.iter().map(|operation| operation.function);
        let mut safe: Vec<String> = operations
            .filter(|function| !is_withheld(*function))
            .map(name)
            .collect();
        // A callback that may be left out makes two forms of one function.
        safe.dedup();
        Report {
            emitted: output.emission.emitted.clone(),
            reasons,
            left_out,
            blocked_but_needed: blocked_but_needed.collect(),
            safe,
            kept_unsafe: kept_unsafe.collect(),
            unreviewed: match api.operations.is_empty() && api.kept_unsafe.is_empty() {
                true => Vec::new(),
                false => api.unreviewed.iter().copied().map(name).collect(),
            },
        }
    }
}
