//! Names as Rust spells them.

use super::super::ident;

/// Names that the written module uses for its own ends.
const TAKEN: &[&str] = &[
    "Box",
    "CStr",
    "CString",
    "CloseError",
    "Counted",
    "Borrow",
    "Debug",
    "Defer",
    "Deref",
    "DerefMut",
    "Drop",
    "Err",
    "Error",
    "Free",
    "Initialized",
    "ManuallyDrop",
    "OnMainThread",
    "From",
    "Handle",
    "None",
    "NonNull",
    "Ok",
    "Opaque",
    "Option",
    "Owned",
    "OwnedCStr",
    "OsStr",
    "OsStrExt",
    "OwnedSlice",
    "Path",
    "PathBuf",
    "PhantomData",
    "Result",
    "Self",
    "Send",
    "Shared",
    "Some",
    "Storage",
    "ToOwned",
    "String",
    "Sync",
    "Utf8Error",
];

/// `git_object` as the name of a type: `GitObject`.
pub(super) fn pascal(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for word in words(name) {
        let mut characters = word.chars();
        if let Some(first) = characters.next() {
            text.extend(first.to_uppercase());
            text.push_str(characters.as_str());
        }
    }
    if TAKEN.contains(&text.as_str()) {
        text.push_str("Handle");
    }
    ident::item(&text).into_owned()
}

/// `zSql` as the name of a function or a variable: `z_sql`.
pub(super) fn snake(name: &str) -> String {
    let text = words(name).join("_").to_lowercase();
    match name.starts_with('_') && !text.is_empty() {
        true => format!("_{text}"),
        false => text,
    }
}

/// The words of a name: at underscores, and where a capital follows a small letter or starts a word.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split('_').filter(|part| !part.is_empty()) {
        let bytes = part.as_bytes();
        let mut start = 0;
        for index in 1..bytes.len() {
            let after_small = !bytes[index - 1].is_ascii_uppercase();
            let before_small = bytes.get(index + 1).is_some_and(u8::is_ascii_lowercase);
            let is_break = bytes[index].is_ascii_uppercase() && (after_small || before_small);
            if is_break && part.is_char_boundary(index) {
                words.push(&part[start..index]);
                start = index;
            }
        }
        words.push(&part[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_rust_names() {
        let names = [
            "sqlite3_stmt",
            "zSql",
            "XML_Parser",
            "HTTPServer",
            "",
            "_x",
            "nArg2Len",
        ];
        assert_eq!(
            names.map(snake),
            [
                "sqlite3_stmt",
                "z_sql",
                "xml_parser",
                "http_server",
                "",
                "_x",
                "n_arg2_len"
            ]
        );
        assert_eq!(pascal("git_object"), "GitObject");
        assert_eq!(pascal("result"), "ResultHandle");
    }
}
