//! Inference against what is true: precision, recall, and the mistakes that would end in a double free.

use serde_json::Value;
use std::{collections::BTreeMap, fmt::Write};

/// The table for one kind of truth; none when there is no such kind.
pub fn measure(kind: &str, inferred: &str, truth: &str) -> Option<String> {
    let inferred = objects(inferred);
    let truth = objects(truth);
    match kind {
        "results" => Some(results(&inferred, &truth)),
        "destructors" => Some(destructors(&inferred, &truth)),
        "pairs" => Some(pairs(&inferred, &truth)),
        _ => None,
    }
}

/// One object per line; what is none is passed over.
fn objects(text: &str) -> Vec<Value> {
    text.lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

fn by<'v>(objects: &'v [Value], key: &str) -> BTreeMap<&'v str, &'v Value> {
    let named = objects
        .iter()
        .filter_map(|object| Some((object[key].as_str()?, object)));
    named.collect()
}

/// Who owns the results of functions: rows that somebody annotated by hand, and the others.
fn results(inferred: &[Value], truth: &[Value]) -> String {
    let inferred = by(inferred, "symbol");
    let mut text = format!(
        "{:<28} {:>5} {:>9} {:>9} {:>10} {:>12}\n",
        "results", "rows", "answered", "right", "precision", "false-owned"
    );
    for (title, explicit) in [("annotated by hand", true), ("by the scanner", false)] {
        let rows: Vec<(&Value, bool)> = truth
            .iter()
            .filter(|row| row["explicit"] == explicit && row["introspectable"] == true)
            .filter(|row| row["returns"]["is_pointer"] == true)
            .filter_map(|row| {
                let is_owned = match row["returns"]["transfer"].as_str()? {
                    "full" | "container" => true,
                    "none" => false,
                    _ => return None,
                };
                Some((*inferred.get(row["symbol"].as_str()?)?, is_owned))
            })
            .collect();
        for least in [0.8, 0.01] {
            let mut answered = 0;
            let mut right = 0;
            let mut false_owned = 0;
            for (row, is_owned) in &rows {
                let returns = &row["returns"];
                let says_owned = match returns["ownership"].as_str() {
                    Some("owned") => true,
                    Some("borrowed" | "static") => false,
                    _ => continue,
                };
                if returns["confidence"].as_f64().unwrap_or(0.0) < least {
                    continue;
                }
                answered += 1;
                right += usize::from(says_owned == *is_owned);
                false_owned += usize::from(says_owned && !is_owned);
            }
            let sure = if least > 0.5 { "sure" } else { "any" };
            let _ = writeln!(
                text,
                "{:<28} {:>5} {answered:>9} {right:>9} {:>10} {false_owned:>12}",
                format!("{title}, {sure}"),
                rows.len(),
                share(right, answered),
            );
        }
    }
    text
}

/// Which function ends a type.
fn destructors(inferred: &[Value], truth: &[Value]) -> String {
    let inferred = by(inferred, "type");
    let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let (mut rows, mut known, mut among, mut first) = (0, 0, 0, 0);
    let mut wrong = String::new();
    for row in truth {
        let (Some(ty), Some(drop)) = (row["ctype"].as_str(), row["drop"].as_str()) else {
            continue;
        };
        if !is_name(drop) {
            continue;
        }
        rows += 1;
        let Some(found) = inferred.get(ty) else {
            let _ = writeln!(wrong, "  {ty}: {drop}, but nothing takes the type");
            continue;
        };
        known += 1;
        let candidates = found["candidates"].as_array();
        among += usize::from(candidates.is_some_and(|all| all.iter().any(|one| one == drop)));
        match found["destroy"] == drop {
            true => first += 1,
            false => {
                let _ = writeln!(
                    wrong,
                    "  {ty}: {drop}, but inferred was {}",
                    found["destroy"]
                );
            }
        }
    }
    format!(
        "destructors: {rows} types, {known} in the headers; among the candidates {among} ({}), chosen {first} ({})\n{wrong}",
        share(among, known),
        share(first, known),
    )
}

/// Which function frees what another one allocates.
fn pairs(inferred: &[Value], truth: &[Value]) -> String {
    let inferred = by(inferred, "symbol");
    let (mut rows, mut answered, mut right) = (0, 0, 0);
    let mut wrong = String::new();
    for row in truth {
        let (Some(alloc), Some(dealloc)) = (row["alloc"].as_str(), row["dealloc"].as_str()) else {
            continue;
        };
        let dealloc = dealloc.strip_prefix("__builtin_").unwrap_or(dealloc);
        // What allocates anew from a block also frees the block; only one of the two can be the usual end.
        let Some(found) = inferred.get(alloc).filter(|_| alloc != dealloc) else {
            continue;
        };
        rows += 1;
        let Some(destroy) = found["returns"]["destroy"].as_str() else {
            let _ = writeln!(wrong, "  {alloc}: {dealloc}, but nothing was inferred");
            continue;
        };
        answered += 1;
        match destroy == dealloc {
            true => right += 1,
            false => {
                let _ = writeln!(wrong, "  {alloc}: {dealloc}, but inferred was {destroy}");
            }
        }
    }
    format!(
        "pairs: {rows} in the headers, answered {answered}, right {right}; precision {}, recall {}\n{wrong}",
        share(right, answered),
        share(right, rows),
    )
}

fn share(part: usize, whole: usize) -> String {
    match whole {
        0 => "-".to_owned(),
        _ => format!("{:.1} %", 100.0 * part as f64 / whole as f64),
    }
}
