//! Identifiers: any C name as a Rust name.

use crate::contract::Field;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// The name of an item, field or method: keywords become raw identifiers.
pub(super) fn item(name: &str) -> Cow<'_, str> {
    match keyword(name) {
        Some(Keyword::Raw) => Cow::Owned(["r#", name].concat()),
        Some(Keyword::Reserved) => Cow::Owned([name, "_"].concat()),
        None => legal(name),
    }
}

/// The names of the fields of a record or the variants of an enumeration, no two alike: one that had to be changed
/// gives way to one that had not.
pub(super) fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Cow<'a, str>> {
    let names: Vec<&str> = names.collect();
    let mut legal: Vec<Cow<'_, str>> = names.iter().map(|name| item(name)).collect();
    let is_changed = |(name, legal): &(&&str, &Cow<'_, str>)| is_changed(name, legal);
    if !names.iter().zip(&legal).any(|pair| is_changed(&pair)) {
        return legal;
    }
    let kept = names.iter().zip(&legal).filter(|pair| !is_changed(pair));
    let mut taken: FxHashSet<Cow<'_, str>> = kept.map(|(_, legal)| legal.clone()).collect();
    for (name, legal) in names.iter().zip(&mut legal) {
        while self::is_changed(name, legal) && !taken.insert(legal.clone()) {
            legal.to_mut().push('_');
        }
    }
    legal
}

/// Whether Rust calls something else than C does.
pub(super) fn is_changed(name: &str, legal: &str) -> bool {
    legal.strip_prefix("r#").unwrap_or(legal) != name
}

/// The name of a parameter: keywords get an underscore, which reads better in signatures.
pub(super) fn param(name: &str) -> Cow<'_, str> {
    match keyword(name) {
        Some(_) => Cow::Owned([name, "_"].concat()),
        None => legal(name),
    }
}

enum Keyword {
    /// May be written `r#name`.
    Raw,
    /// May not be a name at all.
    Reserved,
}

fn keyword(name: &str) -> Option<Keyword> {
    match name {
        "_" | "self" | "Self" | "super" | "crate" => Some(Keyword::Reserved),
        "abstract" | "as" | "async" | "await" | "become" | "box" | "break" | "const"
        | "continue" | "do" | "dyn" | "else" | "enum" | "extern" | "false" | "final" | "fn"
        | "for" | "gen" | "if" | "impl" | "in" | "let" | "loop" | "macro" | "match" | "mod"
        | "move" | "mut" | "override" | "priv" | "pub" | "ref" | "return" | "static" | "struct"
        | "trait" | "true" | "try" | "type" | "typeof" | "unsafe" | "unsized" | "use"
        | "virtual" | "where" | "while" | "yield" => Some(Keyword::Raw),
        _ => None,
    }
}

/// Spells out what may not stand in a name. Rust allows letters beyond ASCII in most names, but not in those of foreign
/// functions, and its lints about letters that look alike count for a whole crate: bindings cannot allow them.
fn legal(name: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let starts_well = name.bytes().next().is_some_and(|b| !b.is_ascii_digit());
    if starts_well && name.bytes().all(plain) {
        return Cow::Borrowed(name);
    }
    let mut text = String::with_capacity(name.len() + 8);
    if !starts_well {
        text.push('_');
    }
    for character in name.chars() {
        match character {
            '$' => text.push('_'),
            _ if character.is_ascii() => text.push(character),
            _ => text.push_str(&format!("_u{:x}", u32::from(character))),
        }
    }
    // A lone underscore is no name.
    if text == "_" {
        text.push('_');
    }
    Cow::Owned(text)
}

/// Characters that change the direction of text, which rustc refuses in comments and literals.
pub(super) fn is_directional(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name for every field; anonymous members are numbered.
pub(super) fn field_names(fields: &[Field]) -> Vec<Cow<'_, str>> {
    let named = fields.iter().filter_map(|field| field.name.as_deref());
    let named = distinct(named);
    let taken: FxHashSet<&str> = named.iter().map(|name| &**name).collect();
    let mut number = 0;
    let mut numbered = || loop {
        number += 1;
        let name = format!("anonymous_{number}");
        if !taken.contains(name.as_str()) {
            break Cow::Owned(name);
        }
    };
    let mut legal = named.iter().cloned();
    fields
        .iter()
        .map(|field| match &field.name {
            Some(_) => legal.next().unwrap_or_default(),
            None if field.bit_width.is_some() => Cow::Borrowed(""),
            None => numbered(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn escapes() {
        let names = [
            "a", "type", "self", "_", "a$b", "naïve", "x😀", "数", "gen", "",
        ];
        let items: Vec<_> = names.into_iter().map(super::item).collect();
        assert_eq!(
            items,
            [
                "a", "r#type", "self_", "__", "a_b", "na_uefve", "x_u1f600", "_u6570", "r#gen",
                "__"
            ]
        );
        assert_eq!(super::param("type"), "type_");
    }

    #[test]
    fn changed_names_give_way() {
        let names = ["self", "self_", "a$b", "a_b", "a_b_", "type"];
        assert_eq!(
            super::distinct(names.into_iter()),
            ["self__", "self_", "a_b__", "a_b", "a_b_", "r#type"]
        );
    }
}
