//! What to do about an error of clang: a table from what clang says to what helps.

use super::api::ClangDiagnostic;
use crate::diagnostic::Terms;

/// The classes of errors that have an advice of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// An `#include` leads nowhere.
    MissingFile,
    /// A header that speaks C++.
    Cxx,
    /// An `#error` of the header.
    Refusal,
    /// A name that stands for no type.
    UnknownType,
    /// A name that stands for nothing.
    UnknownName,
    /// A type that is used before its definition.
    Incomplete,
    /// Something declared twice.
    Conflict,
    /// Text that is not a declaration.
    Syntax,
    /// The rest.
    Other,
}

/// How an error of each class begins. The first line that fits counts.
const BEGINNINGS: &[(&str, Class)] = &[
    ("unknown type name", Class::UnknownType),
    // What an unknown type in a list of parameters comes to.
    ("a parameter list without types", Class::UnknownType),
    ("type specifier missing", Class::UnknownType),
    ("must use '", Class::UnknownType),
    ("use of undeclared identifier", Class::UnknownName),
    ("field has incomplete type", Class::Incomplete),
    ("variable has incomplete type", Class::Incomplete),
    ("tentative definition has type", Class::Incomplete),
    ("array has incomplete element type", Class::Incomplete),
    ("incomplete", Class::Incomplete),
    (
        "invalid application of 'sizeof' to an incomplete",
        Class::Incomplete,
    ),
    ("redefinition of", Class::Conflict),
    ("typedef redefinition", Class::Conflict),
    ("redeclaration of", Class::Conflict),
    ("conflicting types for", Class::Conflict),
    ("expected", Class::Syntax),
    ("extraneous", Class::Syntax),
];

/// Words that begin a declaration in C++ and none in C.
const CXX_WORDS: &[&str] = &[
    "class",
    "constexpr",
    "friend",
    "namespace",
    "operator",
    "private",
    "protected",
    "public",
    "template",
    "typename",
    "using",
    "virtual",
];

/// Types of the C library that headers use without including their header.
const STANDARD_TYPES: &[(&str, &str)] = &[
    ("FILE", "stdio.h"),
    ("bool", "stdbool.h"),
    ("clock_t", "time.h"),
    ("int16_t", "stdint.h"),
    ("int32_t", "stdint.h"),
    ("int64_t", "stdint.h"),
    ("int8_t", "stdint.h"),
    ("intmax_t", "stdint.h"),
    ("intptr_t", "stdint.h"),
    ("mode_t", "sys/types.h"),
    ("off_t", "sys/types.h"),
    ("pid_t", "sys/types.h"),
    ("ptrdiff_t", "stddef.h"),
    ("size_t", "stddef.h"),
    ("socklen_t", "sys/socket.h"),
    ("ssize_t", "sys/types.h"),
    ("time_t", "time.h"),
    ("uint16_t", "stdint.h"),
    ("uint32_t", "stdint.h"),
    ("uint64_t", "stdint.h"),
    ("uint8_t", "stdint.h"),
    ("uintmax_t", "stdint.h"),
    ("uintptr_t", "stdint.h"),
    ("va_list", "stdarg.h"),
    ("wchar_t", "stddef.h"),
];

/// The class of an error that stands at `word`, after `before` on its line.
pub(super) fn classify(error: &ClangDiagnostic<'_>, before: &[u8], word: &str) -> Class {
    let message = &error.message;
    if message.ends_with("file not found") {
        return Class::MissingFile;
    }
    if before.trim_ascii_end().ends_with(b"#") && word == "error" {
        return Class::Refusal;
    }
    let says_extern_c = before.trim_ascii().ends_with(b"extern") && word.starts_with('"');
    if says_extern_c || (CXX_WORDS.contains(&word) && message.starts_with("unknown type name")) {
        return Class::Cxx;
    }
    BEGINNINGS
        .iter()
        .find(|(beginning, _)| message.starts_with(beginning))
        .map_or(Class::Other, |&(_, class)| class)
}

impl Class {
    /// A few words for the place.
    pub(super) fn label(self) -> &'static str {
        match self {
            Class::MissingFile => "included here",
            Class::Cxx => "this is C++",
            Class::Refusal => "the header says so",
            Class::UnknownType | Class::UnknownName => "not declared before this line",
            Class::Incomplete => "defined in no header that was read",
            Class::Conflict => "declared once more",
            Class::Syntax | Class::Other => "",
        }
    }

    /// What to do, where `word` is the text at the place.
    pub(super) fn help(self, word: &str, terms: Terms) -> String {
        let define = |text: String| terms.clang_argument.with(text);
        match self {
            Class::MissingFile => format!(
                "`{}` adds a directory that is searched for headers; {}",
                terms.clang_argument.with("-IDIR"),
                terms.package
            ),
            Class::Cxx => {
                "only C is read; what is C++ belongs behind `#ifdef __cplusplus`".to_owned()
            }
            Class::Refusal => format!(
                "do as it asks: `{}` defines a macro, and a header that must come before is named before",
                define("-DNAME".to_owned())
            ),
            Class::UnknownType => match standard(word) {
                Some(header) => format!(
                    "`{word}` is declared in <{header}>: name `{}` before the header",
                    terms.header.with(format_args!("<{header}>"))
                ),
                None if is_shouted(word) => format!(
                    "is `{word}` a macro? `{}` makes it nothing; otherwise name the header that declares it before this one",
                    define(format!("-D{word}="))
                ),
                None => format!("name the header that declares `{word}` before this one"),
            },
            Class::UnknownName => format!(
                "name the header that declares `{word}` before this one, or define it: `{}`",
                define(format!("-D{word}=VALUE"))
            ),
            Class::Incomplete => "name the header that defines the type before this one".to_owned(),
            Class::Conflict => format!(
                "headers that contradict each other are translated one by one, each with `{}`",
                terms.name.with("NAME")
            ),
            Class::Syntax => format!(
                "look at this line and the one before; if a macro of the header should be there, `{}` defines it",
                define("-DNAME=TEXT".to_owned())
            ),
            Class::Other => format!("`{}` translates what has no error in it", terms.keep_going),
        }
    }
}

fn standard(word: &str) -> Option<&'static str> {
    let index = STANDARD_TYPES.binary_search_by_key(&word, |&(name, _)| name);
    index.ok().map(|index| STANDARD_TYPES[index].1)
}

/// Whether a name is written as macros are.
fn is_shouted(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_uppercase()) && !word.chars().any(|c| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_types_can_be_searched() {
        assert!(STANDARD_TYPES.is_sorted());
        for (name, header) in STANDARD_TYPES {
            assert_eq!(standard(name), Some(*header));
        }
    }
}
