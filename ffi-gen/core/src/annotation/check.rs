//! A side file against the header: whether what it names exists, and can be what it says.

mod annotated;
mod callable;
mod contradiction;
mod position;
mod shape;
mod symbols;

use super::{
    Call, Convention, Entry, Overlay, Subject, Success, grammar,
    lexer::is_word,
    message, pattern,
    spelling::suggestion,
    vocabulary::{self, Value},
};
use crate::{
    contract::{Argument, Contract, Fact, FactKind, Position, Root, Ty},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use position::Thing;
use symbols::{Symbols, identifiers};

/// Checks everything that a side file and the annotations of the header say against what the header declares.
///
/// A pattern is checked for every item it selects; one mistake of it is said once.
pub fn check(overlay: &Overlay, contract: &Contract, diagnostics: &mut Diagnostics) {
    let annotated: Vec<Entry> = contract.items().filter_map(annotated::entry).collect();
    if annotated.is_empty() && overlay.entries.is_empty() && overlay.conventions.is_empty() {
        return;
    }
    let mut checker = Checker {
        overlay,
        contract,
        symbols: Symbols::new(contract),
        diagnostics,
    };
    for entry in overlay.entries.iter().chain(&annotated) {
        checker.entry(entry);
    }
    for convention in &overlay.conventions {
        checker.convention(convention);
    }
    let entries = overlay.entries.iter().chain(&annotated);
    message::check(entries, contract, diagnostics);
}

/// The conventions that need no declaration, by the name of what fails.
pub const BUILT_IN: [&str; 5] = ["nonzero", "zero", "negative", "null", "errno"];

struct Checker<'a, 'd> {
    overlay: &'a Overlay,
    contract: &'a Contract,
    symbols: Symbols<'a>,
    diagnostics: &'d mut Diagnostics,
}

/// One fact of an entry, on one of the things that the entry selects.
#[derive(Clone, Copy)]
struct Site<'a, 't> {
    entry: &'a Entry,
    thing: &'t Thing<'a>,
    fact: &'a Fact,
    span: Span,
}

type Checked = Result<(), Box<Diagnostic>>;

impl<'a> Checker<'a, '_> {
    fn entry(&mut self, entry: &'a Entry) {
        let things = self.symbols.select(self.contract, entry);
        if things.is_empty() {
            let diagnostic = self.matches_nothing(entry);
            self.diagnostics.push(diagnostic);
            return;
        }
        let miscounted = things
            .iter()
            .find_map(|thing| self.miscounted(entry, thing));
        let positions_are_known = miscounted.is_none();
        if let Some(diagnostic) = miscounted {
            self.diagnostics.push(diagnostic);
        }
        for (fact, span) in &entry.facts {
            let failed = things.iter().find_map(|thing| {
                let site = Site {
                    entry,
                    thing,
                    fact,
                    span: *span,
                };
                self.fact(site, positions_are_known).err()
            });
            match (failed, things.first()) {
                (Some(diagnostic), _) => self.diagnostics.push(*diagnostic),
                (None, Some(thing)) => {
                    let warnings = self.uncallable(Site {
                        entry,
                        thing,
                        fact,
                        span: *span,
                    });
                    self.diagnostics.extend(warnings);
                }
                (None, None) => {}
            }
        }
        if let Some(thing) = things.first() {
            for diagnostic in contradiction::find(entry, thing) {
                self.diagnostics.push(diagnostic);
            }
        }
    }

    fn matches_nothing(&self, entry: &Entry) -> Diagnostic {
        let selector = &entry.selector;
        let diagnostic = Diagnostic::error(
            Code::SelectorMatchesNothing,
            format!("{} of the header is `{selector}`", entry.subject.none()),
        )
        .at(entry.span, "selects nothing");
        let other = [Subject::Function, Subject::Type, Subject::Callback]
            .into_iter()
            .find(|subject| self.symbols.names(*subject).any(|name| name == selector));
        let help = match other {
            Some(subject) => Some(format!("write it under {}", subject.heading())),
            None if pattern::is_pattern(selector) => None,
            None => suggestion(selector, self.symbols.names(entry.subject)),
        };
        Diagnostic { help, ..diagnostic }
    }

    fn miscounted(&self, entry: &Entry, thing: &Thing<'a>) -> Option<Diagnostic> {
        let named = entry.params.as_ref()?.len();
        let count = thing.signature()?.params.len();
        let diagnostic = || {
            Diagnostic::error(
                Code::ParamsMiscounted,
                format!(
                    "`params` names {named} of the {count} parameters of `{}`",
                    thing.name
                ),
            )
            .at(entry.span, "")
        };
        (named != count).then(diagnostic)
    }

    fn fact(&self, site: Site<'a, '_>, positions_are_known: bool) -> Checked {
        let row = vocabulary::row(site.fact.kind);
        if positions_are_known {
            for operand in &site.fact.operands {
                self.position(site, &operand.position)?;
                if let Some(on) = &operand.on {
                    self.position(site, on)?;
                }
            }
        }
        for (name, value) in &site.fact.arguments {
            if let Some(key) = row.key(name) {
                self.argument(site, key.value, name, value, positions_are_known)?;
            }
        }
        match positions_are_known {
            true => self.shape(site),
            false => Ok(()),
        }
    }

    /// The type at a position, where it is known.
    fn position(
        &self,
        site: Site<'a, '_>,
        position: &Position,
    ) -> Result<Option<&'a Ty>, Box<Diagnostic>> {
        site.thing.find(self.contract, position).map_err(|missing| {
            let place = self.locate(site.span, &missing.word);
            let mut diagnostic =
                Diagnostic::error(Code::PositionUnknown, missing.message).at(place, "unknown");
            diagnostic.help = missing
                .help
                .or_else(|| suggestion(&missing.word, missing.known));
            Box::new(diagnostic)
        })
    }

    fn argument(
        &self,
        site: Site<'a, '_>,
        kind: Value,
        key: &str,
        value: &Argument,
        positions_are_known: bool,
    ) -> Checked {
        match (kind, value) {
            (Value::Symbol, Argument::Word(word)) => match (site.fact.kind, key) {
                (FactKind::Error, _) => self.convention_name(site, word),
                (FactKind::Case, _) => self.constant(site.span, word),
                _ => self.function(site.span, word),
            },
            (Value::Call, Argument::Word(word)) => self.function(site.span, word),
            (Value::Call | Value::Count, Argument::Text(text))
                if let Ok(call) = grammar::parse_call(text) =>
            {
                self.call(site, &call, positions_are_known)
            }
            (Value::Expression | Value::Count, Argument::Text(text)) => identifiers(text)
                .filter(|word| !site.thing.has_name(word))
                .try_for_each(|word| self.anything(site.span, word)),
            (Value::Expression, Argument::Word(word)) if is_word(word) => {
                self.anything(site.span, word)
            }
            (Value::Count, Argument::Word(word)) if is_word(word) => {
                if !site.thing.has_name(word) && self.symbols.is_constant(word) {
                    return Ok(());
                }
                self.named_position(site, word, positions_are_known)
            }
            (Value::Position, Argument::Word(word)) => {
                self.named_position(site, word, positions_are_known)
            }
            (Value::Position | Value::Count, Argument::Position(position))
                if positions_are_known =>
            {
                self.position(site, position).map(|_| ())
            }
            (Value::Type, Argument::Text(text)) if site.fact.kind != FactKind::Case => {
                identifiers(text).try_for_each(|word| self.type_name(site.span, word))
            }
            _ => Ok(()),
        }
    }

    fn named_position(&self, site: Site<'a, '_>, word: &str, is_known: bool) -> Checked {
        match is_known {
            true => {
                let position = Position::root(Root::Named(word.to_owned()));
                self.position(site, &position).map(|_| ())
            }
            false => Ok(()),
        }
    }

    /// The arguments of a call are positions where the fact stands, or names of the header.
    fn call(&self, site: Site<'a, '_>, call: &Call, positions_are_known: bool) -> Checked {
        self.function(site.span, &call.function)?;
        for argument in &call.arguments {
            let Ok(position) = grammar::parse_position(argument) else {
                continue;
            };
            let is_symbol = position.steps.is_empty()
                && matches!(&position.root, Root::Named(name) if self.symbols.is_any(name));
            if positions_are_known && !is_symbol {
                self.position(site, &position)?;
            }
        }
        Ok(())
    }

    fn convention(&mut self, convention: &'a Convention) {
        let constants: Vec<&str> = match &convention.success {
            Success::Constants(names) => names.iter().map(String::as_str).collect(),
            Success::Truth(names) => names.iter().map(|(name, _)| name.as_str()).collect(),
            Success::Test(_) => Vec::new(),
        };
        let place = self.to_next_table(convention.span);
        let mut checks: Vec<Checked> = Vec::new();
        checks.extend(constants.iter().map(|name| self.constant(place, name)));
        for code in &convention.codes {
            checks.push(self.codes(place, code));
        }
        for (call, span) in [&convention.message, &convention.code]
            .into_iter()
            .flatten()
        {
            checks.push(self.function(*span, &call.function));
            let names = call.arguments.iter().filter(|name| is_word(name));
            checks.extend(names.map(|name| self.type_name(*span, name)));
        }
        for diagnostic in checks.into_iter().filter_map(Result::err) {
            self.diagnostics.push(*diagnostic);
        }
    }

    fn codes(&self, place: Span, codes: &str) -> Checked {
        if let Some((first, last)) = codes.split_once("..") {
            self.constant(place, first)?;
            return self.constant(place, last);
        }
        let mut constants = self.symbols.constants();
        if !pattern::is_pattern(codes) {
            return self.constant(place, codes);
        }
        match constants.any(|name| pattern::matches(codes, name)) {
            true => Ok(()),
            false => Err(Box::new(
                Diagnostic::error(
                    Code::SelectorMatchesNothing,
                    format!("no constant of the header is `{codes}`"),
                )
                .at(self.locate(place, codes), "selects nothing"),
            )),
        }
    }

    fn convention_name(&self, site: Site<'a, '_>, name: &str) -> Checked {
        let declared = self.overlay.conventions.iter();
        let known = declared.map(|convention| convention.name.as_str());
        let known = known.chain(BUILT_IN);
        self.known(
            known.clone().any(|known| known == name),
            site.span,
            name,
            || {
                (
                    format!("no convention is called `{name}`"),
                    suggestion(name, known),
                )
            },
        )
    }

    fn no_such(&self, what: &str, name: &str) -> String {
        let declarer = self.diagnostics.terms().declarer;
        format!("{declarer} declares no {what} `{name}`")
    }

    fn function(&self, span: Span, name: &str) -> Checked {
        self.known(self.symbols.is_function(name), span, name, || {
            let functions = self.symbols.names(Subject::Function);
            (self.no_such("function", name), suggestion(name, functions))
        })
    }

    fn constant(&self, span: Span, name: &str) -> Checked {
        self.known(self.symbols.is_constant(name), span, name, || {
            let constants = self.symbols.constants();
            (self.no_such("constant", name), suggestion(name, constants))
        })
    }

    fn type_name(&self, span: Span, name: &str) -> Checked {
        self.known(self.symbols.is_type(name), span, name, || {
            let types = self.symbols.names(Subject::Type);
            (self.no_such("type", name), suggestion(name, types))
        })
    }

    fn anything(&self, span: Span, name: &str) -> Checked {
        self.known(self.symbols.is_any(name), span, name, || {
            let known = self.symbols.constants();
            let known = known.chain(self.symbols.names(Subject::Function));
            (self.no_such("name", name), suggestion(name, known))
        })
    }

    fn known(
        &self,
        is_known: bool,
        span: Span,
        name: &str,
        complaint: impl FnOnce() -> (String, Option<String>),
    ) -> Checked {
        if is_known {
            return Ok(());
        }
        let (message, help) = complaint();
        let diagnostic = Diagnostic::error(Code::SymbolUnknown, message)
            .at(self.locate(span, name), "not declared");
        Err(Box::new(Diagnostic { help, ..diagnostic }))
    }

    /// The place of `word` in the text at `span`, or all of `span` when it is not found there.
    fn locate(&self, span: Span, word: &str) -> Span {
        let text = String::from_utf8_lossy(self.contract.sources().bytes(span));
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let is_whole = |(start, _): &(usize, &str)| {
            let after = &text[start + word.len()..];
            !text[..*start].ends_with(is_part) && !after.starts_with(is_part)
        };
        // `len(x, count = len)`: the word of the fact itself is seldom meant.
        let head = text.find('(').unwrap_or_default();
        let mut places: Vec<_> = text.match_indices(word).filter(is_whole).collect();
        places.sort_by_key(|(start, _)| *start < head);
        let found = places.first().copied();
        match found.and_then(|(start, _)| u32::try_from(start).ok()) {
            Some(start) if !word.is_empty() => Span {
                start: span.start + start,
                end: span.start + start + u32::try_from(word.len()).unwrap_or_default(),
                ..span
            },
            _ => span,
        }
    }

    /// From a heading to the next one.
    fn to_next_table(&self, heading: Span) -> Span {
        let text = self.contract.sources().get(heading.file);
        let text = text.and_then(|file| file.text.get(heading.start as usize..));
        let text = text.unwrap_or_default();
        let length = text.windows(2).position(|pair| pair == b"\n[");
        let length = u32::try_from(length.unwrap_or(text.len())).unwrap_or_default();
        Span {
            end: heading.end.max(heading.start.saturating_add(length)),
            ..heading
        }
    }
}

impl Subject {
    fn none(self) -> &'static str {
        match self {
            Subject::Type => "no type",
            Subject::Function => "no function",
            Subject::Callback => "no callback type",
        }
    }
}
