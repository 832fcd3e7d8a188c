//! The canonical form of a side file.
//!
//! Facts stand in their canonical spelling; keys in the order `name`, `rename`, `strip`, `params`, `facts`,
//! `reviewed`; one blank line between tables and none inside; a list of facts that does not fit on a line takes one
//! line for each. Comments stay where they are, and so does the order of tables, which is the author's.

use super::{grammar, overlay};
use crate::{
    diagnostic::Diagnostics,
    source::{FileId, SourceMap},
};
use toml_edit::{Array, Decor, DocumentMut, Item, KeyMut, RawString, Table, Value};

/// Lists longer than this are broken into lines.
const WIDTH: usize = 120;

/// The order of keys in a table; others stay behind them, in their own order.
const KEYS: [&str; 10] = [
    "name", "rename", "strip", "params", "facts", "reviewed", "ok", "message", "code", "codes",
];

/// The canonical form of a side file, or nothing when it has errors, which are then in `diagnostics`.
///
/// ```
/// use ffi_gen_core::{annotation::format, diagnostic::Diagnostics, source::SourceMap};
/// let mut sources = SourceMap::default();
/// let text = "[fn.f] # reviewed\nfacts=['utf8( x )']";
/// let file = sources.add("thing.ffi.toml".into(), text.as_bytes());
/// let formatted = format::format(file, &sources, &mut Diagnostics::default());
/// assert_eq!(formatted.unwrap(), "[fn.f] # reviewed\nfacts = [\"utf8(x)\"]\n");
/// ```
pub fn format(file: FileId, sources: &SourceMap, diagnostics: &mut Diagnostics) -> Option<String> {
    let mut found = Diagnostics::default();
    overlay::read(file, sources, &mut found);
    let is_wrong = found.has_errors();
    found
        .iter()
        .for_each(|diagnostic| diagnostics.push(diagnostic.clone()));
    if is_wrong {
        return None;
    }
    let text = str::from_utf8(&sources.get(file)?.text).ok()?;
    // What was read a moment ago can be read again; a byte order mark and CRLF are not canonical.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut document: DocumentMut = text.parse().ok()?;
    for subject in ["type", "fn", "callback"] {
        let entries = document.get_mut(subject).and_then(Item::as_table_like_mut);
        for (_, entry) in entries.into_iter().flat_map(|entries| entries.iter_mut()) {
            let entry = entry.as_table_like_mut();
            if let Some(facts) = entry.and_then(|entry| entry.get_mut("facts")?.as_array_mut()) {
                spell(facts);
            }
        }
    }
    let trailing = comments(document.trailing().as_str().unwrap_or_default());
    table(document.as_table_mut());
    let separator = if trailing.is_empty() { "" } else { "\n" };
    document.set_trailing(format!("{separator}{trailing}"));
    let formatted = document.to_string();
    let formatted = formatted.trim();
    Some(match formatted.is_empty() {
        true => String::new(),
        false => format!("{formatted}\n"),
    })
}

/// Spells every fact canonically.
fn spell(facts: &mut Array) {
    for value in facts.iter_mut() {
        let text = value.as_str().unwrap_or_default();
        let (Ok(written), decor) = (grammar::parse(text), value.decor().clone()) else {
            continue;
        };
        if let Ok(mut spelled) = basic_string(&written.fact.to_string()).parse::<Value>() {
            *spelled.decor_mut() = decor;
            *value = spelled;
        }
    }
}

/// A TOML string in double quotes: quotes inside are escaped, whatever there are of them, so that all facts look alike.
pub fn basic_string(text: &str) -> String {
    let mut string = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => string.extend(['\\', c]),
            c if c.is_control() => string += &format!("\\u{:04X}", u32::from(c)),
            c => string.push(c),
        }
    }
    string + "\""
}

/// Sets the spaces, blank lines and order of keys of a table and of those inside it.
fn table(table: &mut Table) {
    let rank = |key: &str| {
        KEYS.iter()
            .position(|known| *known == key)
            .unwrap_or(KEYS.len())
    };
    table.sort_values_by(|left, _, right, _| rank(left.get()).cmp(&rank(right.get())));
    for (key, item) in table.iter_mut() {
        match item {
            Item::Table(inner) if inner.is_dotted() => {}
            Item::Table(inner) => {
                // The formatted text is trimmed at its start.
                let before = apart(prefix(inner.decor()));
                let after = tail(suffix(inner.decor()));
                *inner.decor_mut() = Decor::new(before, after);
                self::table(inner);
            }
            Item::Value(value) => {
                key_decor(key);
                let after = tail(suffix(value.decor()));
                if let Value::Array(array) = value {
                    layout(array);
                }
                *value.decor_mut() = Decor::new(" ", after);
            }
            Item::None | Item::ArrayOfTables(_) => {}
        }
    }
}

fn key_decor(mut key: KeyMut<'_>) {
    let decor = key.leaf_decor_mut();
    *decor = Decor::new(comments(prefix(decor)), " ");
}

/// Puts a list on one line where it fits and holds no comment, and each element on its own line otherwise.
fn layout(array: &mut Array) {
    let holds_comment = |decor: &Decor| prefix(decor).contains('#') || suffix(decor).contains('#');
    let has_comment = array.iter().any(|value| holds_comment(value.decor()))
        || array
            .trailing()
            .as_str()
            .is_some_and(|text| text.contains('#'));
    if has_comment {
        return;
    }
    let length: usize = array
        .iter()
        .map(|value| value.to_string().trim().len() + 2)
        .sum();
    let is_broken = length > WIDTH && array.len() > 1;
    for (index, value) in array.iter_mut().enumerate() {
        let before = match (is_broken, index) {
            (true, _) => "\n    ",
            (false, 0) => "",
            (false, _) => " ",
        };
        *value.decor_mut() = Decor::new(before, "");
    }
    array.set_trailing(if is_broken { "\n" } else { "" });
    array.set_trailing_comma(is_broken);
}

/// The comment lines of `decor`, without spaces around them; paragraphs stay apart by one blank line.
fn comments(decor: &str) -> String {
    let mut text = String::new();
    let mut is_apart = false;
    for line in decor.lines().map(str::trim) {
        if line.is_empty() {
            is_apart = !text.is_empty();
        } else {
            text += if is_apart { "\n" } else { "" };
            text += line;
            text.push('\n');
            is_apart = false;
        }
    }
    text
}

/// What stands between two tables: comments stay with the one that no blank line parts them from.
fn apart(decor: &str) -> String {
    let comments = comments(decor);
    let is_blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    let ends_apart = !comments.is_empty() && is_blank(decor.lines().next_back());
    let is_of_the_one_before =
        !is_blank(decor.lines().next()) && (ends_apart || comments.contains("\n\n"));
    let before = if is_of_the_one_before { "" } else { "\n" };
    let after = if ends_apart { "\n" } else { "" };
    format!("{before}{comments}{after}")
}

/// A comment at the end of a line, with the space before it, which may align it with others.
fn tail(decor: &str) -> String {
    decor.trim_end().to_owned()
}

fn prefix(decor: &Decor) -> &str {
    decor
        .prefix()
        .and_then(RawString::as_str)
        .unwrap_or_default()
}

fn suffix(decor: &Decor) -> &str {
    decor
        .suffix()
        .and_then(RawString::as_str)
        .unwrap_or_default()
}
