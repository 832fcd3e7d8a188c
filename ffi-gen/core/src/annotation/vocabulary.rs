//! What every fact of the vocabulary takes: one table, which the checks, the help and the documentation read.

mod rows;

pub use rows::ROWS;

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

use FactKind as F;
use Value::{Bool, Call, Count, Expression, OneOf, Position, PositionalText, Symbol, Text, Type};

impl Row {
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
                if let (F::Rename, Argument::Text(text)) = (row.kind, value)
                    && !is_word(text)
                {
                    let message = format!("`{}` is no name", text.escape_debug());
                    problems.push(Problem::new(
                        Code::FactArguments,
                        range.clone(),
                        message,
                        "no name",
                    ));
                }
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
