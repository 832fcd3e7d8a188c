//! The values of constants, as far as they are numbers.

use crate::contract::{Item, ItemKind, Value};
use syn::{BinOp, Expr, Lit, UnOp};

/// The value of an expression over literals and the constants before it; none for any other.
pub(super) fn value(expression: &Expr, before: &[Item]) -> Option<Value> {
    Some(Value::Int(integer(expression, before)?))
}

fn integer(expression: &Expr, before: &[Item]) -> Option<i128> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            Lit::Bool(truth) => Some(truth.value.into()),
            _ => None,
        },
        Expr::Cast(inner) => integer(&inner.expr, before),
        Expr::Paren(inner) => integer(&inner.expr, before),
        Expr::Group(inner) => integer(&inner.expr, before),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
            integer(&unary.expr, before)?.checked_neg()
        }
        Expr::Binary(binary) => {
            let left = integer(&binary.left, before)?;
            let right = integer(&binary.right, before)?;
            match binary.op {
                BinOp::Add(_) => left.checked_add(right),
                BinOp::Sub(_) => left.checked_sub(right),
                BinOp::Mul(_) => left.checked_mul(right),
                BinOp::BitOr(_) => Some(left | right),
                BinOp::BitAnd(_) => Some(left & right),
                BinOp::BitXor(_) => Some(left ^ right),
                BinOp::Shl(_) => left.checked_shl(u32::try_from(right).ok()?),
                _ => None,
            }
        }
        // A number in the type that stands for an enumeration: `Color(3)`.
        Expr::Call(call) if call.args.len() == 1 && is_newtype(&call.func, before) => {
            integer(&call.args[0], before)
        }
        Expr::Path(path) => {
            let name = path.path.get_ident()?.to_string();
            before.iter().find_map(|item| match &item.kind {
                ItemKind::Constant(constant) if item.name() == name => {
                    match constant.value.get(0)? {
                        Value::Int(value) => Some(*value),
                        _ => None,
                    }
                }
                _ => None,
            })
        }
        _ => None,
    }
}

fn is_newtype(function: &Expr, before: &[Item]) -> bool {
    let Expr::Path(path) = function else {
        return false;
    };
    let mut items = before.iter();
    path.path.get_ident().is_some_and(|name| {
        items.any(|item| matches!(item.kind, ItemKind::Enum(_)) && *name == item.name())
    })
}
