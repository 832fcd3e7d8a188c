//! The tokens of the grammar.

use super::problem::Problem;
use std::{borrow::Cow, iter::Peekable, ops::Range, str::CharIndices};

/// One token and the bytes it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// An identifier of C.
    Word(String),
    /// A number, with its sign.
    Number(String),
    /// Quoted text, without its escapes.
    Text(String),
    /// `@` and a word.
    Sigil(String),
    /// A mark: one of [`MARKS`].
    Mark(char),
    /// The end of the text.
    End,
}

const MARKS: &str = "(),:=.[]#";

impl TokenKind {
    /// The token as it is called in a message.
    pub(super) fn describe(&self) -> Cow<'static, str> {
        match self {
            TokenKind::Word(text) | TokenKind::Number(text) => format!("`{text}`").into(),
            TokenKind::Text(_) => "quoted text".into(),
            TokenKind::Sigil(name) => format!("`@{name}`").into(),
            TokenKind::Mark(mark) => format!("`{mark}`").into(),
            TokenKind::End => "the end".into(),
        }
    }
}

/// Splits `text` into tokens; the last one is [`TokenKind::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Problem> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let kind = match c {
            c if c.is_whitespace() => continue,
            c if MARKS.contains(c) => TokenKind::Mark(c),
            c if starts_word(c) => TokenKind::Word(word(text, start, &mut chars).to_owned()),
            c if c.is_ascii_digit() => TokenKind::Number(word(text, start, &mut chars).to_owned()),
            '-' if chars.peek().is_some_and(|(_, c)| c.is_ascii_digit()) => {
                TokenKind::Number(word(text, start, &mut chars).to_owned())
            }
            '@' => TokenKind::Sigil(word(text, start, &mut chars)[1..].to_owned()),
            '"' => TokenKind::Text(quoted(text, start, &mut chars)?),
            _ => {
                return Err(Problem::syntax(
                    start..start + c.len_utf8(),
                    format!("`{}` means nothing in a fact", c.escape_debug()),
                    "unexpected",
                ));
            }
        };
        let end = chars.peek().map_or(text.len(), |(next, _)| *next);
        tokens.push(Token {
            kind,
            range: start..end,
        });
    }
    // Spaces at the end are no part of what is missing there.
    let end = text.trim_end().len();
    tokens.push(Token {
        kind: TokenKind::End,
        range: end..end,
    });
    Ok(tokens)
}

/// Whether `text` is one word, as the name of a symbol must be.
pub fn is_word(text: &str) -> bool {
    text.starts_with(starts_word) && text.chars().all(continues_word)
}

fn starts_word(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '$'
}

fn continues_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The rest of a word or number that has begun at `start`.
fn word<'t>(text: &'t str, start: usize, chars: &mut Peekable<CharIndices<'_>>) -> &'t str {
    while chars.next_if(|(_, c)| continues_word(*c)).is_some() {}
    let end = chars.peek().map_or(text.len(), |(next, _)| *next);
    &text[start..end]
}

fn quoted(
    text: &str,
    start: usize,
    chars: &mut Peekable<CharIndices<'_>>,
) -> Result<String, Problem> {
    let mut content = String::new();
    while let Some((index, c)) = chars.next() {
        match c {
            '"' => return Ok(content),
            '\\' => match chars.next() {
                Some((_, 'n')) => content.push('\n'),
                Some((_, 'r')) => content.push('\r'),
                Some((_, 't')) => content.push('\t'),
                Some((_, c @ ('"' | '\\'))) => content.push(c),
                Some((_, c)) => {
                    return Err(Problem::syntax(
                        index..index + 1 + c.len_utf8(),
                        format!("`\\{}` is no escape", c.escape_debug()),
                        "unknown escape",
                    )
                    .help("the escapes are `\\\"`, `\\\\`, `\\n`, `\\r` and `\\t`"));
                }
                None => break,
            },
            c => content.push(c),
        }
    }
    Err(Problem::syntax(
        start..text.len(),
        "quoted text has no end",
        "begins here",
    ))
}
