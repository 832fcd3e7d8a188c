//! Identifiers: any C name as a Rust name.

use std::borrow::Cow;

/// The name of an item, field or method: keywords become raw identifiers.
pub(super) fn item(name: &str) -> Cow<'_, str> {
    match keyword(name) {
        Some(Keyword::Raw) => Cow::Owned(["r#", name].concat()),
        Some(Keyword::Reserved) => Cow::Owned([name, "_"].concat()),
        None => legal(name),
    }
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

/// Replaces what Rust does not allow in a name: `$`, and all letters but those of ASCII, which the name of a foreign
/// function cannot have and which lints of the whole crate, beyond the reach of this module, object to.
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
        if character.is_ascii_alphanumeric() || character == '_' {
            text.push(character);
        } else if character == '$' {
            text.push('_');
        } else {
            text.push_str("_u");
            text.push_str(&format!("{:x}", u32::from(character)));
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn escapes() {
        let names = ["a", "type", "self", "_", "a$b", "naïve", "x😀", "gen", ""];
        let items: Vec<_> = names.into_iter().map(super::item).collect();
        assert_eq!(
            items,
            [
                "a", "r#type", "self_", "__", "a_b", "na_uefve", "x_u1f600", "r#gen", "_"
            ]
        );
        assert_eq!(super::param("type"), "type_");
    }
}
