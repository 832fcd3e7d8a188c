//! What C calls things.

/// The names of a library: each begins with its prefix, and the number of its interface where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    prefix: String,
    stem: String,
}

impl Names {
    /// The names that begin with `prefix`, and with `abi`: `demo2_stack_push`.
    pub fn new(prefix: &str, abi: Option<u32>) -> Names {
        let abi = abi.map_or(String::new(), |abi| abi.to_string());
        let prefix = prefix.replace('-', "_");
        let prefix = prefix.trim_end_matches('_').to_owned();
        Names {
            stem: format!("{prefix}{abi}"),
            prefix,
        }
    }

    /// What every name begins with, without a `_`.
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// A function.
    pub fn function(&self, name: &str) -> String {
        format!("{}_{name}", self.stem)
    }

    /// A function of a type.
    pub fn method(&self, ty: &str, name: &str) -> String {
        format!("{}_{}_{name}", self.stem, snake(ty))
    }

    /// A type.
    pub fn ty(&self, name: &str) -> String {
        format!("{}_{}", self.stem, snake(name))
    }

    /// An enumerator.
    pub fn enumerator(&self, ty: &str, name: &str) -> String {
        format!("{}_{}_{}", self.stem, snake(ty), snake(name)).to_uppercase()
    }

    /// Whether functions of C and of POSIX begin with the same, of which a function of the library could be one.
    pub fn is_taken(&self) -> bool {
        TAKEN.contains(&self.stem.as_str())
    }

    /// Whether a name is one of the library's, of whichever interface: another might be that of a function of C, which it
    /// would replace.
    pub fn owns(&self, name: &str) -> bool {
        let starts = |stem: &String| {
            let rest = name.strip_prefix(stem);
            rest.is_some_and(|rest| rest.starts_with('_'))
        };
        starts(&self.prefix) || starts(&self.stem)
    }

    /// The function that frees text and elements.
    pub fn free(&self) -> String {
        self.function("free")
    }
}

/// `HttpServer` as `http_server`.
fn snake(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut text = String::new();
    for (index, &c) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| characters[before]);
        let after_small = before.is_some_and(|c| c.is_lowercase() || c.is_numeric());
        let before_small = characters.get(index + 1).is_some_and(|c| c.is_lowercase());
        let starts = after_small || before.is_some_and(char::is_uppercase) && before_small;
        if c.is_uppercase() && starts {
            text.push('_');
        }
        text.extend(c.to_lowercase());
    }
    text
}

/// A name that stands twice among some.
pub(super) fn twin<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut known = Vec::new();
    for name in names {
        if known.contains(&name) {
            return Some(name);
        }
        known.push(name);
    }
    None
}

/// The name of a parameter or a field: what is a word of C or C++, or a macro of theirs, gets a `_`.
pub(super) fn param(name: &str) -> String {
    let name = name.trim_start_matches("r#");
    match KEYWORDS.contains(&name) {
        true => format!("{name}_"),
        false => name.to_owned(),
    }
}

/// What names of functions in the libraries of C, of POSIX and of Rust begin with, up to a `_`.
const TAKEN: [&str; 22] = [
    "", "aio", "aligned", "atomic", "clock", "dl", "epoll", "fdopen", "getopt", "io", "lio", "mq",
    "posix", "pthread", "rust", "sched", "sem", "shm", "sigset", "thrd", "timer", "tss",
];

/// The words of C and C++ that Rust lets parameters have, with `r#` at least.
const KEYWORDS: &[&str] = &[
    "EOF",
    "NULL",
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "assert",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "errno",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "friend",
    "goto",
    "if",
    "inline",
    "int",
    "int16_t",
    "int32_t",
    "int64_t",
    "int8_t",
    "intptr_t",
    "linux",
    "long",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "ptrdiff_t",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "restrict",
    "return",
    "short",
    "signed",
    "size_t",
    "sizeof",
    "ssize_t",
    "static",
    "static_assert",
    "static_cast",
    "stderr",
    "stdin",
    "stdout",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "typeof",
    "uint16_t",
    "uint32_t",
    "uint64_t",
    "uint8_t",
    "uintptr_t",
    "union",
    "unix",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_words() {
        for (name, words) in [
            ("Stack", "stack"),
            ("HttpServer", "http_server"),
            ("HTTPServer", "http_server"),
            ("Vec3", "vec3"),
            ("Utf8Text", "utf8_text"),
            ("already_snake", "already_snake"),
        ] {
            assert_eq!(snake(name), words);
        }
        let names = Names::new("my-lib", Some(2));
        assert_eq!(names.method("HttpServer", "run"), "my_lib2_http_server_run");
        assert_eq!(
            names.enumerator("Mode", "ReadOnly"),
            "MY_LIB2_MODE_READ_ONLY"
        );
        assert_eq!(param("new"), "new_");
    }
}
