//! The expression parser. It evaluates as it goes: there is no tree.

use super::{
    Environment, Evaluated, Identifier,
    arithmetic::{Binary, size_kind},
    operand::{Class, Known, Operand, mismatch},
    operators::Unary,
    primary::refusal,
    token::{Kind, Token},
};
use crate::contract::{DataModel, IntKind, Reason, Ty};

/// Reads the expanded tokens of one macro.
pub(super) struct Parser<'t, 'e, 's, E> {
    tokens: &'t [Token<'s>],
    at: usize,
    pub(super) environment: &'e mut E,
    pub(super) model: DataModel,
    depth: usize,
    /// How many pointers, arrays and functions the types in the macro have been built of.
    constructors: usize,
}

/// How deep expressions may nest. One pair of parentheses counts twice.
const DEEPEST: usize = 300;

/// How many pointers, arrays and functions the types in one macro may be built of.
const MOST_CONSTRUCTORS: usize = 500;

impl<'t, 'e, 's, E: Environment<'s>> Parser<'t, 'e, 's, E> {
    pub(super) fn new(tokens: &'t [Token<'s>], environment: &'e mut E) -> Parser<'t, 'e, 's, E> {
        let model = environment.model();
        Parser {
            tokens,
            at: 0,
            environment,
            model,
            depth: 0,
            constructors: 0,
        }
    }

    /// What all the tokens together mean, as the replacement of the macro `name`.
    pub(super) fn evaluate(mut self, name: &[u8]) -> Result<Evaluated, Reason> {
        let Some(first) = self.tokens.first() else {
            return Err(Reason::new("empty", "it expands to nothing"));
        };
        if first.kind == Kind::Identifier
            && let Some(reason) = refusal(&first.text)
        {
            return Err(reason);
        }
        self.check_shape()?;
        if first.is("{") {
            return self.initializer(name);
        }
        if let Some(name) = self.lone_name() {
            return Ok(Evaluated::Name(name));
        }
        if self.starts_type(0) {
            let ty = self.type_name()?;
            return match self.peek() {
                None => Ok(Evaluated::Type(ty)),
                Some(_) => Err(self.unexpected()),
            };
        }
        // A list without parentheses has the value that it has inside some: that of its last element.
        let operand = self.expression()?;
        if self.at < self.tokens.len() {
            return Err(self.unexpected());
        }
        self.conclude(operand)
    }

    /// Finds what can be no expression whatever its names mean, so that the reason says so.
    fn check_shape(&self) -> Result<(), Reason> {
        let mut open: Vec<u8> = Vec::new();
        for token in self.tokens {
            if token.kind == Kind::Unknown {
                return Err(Reason::new(
                    "not-an-expression",
                    format!("`{}` is no token of C", token.display()),
                ));
            }
            if token.kind != Kind::Punctuator {
                continue;
            }
            match &*token.text {
                b"(" => open.push(b')'),
                b"[" => open.push(b']'),
                b"{" => open.push(b'}'),
                b")" | b"]" | b"}" => {
                    let expected = open.pop();
                    if expected != token.text.first().copied() {
                        return Err(unbalanced());
                    }
                }
                b";" => return Err(Reason::new("statement", "it is a statement")),
                _ => {}
            }
        }
        if open.is_empty() {
            Ok(())
        } else {
            Err(unbalanced())
        }
    }

    /// The function or object that the macro only names, perhaps in parentheses.
    fn lone_name(&mut self) -> Option<String> {
        let token = self.tokens.get(self.tokens.len() / 2)?;
        let around = self.tokens.len() / 2;
        if token.kind != Kind::Identifier
            || !self.tokens[..around].iter().all(|token| token.is("("))
            || self.tokens.len() != 2 * around + 1
        {
            return None;
        }
        let name = std::str::from_utf8(&token.text).ok()?;
        match self.environment.identifier(name)? {
            Identifier::Function | Identifier::Object => Some(name.to_owned()),
            Identifier::Enumerator { .. } | Identifier::Type(_) => None,
        }
    }

    pub(super) fn peek(&self) -> Option<&'t Token<'s>> {
        self.tokens.get(self.at)
    }

    pub(super) fn peek_at(&self, offset: usize) -> Option<&'t Token<'s>> {
        self.tokens.get(self.at + offset)
    }

    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    /// The text of the next token, which is passed.
    pub(super) fn take(&mut self) -> &'t [u8] {
        let text: &[u8] = self.peek().map_or(&[], |token| &token.text);
        self.at += 1;
        text
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The tokens from a position on.
    pub(super) fn from(&self, position: usize) -> &'t [Token<'s>] {
        self.tokens.get(position..).unwrap_or_default()
    }

    pub(super) fn return_to(&mut self, position: usize) {
        self.at = position;
    }

    pub(super) fn accept(&mut self, punctuator: &str) -> bool {
        let accepted = self.peek().is_some_and(|token| token.is(punctuator));
        self.at += usize::from(accepted);
        accepted
    }

    pub(super) fn expect(&mut self, punctuator: &str) -> Result<(), Reason> {
        if self.accept(punctuator) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    /// The reason that the next token stands where it cannot.
    pub(super) fn unexpected(&self) -> Reason {
        let text = match self.peek() {
            Some(token) => format!(
                "`{}` does not belong in an expression there",
                token.display()
            ),
            None => "the expression is incomplete".to_owned(),
        };
        Reason::new("not-an-expression", text)
    }

    /// Counts more levels of nesting; every return that is no error counts them back.
    pub(super) fn enter(&mut self, levels: usize) -> Result<(), Reason> {
        self.depth += levels;
        if self.depth > DEEPEST {
            return Err(Reason::new("too-deep", "its expression nests too deeply"));
        }
        Ok(())
    }

    pub(super) fn leave(&mut self, levels: usize) {
        self.depth -= levels;
    }

    /// Counts one more pointer, array or function in a type.
    pub(super) fn construct(&mut self) -> Result<(), Reason> {
        self.constructors += 1;
        if self.constructors > MOST_CONSTRUCTORS {
            return Err(Reason::new("too-deep", "its types nest too deeply"));
        }
        Ok(())
    }

    // The functions from here to `primary` call each other for every level of nesting. They hold next to nothing
    // themselves, so that the deepest nesting fits a small stack even where the compiler does not optimise.

    pub(super) fn expression(&mut self) -> Result<Operand, Reason> {
        match self.conditional() {
            Ok(operand) if self.peek().is_some_and(|token| token.is(",")) => self.comma(operand),
            result => result,
        }
    }

    /// An expression without a comma operator.
    pub(super) fn conditional(&mut self) -> Result<Operand, Reason> {
        self.enter(1)?;
        let result = match self.binary(1) {
            Ok(condition) if self.accept("?") => self.alternatives(condition),
            result => result,
        };
        self.leave(1);
        result
    }

    fn binary(&mut self, lowest: u8) -> Result<Operand, Reason> {
        match self.unary() {
            Ok(left) if self.operator(lowest).is_some() => self.operations(left, lowest),
            result => result,
        }
    }

    pub(super) fn unary(&mut self) -> Result<Operand, Reason> {
        self.enter(1)?;
        let result = self.unary_inner();
        self.leave(1);
        result
    }

    fn unary_inner(&mut self) -> Result<Operand, Reason> {
        let Some(token) = self.peek() else {
            return Err(self.unexpected());
        };
        match (token.kind, &*token.text) {
            (Kind::Punctuator, b"(") if self.starts_type(self.at + 1) => self.cast_expression(),
            (Kind::Punctuator, b"&") => self.address_of(),
            (Kind::Punctuator, b"*") => self.indirection(),
            (Kind::Punctuator, b"+") => self.prefixed(Unary::Plus),
            (Kind::Punctuator, b"-") => self.prefixed(Unary::Minus),
            (Kind::Punctuator, b"~") => self.prefixed(Unary::Complement),
            (Kind::Punctuator, b"!") => self.prefixed(Unary::Not),
            (Kind::Identifier, b"__extension__") => {
                self.advance();
                self.unary()
            }
            (Kind::Identifier, b"sizeof") => self.measure(Self::size_of),
            (Kind::Identifier, b"_Alignof" | b"alignof" | b"__alignof" | b"__alignof__") => {
                self.measure(Self::align_of)
            }
            _ => match self.primary() {
                Ok(operand) if self.at_postfix() => self.postfix(operand),
                result => result,
            },
        }
    }

    fn comma(&mut self, mut operand: Operand) -> Result<Operand, Reason> {
        while self.accept(",") {
            let right = self.conditional()?;
            let right = self.value(right)?;
            operand = match self.value(operand)?.known {
                Known::Unknown(reason) => Operand::unknown(right.ty, reason),
                _ => right,
            };
        }
        Ok(operand)
    }

    fn alternatives(&mut self, condition: Operand) -> Result<Operand, Reason> {
        let yes = if self.accept(":") {
            condition.clone()
        } else {
            let yes = self.expression()?;
            self.expect(":")?;
            yes
        };
        let no = self.conditional()?;
        self.select(condition, yes, no)
    }

    fn operations(&mut self, mut left: Operand, lowest: u8) -> Result<Operand, Reason> {
        while let Some((precedence, op)) = self.operator(lowest) {
            self.advance();
            self.enter(1)?;
            let right = self.binary(precedence + 1)?;
            self.leave(1);
            left = self.binary_operator(op, left, right)?;
        }
        Ok(left)
    }

    /// The binary operator that stands next, if it binds strongly enough.
    fn operator(&self, lowest: u8) -> Option<(u8, Binary)> {
        self.peek()
            .and_then(binary_operator)
            .filter(|(precedence, _)| *precedence >= lowest)
    }

    fn measure(
        &mut self,
        measure: fn(&mut Self, &Ty) -> Result<u64, Reason>,
    ) -> Result<Operand, Reason> {
        self.advance();
        let ty = self.measured_type()?;
        let measured = measure(self, &ty)?;
        Ok(Operand::int(size_kind(self.model), measured.into()))
    }

    fn indirection(&mut self) -> Result<Operand, Reason> {
        self.advance();
        let operand = self.unary()?;
        self.dereference(operand)
    }

    fn at_postfix(&self) -> bool {
        self.peek().is_some_and(|token| {
            token.kind == Kind::Punctuator && matches!(&*token.text, b"[" | b"." | b"->" | b"(")
        })
    }

    fn prefixed(&mut self, op: Unary) -> Result<Operand, Reason> {
        self.advance();
        let operand = self.unary()?;
        self.unary_operator(op, operand)
    }

    fn cast_expression(&mut self) -> Result<Operand, Reason> {
        self.advance();
        let ty = self.type_name()?;
        self.expect(")")?;
        match self.peek() {
            None => Err(Reason::new("not-an-expression", "it is a cast of nothing")),
            Some(token) if token.is("{") => self.compound_literal(ty),
            Some(_) => {
                let operand = self.unary()?;
                self.cast(ty, operand)
            }
        }
    }

    /// The type that the operand of `sizeof` names or has.
    fn measured_type(&mut self) -> Result<Ty, Reason> {
        if self.peek().is_some_and(|token| token.is("(")) && self.starts_type(self.at + 1) {
            self.advance();
            let ty = self.type_name()?;
            self.expect(")")?;
            return Ok(ty);
        }
        Ok(self.unary()?.ty)
    }

    fn address_of(&mut self) -> Result<Operand, Reason> {
        self.advance();
        let operand = self.unary().map_err(|reason| match &*reason.code {
            "reads-an-object" | "names-a-function" => Reason::new(
                "address-of-an-object",
                "it is the address of an object or function",
            ),
            _ => reason,
        })?;
        self.construct()?;
        match operand.known {
            Known::Place(address) => Ok(Operand {
                ty: Ty::pointer_to(operand.ty),
                known: Known::Address(address),
            }),
            Known::Record(_) => Err(Reason::new(
                "compound-literal",
                "it is the address of a compound literal",
            )),
            _ => Err(mismatch("it takes the address of what has none")),
        }
    }

    /// The object that a pointer points to.
    fn dereference(&mut self, operand: Operand) -> Result<Operand, Reason> {
        let operand = self.value(operand)?;
        if self.class(&operand.ty) != Class::Pointer {
            return Err(mismatch("it uses as a pointer what is none"));
        }
        let ty = self.pointee(&operand.ty)?;
        Ok(match operand.known {
            Known::Address(address) => Operand {
                ty,
                known: Known::Place(address),
            },
            Known::Text { units, .. } => self.text_unit(ty, &units, 0)?,
            Known::Unknown(reason) => Operand::unknown(ty, reason),
            _ => return Err(mismatch("it uses as a pointer what is none")),
        })
    }

    fn text_unit(&mut self, ty: Ty, units: &[u32], index: i128) -> Result<Operand, Reason> {
        let unit = match usize::try_from(index) {
            Ok(index) if index == units.len() => Some(0),
            Ok(index) => units.get(index).copied(),
            Err(_) => None,
        };
        let unit = unit.ok_or_else(|| mismatch("it reads beyond a string"))?;
        self.cast(ty, Operand::int(IntKind::LongLong, unit.into()))
    }

    fn postfix(&mut self, mut operand: Operand) -> Result<Operand, Reason> {
        while let Some(token) = self.peek() {
            if token.kind != Kind::Punctuator {
                break;
            }
            operand = match &*token.text {
                b"[" => {
                    self.advance();
                    let index = self.expression()?;
                    self.expect("]")?;
                    self.element(operand, index)?
                }
                b"." => {
                    self.advance();
                    self.member_of(operand)?
                }
                b"->" => {
                    self.advance();
                    let record = self.dereference(operand)?;
                    self.member_of(record)?
                }
                b"(" => return Err(Reason::new("calls-a-function", "it calls a function")),
                _ => break,
            };
        }
        Ok(operand)
    }

    fn element(&mut self, base: Operand, index: Operand) -> Result<Operand, Reason> {
        let base = self.value(base)?;
        let index = self.value(index)?;
        if let (Known::Text { units, .. }, Known::Int(index)) = (&base.known, &index.known) {
            let ty = self.pointee(&base.ty)?;
            return self.text_unit(ty, units, *index);
        }
        let pointer = self.binary_operator(Binary::Add, base, index)?;
        self.dereference(pointer)
    }

    fn member_of(&mut self, record: Operand) -> Result<Operand, Reason> {
        let name = self.name()?;
        let (offset, ty) = self.member(&record.ty, name)?;
        let known = match record.known {
            Known::Place(address) => Known::Place(self.pointer_value(address.wrapping_add(offset))),
            known @ Known::Unknown(_) => known,
            _ => return Err(mismatch("it takes a member of what has none")),
        };
        Ok(Operand { ty, known })
    }

    /// The identifier that must stand next.
    pub(super) fn name(&mut self) -> Result<&'t str, Reason> {
        let Some(token) = self.peek() else {
            return Err(self.unexpected());
        };
        match std::str::from_utf8(&token.text) {
            Ok(name) if token.kind == Kind::Identifier => {
                self.advance();
                Ok(name)
            }
            _ => Err(self.unexpected()),
        }
    }

    /// Offset and type of a member.
    pub(super) fn member(&mut self, record: &Ty, name: &str) -> Result<(u64, Ty), Reason> {
        let record = self.canonical(record);
        self.environment
            .member(&record, name)
            .ok_or_else(|| Reason::new("unknown-member", format!("no member `{name}` is known")))
    }
}

/// A binary operator and how strongly it binds.
fn binary_operator(token: &Token<'_>) -> Option<(u8, Binary)> {
    if token.kind != Kind::Punctuator {
        return None;
    }
    Some(match &*token.text {
        b"*" => (10, Binary::Mul),
        b"/" => (10, Binary::Div),
        b"%" => (10, Binary::Rem),
        b"+" => (9, Binary::Add),
        b"-" => (9, Binary::Sub),
        b"<<" => (8, Binary::Shl),
        b">>" => (8, Binary::Shr),
        b"<" => (7, Binary::Lt),
        b">" => (7, Binary::Gt),
        b"<=" => (7, Binary::Le),
        b">=" => (7, Binary::Ge),
        b"==" => (6, Binary::Eq),
        b"!=" => (6, Binary::Ne),
        b"&" => (5, Binary::And),
        b"^" => (4, Binary::Xor),
        b"|" => (3, Binary::Or),
        b"&&" => (2, Binary::LogicalAnd),
        b"||" => (1, Binary::LogicalOr),
        _ => return None,
    })
}

fn unbalanced() -> Reason {
    Reason::new("unbalanced", "its brackets do not match")
}
