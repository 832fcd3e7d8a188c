//! Compiler attributes: what they say of ownership becomes claims.

use super::{
    api::{Cursor, View},
    files::Files,
    nullability, written,
};
use crate::contract::{
    Argument, Claim, Fact, FactKind, Operand, Position, Provenance, Root, Target,
};
use clang_sys::*;

/// The claims that the attributes of a declaration make.
pub(super) fn claims<'tu>(cursor: Cursor<'tu>, files: &Files<'tu>) -> Vec<Claim> {
    let mut claims = match cursor.kind() {
        CXCursor_StructDecl | CXCursor_UnionDecl => field_claims(cursor, files),
        CXCursor_FunctionDecl => nullability::claims(cursor, files),
        _ => Vec::new(),
    };
    if !cursor.has_attributes() {
        return claims;
    }
    cursor.for_each_child(|child| {
        if !is_attribute(child) {
            return;
        }
        let Some(span) = files.span_at(child.location(View::File)) else {
            return;
        };
        let facts = match child.kind() {
            CXCursor_WarnUnusedResultAttr => vec![fact(FactKind::MustUse)],
            CXCursor_UnexposedAttr => text(child, files).map_or_else(Vec::new, |text| facts(&text)),
            _ => Vec::new(),
        };
        claims.extend(facts.into_iter().map(|fact| Claim {
            fact,
            provenance: Provenance::CompilerAttribute,
            span,
        }));
    });
    claims
}

/// The symbol of a declaration where it is not the one that its name gives: `__asm__("…")`,
/// `#pragma redefine_extname`.
///
/// A symbol that begins with `\x01` is to be taken as it is, without the prefix that the target gives to C names.
pub(super) fn symbol<'tu>(
    cursor: Cursor<'tu>,
    name: &str,
    target: &Target,
    files: &Files<'tu>,
) -> Option<String> {
    if !cursor.has_attributes() {
        return None;
    }
    match target.os.as_str() {
        // There a symbol also depends on the calling convention; only what is written out is known to be meant.
        "windows" if is_overloadable(cursor, files) => Some(format!("\x01{}", cursor.mangling())),
        "windows" => asm_label(cursor).map(|label| format!("\x01{label}")),
        "macos" | "ios" => {
            let symbol = cursor.mangling();
            let is_usual = symbol.strip_prefix('_') == Some(name) || symbol.is_empty();
            (!is_usual).then(|| format!("\x01{symbol}"))
        }
        _ => Some(cursor.mangling()).filter(|symbol| symbol != name && !symbol.is_empty()),
    }
}

fn asm_label(cursor: Cursor<'_>) -> Option<String> {
    let mut label = None;
    cursor.for_each_child(|child| {
        if child.kind() == CXCursor_AsmLabelAttr {
            label = Some(child.spelling());
        }
    });
    label
}

/// Whether a function is declared `_Noreturn` or `[[noreturn]]`, which, unlike the attribute of gcc, is not part of
/// its type.
pub(super) fn is_noreturn<'tu>(cursor: Cursor<'tu>, files: &Files<'tu>) -> bool {
    has(cursor, files, is_noreturn_name)
}

/// Whether a function may share its name with others: clang's `overloadable`.
pub(super) fn is_overloadable<'tu>(cursor: Cursor<'tu>, files: &Files<'tu>) -> bool {
    has(cursor, files, |name| {
        name.trim_matches('_') == "overloadable"
    })
}

/// Whether a declaration has an attribute that libclang has no kind for.
fn has<'tu>(cursor: Cursor<'tu>, files: &Files<'tu>, is_wanted: impl Fn(&str) -> bool) -> bool {
    let mut found = false;
    if cursor.has_attributes() {
        cursor.for_each_child(|child| {
            found |= child.kind() == CXCursor_UnexposedAttr
                && text(child, files).is_some_and(|text| is_wanted(&text));
        });
    }
    found
}

fn is_noreturn_name(text: &str) -> bool {
    matches!(text.trim_matches('_'), "Noreturn" | "noreturn")
}

fn is_attribute(cursor: Cursor<'_>) -> bool {
    // `CXCursor_FirstAttr` and `CXCursor_LastAttr` of clang-c/Index.h.
    (400..=499).contains(&cursor.kind())
}

/// The attribute as written, from its name to its closing parenthesis.
fn text<'tu>(cursor: Cursor<'tu>, files: &Files<'tu>) -> Option<String> {
    let place = files.resolve(cursor.extent(View::Spelling).0)?;
    let rest = files.text(place.file).get(place.offset as usize..)?;
    let name = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
        .count();
    let mut end = name;
    if rest[name..].trim_ascii_start().starts_with(b"(") {
        let mut depth = 0_u32;
        for (index, byte) in rest.iter().enumerate().skip(name).take(1000) {
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => {
                    end = index + 1;
                    break;
                }
                b')' => depth -= 1,
                _ => {}
            }
        }
    }
    (name > 0).then(|| String::from_utf8_lossy(&rest[..end]).into_owned())
}

/// What an attribute says in the vocabulary; one that says nothing of ownership is kept word for word.
fn facts(text: &str) -> Vec<Fact> {
    let (name, arguments) = match text.split_once('(') {
        Some((name, rest)) => (name.trim(), rest.strip_suffix(')').unwrap_or(rest).trim()),
        None => (text.trim(), ""),
    };
    let words = || {
        arguments
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
    };
    match name.trim_matches('_') {
        "nonnull" => words()
            .filter_map(|word| word.parse::<u32>().ok()?.checked_sub(1))
            .map(|index| about(FactKind::Nonnull, Root::Index(index)))
            .collect(),
        "returns_nonnull" => vec![about(FactKind::Nonnull, Root::Return)],
        "malloc" => {
            let destroy = words()
                .next()
                .map(|word| ("destroy".to_owned(), Argument::Word(word.to_owned())));
            vec![Fact {
                arguments: destroy.into_iter().collect(),
                ..fact(FactKind::ReturnsOwned)
            }]
        }
        // The first word names the allocator, which no fact does.
        "ownership_returns" => vec![fact(FactKind::ReturnsOwned)],
        "ownership_takes" => each_after_the_first(arguments, FactKind::Consumes),
        "ownership_holds" => each_after_the_first(arguments, FactKind::Retains),
        _ if is_noreturn_name(name) => Vec::new(),
        // Linkage, code generation and diagnostics: nothing that a caller must know.
        "visibility" | "deprecated" | "nothrow" | "unused" | "used" | "cold" | "hot" | "inline"
        | "always_inline" | "gnu_inline" | "noinline" | "dllimport" | "dllexport" | "weak"
        | "format" | "leaf" | "artificial" | "availability" | "unavailable" => Vec::new(),
        _ => vec![Fact {
            arguments: vec![("text".to_owned(), Argument::Text(text.to_owned()))],
            ..fact(FactKind::Attribute)
        }],
    }
}

/// A fact about each parameter that an attribute numbers after its first word.
fn each_after_the_first(arguments: &str, kind: FactKind) -> Vec<Fact> {
    let numbers = arguments.split(',').skip(1);
    let indices = numbers.filter_map(|word| word.trim().parse::<u32>().ok()?.checked_sub(1));
    indices
        .map(|index| about(kind, Root::Index(index)))
        .collect()
}

/// The claims that the attributes of a record's fields make: how many elements each one points to, or holds. They are
/// read from the tokens, for to clang they are part of the type.
fn field_claims<'tu>(record: Cursor<'tu>, files: &Files<'tu>) -> Vec<Claim> {
    let has_some = files.extent(record).is_some_and(|(file, start, end)| {
        let text = files.text(file).get(start as usize..end as usize);
        let mut parts = text.unwrap_or_default().windows(5);
        parts.any(|part| part == b"ed_by")
    });
    if !has_some {
        return Vec::new();
    }
    let fields = record.ty().fields();
    let names: Vec<String> = fields.iter().map(|field| field.spelling()).collect();
    let extents: Vec<_> = fields.iter().map(|field| files.extent(*field)).collect();
    let mut claims = Vec::new();
    for (extent, name) in extents.iter().zip(&names) {
        let Some((file, start, _)) = *extent else {
            continue;
        };
        // Of several fields in one declaration it is not told here which one is meant.
        let is_there =
            |other: &&Option<(usize, u32, u32)>| other.is_some_and(|(_, other, _)| other == start);
        if extents.iter().filter(is_there).count() > 1 {
            continue;
        }
        let text = files.text(file).get(start as usize..).unwrap_or_default();
        let text = String::from_utf8_lossy(written::declaration(text));
        for (at, attribute, count) in written::calls(&text) {
            let kind = match attribute.trim_matches('_') {
                "counted_by" | "counted_by_or_null" => FactKind::Len,
                "sized_by" | "sized_by_or_null" => FactKind::Bytes,
                _ => continue,
            };
            let count = count.trim();
            // An expression, or the field of an outer record, is not counted with yet.
            if !names.iter().any(|name| name == count) {
                continue;
            }
            let from = start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            let length = u32::try_from(attribute.len()).unwrap_or(0);
            let count = Argument::Position(Position::root(Root::Named(count.to_owned())));
            claims.push(Claim {
                fact: Fact {
                    arguments: vec![("count".to_owned(), count)],
                    ..about(kind, Root::Named(name.clone()))
                },
                provenance: Provenance::CompilerAttribute,
                span: files.span(file, from, from.saturating_add(length)),
            });
        }
    }
    claims
}

fn fact(kind: FactKind) -> Fact {
    Fact {
        kind,
        operands: Vec::new(),
        arguments: Vec::new(),
    }
}

fn about(kind: FactKind, root: Root) -> Fact {
    Fact {
        operands: vec![Operand::at(root)],
        ..fact(kind)
    }
}
