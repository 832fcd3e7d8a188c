//! What a declaration says that clang does not pass on: attributes that only gcc has, read from the tokens, and the
//! directions that Doxygen comments give to parameters.

use crate::contract::{Argument, Claim, Fact, FactKind, Operand, Provenance, Root};
use crate::source::Span;

/// The claims in the text of a declaration, which begins at `start` of `text`; `span` makes a place of two offsets.
pub(super) fn attributes(text: &[u8], start: usize, span: impl Fn(u32, u32) -> Span) -> Vec<Claim> {
    let declaration = declaration(text.get(start..).unwrap_or_default());
    // Most declarations have nothing of the kind.
    if !declaration.windows(2).any(|pair| pair == b"__") && !declaration.contains(&b'[') {
        return Vec::new();
    }
    let declaration = String::from_utf8_lossy(declaration);
    let mut claims = Vec::new();
    for (at, name, arguments) in calls(&declaration) {
        for fact in facts(name, arguments) {
            let from = u32::try_from(start + at).unwrap_or(u32::MAX);
            let to = from.saturating_add(u32::try_from(name.len()).unwrap_or(0));
            claims.push(Claim {
                fact,
                provenance: Provenance::CompilerAttribute,
                span: span(from, to),
            });
        }
    }
    claims
}

/// From the start of a declaration to its semicolon or its body.
pub(super) fn declaration(text: &[u8]) -> &[u8] {
    const MOST: usize = 4000;
    let end = text
        .iter()
        .take(MOST)
        .position(|byte| matches!(byte, b';' | b'{'));
    &text[..end.unwrap_or(0)]
}

/// The words of a text that are macros or attributes, each with what stands in parentheses after it.
pub(super) fn calls(text: &str) -> Vec<(usize, &str, &str)> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let bytes = text.as_bytes();
    let mut calls = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !is_part(bytes[at]) {
            at += 1;
            continue;
        }
        let length = bytes[at..]
            .iter()
            .take_while(|byte| is_part(**byte))
            .count();
        let rest = &text[at + length..];
        let inside = rest.trim_start().strip_prefix('(');
        let arguments = inside
            .and_then(|inside| inside.split_once(')'))
            .map(|(inside, _)| inside);
        calls.push((at, &text[at..at + length], arguments.unwrap_or("")));
        at += length;
    }
    calls
}

/// What an attribute that clang ignores says, or a macro of the C library that stands for one.
fn facts(name: &str, arguments: &str) -> Vec<Fact> {
    let mut words = arguments
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    match name {
        "malloc" | "__malloc__" | "__attr_dealloc" => match words.next() {
            // Only the first argument of a destructor can be expressed.
            Some(destroy) if words.next().is_none_or(|index| index == "1") => vec![owned(destroy)],
            _ => Vec::new(),
        },
        "__attr_dealloc_free" => vec![owned("free")],
        "__attr_dealloc_fclose" => vec![owned("fclose")],
        "access" | "__access__" | "__attr_access" => access(arguments),
        _ => Vec::new(),
    }
}

fn owned(destroy: &str) -> Fact {
    let destroy = destroy.strip_prefix("__builtin_").unwrap_or(destroy);
    Fact {
        kind: FactKind::ReturnsOwned,
        operands: Vec::new(),
        arguments: vec![("destroy".to_owned(), Argument::Word(destroy.to_owned()))],
    }
}

/// `access(write_only, 1, 2)`: the first parameter is written, and the second says how long it is.
fn access(arguments: &str) -> Vec<Fact> {
    let arguments = arguments.trim_start_matches('(');
    let mut words = arguments.split(',').map(str::trim);
    let mode = words.next().unwrap_or_default();
    let mut index = || words.next()?.parse::<u32>().ok()?.checked_sub(1);
    let Some(subject) = index() else {
        return Vec::new();
    };
    let about = |kind, arguments| Fact {
        kind,
        operands: vec![Operand::at(Root::Index(subject))],
        arguments,
    };
    let mut facts = Vec::new();
    match mode.trim_matches('_') {
        "write_only" => facts.push(about(FactKind::Out, Vec::new())),
        "read_write" => facts.push(about(FactKind::Inout, Vec::new())),
        _ => {}
    }
    if let Some(count) = index() {
        let count = Argument::Position(crate::contract::Position::root(Root::Index(count)));
        facts.push(about(FactKind::Len, vec![("count".to_owned(), count)]));
    }
    facts
}

/// The directions that a comment gives: `@param[out] name`. `start` is where the comment begins in its file.
pub(super) fn directions(
    comment: &[u8],
    start: usize,
    span: impl Fn(u32, u32) -> Span,
) -> Vec<Claim> {
    if !comment.windows(6).any(|word| word == b"param[") {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(comment);
    let mut claims = Vec::new();
    for (at, _) in text.match_indices("param[") {
        let rest = &text[at + "param[".len()..];
        let Some((direction, rest)) = rest.split_once(']') else {
            continue;
        };
        let kind = match direction.replace(' ', "").as_str() {
            "out" => FactKind::Out,
            "in,out" | "inout" | "out,in" => FactKind::Inout,
            _ => continue,
        };
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let name: String = rest
            .trim_start()
            .chars()
            .take_while(|c| is_part(*c))
            .collect();
        if name.is_empty() {
            continue;
        }
        let from = u32::try_from(start + at).unwrap_or(u32::MAX);
        claims.push(Claim {
            fact: Fact {
                kind,
                operands: vec![Operand::at(Root::Named(name))],
                arguments: Vec::new(),
            },
            provenance: Provenance::DocTag,
            span: span(from, from.saturating_add(10)),
        });
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn span(start: u32, end: u32) -> Span {
        Span {
            file: FileId(0),
            start,
            end,
        }
    }

    fn read(text: &str) -> Vec<String> {
        let claims = attributes(text.as_bytes(), 0, span);
        claims.iter().map(|claim| claim.fact.to_string()).collect()
    }

    #[test]
    fn attributes_of_gcc_are_read_from_the_tokens() {
        assert_eq!(
            read(
                "extern FILE *popen (const char *c)\n __attribute_malloc__ __attr_dealloc (pclose, 1) __wur;"
            ),
            ["returns_owned(destroy = pclose)"]
        );
        assert_eq!(
            read("thing *thing_new(void) __attribute__((malloc(thing_free, 1)));"),
            ["returns_owned(destroy = thing_free)"]
        );
        assert_eq!(
            read("int read_it(char *buffer, int n) __attribute__((access(write_only, 1, 2)));"),
            ["out(#0)", "len(#0, count = #1)"]
        );
        assert!(read("int plain(int malloc);").is_empty());
    }

    #[test]
    fn doxygen_gives_directions() {
        let text = "/** @param[out] env where\n * @param[in] x\n * @param [in,out] y */";
        let claims = directions(text.as_bytes(), 0, span);
        let facts: Vec<String> = claims.iter().map(|claim| claim.fact.to_string()).collect();
        assert_eq!(facts, ["out(env)"]);
    }
}
