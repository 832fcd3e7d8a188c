//! Primary expressions: literals, names and parentheses.

use super::{
    Environment, Identifier,
    number::{Number, number},
    operand::{Known, Operand, long_double, mismatch},
    parse::Parser,
    text::{Prefix, character, decode},
    token::Kind,
};
use crate::contract::{FloatKind, IntKind, Reason, Ty};

/// Words that start something other than an expression or a type, with the reason that this gives.
const REFUSED: &[(&[&str], &str, &str)] = &[
    (
        &[
            "do", "if", "else", "for", "while", "return", "goto", "switch", "case", "default",
            "break", "continue", "asm", "__asm", "__asm__",
        ],
        "statement",
        "it is part of a statement",
    ),
    (
        &[
            "__attribute__",
            "__attribute",
            "__declspec",
            "_Alignas",
            "alignas",
            "__cdecl",
            "__stdcall",
            "__fastcall",
            "__thiscall",
            "__vectorcall",
            "_Noreturn",
            "_Nonnull",
            "_Nullable",
            "_Null_unspecified",
        ],
        "attribute",
        "it is an attribute",
    ),
    (
        &[
            "extern",
            "static",
            "inline",
            "__inline",
            "__inline__",
            "register",
            "typedef",
            "auto",
            "__auto_type",
            "_Thread_local",
            "__thread",
            "thread_local",
            "constexpr",
            "_Static_assert",
            "static_assert",
            "restrict",
            "__restrict",
            "__restrict__",
        ],
        "not-an-expression",
        "it is part of a declaration",
    ),
    (&["_Pragma", "__pragma"], "pragma", "it is a pragma"),
    (
        &[
            "__LINE__",
            "__FILE__",
            "__FILE_NAME__",
            "__BASE_FILE__",
            "__INCLUDE_LEVEL__",
            "__DATE__",
            "__TIME__",
            "__TIMESTAMP__",
            "__COUNTER__",
            "__func__",
            "__FUNCTION__",
            "__PRETTY_FUNCTION__",
        ],
        "depends-on-use",
        "its value depends on where or when it is used",
    ),
];

/// Why an expression cannot have this word, if it cannot.
pub(super) fn refusal(word: &[u8]) -> Option<Reason> {
    REFUSED.iter().find_map(|(words, code, text)| {
        words
            .iter()
            .any(|refused| refused.as_bytes() == word)
            .then(|| Reason::new(code, *text))
    })
}

impl<'s, E: Environment<'s>> Parser<'_, '_, 's, E> {
    pub(super) fn primary(&mut self) -> Result<Operand, Reason> {
        let Some(token) = self.peek() else {
            return Err(self.unexpected());
        };
        match token.kind {
            Kind::Number => self.number(),
            Kind::Character => self.character(),
            Kind::Text => self.string(),
            Kind::Identifier => self.identifier(),
            Kind::Punctuator if token.is("(") => self.parenthesised(),
            _ => Err(self.unexpected()),
        }
    }

    fn parenthesised(&mut self) -> Result<Operand, Reason> {
        self.advance();
        if self.peek().is_some_and(|token| token.is("{")) {
            return Err(Reason::new("statement", "it is a statement expression"));
        }
        match self.expression() {
            Ok(_) if !self.accept(")") => Err(self.unexpected()),
            result => result,
        }
    }

    fn number(&mut self) -> Result<Operand, Reason> {
        let text = self.take();
        Ok(match number(text, self.model)? {
            Number::Int(kind, value) => Operand::int(kind, value),
            Number::Float(kind, value) => Operand::float(kind, value),
            Number::LongDouble {
                as_double: Some(value),
            } => Operand::float(FloatKind::LongDouble, value),
            Number::LongDouble { as_double: None } => {
                Operand::unknown(Ty::Float(FloatKind::LongDouble), long_double())
            }
        })
    }

    fn character(&mut self) -> Result<Operand, Reason> {
        let text = self.take();
        let wide = match Prefix::split(text).0 {
            Prefix::Wide => self.wide_kind(),
            _ => IntKind::Int,
        };
        let (kind, value) = character(text, wide, self.model)?;
        Ok(Operand::int(kind, value))
    }

    /// Adjacent string literals.
    fn string(&mut self) -> Result<Operand, Reason> {
        let start = self.position();
        let mut prefix = Prefix::None;
        while let Some(token) = self.peek().filter(|token| token.kind == Kind::Text) {
            prefix = prefix.join(Prefix::split(&token.text).0)?;
            self.advance();
        }
        let count = self.position() - start;
        let unit = match prefix {
            Prefix::Wide => self.wide_kind(),
            Prefix::None | Prefix::Utf8 => IntKind::Char,
            prefix => prefix.unit(IntKind::Int),
        };
        let bits = self.model.bits(unit);
        let mut units = Vec::new();
        for token in &self.from(start)[..count] {
            let (_, body) = Prefix::split(&token.text);
            units.reserve(body.len());
            decode(body, bits, |unit| units.push(unit))?;
        }
        Ok(Operand {
            ty: Ty::Array {
                element: Box::new(Ty::Int(unit)),
                len: Some(units.len() as u64 + 1),
            },
            known: Known::Text {
                kind: prefix.kind(),
                units,
            },
        })
    }

    /// The type of a unit of `L"…"`.
    fn wide_kind(&self) -> IntKind {
        match self.model.bits(self.model.wide) {
            16 | 32 => self.model.wide,
            _ => IntKind::Int,
        }
    }

    fn identifier(&mut self) -> Result<Operand, Reason> {
        let Some(token) = self.peek() else {
            return Err(self.unexpected());
        };
        if let Some(reason) = refusal(&token.text) {
            return Err(reason);
        }
        if let Some(result) = self.builtin(&token.text) {
            return result;
        }
        let name = self.name()?;
        let is_call = self.peek().is_some_and(|token| token.is("("));
        match self.environment.identifier(name) {
            Some(Identifier::Enumerator { value, ty }) => Ok(Operand::int(ty, value)),
            Some(Identifier::Function | Identifier::Object) if is_call => Err(Reason::new(
                "calls-a-function",
                format!("it calls `{name}`"),
            )),
            Some(Identifier::Function) => Err(Reason::new(
                "names-a-function",
                format!("it is made of the address of the function `{name}`"),
            )),
            Some(Identifier::Object) => Err(Reason::new(
                "reads-an-object",
                format!("it reads the variable `{name}`"),
            )),
            Some(Identifier::Type(_)) => Err(Reason::new(
                "not-an-expression",
                format!("the type `{name}` does not belong in an expression there"),
            )),
            None => standard_name(name).ok_or_else(|| {
                if is_call {
                    Reason::new(
                        "unknown-identifier",
                        format!("nothing declares `{name}`, which it calls"),
                    )
                } else {
                    Reason::new("unknown-identifier", format!("nothing declares `{name}`"))
                }
            }),
        }
    }

    /// The number that a constant expression of integer type has.
    pub(super) fn integer_constant(&mut self) -> Result<i128, Reason> {
        let operand = self.conditional()?;
        match self.value(operand)?.known {
            Known::Int(value) => Ok(value),
            Known::Unknown(reason) => Err(reason),
            _ => Err(mismatch("it needs an integer where there is none")),
        }
    }
}

/// What C23 makes keywords, for headers that use them without `<stdbool.h>`.
fn standard_name(name: &str) -> Option<Operand> {
    let truth = |value| Operand {
        ty: Ty::Bool,
        known: Known::Int(value),
    };
    Some(match name {
        "false" => truth(0),
        "true" => truth(1),
        "nullptr" => Operand {
            ty: Ty::pointer_to(Ty::Void),
            known: Known::Address(0),
        },
        _ => return None,
    })
}
