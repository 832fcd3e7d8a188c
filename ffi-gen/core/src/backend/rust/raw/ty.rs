//! Types as Rust writes them.

use super::{
    module::Module,
    support::{self, Need},
};
use crate::{
    backend::rust::{ident, known::Known, standing::Standing},
    contract::{FloatKind, IntKind, Qualifiers, Signature, Ty},
};
use std::borrow::Cow;

impl<'a> Module<'a> {
    /// Writes a type. What has no counterpart becomes opaque bytes, or `c_void` behind a pointer.
    pub(super) fn push_ty(&mut self, ty: &'a Ty) {
        match ty {
            Ty::Void => self.push_known(Known::CVoid),
            Ty::Bool => self.push_known(Known::Bool),
            Ty::Int(kind) => self.push_int(*kind),
            Ty::Float(kind) => self.push_float(*kind),
            Ty::Complex(kind) => {
                let is_usual = match kind {
                    FloatKind::Float | FloatKind::Double => true,
                    FloatKind::LongDouble => self.plan.standings.is_long_double_double(),
                    FloatKind::Half | FloatKind::Quad => false,
                };
                if is_usual {
                    self.push_support(Need::Complex, "Complex<");
                    self.push_float(*kind);
                    self.push(">");
                } else {
                    self.push_opaque(ty);
                }
            }
            Ty::Vector { .. } | Ty::Unsupported { .. } | Ty::Instance { .. } => {
                self.push_opaque(ty);
            }
            Ty::Pointer {
                pointee,
                qualifiers,
            } => self.push_pointer(pointee, *qualifiers),
            Ty::Function(signature) => self.push_function_pointer(signature),
            Ty::Array { element, len } => {
                self.push("[");
                self.push_ty(element);
                self.push("; ");
                self.writer.push_int(len.unwrap_or(0));
                self.push("]");
            }
            Ty::Item(id) => self.push_name(*id),
        }
    }

    /// Writes `unsafe extern "C" fn(…) -> …`.
    fn push_function_pointer(&mut self, signature: &'a Signature) {
        let Some(abi) = self.plan.standings.abi(signature) else {
            self.push("unsafe extern \"C\" fn()");
            return;
        };
        self.push("unsafe extern \"");
        self.push(abi);
        self.push("\" fn(");
        let mut first = true;
        for (index, param) in signature.params.iter().enumerate() {
            if !first {
                self.push(", ");
            }
            first = false;
            if param.name.is_some() {
                let name = param_name(signature, index);
                self.push(&name);
                self.push(": ");
            }
            self.push_ty(&param.ty);
        }
        if signature.variadic {
            self.push(if first { "..." } else { ", ..." });
        }
        self.push(")");
        self.push_result(signature);
    }

    /// Writes ` -> T` where there is a result.
    pub(super) fn push_result(&mut self, signature: &'a Signature) {
        if signature.exit == crate::contract::Exit::Never {
            self.push(" -> !");
        } else if *self.plan.contract.canonical(&signature.result) != Ty::Void {
            self.push(" -> ");
            self.push_ty(&signature.result);
        }
    }

    fn push_pointer(&mut self, pointee: &'a Ty, qualifiers: Qualifiers) {
        if let Ty::Function(signature) = self.plan.contract.canonical(pointee)
            && self.plan.standings.signature_obstacle(signature).is_none()
        {
            self.push_known(Known::Option);
            self.push("<");
            self.push_ty(pointee);
            self.push(">");
            return;
        }
        self.push(if qualifiers.is_const {
            "*const "
        } else {
            "*mut "
        });
        match self.plan.standings.of(pointee) {
            Standing::LeftOut(_) if !matches!(pointee, Ty::Item(_)) => {
                self.push_known(Known::CVoid);
            }
            // A function that cannot be called has an address all the same.
            Standing::Pointee(_) if matches!(pointee, Ty::Function(_)) => {
                self.push_known(Known::CVoid);
            }
            _ if self.plan.standings.is_too_deep(pointee) => self.push_known(Known::CVoid),
            _ => self.push_ty(pointee),
        }
    }

    fn push_int(&mut self, kind: IntKind) {
        self.push_known(match kind {
            IntKind::Char if self.plan.target.is_char_usual() => Known::CChar,
            IntKind::Char if self.plan.target.model.char_is_signed => Known::CSchar,
            IntKind::Char => Known::CUchar,
            IntKind::SChar => Known::CSchar,
            IntKind::UChar => Known::CUchar,
            IntKind::Short => Known::CShort,
            IntKind::UShort => Known::CUshort,
            IntKind::Int => Known::CInt,
            IntKind::UInt => Known::CUint,
            IntKind::Long => Known::CLong,
            IntKind::ULong => Known::CUlong,
            IntKind::LongLong => Known::CLonglong,
            IntKind::ULongLong => Known::CUlonglong,
            IntKind::Int128 => Known::I128,
            IntKind::UInt128 => Known::U128,
            IntKind::Fixed { bits, signed } => match (bits, signed) {
                (8, true) => Known::I8,
                (8, false) => Known::U8,
                (16, true) => Known::I16,
                (16, false) => Known::U16,
                (32, true) => Known::I32,
                (32, false) => Known::U32,
                (64, true) => Known::I64,
                (64, false) => Known::U64,
                (_, true) => Known::I128,
                (_, false) => Known::U128,
            },
            IntKind::Size { signed: true } => Known::Isize,
            IntKind::Size { signed: false } => Known::Usize,
        });
    }

    fn push_float(&mut self, kind: FloatKind) {
        match kind {
            FloatKind::Float => self.push_known(Known::CFloat),
            FloatKind::Double => self.push_known(Known::CDouble),
            FloatKind::LongDouble if self.plan.standings.is_long_double_double() => {
                self.push_known(Known::CDouble);
            }
            FloatKind::LongDouble => self.push_support(Need::LongDouble, "LongDouble"),
            FloatKind::Quad => self.push_support(Need::Float128, "Float128"),
            FloatKind::Half => self.push_support(Need::Float16, "Float16"),
        }
    }

    /// Writes the type of opaque bytes that has the size and alignment of `ty`.
    fn push_opaque(&mut self, ty: &'a Ty) {
        match self.plan.standings.of(ty) {
            Standing::Value(shape) => {
                let need = Need::Bytes {
                    size: shape.size,
                    align: shape.align,
                };
                self.push_support(need, &support::bytes_name(shape.size, shape.align));
            }
            _ => self.push_known(Known::CVoid),
        }
    }
}

/// The name of a parameter: its own, or its number; never that of one before it.
pub(super) fn param_name(signature: &Signature, index: usize) -> Cow<'_, str> {
    let wish = |index: usize| match &signature.params[index].name {
        Some(name) if name != "_" => ident::param(name),
        _ => Cow::Owned(format!("arg{}", index + 1)),
    };
    let mut name = wish(index);
    while (0..index).any(|before| wish(before) == name) {
        name.to_mut().push('_');
    }
    name
}
