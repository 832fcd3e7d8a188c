//! Where the characters of a TOML string stand in the file: a mistake inside a fact is shown at its own place.

use std::ops::Range;

/// A string of a TOML file.
pub(super) struct Quoted<'a> {
    /// What it says, without quotes and escapes.
    pub(super) text: &'a str,
    /// The bytes it stands on, quotes included.
    pub(super) range: Range<usize>,
    /// The place of every byte of `text`, and of its end; none when it cannot be told.
    offsets: Option<Vec<usize>>,
}

impl<'a> Quoted<'a> {
    /// The string `text`, which stands on the bytes `range` of `source`.
    pub(super) fn new(source: &str, range: Range<usize>, text: &'a str) -> Quoted<'a> {
        let raw = source.get(range.clone()).unwrap_or_default();
        Quoted {
            text,
            offsets: offsets(raw, text),
            range,
        }
    }

    /// Where a part of the text stands in the file.
    pub(super) fn place(&self, part: Range<usize>) -> Range<usize> {
        let Some(offsets) = &self.offsets else {
            return self.range.clone();
        };
        match (offsets.get(part.start), offsets.get(part.end)) {
            (Some(start), Some(end)) => self.range.start + start..self.range.start + end,
            _ => self.range.clone(),
        }
    }

    /// Where the text stands in the file, without its quotes.
    pub(super) fn inside(&self) -> Range<usize> {
        self.place(0..self.text.len())
    }
}

/// The offset in `raw`, a TOML string with its quotes, of every byte of `text` and of its end.
fn offsets(raw: &str, text: &str) -> Option<Vec<usize>> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let triple: String = [quote; 3].iter().collect();
    let is_multiline = raw.len() >= 6 && raw.starts_with(&triple);
    let mut at = if is_multiline { 3 } else { 1 };
    if is_multiline {
        // A newline right after the opening quotes is not part of the text.
        at += ["\r\n", "\n"]
            .iter()
            .find(|newline| raw[at..].starts_with(**newline))
            .map_or(0, |newline| newline.len());
    }
    let mut offsets = Vec::with_capacity(text.len() + 1);
    for c in text.chars() {
        if quote == '"' {
            at += skipped_line_end(&raw[at..]);
        }
        let rest = raw.get(at..)?;
        let length = match rest.chars().next()? {
            '\\' if quote == '"' => escape_length(rest)?,
            // Line ends are read as `\n`.
            '\r' if c == '\n' && rest.starts_with("\r\n") => 2,
            written if written == c => c.len_utf8(),
            _ => return None,
        };
        offsets.extend(std::iter::repeat_n(at, c.len_utf8()));
        at += length;
    }
    offsets.push(at);
    Some(offsets)
}

/// The length of a backslash at the end of a line with all the space that follows, which stands for nothing.
fn skipped_line_end(rest: &str) -> usize {
    let mut left = rest;
    while let Some(after) = left.strip_prefix('\\') {
        let trimmed = after.trim_start();
        if !after[..after.len() - trimmed.len()].contains('\n') {
            break;
        }
        left = trimmed;
    }
    rest.len() - left.len()
}

fn escape_length(rest: &str) -> Option<usize> {
    let length = match rest.as_bytes().get(1)? {
        b'x' => 4,
        b'u' => 6,
        b'U' => 10,
        _ => 2,
    };
    rest.is_char_boundary(length).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_string_is_followed() {
        for (raw, text) in [
            ("'utf8(nme)'", "utf8(nme)"),
            ("\"utf8(nme)\"", "utf8(nme)"),
            (
                r#""len(x, count = \"f(nme)\")""#,
                "len(x, count = \"f(nme)\")",
            ),
            (r#""\u00e9\U000000e9 nme""#, "éé nme"),
            ("\"\"\"\nutf8(\\\n   nme)\"\"\"", "utf8(nme)"),
            ("'''\r\nutf8(\r\nnme)'''", "utf8(\nnme)"),
        ] {
            let source = format!("x = {raw}");
            let quoted = Quoted::new(&source, 4..source.len(), text);
            let start = text.find("nme").expect("every text has the word");
            assert_eq!(&source[quoted.place(start..start + 3)], "nme", "{raw}");
        }
    }

    #[test]
    fn what_is_not_understood_is_shown_whole() {
        for raw in ["", "\"", "x", "\"a", "\"\\", "\"\\é\"", "'b'", "\"\\u12"] {
            let quoted = Quoted::new(raw, 0..raw.len(), "a");
            let _ = quoted.place(0..1);
            assert!(raw.get(quoted.inside()).is_some(), "{raw}");
        }
    }
}
