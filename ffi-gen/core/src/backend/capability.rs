//! What languages have: a back end says what its own lacks, and is not given what needs it.

use crate::contract::{
    Contract, Field, FloatKind, IntKind, ItemId, ItemKind, Linkage, Reason, Record, RecordBody,
    RecordKind, Signature, Ty, Value,
};

/// Something that an API of C may need of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Feature {
    /// Functions that are called.
    Functions,
    /// Functions that take more arguments than they name.
    VariadicFunctions,
    /// Variables of the library.
    Globals,
    /// Constants of any kind.
    Constants,
    /// Constants that are structures, unions or arrays.
    AggregateConstants,
    /// Structures whose fields are known.
    Records,
    /// Fields that lie in the same place.
    Unions,
    /// Fields of some bits.
    BitFields,
    /// A last field of as many elements as there is memory for.
    FlexibleArrays,
    /// Structures that nobody sees into, behind pointers.
    OpaqueRecords,
    /// Numbers with names.
    Enums,
    /// Other names for types.
    Aliases,
    /// Other names for functions and constants.
    Synonyms,
    /// Pointers in what is written.
    Pointers,
    /// Pointers to functions.
    FunctionPointers,
    /// Integers of 128 bits.
    Int128,
    /// `long double`, and floating-point numbers of 16 or 128 bits.
    UnusualFloats,
    /// `_Complex`.
    Complex,
    /// Vectors of compiler extensions.
    Vectors,
}

/// What a language has.
///
/// ```
/// use ffi_gen_core::backend::{Capabilities, Feature};
///
/// let data = Capabilities::without(&[Feature::Functions, Feature::Globals]);
/// assert!(data.has(Feature::Records) && !data.has(Feature::Functions));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Capabilities {
    lacks: &'static [Feature],
}

impl Capabilities {
    /// Everything, or what is not there the back end sees to itself.
    pub const ALL: Capabilities = Capabilities { lacks: &[] };

    /// Everything but some features.
    pub const fn without(lacks: &'static [Feature]) -> Capabilities {
        Capabilities { lacks }
    }

    /// Whether the language has a feature.
    pub fn has(&self, feature: Feature) -> bool {
        !self.lacks.contains(&feature)
    }
}

impl Feature {
    /// What it is, in words that complete “the language has no …”.
    pub fn in_words(self) -> &'static str {
        match self {
            Feature::Functions => "functions of C",
            Feature::VariadicFunctions => "functions with more arguments than they name",
            Feature::Globals => "variables of C",
            Feature::Constants => "constants",
            Feature::AggregateConstants => "constants that are structures or arrays",
            Feature::Records => "structures",
            Feature::Unions => "unions",
            Feature::BitFields => "bit-fields",
            Feature::FlexibleArrays => "flexible array members",
            Feature::OpaqueRecords => "structures that nobody sees into",
            Feature::Enums => "enumerations",
            Feature::Aliases => "other names for types",
            Feature::Synonyms => "other names for items",
            Feature::Pointers => "pointers",
            Feature::FunctionPointers => "pointers to functions",
            Feature::Int128 => "integers of 128 bits",
            Feature::UnusualFloats => "floating-point numbers but `float` and `double`",
            Feature::Complex => "complex numbers",
            Feature::Vectors => "vectors",
        }
    }

    fn reason(self) -> Reason {
        let text = format!("the language has no {}", self.in_words());
        Reason::new("not-in-this-language", text)
    }
}

/// Why a function or an object is left out that only its own source can reach.
pub(super) fn no_symbol() -> Reason {
    Reason::new("no-symbol", "there is no symbol to link to")
}

/// What is known of an item that a back end is to write.
pub(super) struct Need<'a> {
    pub(super) contract: &'a Contract,
    pub(super) capabilities: Capabilities,
}

impl Need<'_> {
    /// What of an item the language lacks, apart from the types that it names.
    pub(super) fn obstacle(&self, id: ItemId) -> Option<Reason> {
        match &self.contract.item(id).kind {
            ItemKind::Omitted(omission) => Some(omission.reason.clone()),
            ItemKind::Function(function) => {
                self.lack(Feature::Functions)
                    .or_else(|| match function.linkage {
                        Linkage::Inline | Linkage::None => Some(no_symbol()),
                        _ => self.signature(&function.signature),
                    })
            }
            ItemKind::Global(global) => self
                .lack(Feature::Globals)
                .or_else(|| self.value(&global.ty)),
            ItemKind::Alias(alias) => self
                .lack(Feature::Aliases)
                .or_else(|| self.value(&alias.ty)),
            ItemKind::Enum(_) => self.lack(Feature::Enums),
            ItemKind::Synonym(_) => self.lack(Feature::Synonyms),
            ItemKind::Constant(constant) => self.lack(Feature::Constants).or_else(|| {
                let mut values = constant.value.iter();
                let is_aggregate = values.any(|(_, value)| matches!(value, Value::Aggregate(_)));
                let lacked = is_aggregate.then(|| self.lack(Feature::AggregateConstants));
                lacked.flatten().or_else(|| self.value(&constant.ty))
            }),
            ItemKind::Record(record) => self.record(record),
        }
    }

    fn record(&self, record: &Record) -> Option<Reason> {
        let RecordBody::Defined { fields, .. } = &record.body else {
            return self.lack(Feature::OpaqueRecords);
        };
        let kind = match record.kind {
            RecordKind::Union => Feature::Unions,
            _ => Feature::Records,
        };
        self.lack(kind)
            .or_else(|| fields.iter().find_map(|field| self.field(field)))
    }

    fn field(&self, field: &Field) -> Option<Reason> {
        let bits = field.bit_width.map(|_| self.lack(Feature::BitFields));
        bits.flatten().or_else(|| match &field.ty {
            Ty::Array { element, len: None } => self
                .lack(Feature::FlexibleArrays)
                .or_else(|| self.value(element)),
            ty => self.value(ty),
        })
    }

    fn signature(&self, signature: &Signature) -> Option<Reason> {
        let variadic = signature
            .variadic
            .then(|| self.lack(Feature::VariadicFunctions));
        let types = signature.params.iter().map(|param| &param.ty);
        let mut types = types.chain([&signature.result]);
        variadic
            .flatten()
            .or_else(|| types.find_map(|ty| self.value(ty)))
    }

    /// What of the values of a type is lacked. A record, an enumeration and an alias are items of their own.
    fn value(&self, ty: &Ty) -> Option<Reason> {
        match ty {
            Ty::Void | Ty::Bool | Ty::Item(_) => None,
            Ty::Int(IntKind::Int128 | IntKind::UInt128 | IntKind::Fixed { bits: 128, .. }) => {
                self.lack(Feature::Int128)
            }
            Ty::Int(_) | Ty::Float(FloatKind::Float | FloatKind::Double) => None,
            Ty::Float(_) => self.lack(Feature::UnusualFloats),
            Ty::Complex(_) => self.lack(Feature::Complex),
            Ty::Vector { .. } => self.lack(Feature::Vectors),
            Ty::Pointer { pointee, .. } => match self.contract.canonical(pointee) {
                Ty::Function(signature) => self
                    .lack(Feature::FunctionPointers)
                    .or_else(|| self.signature(signature)),
                _ => self.lack(Feature::Pointers),
            },
            Ty::Function(signature) => self.signature(signature),
            Ty::Array { element, .. } => self.value(element),
            Ty::Instance { .. } | Ty::Unsupported { .. } => Some(Reason::new(
                "type-not-supported",
                "the model does not know one of its types",
            )),
        }
    }

    fn lack(&self, feature: Feature) -> Option<Reason> {
        (!self.capabilities.has(feature)).then(|| feature.reason())
    }
}
