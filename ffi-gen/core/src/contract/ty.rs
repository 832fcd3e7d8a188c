//! Types.

use super::item::{ItemId, Signature};

/// A type of the API.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Ty {
    /// `void`.
    Void,
    /// `_Bool`.
    Bool,
    /// An integer.
    Int(IntKind),
    /// A floating-point number.
    Float(FloatKind),
    /// `_Complex` of a floating-point type.
    Complex(FloatKind),
    /// A vector of a compiler extension (`__attribute__((vector_size(…)))`).
    Vector {
        /// The element.
        element: Box<Ty>,
        /// Number of elements.
        len: u64,
        /// Size in bytes.
        size: u64,
        /// Alignment in bytes.
        align: u64,
    },
    /// A pointer.
    Pointer {
        /// What it points to; [`Ty::Function`] for a function pointer.
        pointee: Box<Ty>,
        /// Qualifiers of what it points to.
        qualifiers: Qualifiers,
    },
    /// A function type (only behind a pointer or an alias).
    Function(Box<Signature>),
    /// An array.
    Array {
        /// The element.
        element: Box<Ty>,
        /// Number of elements; none for a flexible array member or an array of unknown bound.
        len: Option<u64>,
    },
    /// A record, an enumeration or an alias of the same contract.
    Item(ItemId),
    /// An instance of a generic type of a language that has them.
    Instance {
        /// The generic item.
        item: ItemId,
        /// Its type arguments.
        arguments: Vec<Ty>,
    },
    /// A type that the model cannot express; whatever needs its value is left out.
    Unsupported {
        /// How the source spells it.
        spelling: String,
        /// Size in bytes, when known.
        size: Option<u64>,
        /// Alignment in bytes, when known.
        align: Option<u64>,
    },
}

/// The integer types of C, apart from their widths: `long` is one type on every target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(missing_docs)]
pub enum IntKind {
    /// Plain `char`, whose sign is the target's choice.
    Char,
    SChar,
    UChar,
    Short,
    UShort,
    Int,
    UInt,
    Long,
    ULong,
    LongLong,
    ULongLong,
    Int128,
    UInt128,
    /// An integer of a language that names the width: `u8`, `i64`.
    Fixed {
        bits: u16,
        signed: bool,
    },
    /// `size_t` of languages that have it as a type of its own: `usize`, `isize`.
    Size {
        signed: bool,
    },
}

/// Floating-point types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(missing_docs)]
pub enum FloatKind {
    /// `_Float16`, `__fp16`.
    Half,
    Float,
    Double,
    LongDouble,
    /// `__float128`.
    Quad,
}

/// Qualifiers of a pointee or an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(missing_docs)]
pub struct Qualifiers {
    pub is_const: bool,
    pub is_volatile: bool,
}

/// A calling convention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(missing_docs)]
pub enum CallConv {
    /// The target's default.
    #[default]
    C,
    Stdcall,
    Fastcall,
    Thiscall,
    Vectorcall,
    Win64,
    SysV64,
    Aapcs,
    /// One that no back end can call: `preserve_most`, `regcall`, …
    Other,
}

impl IntKind {
    /// The type as C spells it; none for a type of another language.
    pub fn keywords(self) -> Option<&'static str> {
        Some(match self {
            IntKind::Char => "char",
            IntKind::SChar => "signed char",
            IntKind::UChar => "unsigned char",
            IntKind::Short => "short",
            IntKind::UShort => "unsigned short",
            IntKind::Int => "int",
            IntKind::UInt => "unsigned int",
            IntKind::Long => "long",
            IntKind::ULong => "unsigned long",
            IntKind::LongLong => "long long",
            IntKind::ULongLong => "unsigned long long",
            IntKind::Int128 => "__int128",
            IntKind::UInt128 => "unsigned __int128",
            IntKind::Fixed { .. } | IntKind::Size { .. } => return None,
        })
    }

    /// The kind of the same width with the other sign where C has one.
    pub fn to_unsigned(self) -> IntKind {
        match self {
            IntKind::Char | IntKind::SChar => IntKind::UChar,
            IntKind::Short => IntKind::UShort,
            IntKind::Int => IntKind::UInt,
            IntKind::Long => IntKind::ULong,
            IntKind::LongLong => IntKind::ULongLong,
            IntKind::Int128 => IntKind::UInt128,
            IntKind::Fixed { bits, .. } => IntKind::Fixed {
                bits,
                signed: false,
            },
            IntKind::Size { .. } => IntKind::Size { signed: false },
            other => other,
        }
    }
}

impl Qualifiers {
    /// The qualifiers of either.
    #[must_use]
    pub fn union(self, other: Qualifiers) -> Qualifiers {
        Qualifiers {
            is_const: self.is_const || other.is_const,
            is_volatile: self.is_volatile || other.is_volatile,
        }
    }
}

impl Ty {
    /// A pointer to an unqualified `pointee`.
    pub fn pointer_to(pointee: Ty) -> Ty {
        Ty::Pointer {
            pointee: Box::new(pointee),
            qualifiers: Qualifiers::default(),
        }
    }

    /// Calls `visit` for every item the type names, itself included.
    pub fn for_each_item(&self, visit: &mut impl FnMut(ItemId)) {
        match self {
            Ty::Item(id) => visit(*id),
            Ty::Instance { item, arguments } => {
                visit(*item);
                arguments.iter().for_each(|ty| ty.for_each_item(visit));
            }
            Ty::Pointer { pointee: inner, .. }
            | Ty::Array { element: inner, .. }
            | Ty::Vector { element: inner, .. } => inner.for_each_item(visit),
            Ty::Function(signature) => {
                signature.result.for_each_item(visit);
                for param in &signature.params {
                    param.ty.for_each_item(visit);
                }
            }
            Ty::Void
            | Ty::Bool
            | Ty::Int(_)
            | Ty::Float(_)
            | Ty::Complex(_)
            | Ty::Unsupported { .. } => {}
        }
    }
}
