//! C's operators, on operands.

use super::{
    Environment,
    arithmetic::{Arithmetic, Binary, Outcome, common, difference_kind, floats, integers, promote},
    operand::{Class, Known, Operand, address_of_text, mismatch, number},
    parse::Parser,
};
use crate::contract::{IntKind, Qualifiers, Reason, Ty};

/// The unary operators on values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unary {
    Plus,
    Minus,
    Complement,
    Not,
}

impl<'s, E: Environment<'s>> Parser<'_, '_, 's, E> {
    pub(super) fn unary_operator(
        &mut self,
        op: Unary,
        operand: Operand,
    ) -> Result<Operand, Reason> {
        let operand = self.value(operand)?;
        let class = self.class(&operand.ty);
        if op == Unary::Not {
            return match operand.is_true() {
                _ if matches!(class, Class::Void | Class::Other | Class::Array) => {
                    Err(mismatch("it negates what has no truth value"))
                }
                Ok(truth) => Ok(Operand::truth(!truth)),
                Err(reason) => Ok(Operand::unknown(Ty::Int(IntKind::Int), reason)),
            };
        }
        match (op, class.arithmetic()) {
            (_, Some(Arithmetic::Int(kind))) => {
                let kind = promote(kind, self.model);
                let operand = self.cast(Ty::Int(kind), operand)?;
                let Known::Int(value) = operand.known else {
                    return Ok(operand);
                };
                let result = match op {
                    Unary::Complement => integers(Binary::Xor, value, -1, kind, self.model),
                    Unary::Minus => integers(Binary::Sub, 0, value, kind, self.model),
                    _ => Ok(Outcome::Value(value)),
                };
                Ok(int_result(kind, result))
            }
            (Unary::Plus, Some(Arithmetic::Float(kind))) => self.cast(Ty::Float(kind), operand),
            // What is known of a `long double` holds for its negation too, so nothing is converted.
            (Unary::Minus, Some(Arithmetic::Float(kind))) => Ok(match operand.known {
                Known::Float(value) => Operand::float(kind, -value),
                known => Operand {
                    ty: Ty::Float(kind),
                    known,
                },
            }),
            _ => Err(mismatch("it applies an operator to a type that has none")),
        }
    }

    pub(super) fn binary_operator(
        &mut self,
        op: Binary,
        left: Operand,
        right: Operand,
    ) -> Result<Operand, Reason> {
        let left = self.value(left)?;
        let right = self.value(right)?;
        if matches!(op, Binary::LogicalAnd | Binary::LogicalOr) {
            return Ok(logical(op, &left, &right));
        }
        let classes = (self.class(&left.ty), self.class(&right.ty));
        match (classes.0.arithmetic(), classes.1.arithmetic()) {
            (Some(one), Some(two)) => self.arithmetic(op, (one, left), (two, right)),
            _ => self.pointers(op, (classes.0, left), (classes.1, right)),
        }
    }

    fn arithmetic(
        &mut self,
        op: Binary,
        (one, left): (Arithmetic, Operand),
        (two, right): (Arithmetic, Operand),
    ) -> Result<Operand, Reason> {
        let is_shift = matches!(op, Binary::Shl | Binary::Shr);
        if is_shift && matches!(two, Arithmetic::Float(_)) {
            return Err(mismatch("it applies an integer operator to a float"));
        }
        let operand_type = match one {
            Arithmetic::Int(kind) if is_shift => Arithmetic::Int(promote(kind, self.model)),
            _ => common(one, two, self.model),
        };
        let right_type = match two {
            Arithmetic::Int(kind) if is_shift => Arithmetic::Int(promote(kind, self.model)),
            _ => operand_type,
        };
        let ty = arithmetic_ty(operand_type);
        let left = self.cast(ty.clone(), left)?;
        let right = self.cast(arithmetic_ty(right_type), right)?;
        let is_comparison = matches!(
            op,
            Binary::Lt | Binary::Gt | Binary::Le | Binary::Ge | Binary::Eq | Binary::Ne
        );
        let ty = if is_comparison {
            Ty::Int(IntKind::Int)
        } else {
            ty
        };
        Ok(match (operand_type, left.known, right.known) {
            (Arithmetic::Int(kind), Known::Int(left), Known::Int(right)) => {
                int_result(kind, integers(op, left, right, kind, self.model))
            }
            (Arithmetic::Float(kind), Known::Float(left), Known::Float(right)) => {
                match floats(op, left, right, kind) {
                    Some(Outcome::Value(value)) => Operand {
                        ty,
                        known: number(kind, value),
                    },
                    Some(Outcome::Truth(truth)) => Operand::truth(truth),
                    None => return Err(mismatch("it applies an integer operator to a float")),
                }
            }
            (_, Known::Unknown(reason), _) | (_, _, Known::Unknown(reason)) => {
                Operand::unknown(ty, reason)
            }
            _ => return Err(mismatch("it applies an operator to a type that has none")),
        })
    }

    fn pointers(
        &mut self,
        op: Binary,
        (one, left): (Class, Operand),
        (two, right): (Class, Operand),
    ) -> Result<Operand, Reason> {
        match (op, one, two) {
            (Binary::Add, Class::Pointer, Class::Int(_)) => {
                self.offset(left, right, i128::wrapping_add)
            }
            (Binary::Add, Class::Int(_), Class::Pointer) => {
                self.offset(right, left, i128::wrapping_add)
            }
            (Binary::Sub, Class::Pointer, Class::Int(_)) => {
                self.offset(left, right, i128::wrapping_sub)
            }
            (Binary::Sub, Class::Pointer, Class::Pointer) => self.distance(left, right),
            (
                Binary::Eq | Binary::Ne | Binary::Lt | Binary::Gt | Binary::Le | Binary::Ge,
                Class::Pointer | Class::Int(_),
                Class::Pointer | Class::Int(_),
            ) => {
                let void = Ty::pointer_to(Ty::Void);
                let kind = IntKind::UInt128;
                Ok(
                    match (
                        self.address(void.clone(), left)?,
                        self.address(void, right)?,
                    ) {
                        (Ok(left), Ok(right)) => int_result(
                            kind,
                            integers(op, left.into(), right.into(), kind, self.model),
                        ),
                        (Err(reason), _) | (_, Err(reason)) => {
                            Operand::unknown(Ty::Int(IntKind::Int), reason)
                        }
                    },
                )
            }
            _ => Err(mismatch("it applies an operator to a type that has none")),
        }
    }

    /// A pointer's address, or why it is not constant.
    fn address(&mut self, ty: Ty, operand: Operand) -> Result<Result<u64, Reason>, Reason> {
        Ok(match self.cast(ty, operand)?.known {
            Known::Address(address) => Ok(address),
            Known::Unknown(reason) => Err(reason),
            _ => Err(address_of_text()),
        })
    }

    fn offset(
        &mut self,
        pointer: Operand,
        index: Operand,
        apply: fn(i128, i128) -> i128,
    ) -> Result<Operand, Reason> {
        let pointee = self.pointee(&pointer.ty)?;
        let size = self.size_of(&pointee)?;
        let known = match (pointer.known, index.known) {
            (Known::Address(address), Known::Int(index)) => {
                let bytes = index.wrapping_mul(size.into());
                let moved = apply(address.into(), bytes) as u64;
                Known::Address(self.pointer_value(moved))
            }
            (Known::Unknown(reason), _) | (_, Known::Unknown(reason)) => Known::Unknown(reason),
            _ => Known::Unknown(address_of_text()),
        };
        Ok(Operand {
            ty: pointer.ty,
            known,
        })
    }

    fn distance(&mut self, left: Operand, right: Operand) -> Result<Operand, Reason> {
        let pointee = self.pointee(&left.ty)?;
        let size = i128::from(self.size_of(&pointee)?.max(1));
        let kind = difference_kind(self.model);
        Ok(match (left.known, right.known) {
            (Known::Address(left), Known::Address(right)) => {
                let bytes = i128::from(left) - i128::from(right);
                let bytes = super::arithmetic::wrap(bytes, kind, self.model);
                Operand::int(kind, bytes / size)
            }
            (Known::Unknown(reason), _) | (_, Known::Unknown(reason)) => {
                Operand::unknown(Ty::Int(kind), reason)
            }
            _ => Operand::unknown(Ty::Int(kind), address_of_text()),
        })
    }

    /// `condition ? yes : no`. The type depends on both, the value on one.
    pub(super) fn select(
        &mut self,
        condition: Operand,
        yes: Operand,
        no: Operand,
    ) -> Result<Operand, Reason> {
        let condition = self.value(condition)?.is_true();
        let yes = self.value(yes)?;
        let no = self.value(no)?;
        let ty = self.select_type(&yes, &no)?;
        let chosen = match condition {
            Ok(true) => yes,
            Ok(false) => no,
            Err(reason) => return Ok(Operand::unknown(ty, reason)),
        };
        match (self.class(&ty), &chosen.known) {
            (Class::Other, _) | (Class::Pointer, Known::Text { .. }) => Ok(Operand {
                ty,
                known: chosen.known,
            }),
            _ => self.cast(ty, chosen),
        }
    }

    fn select_type(&mut self, yes: &Operand, no: &Operand) -> Result<Ty, Reason> {
        let (one, two) = (self.class(&yes.ty), self.class(&no.ty));
        if let (Some(one), Some(two)) = (one.arithmetic(), two.arithmetic()) {
            return Ok(arithmetic_ty(common(one, two, self.model)));
        }
        Ok(match (one, two) {
            (Class::Void, _) | (_, Class::Void) => Ty::Void,
            (Class::Pointer, Class::Int(_) | Class::Bool) => yes.ty.clone(),
            (Class::Int(_) | Class::Bool, Class::Pointer) => no.ty.clone(),
            (Class::Pointer, Class::Pointer) => self.common_pointer(yes, no)?,
            (Class::Other, Class::Other) if yes.ty == no.ty => yes.ty.clone(),
            _ => return Err(mismatch("it chooses between types that do not combine")),
        })
    }

    fn common_pointer(&mut self, yes: &Operand, no: &Operand) -> Result<Ty, Reason> {
        let (one, two) = (self.canonical(&yes.ty), self.canonical(&no.ty));
        let (one, two) = match (one, two) {
            (
                Ty::Pointer {
                    pointee: one,
                    qualifiers: one_qualifiers,
                },
                Ty::Pointer {
                    pointee: two,
                    qualifiers: two_qualifiers,
                },
            ) => ((one, one_qualifiers), (two, two_qualifiers)),
            _ => return Err(mismatch("it uses as a pointer what is none")),
        };
        if is_null(yes, &one.0, one.1) {
            return Ok(no.ty.clone());
        }
        if is_null(no, &two.0, two.1) {
            return Ok(yes.ty.clone());
        }
        if one.1 == two.1 {
            return Ok(if *two.0 == Ty::Void { &no.ty } else { &yes.ty }.clone());
        }
        let qualifiers = Qualifiers {
            is_const: one.1.is_const || two.1.is_const,
            is_volatile: one.1.is_volatile || two.1.is_volatile,
        };
        let pointee = if *two.0 == Ty::Void { two.0 } else { one.0 };
        Ok(Ty::Pointer {
            pointee,
            qualifiers,
        })
    }
}

/// Whether it is a null pointer constant: those take the other branch's type.
fn is_null(operand: &Operand, pointee: &Ty, qualifiers: Qualifiers) -> bool {
    matches!(operand.known, Known::Address(0))
        && *pointee == Ty::Void
        && qualifiers == Qualifiers::default()
}

fn logical(op: Binary, left: &Operand, right: &Operand) -> Operand {
    let decides = op == Binary::LogicalOr;
    let result = match left.is_true() {
        Ok(truth) if truth == decides => Ok(truth),
        Ok(_) => right.is_true(),
        Err(reason) => Err(reason),
    };
    match result {
        Ok(truth) => Operand::truth(truth),
        Err(reason) => Operand::unknown(Ty::Int(IntKind::Int), reason),
    }
}

fn arithmetic_ty(arithmetic: Arithmetic) -> Ty {
    match arithmetic {
        Arithmetic::Int(kind) => Ty::Int(kind),
        Arithmetic::Float(kind) => Ty::Float(kind),
    }
}

fn int_result(kind: IntKind, result: Result<Outcome<i128>, Reason>) -> Operand {
    match result {
        Ok(Outcome::Value(value)) => Operand::int(kind, value),
        Ok(Outcome::Truth(truth)) => Operand::truth(truth),
        Err(reason) => Operand::unknown(Ty::Int(kind), reason),
    }
}
