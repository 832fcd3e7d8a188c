//! The values of C macros.
//!
//! [`evaluate`] expands a macro as the preprocessor does and evaluates what results as a constant expression, with
//! the types that C gives it. It knows no compiler: what it needs of the translation unit it asks an [`Environment`].
//! Any bytes may be passed in; nesting and work are bounded, and whatever has no constant value has a [`Reason`].

mod arithmetic;
mod builtin;
mod convert;
mod declarator;
mod expand;
mod fit;
mod initializer;
mod number;
mod operand;
mod operators;
mod parse;
mod pragma;
mod primary;
mod substitute;
#[cfg(test)]
mod tests;
mod text;
mod token;

use crate::contract::{DataModel, IntKind, Part, Reason, Record, TextKind, Ty};
pub use expand::Work;
use number::Number;
use parse::Parser;
use text::Prefix;
use token::Kind;

/// The value of the object-like macro `name`.
///
/// `Err` says why it has none; the codes of its reasons are stable.
pub fn evaluate<'s>(
    definition: &MacroDefinition<'s>,
    name: &[u8],
    environment: &mut impl Environment<'s>,
) -> Result<Evaluated, Reason> {
    if definition.params.is_some() {
        return Err(Reason::new("function-like", "it takes arguments"));
    }
    token::check_trigraphs(definition.body)?;
    if let Some(evaluated) = literal(definition.body, environment.model()) {
        return evaluated;
    }
    let mut tokens = expand::expand(definition, name, environment)?;
    if pragma::remove(&mut tokens) && tokens.is_empty() {
        return Err(Reason::new("pragma", "it is a pragma"));
    }
    Parser::new(&tokens, environment).evaluate(name)
}

/// What the evaluator asks of the translation unit. Methods take `&mut self` because types are translated on demand.
///
/// `'s` is the life of the source text, which outlives the environment.
pub trait Environment<'s> {
    /// The final definition of a macro.
    fn macro_definition(&mut self, name: &[u8]) -> Option<MacroDefinition<'s>>;
    /// What an identifier of the ordinary name space means.
    fn identifier(&mut self, name: &str) -> Option<Identifier>;
    /// The type named by `struct x`, `union x`, `enum x`.
    fn tag(&mut self, keyword: TagKeyword, name: &str) -> Option<Ty>;
    /// Size and alignment of a type, in bytes.
    fn layout(&mut self, ty: &Ty) -> Option<(u64, u64)>;
    /// Offset in bytes and type of a member of a record type.
    fn member(&mut self, record: &Ty, name: &str) -> Option<(u64, Ty)>;
    /// A structure or union, by its canonical type.
    fn record(&self, ty: &Ty) -> Option<&Record>;
    /// The type that the initialiser of this name is for, if that can be told.
    fn initialized(&mut self, name: &[u8]) -> Result<Ty, Reason>;
    /// What a type is called in messages.
    fn spelling(&self, ty: &Ty) -> String;
    /// The type behind aliases and enumerations: an enumeration gives its integer type, an alias its target.
    fn canonical(&mut self, ty: &Ty) -> Ty;
    /// What C leaves to the target.
    fn model(&self) -> DataModel;
    /// The work that is left for the translation unit.
    fn work(&mut self) -> &mut Work;
}

/// What an identifier of the ordinary name space means.
#[derive(Debug, Clone, PartialEq)]
pub enum Identifier {
    /// An enumerator.
    Enumerator {
        /// Its value.
        value: i128,
        /// Its type: `int` unless the value needs more.
        ty: IntKind,
    },
    /// A type.
    Type(Ty),
    /// A function.
    Function,
    /// A variable.
    Object,
}

/// The keyword before a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TagKeyword {
    Struct,
    Union,
    Enum,
}

/// A macro's definition, as pieces of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MacroDefinition<'s> {
    /// The text between the parentheses; none when the macro is object-like.
    pub params: Option<&'s [u8]>,
    /// The replacement.
    pub body: &'s [u8],
}

/// What a macro means.
#[derive(Debug, Clone, PartialEq)]
pub enum Evaluated {
    /// An integer or truth value.
    Int {
        /// Its type; an alias or enumeration when the outermost operator is a cast to one.
        ty: Ty,
        /// The value.
        value: i128,
    },
    /// A number of type `float` or `double`.
    Float {
        /// Its type; an alias when the outermost operator is a cast to one.
        ty: Ty,
        /// The value.
        value: f64,
    },
    /// A string.
    Text {
        /// Which literal it is.
        kind: TextKind,
        /// Its code units, without the terminating zero.
        units: Vec<u32>,
    },
    /// A pointer made of a number.
    Address {
        /// The pointer type, or an alias of one.
        ty: Ty,
        /// The number.
        address: u64,
    },
    /// An initialiser of a structure or union.
    Record {
        /// Its type, or an alias of it.
        ty: Ty,
        /// What it gives a value.
        parts: Vec<Part>,
    },
    /// The macro stands for a type.
    Type(Ty),
    /// The macro stands for this function or object, which may have the macro's own name.
    Name(String),
}

impl<'s> MacroDefinition<'s> {
    /// Splits the text of a `#define` from just after the macro's name to the end of the definition.
    ///
    /// Only a parenthesis that follows the name at once makes the macro function-like.
    pub fn split(text_after_name: &'s [u8]) -> MacroDefinition<'s> {
        // A line splice is no white space: it may stand between the name and the parenthesis.
        let mut text = text_after_name;
        while let Some(len) = token::splice_len(text) {
            text = &text[len..];
        }
        match text {
            [b'(', inside @ ..] => {
                let end = closing_parenthesis(inside).unwrap_or(inside.len());
                MacroDefinition {
                    params: Some(&inside[..end]),
                    body: inside.get(end + 1..).unwrap_or_default(),
                }
            }
            _ => MacroDefinition {
                params: None,
                body: text_after_name,
            },
        }
    }
}

/// Where the parameter list ends; comments in it may contain parentheses.
fn closing_parenthesis(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    while *text.get(at)? != b')' {
        at += token::comment_len(&text[at..]).unwrap_or(1);
    }
    Some(at)
}

/// The value of a definition that is one literal and nothing else, as most are: nothing is expanded or parsed.
fn literal(body: &[u8], model: DataModel) -> Option<Result<Evaluated, Reason>> {
    let text = trim(body);
    let (&first, rest) = text.split_first()?;
    let kind = match first {
        b'"' => Kind::Text,
        b'\'' => Kind::Character,
        b'0'..=b'9' => Kind::Number,
        b'.' if rest.first().is_some_and(u8::is_ascii_digit) => Kind::Number,
        _ => return None,
    };
    let len = match kind {
        Kind::Number => token::number_len(text),
        _ => token::quoted_len(text)?,
    };
    if len != text.len() || text.contains(&b'\n') {
        return None;
    }
    Some(match kind {
        Kind::Number => number::number(text, model).and_then(|number| match number {
            Number::Int(kind, value) => Ok(Evaluated::Int {
                ty: Ty::Int(kind),
                value,
            }),
            Number::Float(kind, value) => Ok(Evaluated::Float {
                ty: Ty::Float(kind),
                value,
            }),
            Number::LongDouble { .. } => Err(operand::long_double()),
        }),
        Kind::Text => {
            let (prefix, body) = Prefix::split(text);
            let mut units = Vec::with_capacity(body.len());
            text::decode(body, 8, |unit| units.push(unit)).map(|()| Evaluated::Text {
                kind: prefix.kind(),
                units,
            })
        }
        _ => text::character(text, IntKind::Int, model).map(|(kind, value)| Evaluated::Int {
            ty: Ty::Int(kind),
            value,
        }),
    })
}

fn trim(mut text: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = text
        && token::is_space(*first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && token::is_space(*last)
    {
        text = rest;
    }
    text
}
