//! Names as Rust spells them.

use super::{super::ident, page::imports};
use crate::{
    contract::ItemId,
    resolve::api::{Api, End, HandleId, Role},
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Names of the prelude, of type parameters, and of its own that the written module uses; beside them stands what it
/// imports.
const TAKEN: &[&str] = &[
    "AsRef",
    "Box",
    "Debug",
    "Drop",
    "Err",
    "Error",
    "F",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "G",
    "H",
    "I",
    "Initialized",
    "J",
    "K",
    "None",
    "Ok",
    "OnMainThread",
    "Option",
    "R",
    "Result",
    "Self",
    "Send",
    "Some",
    "String",
    "Sync",
    "T",
    "ToOwned",
];

/// Variables that bodies use for themselves, and functions of the prelude that they call.
pub(super) const LOCALS: &[&str] = &[
    "_here",
    "answer",
    "bound",
    "closure",
    "closures",
    "data",
    "drop",
    "end",
    "held",
    "leaving",
    "let_go",
    "object",
    "outcome",
    "registration",
    "replaced",
    "result",
    "returned",
    "scope",
    "size_of",
    "size_of_val",
    "slice",
    "table",
    "ticket",
    "trampoline",
    "used",
    "written",
];

/// Functions of the prelude that the written module calls, and the module that it imports: a function of its own would
/// come before them.
const CALLED: &[&str] = &["drop", "raw", "size_of", "size_of_val"];

/// Methods that every handle has.
const INHERENT: &[&str] = &["as_ptr", "from_ptr", "from_raw", "into_raw"];

/// The names of a handle's two types.
pub(super) struct HandleNames {
    pub(super) owned: String,
    pub(super) borrowed: String,
}

/// What the types of each handle are called, no two alike: the one that stands later gives way.
pub(super) fn handles(api: &Api) -> Vec<HandleNames> {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let handles = api.handles.iter().map(|handle| {
        if let Some(path) = &handle.made_elsewhere {
            return HandleNames {
                owned: path.clone(),
                borrowed: format!("{path}Ref"),
            };
        }
        let mut name = pascal(&handle.name);
        let types = |owned: String| HandleNames {
            borrowed: match handle.end {
                End::Never => owned.clone(),
                _ => format!("{owned}Ref"),
            },
            owned,
        };
        let mut names = types(name.clone());
        while taken.contains(&names.owned) || taken.contains(&names.borrowed) {
            name.push_str("Handle");
            names = types(name.clone());
        }
        taken.extend([names.owned.clone(), names.borrowed.clone()]);
        names
    });
    handles.collect()
}

/// What each operation is called, by its function and its name in the contract. Names that differ in C may be one in Rust, and C may use those that
/// every handle's methods have: then the one that stands later ends in an underscore.
pub(super) fn operations(api: &Api) -> FxHashMap<(ItemId, String), String> {
    let mut taken: FxHashSet<(Option<HandleId>, String)> = FxHashSet::default();
    let operations = api.operations.iter().map(|operation| {
        let (place, own) = match operation.role {
            Role::Method(handle) | Role::Constructor(handle) => (Some(handle), INHERENT),
            Role::Function => (None, CALLED),
        };
        // A reference that is counted is cloned without asking C by that name.
        let is_clone = |name: &str| {
            let is_shared = |id| matches!(api.handle(id).end, End::Shared { .. });
            name == "clone" && place.is_some_and(is_shared)
        };
        let mut name = ident::item(&snake(&operation.name)).into_owned();
        while own.contains(&name.as_str())
            || is_clone(&name)
            || taken.contains(&(place, name.clone()))
        {
            name.push('_');
        }
        taken.insert((place, name.clone()));
        ((operation.function, operation.name.clone()), name)
    });
    operations.collect()
}

/// The name of a variable: none of `taken`, and none that bodies use for themselves.
pub(super) fn variable(name: &str, taken: &[String]) -> String {
    let mut name = ident::param(&snake(name)).into_owned();
    while taken.contains(&name) || LOCALS.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

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
    if TAKEN.contains(&text.as_str()) || imports().any(|import| import == text) {
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

    #[test]
    fn variables_keep_out_of_the_way_of_those_of_a_body() {
        let mut taken = Vec::new();
        for name in ["result", "type", "dataLen", "data_len", "self"] {
            let name = variable(name, &taken);
            taken.push(name);
        }
        assert_eq!(
            taken,
            ["result_", "type_", "data_len", "data_len_", "self_"]
        );
    }
}
