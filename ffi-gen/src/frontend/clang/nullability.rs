//! `_Nullable` and `_Nonnull`, read from the tokens: libclang tells of them only in a mode in which every type that has an
//! attribute looks different.

use super::{api::Cursor, files::Files};
use crate::{
    contract::{Claim, Fact, FactKind, Operand, Provenance, Root},
    source::Span,
};

/// The claims in the text of a function's declaration. What a pragma says of a whole file (`assume_nonnull`) is not
/// looked at.
pub(super) fn claims<'tu>(function: Cursor<'tu>, files: &Files<'tu>) -> Vec<Claim> {
    let Some((file, start, _)) = files.extent(function) else {
        return Vec::new();
    };
    let span = |start, end| files.span(file, start, end);
    let name = || function.spelling();
    written(files.text(file), start as usize, name, span)
}

/// The claims in a declaration that begins at `start` of `text`; `span` makes a place of two offsets.
fn written(
    text: &[u8],
    start: usize,
    name: impl FnOnce() -> String,
    span: impl Fn(u32, u32) -> Span,
) -> Vec<Claim> {
    let declaration = super::written::declaration(text.get(start..).unwrap_or_default());
    // Most declarations have nothing of the kind.
    if !declaration.windows(2).any(|pair| pair == b"_N") {
        return Vec::new();
    }
    let declaration = String::from_utf8_lossy(declaration);
    let Some((result, params)) = halves(&declaration, &name()) else {
        return Vec::new();
    };
    let mut found = vec![(Root::Return, 0, &declaration[..result])];
    for (index, (from, param)) in (0..).zip(split(&declaration[params..])) {
        found.push((Root::Index(index), params + from, param));
    }
    let claims = found.into_iter().filter_map(|(root, from, part)| {
        let (kind, at, length) = qualifier(part)?;
        let from = u32::try_from(start + from + at).ok()?;
        Some(Claim {
            fact: Fact {
                kind,
                operands: vec![Operand::at(root)],
                arguments: Vec::new(),
            },
            provenance: Provenance::CompilerAttribute,
            span: span(from, from.saturating_add(length)),
        })
    });
    claims.collect()
}

/// Where the name of a function stands in its declaration, and where its parameters begin.
fn halves(text: &str, name: &str) -> Option<(usize, usize)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).find_map(|(at, _)| {
        let after = &text[at + name.len()..];
        let list = after.trim_start().strip_prefix('(')?;
        let is_word = !text[..at].ends_with(is_part);
        is_word.then(|| (at, text.len() - list.len()))
    })
}

/// The parameters of a list, up to the parenthesis that closes it, each with its place.
fn split(list: &str) -> Vec<(usize, &str)> {
    let mut params = Vec::new();
    let (mut depth, mut from) = (0_u32, 0);
    for (at, byte) in list.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b',' if depth == 0 => {
                params.push((from, &list[from..at]));
                from = at + 1;
            }
            b')' if depth == 0 => {
                params.push((from, &list[from..at]));
                return params;
            }
            b')' => depth -= 1,
            _ => {}
        }
    }
    Vec::new()
}

/// The qualifier of the outermost pointer: the one after the last star, unless the declarator is more than a name.
fn qualifier(part: &str) -> Option<(FactKind, usize, u32)> {
    if part.contains(['(', '[']) {
        return None;
    }
    let from = part.rfind('*').map_or(0, |star| star + 1);
    [
        ("_Nullable", FactKind::Nullable),
        ("_Nonnull", FactKind::Nonnull),
    ]
    .into_iter()
    .find_map(|(word, kind)| {
        let outer = &part[from..];
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let (at, _) = outer.match_indices(word).find(|(at, _)| {
            !outer[..*at].ends_with(is_part) && !outer[at + word.len()..].starts_with(is_part)
        })?;
        Some((kind, from + at, u32::try_from(word.len()).ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn read(name: &str, text: &str) -> Vec<String> {
        let span = |start, end| Span {
            file: FileId(0),
            start,
            end,
        };
        let claims = written(text.as_bytes(), 0, || name.to_owned(), span);
        claims
            .iter()
            .map(|claim| {
                let place = &text[claim.span.start as usize..claim.span.end as usize];
                format!("{} ({place})", claim.fact)
            })
            .collect()
    }

    #[test]
    fn the_outermost_pointer_is_the_one_that_counts() {
        assert_eq!(
            read(
                "find",
                "extern thing *_Nullable find(const char *_Nonnull key, int n, char *_Nullable *_Nonnull out);"
            ),
            [
                "nullable(@return) (_Nullable)",
                "nonnull(#0) (_Nonnull)",
                "nonnull(#2) (_Nonnull)"
            ]
        );
        assert_eq!(
            read("f", "handle _Nonnull f (handle _Nullable h);"),
            ["nonnull(@return) (_Nonnull)", "nullable(#0) (_Nullable)"]
        );
    }

    #[test]
    fn what_is_about_a_part_is_not_about_the_whole() {
        assert!(read("f", "char *_Nullable *f(char *_Nonnull *x);").is_empty());
        assert!(
            read(
                "f",
                "void f(int (*_Nonnull cb)(void *_Nullable), char *_Nonnull a[2]);"
            )
            .is_empty()
        );
        assert!(read("f", "int *f(int my_Nonnull, int _Nullable_x);").is_empty());
        assert!(read("ff", "char *_Nonnull f(void);").is_empty());
    }
}
