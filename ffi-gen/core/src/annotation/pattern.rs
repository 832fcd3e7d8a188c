//! Selectors: a name, or a pattern in which `*` stands for any characters.

/// Whether `selector` is a pattern.
pub fn is_pattern(selector: &str) -> bool {
    selector.contains('*')
}

/// Whether `selector` selects `name`.
///
/// ```
/// use ffi_gen_core::annotation::pattern::matches;
/// assert!(matches("sqlite3_*_v2", "sqlite3_open_v2"));
/// assert!(!matches("sqlite3", "sqlite3_open"));
/// ```
pub fn matches(selector: &str, name: &str) -> bool {
    let Some((first, rest)) = selector.split_once('*') else {
        return selector == name;
    };
    let Some(mut name) = name.strip_prefix(first) else {
        return false;
    };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*') {
        match name.find(part) {
            Some(start) => name = &name[start + part.len()..],
            None => return false,
        }
    }
    name.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_characters() {
        for (selector, name, expected) in [
            ("*", "", true),
            ("*", "a", true),
            ("a*", "a", true),
            ("a*a", "a", false),
            ("a*a", "aa", true),
            ("a*b*c", "a_b_b_c", true),
            ("a*b*c", "a_c", false),
            ("a**c", "ac", true),
            ("*_new", "thing_new", true),
            ("*_new", "thing_newer", false),
        ] {
            assert_eq!(matches(selector, name), expected, "{selector} {name}");
        }
    }
}
