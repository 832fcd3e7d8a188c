//! `--report`: what was translated, and what was left out and why.

use crate::{contract::Category, pipeline::Output};
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
        let contract = output.resolved.contract();
        let left_out: Vec<LeftOut> = output
            .emission
            .omissions
            .iter()
            .map(|(id, omission)| {
                let item = contract.item(*id);
                let place = item.span.and_then(|span| contract.sources().line(span));
                LeftOut {
                    name: item.name().to_owned(),
                    category: omission.category,
                    code: omission.reason.code.to_string(),
                    text: omission.reason.text.clone(),
                    file: place.map(|(path, _)| path.to_owned()),
                    line: place.map(|(_, line)| line),
                }
            })
            .collect();
        let mut reasons = BTreeMap::new();
        for item in &left_out {
            *reasons.entry(item.code.clone()).or_default() += 1;
        }
        Report {
            emitted: output.emission.emitted.clone(),
            reasons,
            left_out,
        }
    }
}
