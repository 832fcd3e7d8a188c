//! `ffi-gen explain`: every fact about one symbol, and where each comes from.

use super::{Source, finish, print};
use crate::{
    backend::summary,
    contract::{Contract, Item, ItemId, ItemKind},
    diagnostic::{Code, Diagnostic, Diagnostics, most_like},
    infer::{contradiction, place},
    pipeline::{self, Failure, Read},
    resolve::{
        self, Resolved, Selection,
        evidence::{self, Evidence, Subject, Verdict, describe, judge},
    },
};
use clap::Args;
use std::{fmt::Write, path::PathBuf};

#[derive(Args)]
pub(super) struct Explain {
    #[command(flatten)]
    source: Source,
    /// The reviewed side file
    #[arg(long, value_name = "FILE")]
    contract: Option<PathBuf>,
}

pub(super) fn run(mut arguments: Explain) -> u8 {
    let mut diagnostics = Diagnostics::default();
    // The last one is the symbol.
    let symbol = match arguments.source.headers.len() {
        0 | 1 => None,
        _ => arguments.source.headers.pop(),
    };
    let Some(symbol) = symbol.map(|symbol| symbol.to_string_lossy().into_owned()) else {
        super::complain("error: name a header, and after it the function or type to explain\n");
        return super::USAGE;
    };
    let input = arguments.source.read(&mut diagnostics);
    let read = match pipeline::read(&input, arguments.contract.as_deref(), &mut diagnostics) {
        Ok(read) => read,
        Err(Failure { sources, .. }) => return finish(&diagnostics, &sources),
    };
    let Read {
        contract, overlay, ..
    } = read;
    let found: Vec<ItemId> = contract
        .items()
        .filter(|(_, item)| item.name() == symbol && is_explained(item))
        .map(|(id, _)| id)
        .collect();
    if found.is_empty() {
        let names: Vec<&str> = contract.items().map(|(_, item)| item.name()).collect();
        let near = most_like(&symbol, names.iter().copied());
        let diagnostic = Diagnostic::error(
            Code::NothingToExplain,
            format!("the header declares no function and no type `{symbol}`"),
        );
        diagnostics.push(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
        return finish(&diagnostics, contract.sources());
    }
    let gathered = evidence::gather(&contract, &overlay);
    // What breaks a rule elsewhere is not this symbol's matter.
    let resolved = resolve::resolve(
        contract.clone(),
        &Selection::default(),
        &overlay,
        &mut Diagnostics::default(),
    );
    let mut text = String::new();
    for id in found {
        let subject = Subject::new(&contract, &overlay, id);
        let all = match &subject {
            Some(_) => gathered.functions.get(&id),
            None => gathered.types.get(&id),
        };
        let verdicts = judge(all.map_or(&[][..], Vec::as_slice), subject.as_ref());
        head(&mut text, &contract, id);
        facts(&mut text, &contract, &verdicts);
        if let Some(ending) = gathered.endings.get(&id) {
            let shown = ending
                .candidates
                .iter()
                .map(|(name, fit)| format!("{name} ({fit} %)"));
            let shown: Vec<String> = shown.collect();
            if !shown.is_empty() {
                let _ = writeln!(text, "  may be ended by {}", shown.join(", "));
            }
        }
        if subject.is_some() {
            outcome(&mut text, &resolved, id);
        }
        for verdict in &verdicts {
            diagnostics.extend(contradiction(&contract, &symbol, verdict, true));
        }
    }
    if let Err(diagnostic) = print(&text) {
        diagnostics.push(diagnostic);
    }
    finish(&diagnostics, contract.sources())
}

fn is_explained(item: &Item) -> bool {
    matches!(
        item.kind,
        ItemKind::Function(_) | ItemKind::Record(_) | ItemKind::Alias(_) | ItemKind::Enum(_)
    )
}

fn head(text: &mut String, contract: &Contract, id: ItemId) {
    let item = contract.item(id);
    let _ = writeln!(text, "{} ({})", item.name(), place(contract, item.span));
    if let Some(span) = item.span {
        let source = String::from_utf8_lossy(contract.sources().bytes(span)).into_owned();
        let flowing: Vec<&str> = source.split_whitespace().collect();
        let _ = writeln!(text, "  {}", flowing.join(" "));
    }
}

fn facts(text: &mut String, contract: &Contract, verdicts: &[Verdict]) {
    if verdicts.is_empty() {
        let _ = writeln!(text, "  nothing speaks of it");
    }
    for verdict in verdicts {
        let _ = writeln!(text, "\n  {}", verdict.won.fact);
        let _ = writeln!(text, "    {}", source(contract, &verdict.won));
        for other in &verdict.supported {
            let _ = writeln!(text, "    also {}", source(contract, other));
        }
        for other in &verdict.lost {
            let word = match verdict.contradicted.as_ref() == Some(other) {
                true => "against",
                false => "over",
            };
            let _ = writeln!(
                text,
                "    {word} {}: {}",
                other.fact,
                source(contract, other)
            );
        }
    }
}

fn source(contract: &Contract, evidence: &Evidence) -> String {
    let place = place(contract, evidence.span);
    let kind = describe(evidence.provenance);
    let sure = match evidence.confidence {
        100 => String::new(),
        percent => format!(" ({percent} %)"),
    };
    match place.is_empty() {
        true => format!("{kind}{sure}: {}", evidence.why),
        false => format!("{kind}, {place}{sure}: {}", evidence.why),
    }
}

/// What the function becomes with what is declared, or why it stays unsafe.
fn outcome(text: &mut String, resolved: &Resolved, id: ItemId) {
    let api = resolved.api();
    if let Some(operation) = api
        .operations
        .iter()
        .find(|operation| operation.function == id)
    {
        let lowered = summary::operation(resolved, operation);
        let _ = writeln!(text, "\n  safe:");
        for line in lowered.lines().filter(|line| !line.is_empty()) {
            let _ = writeln!(text, "    {line}");
        }
    } else if let Some((_, reasons)) = api.kept_unsafe.iter().find(|(other, _)| *other == id) {
        let _ = writeln!(text, "\n  stays unsafe:");
        for reason in reasons {
            let _ = writeln!(text, "    {}", reason.text);
        }
    } else {
        let _ = writeln!(text, "\n  stays unsafe: nobody has reviewed it");
    }
}
