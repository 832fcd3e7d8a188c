//! The results as a table.

use super::{
    Header, Outcome,
    cost::{Cost, Usage},
    macros::Share,
};
use std::collections::BTreeMap;

/// One header's results.
#[derive(Debug)]
pub struct Row {
    /// The header.
    pub header: Header,
    /// What the tool made of it, or why it made nothing.
    pub outcome: Result<Outcome, String>,
    /// What it cost.
    pub cost: Option<Cost>,
    /// Whether bindgen's output compiles, where bindgen ran.
    pub bindgen: Option<Result<(), String>>,
    /// Its macros, where they were counted.
    pub share: Option<Share>,
}

/// All results.
#[derive(Debug, Default)]
pub struct Table {
    /// One row for each installed header.
    pub rows: Vec<Row>,
    /// The headers that are not installed.
    pub skipped: Vec<Header>,
    /// What the tools cost on an almost empty header.
    pub nothing: Option<Cost>,
}

impl Row {
    /// Whether nothing is wrong.
    pub fn is_good(&self) -> bool {
        self.outcome
            .as_ref()
            .is_ok_and(|outcome| outcome.faults.is_empty())
    }

    /// Processor time over clang's.
    fn ratio(&self) -> Option<f64> {
        let cost = self.cost?;
        Some(millis(&cost.ours) / millis(&cost.clang))
    }

    /// Processor time for both tiers over clang's.
    fn both_ratio(&self) -> Option<f64> {
        let cost = self.cost?;
        Some(millis(&cost.both) / millis(&cost.clang))
    }

    /// The same, with an empty run of each taken away.
    fn net_ratio(&self, nothing: Option<Cost>) -> Option<f64> {
        let (cost, nothing) = (self.cost?, nothing?);
        let ours = millis(&cost.ours) - millis(&nothing.ours);
        Some(ours / (millis(&cost.clang) - millis(&nothing.clang)))
    }

    /// Peak memory over clang's.
    fn memory_ratio(&self) -> Option<f64> {
        let cost = self.cost?;
        Some(cost.ours.peak_kib as f64 / cost.clang.peak_kib as f64)
    }
}

impl Table {
    /// Whether nothing is wrong with any header.
    pub fn is_good(&self) -> bool {
        self.rows.iter().all(Row::is_good)
    }

    /// The table, and below it what is wrong and what was skipped.
    pub fn render(&self) -> String {
        let mut text = format!(
            "{:24} {:>6} {:>6} {:>6} {:>7} {:>8} {:>8} {:>6} {:>6} {:>6} {:>6} {:>8} {:>6}  {}\n",
            "header",
            "funcs",
            "recs",
            "consts",
            "left",
            "ms",
            "clang",
            "x",
            "net x",
            "mem x",
            "both x",
            "bindgen",
            "x",
            "compiles (bindgen)",
        );
        for row in &self.rows {
            text.push_str(&self.line(row));
        }
        text.push_str(&self.summary());
        for row in &self.rows {
            text.push_str(&details(row));
        }
        for header in &self.skipped {
            text.push_str(&format!(
                "skipped: {} is not installed (apt install {})\n",
                header.include, header.package
            ));
        }
        text
    }

    fn line(&self, row: &Row) -> String {
        let counts = match &row.outcome {
            Ok(outcome) => format!(
                "{:>6} {:>6} {:>6} {:>7}",
                outcome.bindings.functions.len(),
                outcome.bindings.records.len(),
                outcome.bindings.constants.len() + outcome.bindings.synonyms.len(),
                outcome.report.left_out.len(),
            ),
            Err(_) => format!("{:>6} {:>6} {:>6} {:>7}", "-", "-", "-", "-"),
        };
        let bindgen = row.cost.and_then(|cost| cost.bindgen);
        let verdict = match (row.is_good(), &row.bindgen) {
            (good, None) => yes(good).to_owned(),
            (good, Some(theirs)) => format!("{} ({})", yes(good), yes(theirs.is_ok())),
        };
        format!(
            "{:24} {counts} {:>8} {:>8} {:>6} {:>6} {:>6} {:>6} {:>8} {:>6}  {verdict}\n",
            row.header.include,
            number(row.cost.map(|cost| millis(&cost.ours)), 1),
            number(row.cost.map(|cost| millis(&cost.clang)), 1),
            number(row.ratio(), 2),
            number(row.net_ratio(self.nothing), 2),
            number(row.memory_ratio(), 2),
            number(row.both_ratio(), 2),
            number(bindgen.as_ref().map(millis), 0),
            number(
                row.cost
                    .and_then(|cost| Some(millis(&cost.bindgen?) / millis(&cost.clang))),
                1
            ),
        )
    }

    fn summary(&self) -> String {
        let mut text = String::new();
        if let Some(nothing) = self.nothing {
            text.push_str(&format!(
                "almost empty header: ffi-gen {} ms, clang {} ms, bindgen {} ms\n",
                number(Some(millis(&nothing.ours)), 1),
                number(Some(millis(&nothing.clang)), 1),
                number(nothing.bindgen.as_ref().map(millis), 1),
            ));
        }
        let ratios: [(&str, Vec<f64>); 4] = [
            (
                "CPU / clang",
                self.rows.iter().filter_map(Row::ratio).collect(),
            ),
            (
                "the same without an empty run",
                self.rows
                    .iter()
                    .filter_map(|row| row.net_ratio(self.nothing))
                    .collect(),
            ),
            (
                "CPU of both tiers / clang",
                self.rows.iter().filter_map(Row::both_ratio).collect(),
            ),
            (
                "peak memory / clang",
                self.rows.iter().filter_map(Row::memory_ratio).collect(),
            ),
        ];
        for (what, mut values) in ratios {
            if let Some((median, max)) = median_and_max(&mut values) {
                text.push_str(&format!("{what}: median {median:.2}, max {max:.2}\n"));
            }
        }
        let costs = || self.rows.iter().filter_map(|row| row.cost);
        let ours: f64 = costs().map(|cost| millis(&cost.ours)).sum();
        let clang: f64 = costs().map(|cost| millis(&cost.clang)).sum();
        if clang > 0.0 {
            text.push_str(&format!("sum: ffi-gen {ours:.0} ms, clang {clang:.0} ms"));
            let bindgen: f64 = costs()
                .filter_map(|cost| Some(millis(&cost.bindgen?)))
                .sum();
            if bindgen > 0.0 {
                let times = bindgen / ours;
                text.push_str(&format!(
                    ", bindgen {bindgen:.0} ms ({times:.1} times ffi-gen)"
                ));
            }
            text.push('\n');
        }
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for outcome in self.rows.iter().filter_map(|row| row.outcome.as_ref().ok()) {
            for (code, count) in &outcome.left_out {
                *reasons.entry(code).or_default() += count;
            }
        }
        let mut reasons: Vec<_> = reasons.into_iter().collect();
        reasons.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        for (code, count) in reasons {
            text.push_str(&format!("left out: {count:>6} {code}\n"));
        }
        let good = self.rows.iter().filter(|row| row.is_good()).count();
        text.push_str(&format!(
            "{good} of {} headers without a fault",
            self.rows.len()
        ));
        let theirs = self.rows.iter().filter_map(|row| row.bindgen.as_ref());
        if theirs.clone().next().is_some() {
            let compile = theirs.filter(|result| result.is_ok()).count();
            text.push_str(&format!("; bindgen's output of {compile} compiles"));
        }
        text + "\n"
    }
}

/// What is wrong with one header, and what was compared.
fn details(row: &Row) -> String {
    let name = row.header.include;
    let outcome = match &row.outcome {
        Ok(outcome) => outcome,
        Err(error) => return format!("{name}: FAILS: {error}\n"),
    };
    let mut text = String::new();
    if let Some(constants) = &outcome.constants {
        text.push_str(&format!(
            "{name}: constants: {} equal ({} of them records), {} different, {} not comparable\n",
            constants.equal,
            constants.records,
            constants.different.len(),
            constants.incomparable.len()
        ));
        for (what, reason) in &constants.incomparable {
            text.push_str(&format!("    not comparable: {what}: {reason}\n"));
        }
    }
    if let Some(layouts) = &outcome.layouts {
        text.push_str(&format!(
            "{name}: layouts: {} records, {} bit-fields, {} answers equal, {} different, {} not comparable\n",
            layouts.records,
            layouts.bit_fields,
            layouts.equal,
            layouts.different.len(),
            layouts.incomparable.len()
        ));
        for (what, reason) in &layouts.incomparable {
            text.push_str(&format!("    not comparable: {what}: {reason}\n"));
        }
    }
    if let Some(share) = &row.share {
        text.push_str(&format!(
            "{name}: macros: {} of {} emitted",
            share.emitted, share.known
        ));
        if let Some(bindgen) = share.bindgen {
            text.push_str(&match &share.wrong_in_bindgen {
                Some(wrong) => format!(", bindgen {bindgen} rightly and {} wrongly", wrong.len()),
                None => format!(", bindgen {bindgen} in output that does not compile"),
            });
        }
        text.push('\n');
        if !share.only_bindgen.is_empty() {
            text.push_str(&format!(
                "    only bindgen: {}\n",
                share.only_bindgen.join(" ")
            ));
        }
        if !share.unaccounted.is_empty() {
            text.push_str(&format!(
                "    not in the report: {}\n",
                share.unaccounted.join(" ")
            ));
        }
    }
    for fault in &outcome.faults {
        text.push_str(&format!("{name}: FAULT: {fault}\n"));
    }
    text
}

fn millis(usage: &Usage) -> f64 {
    usage.cpu.as_secs_f64() * 1000.0
}

fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.digits$}"))
}

fn yes(good: bool) -> &'static str {
    if good { "yes" } else { "NO" }
}

fn median_and_max(values: &mut [f64]) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let (middle, max) = (values.get(values.len() / 2)?, values.last()?);
    let median = if values.len().is_multiple_of(2) {
        f64::midpoint(values[values.len() / 2 - 1], *middle)
    } else {
        *middle
    };
    Some((median, *max))
}
