//! What stands in the parentheses of `#[bind(…)]`: what a side file says beside its entries.
//!
//! ```text
//! library = "sqlite3",                    // what error messages call it
//! strip = ["sqlite3_", "SQLITE_"],        // prefixes dropped from safe names
//! error(status,                           // a convention for `error(convention = status)`
//!     ok = [SQLITE_OK],                   // or `{ SQLITE_ROW = true, … }`, or `nonnull`
//!     message = sqlite3_errmsg(sqlite3),
//!     code = sqlite3_extended_errcode(sqlite3),
//!     codes = [SQLITE_ERROR..SQLITE_WARNING]),
//! header = "sqlite3.h",                   // what the feature `verify` compares with
//! arguments = ["-Ivendor"],               // for clang
//! ```

use super::super::Places;
use crate::{
    annotation::{BUILT_IN, Convention, Library, Success, Test, grammar, is_word, spelling},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

/// What a block says of the library as a whole.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Its name and prefixes.
    pub library: Library,
    /// How its functions fail.
    pub conventions: Vec<Convention>,
    /// The header that it declares, and where that is said.
    pub header: Option<(String, Span)>,
    /// What clang is told when it reads the header.
    pub arguments: Vec<String>,
}

impl Options {
    /// Reads the options. What cannot be read is said in `diagnostics`.
    pub fn read(
        tokens: TokenStream,
        places: &mut Places,
        diagnostics: &mut Diagnostics,
    ) -> Options {
        let mut reader = Reader {
            places,
            diagnostics,
        };
        reader.options(tokens)
    }
}

const KNOWN: [&str; 5] = ["library", "strip", "error", "header", "arguments"];
const KEYS: [&str; 4] = ["ok", "message", "code", "codes"];

struct Reader<'a> {
    places: &'a mut Places,
    diagnostics: &'a mut Diagnostics,
}

/// `key = value`, `key(…)` or `key`.
struct Entry {
    key: TokenTree,
    name: String,
    value: Vec<TokenTree>,
    /// Whether the value stands in parentheses behind the key.
    is_list: bool,
}

impl Reader<'_> {
    fn options(&mut self, tokens: TokenStream) -> Options {
        let mut options = Options::default();
        for entry in self.entries(tokens) {
            match (&*entry.name, entry.is_list) {
                ("library", false) => options.library.name = self.library(&entry),
                ("strip", false) => options.library.strip = self.strings(&entry),
                ("header", false) => options.header = self.string(&entry),
                ("arguments", false) => options.arguments = self.strings(&entry),
                ("error", true) => options.conventions.extend(self.convention(entry)),
                ("error", false) => self.wrong(
                    &entry,
                    "`error` takes its name and what is said of it in parentheses",
                ),
                _ if KNOWN.contains(&&*entry.name) => {
                    self.wrong(
                        &entry,
                        &format!("`{0}` takes a value: `{0} = …`", entry.name),
                    );
                }
                _ => self.unknown(&entry, "`#[bind(…)]`", &KNOWN),
            }
        }
        options
    }

    fn library(&mut self, entry: &Entry) -> Option<String> {
        let (name, _) = self.string(entry)?;
        if is_word(&name) {
            return Some(name);
        }
        self.wrong(entry, &format!("`{}` is no name", name.escape_debug()));
        None
    }

    fn convention(&mut self, entry: Entry) -> Option<Convention> {
        let mut parts = self
            .entries(entry.value.iter().cloned().collect())
            .into_iter();
        let name = match parts.next() {
            Some(name) if name.value.is_empty() && !name.is_list => name,
            _ => {
                self.wrong(
                    &entry,
                    "a convention begins with its name: `error(status, ok = …)`",
                );
                return None;
            }
        };
        if BUILT_IN.contains(&&*name.name) {
            let message = format!(
                "`{}` is a convention of its own: choose another name",
                name.name
            );
            self.wrong(&name, &message);
            return None;
        }
        // All of it: whoever complains of a name in it finds that there.
        let span = self.places.span(entry.value.iter().cloned().collect());
        let (mut success, mut message, mut code, mut codes) = (None, None, None, Vec::new());
        for part in parts {
            match &*part.name {
                "ok" => success = Some(self.success(&part)),
                "message" => message = self.call(&part),
                "code" => code = self.call(&part),
                "codes" => codes = self.strings(&part),
                _ => self.unknown(&part, "`error(…)`", &KEYS),
            }
        }
        let Some(success) = success else {
            self.wrong(
                &name,
                &format!(
                    "the convention `{}` does not say what success is: it needs `ok`",
                    name.name
                ),
            );
            return None;
        };
        Some(Convention {
            name: name.name,
            span,
            success: success?,
            message,
            code,
            codes,
        })
    }

    fn success(&mut self, entry: &Entry) -> Option<Success> {
        match &entry.value[..] {
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => {
                let mut meanings = Vec::new();
                for part in self.entries(group.stream()) {
                    match self.words(&part.value).as_str() {
                        "true" => meanings.push((part.name, true)),
                        "false" => meanings.push((part.name, false)),
                        _ => {
                            let message = format!("`{}` means `true` or `false`", part.name);
                            self.wrong(&part, &message);
                        }
                    }
                }
                Some(Success::Truth(meanings))
            }
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
                Some(Success::Constants(self.list(group)))
            }
            value => {
                let word = self.words(value);
                let test = Test::NAMES.iter().find(|(name, _)| *name == word);
                if test.is_none() {
                    let known = Test::NAMES.iter().map(|(name, _)| *name);
                    let mut diagnostic = self.complaint(
                        entry,
                        "`ok` takes constants (`[A]`), their meanings (`{ A = true }`) or a test (`nonnull`)",
                    );
                    diagnostic.help = spelling::suggestion(&word, known);
                    self.diagnostics.push(diagnostic);
                }
                test.map(|(_, test)| Success::Test(*test))
            }
        }
    }

    fn call(&mut self, entry: &Entry) -> Option<(crate::annotation::Call, Span)> {
        let tokens: TokenStream = entry.value.iter().cloned().collect();
        let (text, span) = self.places.text(tokens);
        let text = match &entry.value[..] {
            [TokenTree::Literal(literal)] => text_of(literal).unwrap_or(text),
            _ => text,
        };
        match grammar::parse_call(&text) {
            Ok(call) => Some((call, span)),
            Err(problem) => {
                self.diagnostics.push(problem.at(span));
                None
            }
        }
    }

    fn string(&mut self, entry: &Entry) -> Option<(String, Span)> {
        if let [TokenTree::Literal(literal)] = &entry.value[..]
            && let Some(text) = text_of(literal)
        {
            return Some((text, self.place(&entry.value[0])));
        }
        self.wrong(entry, &format!("`{}` takes a string", entry.name));
        None
    }

    fn strings(&mut self, entry: &Entry) -> Vec<String> {
        match &entry.value[..] {
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
                self.list(group)
            }
            [TokenTree::Literal(literal)] if text_of(literal).is_some() => {
                text_of(literal).into_iter().collect()
            }
            _ => {
                let message = format!("`{0}` takes a list: `{0} = [\"…\"]`", entry.name);
                self.wrong(entry, &message);
                Vec::new()
            }
        }
    }

    /// The elements of a list: strings, names, or what else stands between two commas.
    fn list(&mut self, group: &Group) -> Vec<String> {
        let elements = split(group.stream()).into_iter();
        elements.map(|element| self.words(&element)).collect()
    }

    fn words(&self, tokens: &[TokenTree]) -> String {
        match tokens {
            [TokenTree::Literal(literal)] => text_of(literal).unwrap_or(literal.to_string()),
            tokens => tokens.iter().map(ToString::to_string).collect(),
        }
    }

    fn entries(&mut self, tokens: TokenStream) -> Vec<Entry> {
        let mut entries = Vec::new();
        for part in split(tokens) {
            let (key, rest) = match part.split_first() {
                Some((key @ TokenTree::Ident(name), rest)) => ((key, name.to_string()), rest),
                Some((key, _)) => {
                    let span = self.place(key);
                    self.diagnostics.push(
                        Diagnostic::error(Code::OptionUnknown, "an option begins with its name")
                            .at(span, "no name"),
                    );
                    continue;
                }
                None => continue,
            };
            let (value, is_list) = match rest {
                [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                    (group.stream().into_iter().collect(), true)
                }
                [TokenTree::Punct(equals), value @ ..] if equals.as_char() == '=' => {
                    (value.to_vec(), false)
                }
                [TokenTree::Punct(colon), value @ ..] if colon.as_char() == ':' => {
                    (value.to_vec(), false)
                }
                rest => (rest.to_vec(), false),
            };
            entries.push(Entry {
                key: key.0.clone(),
                name: key.1,
                value,
                is_list,
            });
        }
        entries
    }

    fn place(&mut self, token: &TokenTree) -> Span {
        self.places.span(token.clone().into())
    }

    fn complaint(&mut self, entry: &Entry, message: &str) -> Diagnostic {
        let span = self.place(&entry.key);
        Diagnostic::error(Code::OverlayValueWrong, message).at(span, "")
    }

    fn wrong(&mut self, entry: &Entry, message: &str) {
        let diagnostic = self.complaint(entry, message);
        self.diagnostics.push(diagnostic);
    }

    fn unknown(&mut self, entry: &Entry, inside: &str, known: &[&str]) {
        let span = self.place(&entry.key);
        let mut diagnostic = Diagnostic::error(
            Code::OptionUnknown,
            format!("`{}` means nothing in {inside}", entry.name),
        )
        .at(span, "unknown");
        diagnostic.help = spelling::suggestion(&entry.name, known.iter().copied());
        self.diagnostics.push(diagnostic);
    }
}

/// What stands between commas.
fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
    let parts = tokens.split(is_comma).filter(|part| !part.is_empty());
    parts.map(<[TokenTree]>::to_vec).collect()
}

/// The text of a string literal.
fn text_of(literal: &Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}
