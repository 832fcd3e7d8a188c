//! `--report`: what was translated, and what was left out and why.

use crate::{
    contract::{Category, ItemKind, Reason},
    pipeline::Output,
    source::Span,
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
}

#[derive(Serialize)]
struct LeftOut {
    name: String,
    category: Category,
    /// The stable code of the reason.
    code: String,
    /// The reason in words.
    text: String,
    file: Option<PathBuf>,
    line: Option<usize>,
}

impl Report {
    fn new(output: &Output) -> Report {
        let sources = output.resolved.contract().sources();
        let left_out = |name: &str, category, reason: &Reason, span: Option<Span>| {
            let place = span.and_then(|span| sources.line(span));
            LeftOut {
                name: name.to_owned(),
                category,
                code: reason.code.to_string(),
                text: reason.text.clone(),
                file: place.map(|(path, _)| path.to_owned()),
                line: place.map(|(_, line)| line),
            }
        };
        let mut report = Report {
            emitted: BTreeMap::new(),
            reasons: BTreeMap::new(),
            left_out: Vec::new(),
        };
        for (_, item) in output.resolved.items() {
            match &item.kind {
                ItemKind::Omitted(omission) => report.left_out.push(left_out(
                    item.name(),
                    omission.category,
                    &omission.reason,
                    item.span,
                )),
                kind => *report.emitted.entry(kind.category()).or_default() += 1,
            }
        }
        for item in &report.left_out {
            *report.reasons.entry(item.code.clone()).or_default() += 1;
        }
        report
    }
}
