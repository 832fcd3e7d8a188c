//! Documentation as rustdoc renders it: plain text stays plain, and nothing ever runs as a test.

use super::ident::is_directional;
use crate::{
    contract::{Block, Docs},
    emit::Writer,
};

/// Writes documentation as comments for what follows.
pub(super) fn write(writer: &mut Writer, docs: &Docs) {
    let mut notes = Notes {
        writer,
        previous: None,
    };
    for block in &docs.blocks {
        notes.block(block);
    }
}

/// The kinds of blocks, as far as they decide what goes between two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Entry,
    Param,
    Returns,
}

/// Documentation while it is written.
struct Notes<'w> {
    writer: &'w mut Writer,
    previous: Option<Kind>,
}

impl Notes<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Markdown(text) => {
                self.start(Kind::Text);
                text.lines().for_each(|line| self.line(line));
            }
            Block::Paragraph(text) => {
                self.start(Kind::Text);
                self.text(text, "", "");
            }
            Block::Entry(text) => {
                self.start(Kind::Entry);
                self.text(text, "- ", "  ");
            }
            Block::Preformatted(text) => {
                self.start(Kind::Text);
                self.preformatted(text);
            }
            Block::Param { name, text } => {
                if self.start(Kind::Param) {
                    self.line("# Parameters");
                    self.line("");
                }
                let name: String = name.chars().filter(|c| *c != '`').map(visible).collect();
                self.text(text, &["- `", &name, "`: "].concat(), "  ");
            }
            Block::Returns(text) => {
                if self.start(Kind::Returns) {
                    self.line("# Returns");
                    self.line("");
                }
                self.text(text, "", "");
            }
            Block::Deprecated(text) => {
                self.start(Kind::Text);
                self.text(text, "**Deprecated.** ", "");
            }
        }
    }

    /// Separates a block from the one before; says whether a new kind of block starts.
    fn start(&mut self, kind: Kind) -> bool {
        let is_new = self.previous != Some(kind);
        let is_list = matches!(kind, Kind::Entry | Kind::Param);
        if self.previous.is_some() && (is_new || !is_list) {
            self.line("");
        }
        self.previous = Some(kind);
        is_new
    }

    fn text(&mut self, text: &str, first: &str, rest: &str) {
        let mut lead = first;
        let mut any = false;
        for line in text.lines().map(str::trim) {
            // An empty line would end the list entry.
            if line.is_empty() {
                continue;
            }
            self.writer.push("/// ");
            self.writer.push(lead);
            push_escaped(self.writer, line);
            self.writer.newline();
            lead = rest;
            any = true;
        }
        if !any && !first.is_empty() {
            self.line(first.trim_end());
        }
    }

    fn preformatted(&mut self, text: &str) {
        let fence = "`".repeat(3.max(1 + longest_run(text, '`')));
        self.line(&[&fence, "text"].concat());
        for line in text.lines() {
            let line: String = line.chars().map(visible).collect();
            self.line(line.trim_end());
        }
        self.line(&fence);
    }

    fn line(&mut self, text: &str) {
        self.writer.push("///");
        if !text.is_empty() {
            self.writer.push(" ");
            self.writer.push(text);
        }
        self.writer.newline();
    }
}

/// Writes a line of plain text so that Markdown shows it as it is, but for code between backticks, which remains code,
/// and addresses, which become links.
fn push_escaped(writer: &mut Writer, line: &str) {
    let mut rest = line;
    push_line_start(writer, &mut rest);
    let mut before = ' ';
    while let Some(at) = find_special(rest) {
        let (plain, tail) = rest.split_at(at);
        writer.push(plain);
        before = plain.chars().next_back().unwrap_or(before);
        if let Some(length) = address_length(tail).filter(|_| !before.is_alphanumeric()) {
            writer.push("<");
            writer.push(&tail[..length]);
            writer.push(">");
            rest = &tail[length..];
            before = '>';
            continue;
        }
        if let Some(length) = code_length(tail) {
            let (code, after) = tail.split_at(length);
            code.chars().for_each(|c| writer.push_char(visible(c)));
            rest = after;
            before = '`';
            continue;
        }
        let mut characters = tail.chars();
        let Some(special) = characters.next() else {
            break;
        };
        rest = characters.as_str();
        let after = rest.chars().next().unwrap_or(' ');
        match special {
            '_' if before.is_alphanumeric() && after.is_alphanumeric() => writer.push("_"),
            // rustdoc warns of addresses that are no links.
            'h' => match rest
                .find("://")
                .filter(|end| matches!(&rest[..*end], "ttp" | "ttps"))
            {
                Some(end) => {
                    writer.push("h");
                    writer.push(&rest[..end]);
                    writer.push("\\");
                    rest = &rest[end..];
                }
                None => writer.push("h"),
            },
            c if c.is_ascii_punctuation() => {
                writer.push("\\");
                writer.push_char(c);
            }
            '\t' => writer.push(" "),
            c if is_hidden(c) => {}
            c => writer.push_char(c),
        }
        before = special;
    }
    writer.push(rest);
}

/// Escapes what would start a heading, a list, a rule or a quotation.
fn push_line_start(writer: &mut Writer, rest: &mut &str) {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, tail) = rest.split_at(digits);
    let escaped = match tail.as_bytes().first() {
        Some(b'.' | b')') => digits > 0,
        Some(b'#' | b'-' | b'+' | b'=' | b'|' | b':') => digits == 0,
        _ => false,
    };
    if escaped {
        writer.push(number);
        writer.push("\\");
        writer.push(&tail[..1]);
        *rest = &tail[1..];
    }
}

/// The offset of the next character that may need care.
fn find_special(text: &str) -> Option<usize> {
    text.bytes()
        .enumerate()
        .position(|(index, byte)| match byte {
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'~' | b'&' => true,
            b'h' => text[index..].starts_with("http"),
            0..0x20 | 0x7f..=0xff => true,
            _ => false,
        })
}

/// The length of the code between backticks that `text` starts with. Old comments quote a word like `this', which is none.
fn code_length(text: &str) -> Option<usize> {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let (fence, inside) = text.split_at(ticks);
    let mut at = 0;
    let length = loop {
        at += inside.get(at..)?.find(fence).filter(|_| ticks > 0)?;
        let run = inside[at..]
            .bytes()
            .take_while(|byte| *byte == b'`')
            .count();
        if run == ticks {
            break at;
        }
        at += run;
    };
    let code = &inside[..length];
    let is_code =
        !code.trim().is_empty() && (ticks > 1 || code.trim() == code && !code.contains('\''));
    is_code.then_some(2 * ticks + length)
}

/// The length of the web address that `text` starts with.
fn address_length(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.starts_with(scheme))?;
    let ends = |c: char| {
        c.is_whitespace() || c.is_control() || !c.is_ascii() || "<>\"`[]{}|\\^".contains(c)
    };
    let end = text.find(ends).unwrap_or(text.len());
    let address =
        text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '(', '\'', '*', '_']);
    (address.len() > scheme.len()).then_some(address.len())
}

pub(super) fn is_plain_literal(expression: &str) -> bool {
    let text = expression
        .trim()
        .trim_start_matches(['-', '+', '('])
        .trim_end_matches(')');
    let quoted = |quote: char| {
        let inner = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        inner.len() > 1
            && inner.starts_with(quote)
            && inner.ends_with(quote)
            && inner.matches(quote).count() == 2
    };
    text.is_empty()
        || quoted('"')
        || quoted('\'')
        || text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'\'')
}

pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let mut longest = 0;
    let mut current = 0;
    for character in text.chars() {
        current = if character == wanted { current + 1 } else { 0 };
        longest = longest.max(current);
    }
    longest
}

/// Characters that are not shown, or that change how others are shown.
fn is_hidden(character: char) -> bool {
    character.is_control() || is_directional(character)
}

pub(super) fn visible(character: char) -> char {
    if is_hidden(character) { ' ' } else { character }
}
