//! What every fact of the vocabulary takes: one table, which the checks, the help and the documentation read.

use super::{grammar, grammar::Written, lexer::is_word, problem::Problem};
use crate::{
    contract::{Argument, FactKind},
    diagnostic::Code,
};
use std::ops::Range;

/// What one fact takes.
#[derive(Debug)]
pub struct Row {
    /// The fact.
    pub kind: FactKind,
    /// Where it may stand.
    pub on: &'static [Place],
    /// The least and the greatest number of operands.
    pub operands: (usize, usize),
    /// Whether an operand may depend on another position: `x: y`.
    pub relates: bool,
    /// The keys it takes.
    pub keys: &'static [Key],
    /// Whether it says nothing without a key.
    pub needs_key: bool,
}

/// Where a fact may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On a function, about it, its parameters or its result.
    Function,
    /// On a type, about it.
    Type,
    /// On a type, about one of its fields.
    Field,
    /// On the type of a function pointer, as on a function.
    Callback,
}

/// A key that a fact takes.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What its value is.
    pub value: Value,
    /// What it says, for people.
    pub meaning: &'static str,
    /// Whether the fact needs it.
    pub required: bool,
}

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// The name of a function, a constant or a convention.
    Symbol,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Bool,
    /// A C type, quoted.
    Type,
    /// A C expression: quoted, a number, or the name of a constant.
    Expression,
    /// A function, by its name or as a quoted call.
    Call,
    /// A position.
    Position,
    /// A number of things: a position, a number, or a quoted C expression, often a call.
    Count,
    /// Any text, quoted.
    Text,
    /// Text that stands without its key: `rename("x")`.
    PositionalText,
}

const ANY: usize = usize::MAX;
const CALLABLE: &[Place] = &[Place::Function, Place::Callback];
const VALUE: &[Place] = &[Place::Function, Place::Callback, Place::Field];
const TYPE: &[Place] = &[Place::Type];
const EVERYWHERE: &[Place] = &[Place::Function, Place::Callback, Place::Type, Place::Field];

use FactKind as F;
use Value::{Bool, Call, Count, Expression, OneOf, Position, PositionalText, Symbol, Text, Type};

/// Every row, in the order of [`FactKind::ALL`].
pub static ROWS: [Row; FactKind::ALL.len()] = [
    row_of(F::ReturnsOwned, CALLABLE, (0, ANY)).keys(&[
        key("destroy", Call, "the function that ends it, where its type does not say"),
        key("always", Bool, "it is handed out also when the call fails"),
        key("container", Bool, "what it contains is only borrowed"),
    ]),
    row_of(F::Borrows, CALLABLE, (1, ANY))
        .related()
        .keys(&[key("leak_ok", Bool, "the end of what it depends on is harmless while it is leaked"), key("scoped", Bool, "it must have ended before the caller goes on: it is lent to a closure")]),
    row_of(F::Consumes, CALLABLE, (1, ANY)).keys(&[key("on", OneOf(&["success"]), "only then; after a failure it is still the caller's")]),
    row_of(F::Retains, CALLABLE, (1, ANY)).keys(&[
        key("on", OneOf(&["success"]), "only then"),
        key("until", Symbol, "the function after which it is not kept any more"),
        key("until_callback", Position, "the callback after which it is not kept"),
        key("destroy", Position, "the parameter for the function that frees it"),
    ]),
    row_of(F::Exclusive, CALLABLE, (1, ANY)).keys(&[key("reentrant", Bool, "a callback may make the call all the same")]),
    row_of(F::Invalidates, CALLABLE, (1, ANY)).keys(&[key("reentrant", Bool, "a callback may make the call all the same")]),
    row_of(F::Copied, CALLABLE, (0, ANY)).keys(&[key("locked_by", Call, "the call that keeps other threads away meanwhile")]),
    row_of(F::Handle, TYPE, (0, 0)).keys(&[
        key("destroy", Call, "the function that ends it, also a call: `f(@self, 0)`"),
        key("invalid", Expression, "the value that is none, of an integer"),
        key("in_place", Bool, "a structure in memory of the caller's, which an `init` makes and `destroy` ends"),
        key("done", OneOf(&["callback"]), "it ends only when a callback says so"),
    ]),
    row_of(F::Refcounted, TYPE, (0, 0)).keys(&[
        required("retain", Symbol, "adds an owner"),
        required("release", Symbol, "takes one away"),
        key("atomic", Bool, "any thread may call both"),
    ]),
    row_of(F::Extends, TYPE, (0, 0)).keys(&[required("base", Type, "the other handle")]),
    row_of(F::Is, VALUE, (0, ANY)).keys(&[required("type", Type, "the handle")]),
    row_of(F::Nullable, VALUE, (0, ANY)),
    row_of(F::Nonnull, VALUE, (0, ANY)),
    row_of(F::Unique, CALLABLE, (0, ANY)),
    row_of(F::Out, CALLABLE, (1, ANY)),
    row_of(F::Inout, CALLABLE, (1, ANY)),
    row_of(F::Advances, CALLABLE, (1, ANY)),
    row_of(F::Consumed, CALLABLE, (1, 1)).keys(&[required("tail", Position, "the parameter that receives where the rest begins")]),
    row_of(F::Fixed, CALLABLE, (1, 1)).keys(&[required("value", Expression, "what it always is")]),
    row_of(F::Default, CALLABLE, (1, 1)).keys(&[required("value", Expression, "what it is unless the caller says something else")]),
    row_of(F::Len, VALUE, (0, ANY)).keys(&[required("count", Count, "how many: a parameter, a number, or a call that tells"), key("size", Count, "the parameter for the bytes of one, where the caller chooses the type: `void *`")]),
    row_of(F::Bytes, VALUE, (0, ANY)).keys(&[required("count", Count, "how many: a parameter, a number, or a call that tells")]),
    row_of(F::Written, CALLABLE, (1, 1)).keys(&[required("count", Count, "the parameter, or @return, that tells how much")]),
    row_of(F::ZeroTerminated, VALUE, (0, ANY)),
    row_of(F::SizedByTwoCalls, CALLABLE, (1, 1)).keys(&[required("count", Count, "the parameter that tells the size")]),
    row_of(F::Range, CALLABLE, (1, 1)).keys(&[key("from", Expression, "the least value; otherwise 0"), key("below", Count, "what is too great: a number, a constant, or a call that tells")]),
    row_of(F::Utf8, VALUE, (0, ANY)),
    row_of(F::Utf16, VALUE, (0, ANY)),
    row_of(F::IsPath, VALUE, (0, ANY)),
    row_of(F::NulTerminated, VALUE, (0, ANY)),
    row_of(F::Error, CALLABLE, (0, 0))
        .needs_key()
        .keys(&[key("convention", Symbol, "`nonzero`, `zero`, `negative`, `null`: the result that means failure; `errno`; or one of [error.NAME]"), key("out", Position, "the parameter that receives an error object")]),
    row_of(F::Callback, VALUE, (1, ANY)).keys(&[
        key("data", Position, "the parameter whose pointer it gets back; of the callback, where names differ: `cb.#0`"),
        required(
            "scope",
            OneOf(&["call", "async", "notified", "forever", "until"]), "how long it may be called"),
        key("set_by", Symbol, "the function that sets its data"),
        key("from", Call, "the call that fetches its data"),
        key("lends", Position, "the handle that it may use while it runs"),
        key("unregister", Symbol, "the function that ends it"),
        key("replaces", Bool, "another one takes the place of this one"),
        key("waits", Bool, "`unregister` waits for calls that run"),
        key("destroy", Position, "the parameter for the function that frees its data"),
        key(
            "stays",
            Bool,
            "C frees it only where another takes its place or its object ends",
        ),
        key("on_failure", OneOf(&["called", "not_called", "unknown"]), "whether a call that fails calls `destroy`"),
        key("on_panic", Expression, "what it answers when it panics"),
        key("threads", OneOf(&["caller", "any"]), "who calls it"),
        key("reenters", OneOf(&["false"]), "it must not call the library"),
    ]),
    row_of(F::Case, &[Place::Function], (0, 0))
        .keys(&[required("option", Symbol, "the constant"), required("arg", Type, "the type of what follows")]),
    row_of(F::Library, &[Place::Function], (0, 0))
        .needs_key()
        .keys(&[key("init", Symbol, "the function that sets it up"), key("shutdown", Symbol, "the one that ends it")]),
    row_of(F::Exits, CALLABLE, (0, 0))
        .keys(&[required("by", OneOf(&["longjmp", "cxx_exception"]), "how")]),
    row_of(F::Reentrant, &[Place::Function], (0, 0)),
    row_of(F::Send, TYPE, (0, 0)),
    row_of(F::Sync, TYPE, (0, 0)),
    row_of(
        F::MainThread,
        &[Place::Function, Place::Callback, Place::Type],
        (0, 0),
    ),
    row_of(F::DestroyOn, TYPE, (0, 0)).keys(&[required("thread", OneOf(&["creator", "main"]), "which")]),
    row_of(
        F::MustUse,
        &[Place::Function, Place::Callback, Place::Type],
        (0, 0),
    ),
    row_of(F::Rename, EVERYWHERE, (0, 1)).keys(&[required("to", PositionalText, "the name")]),
    row_of(F::Skip, EVERYWHERE, (0, ANY)),
    row_of(F::KeepUnsafe, CALLABLE, (0, 0)).keys(&[required("reason", PositionalText, "why")]),
    row_of(F::Tag, EVERYWHERE, (0, ANY)).needs_key(),
    row_of(F::Attribute, &[], (0, 0)).keys(&[key("text", Text, "the attribute")]),
];

// A row is found by the number of its kind.
const _: () = {
    let mut index = 0;
    while index < ROWS.len() {
        assert!(ROWS[index].kind as usize == index, "a row is out of order");
        index += 1;
    }
};

const fn row_of(kind: FactKind, on: &'static [Place], operands: (usize, usize)) -> Row {
    Row {
        kind,
        on,
        operands,
        relates: false,
        keys: &[],
        needs_key: false,
    }
}

const fn key(name: &'static str, value: Value, meaning: &'static str) -> Key {
    Key {
        name,
        value,
        meaning,
        required: false,
    }
}

const fn required(name: &'static str, value: Value, meaning: &'static str) -> Key {
    Key {
        required: true,
        ..key(name, value, meaning)
    }
}

impl Row {
    const fn keys(mut self, keys: &'static [Key]) -> Row {
        self.keys = keys;
        self
    }

    const fn related(mut self) -> Row {
        self.relates = true;
        self
    }

    const fn needs_key(mut self) -> Row {
        self.needs_key = true;
        self
    }

    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// What `kind` takes.
pub fn row(kind: FactKind) -> &'static Row {
    &ROWS[kind as usize]
}

/// The fact that `word` names; not one that cannot be written.
pub fn word(word: &str) -> Option<FactKind> {
    let kind = FactKind::ALL.iter().find(|kind| kind.as_str() == word);
    kind.copied().filter(|kind| *kind != FactKind::Attribute)
}

/// The word that is nearest to one that is no fact, if any is near enough to have been meant.
pub fn nearest(wrong: &str) -> Option<&'static str> {
    super::spelling::nearest(wrong, words())
}

/// Every word that can be written.
pub(super) fn words() -> impl Iterator<Item = &'static str> + Clone {
    let writable = FactKind::ALL.iter().filter(|kind| **kind != F::Attribute);
    writable.map(|kind| kind.as_str())
}

/// The key for which quoted text stands without one.
pub(super) fn positional_text(kind: FactKind) -> Option<&'static str> {
    let key = row(kind).keys.iter();
    let mut keys = key.filter(|key| key.value == PositionalText);
    keys.next().map(|key| key.name)
}

/// What is wrong with a fact that stands on a thing of the kind `on`, as far as can be told without the header.
///
/// [`Place::Type`] includes the type's fields: a fact about one names it.
pub fn check(written: &Written, on: Place) -> Vec<Problem> {
    let row = row(written.fact.kind);
    let mut problems = Vec::new();
    check_place(written, row, on, &mut problems);
    check_operands(written, row, on, &mut problems);
    check_keys(written, row, &mut problems);
    problems
}

fn check_place(written: &Written, row: &Row, on: Place, problems: &mut Vec<Problem>) {
    let about_field = on == Place::Type && row.on.contains(&Place::Field);
    if row.on.contains(&on) || about_field {
        return;
    }
    let places: Vec<&str> = row.on.iter().map(|place| place.describe()).collect();
    problems.push(
        Problem::new(
            Code::FactMisplaced,
            written.word.clone(),
            format!("`{}` says nothing of {}", row.kind, on.describe()),
            "means nothing here",
        )
        .help(format!("it stands on {}", places.join(" or "))),
    );
}

fn check_operands(written: &Written, row: &Row, on: Place, problems: &mut Vec<Problem>) {
    let (mut least, most) = row.operands;
    // On a type, what is not about the type itself must name a field.
    if on == Place::Type && row.on.contains(&Place::Field) && !row.on.contains(&Place::Type) {
        least = least.max(1);
    }
    let count = written.operands.len();
    if count < least {
        let what = match on {
            Place::Type | Place::Field => "a field",
            Place::Function | Place::Callback => "a parameter or `@return`",
        };
        problems.push(
            Problem::new(
                Code::FactArguments,
                written.word.clone(),
                format!("`{}` does not say what it is about", row.kind),
                "no operand",
            )
            .help(format!("name {what} in parentheses")),
        );
    }
    if let Some(extra) = written.operands.get(most) {
        let message = match most {
            0 => format!("`{}` takes no operand", row.kind),
            _ => format!("`{}` takes only one operand", row.kind),
        };
        let problem = Problem::new(Code::FactArguments, extra.clone(), message, "not expected");
        problems.push(match row.keys {
            [] => problem,
            keys => problem.help(format!("it takes {}", list(keys))),
        });
    }
    for (operand, range) in written.fact.operands.iter().zip(&written.operands) {
        if operand.on.is_some() && !row.relates {
            problems.push(Problem::new(
                Code::FactArguments,
                range.clone(),
                format!("`{}` relates no two positions", row.kind),
                "only `borrows` takes `x: y`",
            ));
        }
    }
}

fn check_keys(written: &Written, row: &Row, problems: &mut Vec<Problem>) {
    let ranges = &written.arguments;
    for ((name, value), (key_range, range)) in written.fact.arguments.iter().zip(ranges) {
        // A tag is for others; what it says is theirs to check.
        if row.kind == F::Tag {
            continue;
        }
        match row.key(name) {
            Some(key) => {
                let wrong = key.value.problem(value, range, name);
                problems.extend(wrong);
            }
            None => {
                let problem = Problem::new(
                    Code::FactArguments,
                    key_range.clone(),
                    format!("`{}` takes no key `{name}`", row.kind),
                    "unknown key",
                );
                let known = row.keys.iter().map(|key| key.name);
                problems.push(problem.suggest(name, known));
            }
        }
    }
    // A key that is spelled wrong is not missed a second time.
    let are_known = written
        .fact
        .arguments
        .iter()
        .all(|(name, _)| row.key(name).is_some());
    let is_missing =
        |key: &&Key| are_known && key.required && written.fact.argument(key.name).is_none();
    let missing = row.keys.iter().filter(is_missing);
    for key in missing {
        problems.push(
            Problem::new(
                Code::FactArguments,
                written.word.clone(),
                format!("`{}` needs {}", row.kind, key.describe()),
                "incomplete",
            )
            .help(format!("write `{}`", key.example(row.kind))),
        );
    }
    if row.needs_key && written.fact.arguments.is_empty() {
        let problem = Problem::new(
            Code::FactArguments,
            written.word.clone(),
            format!("`{}` says nothing without a key", row.kind),
            "incomplete",
        );
        problems.push(match row.keys {
            [] => problem,
            keys => problem.help(format!("it takes {}", list(keys))),
        });
    }
}

fn list(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(|key| format!("`{}`", key.name)).collect();
    names.join(", ")
}

impl Place {
    /// The place in words.
    pub fn describe(self) -> &'static str {
        match self {
            Place::Function => "a function",
            Place::Type => "a type",
            Place::Field => "a field",
            Place::Callback => "a callback",
        }
    }
}

impl Key {
    fn describe(&self) -> String {
        match self.value {
            PositionalText => "quoted text".to_owned(),
            _ => format!("the key `{}`", self.name),
        }
    }

    /// How it is written in a fact of a kind.
    pub fn example(&self, kind: FactKind) -> String {
        let name = self.name;
        match self.value {
            PositionalText => format!("{kind}(\"…\")"),
            Type | Text => format!("{name} = \"…\""),
            OneOf(words) => format!("{name} = {}", words.join(" | ")),
            Bool => format!("{name} = true"),
            Symbol | Expression | Call | Position | Count => format!("{name} = …"),
        }
    }
}

impl Value {
    /// Why `value` is none of these.
    fn problem(self, value: &Argument, range: &Range<usize>, key: &str) -> Option<Problem> {
        let wrong = |wanted: &str| {
            Problem::new(
                Code::FactArguments,
                range.clone(),
                format!("`{key}` takes {wanted}"),
                "of another kind",
            )
        };
        match (self, value) {
            (Symbol, Argument::Word(word)) if is_word(word) => None,
            (Symbol, _) => Some(wrong("the name of something in the header, without quotes")),
            (OneOf(words), Argument::Word(word)) if words.contains(&word.as_str()) => None,
            (OneOf(words), other) => {
                let problem = wrong(&format!("`{}`", words.join("` or `")));
                Some(match other {
                    Argument::Word(word) => problem.suggest(word, words.iter().copied()),
                    Argument::Text(text) if words.contains(&text.as_str()) => {
                        problem.help("write it without quotes")
                    }
                    _ => problem,
                })
            }
            (Bool, Argument::Word(word)) if word == "true" || word == "false" => None,
            (Bool, _) => Some(wrong("`true` or `false`")),
            (Type | Text | PositionalText, Argument::Text(text)) if !text.trim().is_empty() => None,
            (Type, _) => Some(wrong("a C type in quotes")),
            (Text | PositionalText, _) => Some(wrong("text in quotes")),
            (Expression, Argument::Position(_)) => {
                Some(wrong("a C expression in quotes, a number or a constant"))
            }
            (Expression | Count, Argument::Text(text)) if text.trim().is_empty() => {
                Some(wrong("an expression that is not empty"))
            }
            (Expression | Count, _) => None,
            (Position, Argument::Word(word)) if is_word(word) => None,
            (Position, Argument::Position(_)) => None,
            (Position, _) => Some(wrong("a position: a parameter, `#0`, `p.field`")),
            (Call, Argument::Word(word)) if is_word(word) => None,
            (Call, Argument::Text(text)) if grammar::parse_call(text).is_ok() => None,
            (Call, _) => Some(wrong("a function, or a call in quotes: \"f(a, @return)\"")),
        }
    }
}
