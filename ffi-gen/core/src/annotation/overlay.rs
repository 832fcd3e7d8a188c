//! The side file, `thing.ffi.toml`, as text.
//!
//! ```toml
//! [library]                      # name, strip
//! [type.sqlite3]                 # rename, strip, facts, reviewed
//! [fn.sqlite3_open]              # rename, params, facts, reviewed
//! [callback.sqlite3_callback]    # rename, params, facts, reviewed
//! [error.status]                 # ok, message, code, codes
//! ```

use super::{
    Call, Convention, Entry, Library, Overlay, Problem, Subject, Success, Test, check::BUILT_IN,
    grammar, lexer::is_word, pattern::is_pattern, quoted::Quoted, spelling::suggestion, vocabulary,
};
use crate::{
    contract::Fact,
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{FileId, SourceMap, Span},
};
use std::ops::Range;
use toml_edit::{Document, Formatted, Item, Key, TableLike, Value};

/// Reads a side file. What cannot be read is left out of the result and said in `diagnostics`.
///
/// ```
/// use ffi_gen_core::{annotation::overlay, diagnostic::Diagnostics, source::SourceMap};
/// let mut sources = SourceMap::default();
/// let text = "[fn.thing_new]\nfacts = ['returns_owned']\n";
/// let file = sources.add("thing.ffi.toml".into(), text.as_bytes());
/// let mut diagnostics = Diagnostics::default();
/// let overlay = overlay::read(file, &sources, &mut diagnostics);
/// assert_eq!(overlay.entries[0].selector, "thing_new");
/// assert!(!diagnostics.has_errors());
/// ```
pub fn read(file: FileId, sources: &SourceMap, diagnostics: &mut Diagnostics) -> Overlay {
    let bytes = sources.get(file).map_or(&[][..], |file| &file.text);
    let source = match str::from_utf8(bytes) {
        Ok(source) => source,
        Err(error) => {
            let start = error.valid_up_to();
            diagnostics.push(
                Diagnostic::error(Code::OverlayInvalid, "a side file must be UTF-8")
                    .at(Span::new(file, start..start + 1), "not UTF-8"),
            );
            return Overlay::default();
        }
    };
    let document = match Document::parse(source) {
        Ok(document) => document,
        Err(error) => {
            let range = error.span().unwrap_or_default();
            diagnostics.push(
                Diagnostic::error(
                    Code::OverlayInvalid,
                    format!("the file is not TOML: {}", error.message().trim_end()),
                )
                .at(Span::new(file, range), ""),
            );
            return Overlay::default();
        }
    };
    let mut reader = Reader {
        file,
        source,
        diagnostics,
    };
    reader.overlay(document.as_table())
}

struct Reader<'a> {
    file: FileId,
    source: &'a str,
    diagnostics: &'a mut Diagnostics,
}

const TABLES: [&str; 5] = ["library", "type", "fn", "callback", "error"];

impl<'a> Reader<'a> {
    fn overlay(&mut self, table: &dyn TableLike) -> Overlay {
        let mut overlay = Overlay::default();
        for (name, item) in table.iter() {
            let place = self.key_place(table.key(name));
            let subject = match name {
                "library" => {
                    overlay.library = self.library(item, place);
                    continue;
                }
                "error" => {
                    for (name, table, place) in self.tables(item, place) {
                        overlay
                            .conventions
                            .extend(self.convention(name, table, place));
                    }
                    continue;
                }
                "type" => Subject::Type,
                "fn" => Subject::Function,
                "callback" => Subject::Callback,
                _ => {
                    self.unknown(name, place, "the file", &TABLES);
                    continue;
                }
            };
            for (selector, table, place) in self.tables(item, place) {
                let entry = self.entry(subject, selector, table, place);
                overlay.entries.push(entry);
            }
        }
        overlay.entries.sort_by_key(|entry| entry.span.start);
        overlay.conventions.sort_by_key(|entry| entry.span.start);
        overlay
    }

    fn library(&mut self, item: &Item, place: Range<usize>) -> Library {
        let mut library = Library::default();
        let Some(table) = item.as_table_like() else {
            self.wrong(place, "`library` is a table: write `[library]`");
            return library;
        };
        for (key, item) in table.iter() {
            let place = self.key_place(table.key(key));
            match key {
                // The written file has this name, so it must not lead out of its folder.
                "name" => {
                    let name = self.string(key, item, place);
                    library.name = name.and_then(|name| self.name(&name));
                }
                "strip" => library.strip = self.list(key, item, place),
                _ => self.unknown(key, place, "`[library]`", &["name", "strip"]),
            }
        }
        library
    }

    fn entry(
        &mut self,
        subject: Subject,
        selector: &str,
        table: &dyn TableLike,
        selector_place: Range<usize>,
    ) -> Entry {
        let mut entry = Entry {
            subject,
            selector: selector.to_owned(),
            span: Span::new(self.file, selector_place.clone()),
            rename: None,
            strip: Vec::new(),
            params: None,
            facts: Vec::new(),
        };
        let known: &[&str] = match subject {
            Subject::Type => &["rename", "strip", "facts", "reviewed"],
            Subject::Function | Subject::Callback => &["rename", "params", "facts", "reviewed"],
        };
        let mut is_reviewed = false;
        for (key, item) in table.iter() {
            let place = self.key_place(table.key(key));
            match key {
                _ if !known.contains(&key) => {
                    self.unknown(key, place, subject.heading(), known);
                }
                "rename" => {
                    let name = self.string(key, item, place);
                    entry.rename = name.and_then(|name| self.name(&name));
                }
                "strip" => entry.strip = self.list(key, item, place),
                "params" => entry.params = Some(self.params(item, place)),
                "facts" => entry.facts = self.facts(subject, item, place),
                _ => is_reviewed |= self.reviewed(item, place),
            }
        }
        if is_pattern(selector) && !is_reviewed {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NotReviewed,
                    format!("`{selector}` selects what nobody has looked at one by one"),
                )
                .at(entry.span, "a pattern")
                .help("write `reviewed = true` to vouch for everything it selects"),
            );
        }
        entry
    }

    fn params(&mut self, item: &Item, place: Range<usize>) -> Vec<String> {
        let mut params: Vec<String> = Vec::new();
        for quoted in self.strings("params", item, place) {
            if params.iter().any(|known| known == quoted.text) {
                let message = format!("two parameters are called `{}`", quoted.text);
                self.wrong(quoted.inside(), &message);
            }
            // What is no name still counts as one parameter.
            self.name(&quoted);
            params.push(quoted.text.to_owned());
        }
        params
    }

    fn name(&mut self, quoted: &Quoted<'_>) -> Option<String> {
        if is_word(quoted.text) {
            return Some(quoted.text.to_owned());
        }
        let message = format!("`{}` is no name", quoted.text.escape_debug());
        self.wrong(quoted.inside(), &message);
        None
    }

    fn reviewed(&mut self, item: &Item, place: Range<usize>) -> bool {
        match item.as_bool() {
            Some(true) => true,
            Some(false) => {
                self.wrong(
                    place,
                    "an entry is there because it has been reviewed: remove it instead",
                );
                false
            }
            None => {
                self.wrong(place, "`reviewed` takes `true`");
                false
            }
        }
    }

    fn facts(&mut self, subject: Subject, item: &Item, place: Range<usize>) -> Vec<(Fact, Span)> {
        let mut facts = Vec::new();
        for quoted in self.strings("facts", item, place) {
            match grammar::parse(quoted.text) {
                Ok(written) => {
                    let problems = vocabulary::check(&written, subject.place());
                    if problems.is_empty() {
                        let place = quoted.place(written.range);
                        facts.push((written.fact, Span::new(self.file, place)));
                    }
                    for problem in problems {
                        self.problem(problem, &quoted);
                    }
                }
                Err(problem) => self.problem(problem, &quoted),
            }
        }
        facts
    }

    fn convention(
        &mut self,
        name: &str,
        table: &dyn TableLike,
        name_place: Range<usize>,
    ) -> Option<Convention> {
        if BUILT_IN.contains(&name) {
            self.wrong(
                name_place,
                &format!("`{name}` is a convention of its own: choose another name"),
            );
            return None;
        }
        let mut success = None;
        let (mut message, mut code, mut codes) = (None, None, Vec::new());
        for (key, item) in table.iter() {
            let place = self.key_place(table.key(key));
            match key {
                "ok" => success = Some(self.success(item, place)),
                "message" => message = self.call(key, item, place),
                "code" => code = self.call(key, item, place),
                "codes" => codes = self.list(key, item, place),
                _ => {
                    let known = ["ok", "message", "code", "codes"];
                    self.unknown(key, place, "`[error.NAME]`", &known);
                }
            }
        }
        let Some(success) = success else {
            self.wrong(
                name_place,
                &format!("the convention `{name}` does not say what success is: it needs `ok`"),
            );
            return None;
        };
        Some(Convention {
            name: name.to_owned(),
            span: Span::new(self.file, name_place),
            success: success?,
            message,
            code,
            codes,
        })
    }

    fn success(&mut self, item: &Item, place: Range<usize>) -> Option<Success> {
        if let Some(table) = item.as_table_like() {
            let mut truth = Vec::new();
            for (constant, item) in table.iter() {
                match item.as_bool() {
                    Some(meaning) => truth.push((constant.to_owned(), meaning)),
                    None => {
                        let place = self.key_place(table.key(constant));
                        self.wrong(place, &format!("`{constant}` means `true` or `false`"));
                    }
                }
            }
            return Some(Success::Truth(truth));
        }
        if item.is_array() {
            return Some(Success::Constants(self.list("ok", item, place)));
        }
        if let Some(Value::String(text)) = item.as_value() {
            let test = Test::NAMES.iter().find(|(name, _)| name == text.value());
            if let Some((_, test)) = test {
                return Some(Success::Test(*test));
            }
            let quoted = self.quoted(text);
            let known = Test::NAMES.iter().map(|(name, _)| *name);
            let message = format!("`{}` is no test of a result", quoted.text);
            let mut diagnostic = Diagnostic::error(Code::OverlayValueWrong, message)
                .at(Span::new(self.file, quoted.inside()), "unknown test");
            diagnostic.help = suggestion(quoted.text, known);
            self.diagnostics.push(diagnostic);
            return None;
        }
        self.wrong(
            place,
            "`ok` takes constants (`[\"A\"]`), their meanings (`{ A = true }`) or a test (`\"nonnull\"`)",
        );
        None
    }

    fn call(&mut self, key: &str, item: &Item, place: Range<usize>) -> Option<(Call, Span)> {
        let quoted = self.string(key, item, place)?;
        match grammar::parse_call(quoted.text) {
            Ok(call) => Some((call, Span::new(self.file, quoted.inside()))),
            Err(problem) => {
                self.problem(problem, &quoted);
                None
            }
        }
    }

    /// The tables in `item`, which is itself a table of tables: name, table, and the place of the name.
    fn tables<'t>(
        &mut self,
        item: &'t Item,
        place: Range<usize>,
    ) -> Vec<(&'t str, &'t dyn TableLike, Range<usize>)> {
        let Some(outer) = item.as_table_like() else {
            self.wrong(place, "expected tables: `[fn.NAME]`, `[type.NAME]`");
            return Vec::new();
        };
        let mut tables = Vec::new();
        for (name, item) in outer.iter() {
            let place = self.key_place(outer.key(name));
            match item.as_table_like() {
                Some(table) => tables.push((name, table, place)),
                None => self.wrong(place, "expected a table: does its heading lack a name?"),
            }
        }
        tables
    }

    fn list(&mut self, key: &str, item: &Item, place: Range<usize>) -> Vec<String> {
        let strings = self.strings(key, item, place).into_iter();
        strings.map(|quoted| quoted.text.to_owned()).collect()
    }

    fn strings<'t>(&mut self, key: &str, item: &'t Item, place: Range<usize>) -> Vec<Quoted<'t>> {
        let Some(array) = item.as_array() else {
            self.wrong(
                place,
                &format!("`{key}` takes a list of strings: `[\"…\"]`"),
            );
            return Vec::new();
        };
        let mut strings = Vec::new();
        for value in array {
            match value {
                Value::String(text) => strings.push(self.quoted(text)),
                other => {
                    let place = other.span().unwrap_or(place.clone());
                    self.wrong(place, &format!("`{key}` takes only strings"));
                }
            }
        }
        strings
    }

    fn string<'t>(&mut self, key: &str, item: &'t Item, place: Range<usize>) -> Option<Quoted<'t>> {
        match item.as_value() {
            Some(Value::String(text)) => Some(self.quoted(text)),
            _ => {
                let place = item.span().unwrap_or(place);
                self.wrong(place, &format!("`{key}` takes a string"));
                None
            }
        }
    }

    fn quoted<'t>(&self, text: &'t Formatted<String>) -> Quoted<'t> {
        let range = text.span().unwrap_or_default();
        Quoted::new(self.source, range, text.value())
    }

    fn key_place(&self, key: Option<&Key>) -> Range<usize> {
        key.and_then(Key::span).unwrap_or_default()
    }

    fn problem(&mut self, problem: Problem, quoted: &Quoted<'_>) {
        let place = quoted.place(problem.range.clone());
        self.diagnostics
            .push(problem.at(Span::new(self.file, place)));
    }

    fn wrong(&mut self, place: Range<usize>, message: &str) {
        let place = Span::new(self.file, place);
        self.diagnostics
            .push(Diagnostic::error(Code::OverlayValueWrong, message).at(place, ""));
    }

    fn unknown(&mut self, name: &str, place: Range<usize>, inside: &str, known: &[&str]) {
        let mut diagnostic = Diagnostic::error(
            Code::OverlayKeyUnknown,
            format!("`{name}` means nothing in {inside}"),
        )
        .at(Span::new(self.file, place), "unknown");
        diagnostic.help = suggestion(name, known.iter().copied());
        self.diagnostics.push(diagnostic);
    }
}
