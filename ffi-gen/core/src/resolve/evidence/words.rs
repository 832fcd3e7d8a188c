//! Names as words: `XML_ParserCreate` is `xml parser create`, `gzclose` ends in `close`.

/// The words of a name, in lower case: underscores and humps divide it.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (index, &letter) in letters.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|before| letters.get(before));
        let next = letters.get(index + 1);
        let is_hump = letter.is_ascii_uppercase()
            && (previous.is_some_and(char::is_ascii_lowercase)
                || previous.is_some_and(char::is_ascii_uppercase)
                    && next.is_some_and(char::is_ascii_lowercase));
        if (letter == '_' || is_hump) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter != '_' {
            word.push(letter.to_ascii_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The words of a type's name in one, without what only says that it is a type.
pub(super) fn type_stem(name: &str) -> String {
    let mut words = words(name);
    while words.len() > 1
        && matches!(
            words.last().map(String::as_str),
            Some("t" | "s" | "st" | "struct" | "ptr" | "tag" | "handle" | "priv" | "impl")
        )
    {
        words.pop();
    }
    words.concat()
}

/// A verb found in a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verb {
    /// The verb, as it stands in the table.
    pub(super) word: &'static str,
    /// What the name says apart from the verb, in one.
    pub(super) rest: String,
    /// Whether it is a word of its own and the last or first but the library's prefix.
    pub(super) is_whole: bool,
}

/// The first verb of `table` that a name has: as a word of its own, the later the better, or glued to its end or start.
pub(super) fn verb(name: &str, table: &[&'static str]) -> Option<Verb> {
    let words = words(name);
    for (index, word) in words.iter().enumerate().rev() {
        if let Some(found) = table.iter().find(|verb| *verb == word) {
            let rest: Vec<&str> = words
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .map(|(_, word)| word.as_str())
                .collect();
            return Some(Verb {
                word: found,
                rest: rest.concat(),
                is_whole: true,
            });
        }
    }
    let last = words.last()?;
    let glued = |verb: &&&'static str| {
        verb.len() > 3
            && last.len() > verb.len()
            && (last.ends_with(**verb) || last.starts_with(**verb))
    };
    let found = table.iter().find(glued)?;
    let part = match last.strip_suffix(found) {
        Some(part) => part,
        None => last.strip_prefix(found).unwrap_or(last),
    };
    let before = words[..words.len() - 1].concat();
    Some(Verb {
        word: found,
        rest: before + part,
        is_whole: false,
    })
}

/// The prefix that most of `names` share, up to an underscore or a hump: `sqlite3_`, `XML_`, `SDL_`.
pub fn prefix_of<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut total = 0;
    for name in names {
        total += 1;
        let end = name
            .char_indices()
            .find(|(index, letter)| *index > 0 && *letter == '_');
        if let Some((end, _)) = end {
            *counts.entry(&name[..=end]).or_default() += 1;
        }
    }
    let (prefix, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count * 2 > total).then(|| prefix.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_divide_at_underscores_and_humps() {
        assert_eq!(words("XML_ParserCreate"), ["xml", "parser", "create"]);
        assert_eq!(words("SDL_DestroyWindow"), ["sdl", "destroy", "window"]);
        assert_eq!(
            words("X509_STORE_CTX_free"),
            ["x509", "store", "ctx", "free"]
        );
        assert_eq!(words("GtkTreePath"), ["gtk", "tree", "path"]);
        assert_eq!(type_stem("XML_ParserStruct"), "xmlparser");
    }

    #[test]
    fn a_verb_may_be_a_word_or_glued() {
        let found = verb("gzclose", &["close"]).map(|verb| (verb.word, verb.rest, verb.is_whole));
        assert_eq!(found, Some(("close", "gz".to_owned(), false)));
        let found = verb("closedir", &["close"]).map(|verb| verb.rest);
        assert_eq!(found, Some("dir".to_owned()));
        let found = verb("git_repository_free", &["free"]).map(|verb| verb.rest);
        assert_eq!(found, Some("gitrepository".to_owned()));
        assert_eq!(
            verb("freeze", &["free"]).map(|verb| verb.is_whole),
            Some(false)
        );
    }

    #[test]
    fn the_prefix_of_a_library() {
        assert_eq!(prefix_of(["a_x", "a_y", "b"]), Some("a_".to_owned()));
        assert_eq!(prefix_of(["deflate", "inflate", "zlib_x"]), None);
    }
}
