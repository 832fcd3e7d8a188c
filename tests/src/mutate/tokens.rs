//! C text as tokens, roughly: enough to change one thing at a time.

use std::ops::Range;

/// One token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    /// A number.
    Number,
    /// A string or character literal.
    Text,
    /// A comment or punctuation.
    Other,
}

/// The tokens of a text. White space is none.
pub(super) fn tokens(text: &[u8]) -> Vec<Token> {
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let rest = &text[at..];
        let (length, kind) = match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {
                at += 1;
                continue;
            }
            b'"' | b'\'' => (literal(rest), Kind::Text),
            b'/' if rest.starts_with(b"/*") => (until(rest, b"*/"), Kind::Other),
            b'/' if rest.starts_with(b"//") => (until(rest, b"\n"), Kind::Other),
            b'0'..=b'9' => (word(rest), Kind::Number),
            _ if is_word(byte) => (word(rest), Kind::Word),
            _ => (1, Kind::Other),
        };
        list.push(Token {
            range: at..at + length,
            kind,
        });
        at += length;
    }
    list
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn word(text: &[u8]) -> usize {
    text.iter().take_while(|&&byte| is_word(byte)).count()
}

/// The length of the part of a text that `end` closes.
fn until(text: &[u8], end: &[u8]) -> usize {
    let found = text
        .windows(end.len())
        .skip(2)
        .position(|window| window == end);
    found.map_or(text.len(), |at| at + 2 + end.len())
}

/// The length of a literal; it ends with the line at the latest.
fn literal(text: &[u8]) -> usize {
    let mut escaped = false;
    for (at, &byte) in text.iter().enumerate().skip(1) {
        match byte {
            b'\n' => return at,
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == text[0] => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_falls_into_tokens() {
        let text = b"int a1[0x1F]; // end\n/* b */ \"q\\\"\" 'c' \"open\n/* open";
        let found: Vec<&str> = tokens(text)
            .into_iter()
            .map(|token| std::str::from_utf8(&text[token.range]).unwrap())
            .collect();
        assert_eq!(
            found,
            [
                "int",
                "a1",
                "[",
                "0x1F",
                "]",
                ";",
                "// end\n",
                "/* b */",
                "\"q\\\"\"",
                "'c'",
                "\"open",
                "/* open"
            ]
        );
    }
}
