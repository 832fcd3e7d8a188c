//! `ffi-gen facts`: the vocabulary, as a reference for who writes a side file.

use super::{finish, print};
use crate::{
    annotation::vocabulary::{self, ROWS, Row},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::SourceMap,
};
use clap::Args;
use std::fmt::Write;

#[derive(Args)]
pub(super) struct Facts {
    /// Only these
    #[arg(value_name = "FACT")]
    words: Vec<String>,
}

pub(super) fn run(arguments: &Facts) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let mut rows: Vec<&Row> = Vec::new();
    for word in &arguments.words {
        match vocabulary::word(word) {
            Some(kind) => rows.push(vocabulary::row(kind)),
            None => diagnostics.push(unknown(word)),
        }
    }
    if arguments.words.is_empty() {
        rows.extend(ROWS.iter().filter(|row| !row.on.is_empty()));
    }
    let text: Vec<String> = rows.into_iter().map(describe).collect();
    if !diagnostics.has_errors()
        && let Err(diagnostic) = print(&text.join("\n"))
    {
        diagnostics.push(diagnostic);
    }
    finish(&diagnostics, &SourceMap::default())
}

fn unknown(word: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::FactUnknown, format!("no fact is called `{word}`"));
    match vocabulary::nearest(word) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("`ffi-gen facts` prints all of them"),
    }
}

/// A fact, what it says, and a line for each key.
fn describe(row: &Row) -> String {
    let operand = match (row.operands, row.relates) {
        ((_, 0), _) => "",
        (_, true) => "x: p",
        ((0, _), _) => "[x]",
        _ => "x",
    };
    let places: Vec<&str> = row.on.iter().map(|place| place.describe()).collect();
    let mut text = format!("{}", row.kind);
    if !operand.is_empty() {
        text += &format!("({operand})");
    }
    let _ = writeln!(text, ", on {}", places.join(", "));
    let _ = writeln!(text, "    {}", row.kind.meaning());
    for key in row.keys {
        let needed = if key.required { " (needed)" } else { "" };
        let _ = writeln!(
            text,
            "    {:<38} {}{needed}",
            key.example(row.kind),
            key.meaning
        );
    }
    text
}
