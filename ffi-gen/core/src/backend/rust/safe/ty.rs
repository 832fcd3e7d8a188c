//! Types of the safe API as Rust writes them.

use super::{super::ident, Page};
use crate::{
    contract::{FloatKind, IntKind, ItemId, ItemKind, Ty},
    resolve::api::{Element, HandleId, InputKind, Named, Operation, Output, Source},
};

/// The type parameter for values of the caller's type.
pub(super) const ANY: &str = "T";

impl Page<'_> {
    /// A plain value's type.
    pub(super) fn scalar(&self, ty: &Ty) -> String {
        match self.plan.contract.canonical(ty) {
            Ty::Bool => "bool".to_owned(),
            Ty::Int(kind) => int(*kind).to_owned(),
            Ty::Float(FloatKind::Float) => "f32".to_owned(),
            Ty::Float(_) => "f64".to_owned(),
            Ty::Array { element, len } => {
                format!("[{}; {}]", self.scalar(element), len.unwrap_or(0))
            }
            Ty::Item(id) => self.raw(*id),
            _ => "()".to_owned(),
        }
    }

    /// A value to start with where the callee will write one.
    pub(super) fn blank(&self, ty: &Ty) -> String {
        match self.plan.contract.canonical(ty) {
            Ty::Bool => "false".to_owned(),
            Ty::Int(_) => "0".to_owned(),
            Ty::Float(_) => "0.0".to_owned(),
            Ty::Pointer { qualifiers, .. } if qualifiers.is_const => "ptr::null()".to_owned(),
            Ty::Pointer { .. } => "ptr::null_mut()".to_owned(),
            Ty::Item(id) => match &self.plan.contract.item(*id).kind {
                ItemKind::Enum(_) => format!("{}(0)", self.raw(*id)),
                _ => format!("{}::default()", self.raw(*id)),
            },
            Ty::Array { element, len } => {
                format!("[{}; {}]", self.blank(element), len.unwrap_or(0))
            }
            _ => "()".to_owned(),
        }
    }

    /// The path of an item of the raw tier.
    pub(super) fn raw(&self, id: ItemId) -> String {
        let item = self.plan.contract.item(id).name();
        format!("raw::{}", self.plan.names.get(id).unwrap_or(item))
    }

    /// The path of a constant or an enumerator.
    pub(super) fn named(&self, named: Named) -> String {
        let path = self.raw(named.item);
        match (&self.plan.contract.item(named.item).kind, named.enumerator) {
            (ItemKind::Enum(enumeration), Some(index)) => {
                let variants = enumeration.variants.iter();
                let names = ident::distinct(variants.map(|variant| &*variant.name));
                format!("{path}::{}", names[index])
            }
            _ => path,
        }
    }

    /// A constant as a value of a type: by its name where it is of that type.
    pub(super) fn named_as(&self, named: Named, ty: &Ty) -> String {
        let contract = self.plan.contract;
        let ty = contract.canonical(ty);
        let same = match (&contract.item(named.item).kind, ty) {
            (ItemKind::Enum(_), Ty::Item(id)) => *id == named.item,
            (ItemKind::Constant(constant), ty) => contract.canonical(&constant.ty) == ty,
            _ => false,
        };
        match (same, named.value(contract, self.plan.target_index)) {
            (false, Some(value)) => self.number(value, ty),
            _ => self.named(named),
        }
    }

    /// A number as a value of a type.
    pub(super) fn number(&self, value: i128, ty: &Ty) -> String {
        match self.plan.contract.canonical(ty) {
            Ty::Bool => (value != 0).to_string(),
            Ty::Float(_) => format!("{value}.0"),
            Ty::Item(id) => format!("{}({value})", self.raw(*id)),
            _ => value.to_string(),
        }
    }

    /// The type of one element.
    pub(super) fn element(&self, element: &Element) -> String {
        match element {
            Element::Byte | Element::Utf8 | Element::Path => "u8".to_owned(),
            Element::Utf16 => "u16".to_owned(),
            Element::Value(ty) => self.scalar(ty),
            Element::Any => ANY.to_owned(),
        }
    }

    /// The owned type of a handle.
    pub(super) fn owned(&self, id: HandleId, lifetime: &str) -> String {
        self.with_lifetime(&self.handles[id.0].owned, id, lifetime)
    }

    /// The type that a reference to a handle points to.
    pub(super) fn borrowed(&self, id: HandleId, lifetime: &str) -> String {
        self.with_lifetime(&self.handles[id.0].borrowed, id, lifetime)
    }

    fn with_lifetime(&self, name: &str, id: HandleId, lifetime: &str) -> String {
        match self.api.handle(id).is_child() {
            true => format!("{name}<{lifetime}>"),
            false => name.to_owned(),
        }
    }
}

impl<'a> Page<'a> {
    /// Whether an input is an integer that may be negative.
    pub(super) fn integer_input(&self, operation: &Operation, input: usize) -> bool {
        match &operation.inputs[input].kind {
            InputKind::Scalar(ty) => !self.scalar(ty).trim_start_matches("c_").starts_with('u'),
            _ => false,
        }
    }

    /// Whether the pointer that an output arrives as is one to const.
    pub(super) fn is_const_pointer(&self, operation: &Operation, output: &Output) -> bool {
        matches!(
            self.output_type(operation, output),
            Some(Ty::Pointer { qualifiers, .. }) if qualifiers.is_const
        )
    }

    /// The plain type that an output arrives as a pointer to.
    pub(super) fn pointee_name(&self, operation: &Operation, output: &Output) -> String {
        match self.output_type(operation, output) {
            Some(Ty::Pointer { pointee, .. }) => self.scalar(pointee),
            _ => String::new(),
        }
    }

    /// The C type of an output.
    pub(super) fn output_type(&self, operation: &Operation, output: &Output) -> Option<&'a Ty> {
        let contract = self.plan.contract;
        let ItemKind::Function(function) = &contract.item(operation.function).kind else {
            return None;
        };
        match output.source {
            Source::Return => Some(contract.canonical(&function.signature.result)),
            Source::Param(param) => {
                match contract.canonical(&function.signature.params[param].ty) {
                    Ty::Pointer { pointee, .. } => Some(contract.canonical(pointee)),
                    _ => None,
                }
            }
        }
    }

    /// What a C parameter is, or points to when it is a place for an output.
    pub(super) fn param_type(&self, operation: &Operation, param: usize) -> &'a Ty {
        let contract = self.plan.contract;
        let ItemKind::Function(function) = &contract.item(operation.function).kind else {
            return &Ty::Void;
        };
        match contract.canonical(&function.signature.params[param].ty) {
            Ty::Pointer { pointee, .. } => contract.canonical(pointee),
            other => other,
        }
    }
}

/// The type of a C integer: of a fixed width where C fixes it on every target.
pub(super) fn int(kind: IntKind) -> &'static str {
    match kind {
        IntKind::Char => "c_char",
        IntKind::SChar => "i8",
        IntKind::UChar => "u8",
        IntKind::Short => "i16",
        IntKind::UShort => "u16",
        IntKind::Int => "c_int",
        IntKind::UInt => "c_uint",
        IntKind::Long => "c_long",
        IntKind::ULong => "c_ulong",
        IntKind::LongLong => "i64",
        IntKind::ULongLong => "u64",
        IntKind::Int128 => "i128",
        IntKind::UInt128 => "u128",
        IntKind::Fixed { bits, signed } => match (bits, signed) {
            (8, true) => "i8",
            (8, false) => "u8",
            (16, true) => "i16",
            (16, false) => "u16",
            (32, true) => "i32",
            (32, false) => "u32",
            (64, true) => "i64",
            (64, false) => "u64",
            (_, true) => "i128",
            (_, false) => "u128",
        },
        IntKind::Size { signed: true } => "isize",
        IntKind::Size { signed: false } => "usize",
    }
}
