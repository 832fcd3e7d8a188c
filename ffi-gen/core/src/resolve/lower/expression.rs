//! Values that the wrapper supplies: `fixed(p, value = …)` and `default(p, value = …)`.

use super::operation::Call;
use crate::{
    contract::{Argument as Value, Fact, FloatKind, IntKind, ItemKind, Ty},
    resolve::api::Expression,
};

impl Call<'_> {
    /// The value of a fact as an argument for a parameter; none when it is none that the parameter's type has.
    pub(super) fn expression(&self, fact: &Fact, param: usize) -> Option<Expression> {
        self.expression_of(fact, "value", self.scope.ty(param))
    }

    /// The value of a named argument as one of a type.
    pub(super) fn expression_of(&self, fact: &Fact, key: &str, ty: &Ty) -> Option<Expression> {
        let text = match fact.argument(key)? {
            Value::Word(text) | Value::Text(text) => text.trim(),
            Value::Position(_) => return None,
        };
        let is_pointer = matches!(ty, Ty::Pointer { .. });
        if is_pointer && matches!(text, "NULL" | "0" | "nullptr") {
            return Some(Expression::Null);
        }
        if let Some(&constant) = self.context.index.constants.get(text) {
            let is_number = match constant.value(self.scope.contract, 0) {
                Some(value) => self.integer(value, ty).is_some(),
                None => true,
            };
            return (is_pointer || is_number).then_some(Expression::Constant(constant));
        }
        match ty {
            Ty::Float(FloatKind::Float | FloatKind::Double) => {
                let value: f64 = text.parse().ok()?;
                value
                    .is_finite()
                    .then(|| Expression::Decimal(format!("{value:?}")))
            }
            _ => self.integer(number(text)?, ty).map(Expression::Int),
        }
    }

    /// An integer as C converts it to a type: a negative number becomes a large one where the type has no sign.
    fn integer(&self, value: i128, ty: &Ty) -> Option<i128> {
        let contract = self.scope.contract;
        match contract.canonical(ty) {
            Ty::Bool => matches!(value, 0 | 1).then_some(value),
            Ty::Float(_) => Some(value),
            Ty::Item(id) => match &contract.item(*id).kind {
                ItemKind::Enum(enumeration) => self.integer(value, &enumeration.underlying),
                _ => None,
            },
            Ty::Int(kind) => self.wrapped(value, *kind),
            _ => None,
        }
    }

    fn wrapped(&self, value: i128, kind: IntKind) -> Option<i128> {
        let model = &self.scope.contract.targets().first()?.model;
        let bits = u32::from(model.bits(kind)).min(126);
        let size = 1_i128 << bits;
        let (least, limit) = match model.is_signed(kind) {
            true => (-(size / 2), size / 2),
            false => (0, size),
        };
        if (least..limit).contains(&value) {
            return Some(value);
        }
        (least == 0 && (-size..0).contains(&value)).then(|| value + size)
    }
}

/// An integer as C writes it, without a suffix.
fn number(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let hexadecimal = digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0X"));
    let value = match (hexadecimal, digits) {
        (_, "true") => 1,
        (_, "false") => 0,
        (Some(digits), _) => i128::from_str_radix(digits, 16).ok()?,
        // What starts with 0 is octal in C.
        (None, digits) if digits.len() > 1 && digits.starts_with('0') => {
            i128::from_str_radix(digits, 8).ok()?
        }
        (None, digits) => digits.parse().ok()?,
    };
    Some(if negative { -value } else { value })
}
