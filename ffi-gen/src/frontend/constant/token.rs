//! The lexer: source bytes to preprocessing tokens.
//!
//! It accepts any bytes. What is no token of C becomes a token of kind [`Kind::Unknown`], which no later stage accepts.

use crate::contract::Reason;
use std::{
    borrow::Borrow,
    hash::{Hash, Hasher},
    ops::Deref,
    rc::Rc,
};

/// A preprocessing token.
#[derive(Debug, Clone)]
pub(super) struct Token<'s> {
    pub(super) kind: Kind,
    pub(super) text: Spelling<'s>,
    /// Whether white space stands before it: `#` must reproduce that.
    pub(super) spaced: bool,
    /// Whether it named a macro while that macro was being replaced: it then never becomes a macro call again.
    pub(super) painted: bool,
}

/// The kinds of preprocessing tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Identifier,
    Number,
    Character,
    Text,
    Punctuator,
    Unknown,
    /// An empty macro argument beside `##`.
    Placemarker,
}

/// How a token is spelled: a piece of the source, or text made by `#`, `##` or the removal of a line splice.
#[derive(Debug, Clone)]
pub(super) enum Spelling<'s> {
    Source(&'s [u8]),
    Made(Rc<[u8]>),
}

/// Appends the tokens of `source` to `tokens`.
pub(super) fn lex<'s>(source: &'s [u8], tokens: &mut Vec<Token<'s>>) {
    if has_splice(source) {
        let joined = without_splices(source);
        scan(&joined, |kind, text, spaced| {
            tokens.push(Token::new(kind, Spelling::Made(Rc::from(text)), spaced));
        });
    } else {
        scan(source, |kind, text, spaced| {
            tokens.push(Token::new(kind, Spelling::Source(text), spaced));
        });
    }
}

/// Refuses trigraphs: which flags make compilers read them is not known here, and `"??!"` is text as well.
pub(super) fn check_trigraphs(source: &[u8]) -> Result<(), Reason> {
    let is_trigraph = |three: &[u8]| three.starts_with(b"??") && b"=/'()!<>-".contains(&three[2]);
    match source.contains(&b'?') && source.windows(3).any(is_trigraph) {
        true => Err(Reason::new(
            "trigraph",
            "it has a trigraph, which is read in two ways",
        )),
        false => Ok(()),
    }
}

/// The single token that `text` spells, or none.
pub(super) fn lex_one<'s>(text: Vec<u8>) -> Option<Token<'s>> {
    let mut only = None;
    let mut count = 0;
    scan(&text, |kind, piece, _| {
        only = Some((kind, piece.len()));
        count += 1;
    });
    match only {
        Some((kind, len)) if count == 1 && len == text.len() => {
            Some(Token::new(kind, Spelling::Made(Rc::from(text)), false))
        }
        _ => None,
    }
}

/// Whether a byte is white space inside a definition.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c)
}

/// The length of the preprocessing number that `text` starts with; the first byte has been seen to start one.
pub(super) fn number_len(text: &[u8]) -> usize {
    let mut at = 1;
    while let Some(&byte) = text.get(at) {
        let previous = text[at - 1];
        at += match byte {
            b'+' | b'-' if matches!(previous, b'e' | b'E' | b'p' | b'P') => 1,
            b'\'' if text.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => 2,
            b'.' => 1,
            _ if continues_identifier(byte) => 1,
            _ => break,
        };
    }
    at
}

/// The length of the quoted literal that starts at the quote `text[0]`, or none when it does not end.
pub(super) fn quoted_len(text: &[u8]) -> Option<usize> {
    let quote = text[0];
    let mut at = 1;
    loop {
        match *text.get(at)? {
            b'\n' => return None,
            b'\\' => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

fn scan<'b>(source: &'b [u8], mut emit: impl FnMut(Kind, &'b [u8], bool)) {
    let mut at = 0;
    let mut spaced = false;
    while let Some(&byte) = source.get(at) {
        let rest = &source[at..];
        if is_space(byte) {
            at += 1;
            spaced = true;
            continue;
        }
        if let Some(len) = comment_len(rest) {
            at += len;
            spaced = true;
            continue;
        }
        let (kind, len) = if starts_identifier(byte) {
            word(rest)
        } else if byte.is_ascii_digit()
            || byte == b'.' && rest.get(1).is_some_and(u8::is_ascii_digit)
        {
            (Kind::Number, number_len(rest))
        } else if matches!(byte, b'"' | b'\'') {
            quoted(rest, 0)
        } else {
            punctuator(rest)
        };
        let text = &rest[..len];
        emit(
            kind,
            if kind == Kind::Punctuator {
                without_digraph(text)
            } else {
                text
            },
            spaced,
        );
        at += len;
        spaced = false;
    }
}

pub(super) fn comment_len(text: &[u8]) -> Option<usize> {
    let end = match text.get(..2)? {
        b"//" => text.iter().position(|&byte| byte == b'\n'),
        b"/*" => text[2..]
            .windows(2)
            .position(|pair| pair == b"*/")
            .map(|at| at + 4),
        _ => return None,
    };
    Some(end.unwrap_or(text.len()))
}

/// An identifier, or a literal with an encoding prefix.
fn word(text: &[u8]) -> (Kind, usize) {
    let len = text
        .iter()
        .position(|&byte| !continues_identifier(byte))
        .unwrap_or(text.len());
    let is_prefix = matches!(&text[..len], b"L" | b"u" | b"U" | b"u8");
    if is_prefix && matches!(text.get(len), Some(b'"' | b'\'')) {
        match quoted(text, len) {
            (Kind::Unknown, _) => (Kind::Identifier, len),
            literal => literal,
        }
    } else {
        (Kind::Identifier, len)
    }
}

fn quoted(text: &[u8], prefix: usize) -> (Kind, usize) {
    let kind = if text[prefix] == b'"' {
        Kind::Text
    } else {
        Kind::Character
    };
    match quoted_len(&text[prefix..]) {
        Some(len) => (kind, prefix + len),
        None => (Kind::Unknown, 1),
    }
}

fn punctuator(text: &[u8]) -> (Kind, usize) {
    const LONG: &[&[u8]] = &[b"%:%:", b"...", b"<<=", b">>="];
    const PAIRS: &[u8; 48] = b"->++--<<>><=>===!=&&||+=-=*=/=%=&=|=^=##<::><%%>";
    if let Some(long) = LONG.iter().find(|long| text.starts_with(long)) {
        return (Kind::Punctuator, long.len());
    }
    if text.len() >= 2 && PAIRS.chunks_exact(2).any(|pair| pair == &text[..2])
        || text.starts_with(b"%:")
    {
        return (Kind::Punctuator, 2);
    }
    if b"[]{}().&*+-~!/%<>^|?:;=,#".contains(&text[0]) {
        (Kind::Punctuator, 1)
    } else {
        (Kind::Unknown, 1)
    }
}

fn without_digraph(text: &[u8]) -> &[u8] {
    match text {
        b"<:" => b"[",
        b":>" => b"]",
        b"<%" => b"{",
        b"%>" => b"}",
        b"%:" => b"#",
        b"%:%:" => b"##",
        _ => text,
    }
}

fn starts_identifier(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$' | 0x80..)
}

fn continues_identifier(byte: u8) -> bool {
    starts_identifier(byte) || byte.is_ascii_digit()
}

/// The length of the line splice at the start of `text`. Compilers let blanks stand before the line's end.
pub(super) fn splice_len(text: &[u8]) -> Option<usize> {
    if text.first() != Some(&b'\\') {
        return None;
    }
    let blanks = text[1..]
        .iter()
        .position(|byte| !matches!(byte, b' ' | b'\t' | b'\r'))?;
    (text[1 + blanks] == b'\n').then_some(blanks + 2)
}

fn has_splice(source: &[u8]) -> bool {
    source.contains(&b'\\') && source.contains(&b'\n')
}

fn without_splices(source: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(source.len());
    let mut at = 0;
    while at < source.len() {
        match splice_len(&source[at..]) {
            Some(len) => at += len,
            None => {
                joined.push(source[at]);
                at += 1;
            }
        }
    }
    joined
}

impl<'s> Token<'s> {
    pub(super) fn new(kind: Kind, text: Spelling<'s>, spaced: bool) -> Token<'s> {
        Token {
            kind,
            text,
            spaced,
            painted: false,
        }
    }

    /// Whether it is this punctuator.
    pub(super) fn is(&self, punctuator: &str) -> bool {
        self.kind == Kind::Punctuator && *self.text == *punctuator.as_bytes()
    }

    /// Its text as a message shows it.
    pub(super) fn display(&self) -> String {
        const LONGEST: usize = 40;
        let shown = &self.text[..self.text.len().min(LONGEST)];
        String::from_utf8_lossy(shown).into_owned()
    }
}

impl Deref for Spelling<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Spelling::Source(text) => text,
            Spelling::Made(text) => text,
        }
    }
}

impl Borrow<[u8]> for Spelling<'_> {
    fn borrow(&self) -> &[u8] {
        self
    }
}

impl Hash for Spelling<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl PartialEq for Spelling<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Spelling<'_> {}
