//! Where tokens stand: the places of Rust's tokens as byte ranges of a contract's sources, and back.

use crate::source::{FileId, SourceMap, Span};
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::{ops::Range, path::PathBuf};

/// Turns tokens into spans of a contract.
///
/// A tool that reads a file knows the bytes of every token. A macro does not: stable compilers tell no offsets. For it,
/// what is worth pointing at is copied into a text of its own, token by token, and what came from where is remembered.
#[derive(Debug)]
pub struct Places {
    file: FileId,
    text: Text,
}

#[derive(Debug)]
enum Text {
    /// The file as it is.
    Read(String),
    /// What was copied so far.
    Copied(Copy),
}

impl Places {
    /// For tokens that a compiler gives to a macro, in the first file of a new contract.
    pub fn copied() -> Places {
        Places {
            file: FileId(0),
            text: Text::Copied(Copy::default()),
        }
    }

    /// For tokens that were parsed from `text`, which is the file `file` of a contract.
    pub fn read(file: FileId, text: impl Into<String>) -> Places {
        Places {
            file,
            text: Text::Read(text.into()),
        }
    }

    /// Where tokens stand.
    pub fn span(&mut self, tokens: TokenStream) -> Span {
        self.text(tokens).1
    }

    /// The text of tokens, and where it stands: offsets in the one are offsets in the other.
    pub fn text(&mut self, tokens: TokenStream) -> (String, Span) {
        let file = self.file;
        let (text, range) = match &mut self.text {
            Text::Read(text) => {
                let range = bytes(tokens);
                (text.get(range.clone()).unwrap_or_default(), range)
            }
            Text::Copied(copy) => {
                let start = copy.text.len();
                copy.tokens(tokens);
                let range = start..copy.text.trim_end().len().max(start);
                copy.text.push('\n');
                (&copy.text[range.clone()], range)
            }
        };
        (text.to_owned(), Span::new(file, range))
    }

    /// The first and the last token of a part of what was copied.
    pub fn tokens(&self, span: Span) -> Option<(proc_macro2::Span, proc_macro2::Span)> {
        let Text::Copied(Copy { tokens, .. }) = &self.text else {
            return None;
        };
        let (start, end) = (span.start as usize, span.end as usize);
        let first = tokens.partition_point(|(range, _)| range.end <= start);
        let last = tokens.partition_point(|(range, _)| range.start < end);
        let last = last.max(first + 1);
        Some((tokens.get(first)?.1, tokens.get(last - 1)?.1))
    }

    /// The sources of a contract whose first file is the one that the tokens stand in.
    pub fn sources(&self, path: PathBuf) -> SourceMap {
        let mut sources = SourceMap::default();
        let (Text::Read(text) | Text::Copied(Copy { text, .. })) = &self.text;
        sources.add(path, text.as_bytes());
        sources
    }
}

/// Tokens as text.
#[derive(Debug, Default)]
struct Copy {
    text: String,
    /// The bytes that each token takes.
    tokens: Vec<(Range<usize>, proc_macro2::Span)>,
}

impl Copy {
    /// Writes tokens so that they could be parsed again, and so that the names of facts keep their sigils: `@return`.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::None => ("", ""),
                    };
                    self.push(open, group.span_open());
                    self.tokens(group.stream());
                    self.push(close, group.span_close());
                }
                TokenTree::Ident(ident) => {
                    self.push(&ident.to_string(), ident.span());
                    let next = tokens.peek();
                    if matches!(next, Some(TokenTree::Ident(_) | TokenTree::Literal(_))) {
                        self.text.push(' ');
                    }
                }
                TokenTree::Punct(punct) => {
                    let mark = punct.as_char();
                    let is_alone = punct.spacing() == Spacing::Alone;
                    if mark == '=' && is_alone {
                        self.text.push(' ');
                    }
                    self.push(mark.encode_utf8(&mut [0; 4]), punct.span());
                    if matches!(mark, ',' | '=' | ':') && is_alone {
                        self.text.push(' ');
                    }
                }
                TokenTree::Literal(literal) => self.push(&literal.to_string(), literal.span()),
            }
        }
    }

    fn push(&mut self, token: &str, span: proc_macro2::Span) {
        let start = self.text.len();
        self.text.push_str(token);
        self.tokens.push((start..self.text.len(), span));
    }
}

/// The bytes from the first to the last of tokens that were parsed from a file.
fn bytes(tokens: TokenStream) -> Range<usize> {
    let mut ranges = tokens.into_iter().map(|token| token.span().byte_range());
    match ranges.next() {
        Some(first) => ranges.fold(first, |all, next| {
            all.start.min(next.start)..all.end.max(next.end)
        }),
        None => 0..0,
    }
}
