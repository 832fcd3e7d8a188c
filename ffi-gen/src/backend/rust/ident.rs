//! Identifiers: any C name as a Rust name.

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

/// The name of a function or object of another language, which has to be ASCII.
pub(super) fn foreign(name: &str) -> Cow<'_, str> {
    match name.is_ascii() {
        true => item(name),
        false => Cow::Owned(replace(name, |_| false)),
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

/// Replaces what Rust does not allow in a name: `$`, and letters that are not safely in NFC.
fn legal(name: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let starts_well = name.bytes().next().is_some_and(|b| !b.is_ascii_digit());
    if starts_well && name.bytes().all(plain) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(replace(name, is_plain_letter))
}

/// `name` with every character spelled out that is neither plain ASCII nor a letter that `keep` allows.
fn replace(name: &str, keep: fn(char) -> bool) -> String {
    let mut text = String::with_capacity(name.len() + 8);
    if !name.starts_with(|c: char| !c.is_ascii_digit()) {
        text.push('_');
    }
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || character == '_' || keep(character) {
            text.push(character);
        } else if character == '$' {
            text.push('_');
        } else {
            text.push_str("_u");
            text.push_str(&format!("{:x}", u32::from(character)));
        }
    }
    text
}

/// Letters that Unicode allows in identifiers and normalises to themselves.
fn is_plain_letter(character: char) -> bool {
    matches!(character,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ' if !matches!(character, 'ĸ' | 'ŉ' | 'Ŀ' | 'ŀ'))
        || matches!(character,
            'Α'..='Ρ' | 'Σ'..='Ϋ' | 'ά'..='ώ' | 'Ѐ'..='ҁ' | 'ぁ'..='ゖ' | 'ァ'..='ヺ'
            | '一'..='鿌' | '가'..='힣')
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
                "a", "r#type", "self_", "__", "a_b", "naïve", "x_u1f600", "数", "r#gen", "_"
            ]
        );
        assert_eq!(super::param("type"), "type_");
        assert_eq!(super::foreign("naïve"), "na_uefve");
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
