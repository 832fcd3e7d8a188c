//! Type names: specifiers and abstract declarators.

use super::{
    Environment, Identifier, TagKeyword, operand::mismatch, operand::pointer, parse::Parser,
    token::Kind,
};
use crate::contract::{
    CallConv, Exit, FloatKind, IntKind, Param, Qualifiers, Reason, Signature, Ty,
};

/// What a word means where a type may start.
enum Specifier {
    /// A word of a builtin type; see [`builtin_type`] for the letters.
    Builtin(&'static [u8]),
    Qualifier(Qualifiers),
    /// A word that changes nothing about the type.
    Ignored,
    Tag(TagKeyword),
    TypeOf,
}

fn specifier(word: &[u8]) -> Option<Specifier> {
    let qualifier = |is_const, is_volatile| {
        Specifier::Qualifier(Qualifiers {
            is_const,
            is_volatile,
        })
    };
    Some(match word {
        b"void" => Specifier::Builtin(b"v"),
        b"_Bool" => Specifier::Builtin(b"b"),
        b"char" => Specifier::Builtin(b"c"),
        b"short" => Specifier::Builtin(b"s"),
        b"int" => Specifier::Builtin(b"i"),
        b"long" => Specifier::Builtin(b"l"),
        b"__int64" => Specifier::Builtin(b"ll"),
        b"__int128" | b"__int128_t" => Specifier::Builtin(b"q"),
        b"__uint128_t" => Specifier::Builtin(b"Uq"),
        b"signed" | b"__signed" | b"__signed__" => Specifier::Builtin(b"S"),
        b"unsigned" => Specifier::Builtin(b"U"),
        b"float" => Specifier::Builtin(b"f"),
        b"double" => Specifier::Builtin(b"d"),
        b"_Float16" | b"__fp16" => Specifier::Builtin(b"h"),
        b"__float128" | b"_Float128" => Specifier::Builtin(b"Q"),
        b"_Complex" | b"__complex__" | b"__complex" => Specifier::Builtin(b"C"),
        b"const" | b"__const" | b"__const__" => qualifier(true, false),
        b"volatile" | b"__volatile" | b"__volatile__" => qualifier(false, true),
        b"restrict" | b"__restrict" | b"__restrict__" | b"__extension__" => Specifier::Ignored,
        b"struct" => Specifier::Tag(TagKeyword::Struct),
        b"union" => Specifier::Tag(TagKeyword::Union),
        b"enum" => Specifier::Tag(TagKeyword::Enum),
        b"typeof" | b"__typeof" | b"__typeof__" | b"typeof_unqual" => Specifier::TypeOf,
        _ => return None,
    })
}

/// The type that builtin specifiers name together, by their letters in alphabetical order.
fn builtin_type(letters: &[u8]) -> Option<Ty> {
    Some(match letters {
        b"v" => Ty::Void,
        b"b" => Ty::Bool,
        b"c" => Ty::Int(IntKind::Char),
        b"Sc" => Ty::Int(IntKind::SChar),
        b"Uc" => Ty::Int(IntKind::UChar),
        b"s" | b"is" | b"Ss" | b"Sis" => Ty::Int(IntKind::Short),
        b"Us" | b"Uis" => Ty::Int(IntKind::UShort),
        b"i" | b"S" | b"Si" => Ty::Int(IntKind::Int),
        b"U" | b"Ui" => Ty::Int(IntKind::UInt),
        b"l" | b"il" | b"Sl" | b"Sil" => Ty::Int(IntKind::Long),
        b"Ul" | b"Uil" => Ty::Int(IntKind::ULong),
        b"ll" | b"ill" | b"Sll" | b"Sill" => Ty::Int(IntKind::LongLong),
        b"Ull" | b"Uill" => Ty::Int(IntKind::ULongLong),
        b"q" | b"Sq" => Ty::Int(IntKind::Int128),
        b"Uq" => Ty::Int(IntKind::UInt128),
        b"f" => Ty::Float(FloatKind::Float),
        b"d" => Ty::Float(FloatKind::Double),
        b"dl" => Ty::Float(FloatKind::LongDouble),
        b"h" => Ty::Float(FloatKind::Half),
        b"Q" => Ty::Float(FloatKind::Quad),
        b"Cf" => Ty::Complex(FloatKind::Float),
        b"Cd" | b"C" => Ty::Complex(FloatKind::Double),
        b"Cdl" => Ty::Complex(FloatKind::LongDouble),
        _ => return None,
    })
}

/// The longest combination is `unsigned long long int` or `signed long long int`.
const MOST_LETTERS: usize = 4;

impl<'s, E: Environment<'s>> Parser<'_, '_, 's, E> {
    /// Whether the token at `position` starts a type name.
    pub(super) fn starts_type(&mut self, position: usize) -> bool {
        // `__extension__` may start an expression as well.
        let first = self.from(position).iter().find(|token| {
            token.kind != Kind::Identifier
                || !matches!(specifier(&token.text), Some(Specifier::Ignored))
        });
        match first {
            Some(token) if token.kind == Kind::Identifier => {
                specifier(&token.text).is_some() || self.named_type(&token.text).is_some()
            }
            _ => false,
        }
    }

    fn named_type(&mut self, name: &[u8]) -> Option<Ty> {
        let name = std::str::from_utf8(name).ok()?;
        match self.environment.identifier(name) {
            Some(Identifier::Type(ty)) => Some(ty),
            Some(_) => None,
            // C23 makes it a keyword.
            None if name == "bool" => Some(Ty::Bool),
            None => None,
        }
    }

    /// A type name: `const char *`, `int (*)(void *)`.
    pub(super) fn type_name(&mut self) -> Result<Ty, Reason> {
        self.enter(1)?;
        let (base, qualifiers) = self.specifiers()?;
        let (ty, name) = self.declarator(base, qualifiers)?;
        self.leave(1);
        match name {
            None => Ok(ty),
            Some(name) => Err(Reason::new(
                "not-an-expression",
                format!("it declares `{name}`"),
            )),
        }
    }

    fn specifiers(&mut self) -> Result<(Ty, Qualifiers), Reason> {
        let mut letters = Vec::new();
        let mut named = None;
        let mut qualifiers = Qualifiers::default();
        while let Some(token) = self.peek().filter(|token| token.kind == Kind::Identifier) {
            match specifier(&token.text) {
                Some(Specifier::Builtin(more)) => {
                    letters.extend_from_slice(more);
                    if letters.len() > MOST_LETTERS {
                        return Err(self.unexpected());
                    }
                }
                Some(Specifier::Qualifier(more)) => {
                    qualifiers.is_const |= more.is_const;
                    qualifiers.is_volatile |= more.is_volatile;
                }
                Some(Specifier::Ignored) => {}
                Some(Specifier::Tag(_) | Specifier::TypeOf)
                    if named.is_some() || !letters.is_empty() =>
                {
                    return Err(self.unexpected());
                }
                Some(Specifier::Tag(keyword)) => {
                    self.advance();
                    named = Some(self.tagged(keyword)?);
                    continue;
                }
                Some(Specifier::TypeOf) => {
                    self.advance();
                    named = Some(self.type_of()?);
                    continue;
                }
                None if named.is_some() || !letters.is_empty() => break,
                None => match self.named_type(&token.text) {
                    Some(ty) => named = Some(ty),
                    None => break,
                },
            }
            self.advance();
        }
        letters.sort_unstable();
        let ty = match named {
            Some(ty) if letters.is_empty() => Some(ty),
            Some(_) => None,
            None => builtin_type(&letters),
        };
        match ty {
            Some(ty) => Ok((ty, qualifiers)),
            None => Err(Reason::new("not-an-expression", "it is no complete type")),
        }
    }

    fn tagged(&mut self, keyword: TagKeyword) -> Result<Ty, Reason> {
        let name = self.name()?;
        self.environment.tag(keyword, name).ok_or_else(|| {
            Reason::new(
                "unknown-identifier",
                format!("nothing declares the tag `{name}`"),
            )
        })
    }

    fn type_of(&mut self) -> Result<Ty, Reason> {
        self.expect("(")?;
        let ty = if self.starts_type(self.position()) {
            self.type_name()?
        } else {
            self.expression()?.ty
        };
        self.expect(")")?;
        Ok(ty)
    }

    /// A declarator, abstract or of a parameter, that makes a type of `base`; and the name that it declares.
    ///
    /// What stands in parentheses binds last, so it is read again once the base that follows it is known.
    fn declarator(
        &mut self,
        base: Ty,
        base_qualifiers: Qualifiers,
    ) -> Result<(Ty, Option<String>), Reason> {
        self.enter(1)?;
        let mut ty = base;
        let mut qualifiers = base_qualifiers;
        while self.accept("*") {
            self.construct()?;
            ty = pointer(ty, qualifiers);
            qualifiers = self.qualifiers();
        }
        let result = if self.starts_inner_declarator() {
            self.advance();
            let inside = self.position();
            self.skip_to_close()?;
            let ty = self.suffixes(ty)?;
            let after = self.position();
            self.return_to(inside);
            let result = self.declarator(ty, qualifiers)?;
            self.expect(")")?;
            self.return_to(after);
            result
        } else {
            let name = match self.peek() {
                Some(token) if token.kind == Kind::Identifier => Some(self.name()?.to_owned()),
                _ => None,
            };
            (self.suffixes(ty)?, name)
        };
        self.leave(1);
        Ok(result)
    }

    fn qualifiers(&mut self) -> Qualifiers {
        let mut qualifiers = Qualifiers::default();
        while let Some(token) = self.peek().filter(|token| token.kind == Kind::Identifier) {
            match specifier(&token.text) {
                Some(Specifier::Qualifier(more)) => {
                    qualifiers.is_const |= more.is_const;
                    qualifiers.is_volatile |= more.is_volatile;
                }
                Some(Specifier::Ignored) => {}
                _ => break,
            }
            self.advance();
        }
        qualifiers
    }

    /// Whether a parenthesis opens a declarator; otherwise it opens parameters.
    fn starts_inner_declarator(&mut self) -> bool {
        self.peek().is_some_and(|token| token.is("("))
            && self
                .peek_at(1)
                .is_some_and(|token| token.is("*") || token.is("(") || token.is("["))
    }

    /// Moves behind the bracket that closes the one just read.
    fn skip_to_close(&mut self) -> Result<(), Reason> {
        let mut depth = 1usize;
        while depth > 0 {
            let Some(token) = self.peek() else {
                return Err(self.unexpected());
            };
            if token.is("(") {
                depth += 1;
            } else if token.is(")") {
                depth -= 1;
            }
            self.advance();
        }
        Ok(())
    }

    /// Arrays and parameters after a declarator. The first written is the outermost.
    fn suffixes(&mut self, base: Ty) -> Result<Ty, Reason> {
        let mut lengths = Vec::new();
        while self.accept("[") {
            self.construct()?;
            lengths.push(self.array_length()?);
        }
        if lengths.is_empty() && self.accept("(") {
            self.construct()?;
            let signature = self.parameters(base)?;
            return Ok(Ty::Function(Box::new(signature)));
        }
        Ok(lengths
            .into_iter()
            .rev()
            .fold(base, |element, len| Ty::Array {
                element: Box::new(element),
                len,
            }))
    }

    fn array_length(&mut self) -> Result<Option<u64>, Reason> {
        if self.accept("]") {
            return Ok(None);
        }
        let len = self.integer_constant()?;
        self.expect("]")?;
        match u64::try_from(len) {
            Ok(len) => Ok(Some(len)),
            Err(_) => Err(mismatch("it has an array of impossible length")),
        }
    }

    fn parameters(&mut self, result: Ty) -> Result<Signature, Reason> {
        let mut signature = Signature {
            params: Vec::new(),
            result,
            variadic: false,
            convention: CallConv::C,
            exit: Exit::Returns,
        };
        if self.accept(")") {
            return Ok(signature);
        }
        loop {
            if self.accept("...") {
                signature.variadic = true;
                break;
            }
            if !self.starts_type(self.position()) {
                return Err(self.unexpected());
            }
            let (base, qualifiers) = self.specifiers()?;
            let (ty, name) = self.declarator(base, qualifiers)?;
            signature.params.push(Param {
                name,
                ty: adjusted(ty, qualifiers),
            });
            if !self.accept(",") {
                break;
            }
        }
        self.expect(")")?;
        if let [only] = signature.params.as_slice()
            && only.ty == Ty::Void
            && only.name.is_none()
        {
            signature.params.clear();
        }
        Ok(signature)
    }
}

/// The type that a parameter has in truth.
fn adjusted(ty: Ty, qualifiers: Qualifiers) -> Ty {
    match ty {
        Ty::Array { element, .. } => pointer(*element, qualifiers),
        Ty::Function(_) => Ty::pointer_to(ty),
        _ => ty,
    }
}
