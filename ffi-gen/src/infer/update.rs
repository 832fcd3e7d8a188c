//! A draft joined with the file that a person has worked on: nothing of that file changes, new entries are put in.

use super::{Draft, Entry, text};
use toml_edit::{Document, TableLike};

/// `existing` with the entries of `draft` that it does not have, each in its group. None when `existing` is not TOML.
///
/// An entry that stands there as a comment counts as had: somebody may have left it so.
pub fn update(existing: &str, draft: &Draft) -> Option<String> {
    let places = places(existing)?;
    let mut insertions: Vec<(usize, String)> = Vec::new();
    for group in &draft.groups {
        let is_known = |entry: &&Entry| {
            places
                .iter()
                .any(|place| place.header == text::header(entry))
        };
        // A new entry follows the nearest one before it that is there; the first ones precede the first that is there.
        let mut after: Option<usize> = None;
        let mut heads: String = String::new();
        for entry in &group.entries {
            let known = places
                .iter()
                .find(|place| place.header == text::header(entry));
            match (known, after) {
                (Some(place), _) => after = Some(place.end),
                // A pattern has written it.
                (None, _) if entry.is_written => {}
                (None, Some(end)) => insertions.push((end, text::entry(entry))),
                (None, None) => heads += &text::entry(entry),
            }
        }
        if heads.is_empty() {
            continue;
        }
        let first = group.entries.iter().find(is_known);
        let first = first.and_then(|entry| {
            places
                .iter()
                .find(|place| place.header == text::header(entry))
        });
        match first {
            Some(place) => insertions.push((
                place.start,
                heads.trim_start_matches('\n').to_owned() + "\n",
            )),
            None => insertions.push((existing.len(), text::heading(group) + &heads)),
        }
    }
    let has = |header: &str| places.iter().any(|place| place.header == header);
    if !has("[error.status]") && !insertions.is_empty() {
        insertions.push((existing.len(), text::convention(draft)));
    }
    // The sort is stable: what goes to one place keeps its order.
    insertions.sort_by_key(|(at, _)| *at);
    let mut joined = String::with_capacity(existing.len());
    let mut done = 0;
    for (at, inserted) in insertions {
        joined += &existing[done..at];
        if !joined.is_empty() && !joined.ends_with('\n') {
            joined.push('\n');
        }
        joined += &inserted;
        done = at;
    }
    joined += &existing[done..];
    // What cannot be read back is not written.
    joined
        .parse::<toml_edit::DocumentMut>()
        .ok()
        .map(|_| joined)
}

/// An entry of a file.
#[derive(Debug)]
struct Place {
    /// Its heading, as a draft writes it.
    header: String,
    /// Where it starts, comments before it included.
    start: usize,
    /// Where what follows it starts.
    end: usize,
}

fn places(source: &str) -> Option<Vec<Place>> {
    let document = Document::parse(source).ok()?;
    let mut places = Vec::new();
    for (table, item) in document.as_table().iter() {
        let Some(outer) = item.as_table_like() else {
            continue;
        };
        for (name, item) in outer.iter() {
            if let Some(entry) = item.as_table_like() {
                let start = outer
                    .key(name)
                    .and_then(|key| key.span())
                    .map_or(0, |span| span.start);
                let end = end_of(entry).max(start);
                let key = quoted_if_needed(name);
                places.push(Place {
                    header: format!("[{table}.{key}]"),
                    start: start_of_comments(source, line_start(source, start)),
                    end: end_of_comments(source, line_end(source, end)),
                });
            }
        }
    }
    places.extend(commented(source));
    Some(places)
}

/// The end of the last value of an entry.
fn end_of(table: &dyn TableLike) -> usize {
    let ends = table.iter().filter_map(|(_, item)| item.span());
    ends.map(|span| span.end).max().unwrap_or(0)
}

fn quoted_if_needed(name: &str) -> String {
    let is_bare = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    match is_bare {
        true => name.to_owned(),
        false => format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(source: &str, at: usize) -> usize {
    source[at..]
        .find('\n')
        .map_or(source.len(), |newline| at + newline + 1)
}

/// Comments that stand right before an entry belong to it.
fn start_of_comments(source: &str, mut start: usize) -> usize {
    while start > 0 {
        let before = line_start(source, start - 1);
        if !source[before..start].starts_with('#') {
            break;
        }
        start = before;
    }
    start
}

/// Comments that stand right after an entry belong to it.
fn end_of_comments(source: &str, mut end: usize) -> usize {
    while source[end..].starts_with('#') {
        end = line_end(source, end);
    }
    end
}

/// The entries that stand in a file as comments.
fn commented(source: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let text = line.trim_start_matches(['#', ' ']).trim_end();
        let is_entry = ["[fn.", "[type.", "[callback."]
            .iter()
            .any(|start| text.starts_with(start));
        if line.starts_with('#') && is_entry && text.ends_with(']') {
            places.push(Place {
                header: text.to_owned(),
                start: at,
                end: end_of_comments(source, at),
            });
        }
        at += line.len();
    }
    places
}
