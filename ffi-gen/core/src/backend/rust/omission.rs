//! Why something cannot be said in Rust.

use crate::contract::{Contract, FloatKind, ItemId, Reason};

/// What keeps a type from being used by value, or an item from being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle<'a> {
    /// A floating-point type without an exact counterpart.
    Float(FloatKind),
    /// `_Complex` where its passing is not that of a structure.
    Complex,
    /// A 128-bit integer where compilers disagree on its passing.
    Int128,
    /// A vector of a compiler extension.
    Vector,
    /// A type the model cannot express.
    Unsupported(&'a str),
    /// A record whose passing Rust would get wrong.
    Passing(ItemId),
    /// A record without a definition.
    Incomplete(ItemId),
    /// An item that was left out.
    LeftOut(ItemId),
    /// A type that has no values.
    NoValue,
    /// Too many pointers or aliases inside each other.
    TooDeep,
    /// More bytes than Rust can address.
    TooLarge,
    /// A calling convention that Rust cannot call on this target.
    Convention,
    /// A variadic function of another convention than C's.
    VariadicConvention,
    /// No symbol to link to.
    NoSymbol,
    /// The name is another item's.
    Taken(ItemId),
    /// The value lies outside its type.
    OutOfRange,
    /// A constant of a type that has no literals.
    ConstantType,
    /// A record whose value cannot be written.
    NoLiteral,
    /// Not on this target.
    NoValueHere,
}

impl Obstacle<'_> {
    /// The reason in the words of the report.
    pub(super) fn reason(self, contract: &Contract) -> Reason {
        let name = |id| contract.item(id).name();
        match self {
            Obstacle::Float(kind) => match kind {
                FloatKind::LongDouble => {
                    Reason::new("long-double", "`long double` has no counterpart in Rust")
                }
                FloatKind::Quad => Reason::new(
                    "quad-float",
                    "`__float128` has no stable counterpart in Rust",
                ),
                _ => Reason::new("half-float", "`_Float16` has no stable counterpart in Rust"),
            },
            Obstacle::Complex => Reason::new(
                "complex",
                "this `_Complex` type travels by value in a way that Rust cannot say",
            ),
            Obstacle::Int128 => Reason::new(
                "int128",
                "compilers for this target disagree on how `__int128` travels by value",
            ),
            Obstacle::Vector => Reason::new("vector", "vectors by value have no exact counterpart"),
            Obstacle::Unsupported(spelling) => Reason::new(
                "unsupported-type",
                format!("the type `{spelling}` has no counterpart in Rust"),
            ),
            Obstacle::Passing(id) => Reason::new(
                "by-value-record",
                format!(
                    "`{}` by value would be passed differently by Rust",
                    name(id)
                ),
            ),
            Obstacle::Incomplete(id) => Reason::new(
                "incomplete-type",
                format!("`{}` is used by value but not defined", name(id)),
            ),
            Obstacle::LeftOut(id) => Reason::new(
                "left-out-type",
                format!("it needs `{}`, which is left out", name(id)),
            ),
            Obstacle::NoValue => Reason::new("no-value", "a type without values is used by value"),
            Obstacle::TooDeep => Reason::new(
                "too-deep",
                "its type nests more pointers than a compiler accepts",
            ),
            Obstacle::TooLarge => Reason::new(
                "too-large",
                "it is larger than the objects Rust can address",
            ),
            Obstacle::Convention => Reason::new(
                "calling-convention",
                "Rust has no such calling convention on this target",
            ),
            Obstacle::VariadicConvention => Reason::new(
                "variadic-convention",
                "Rust allows more arguments only with C's own calling convention",
            ),
            Obstacle::NoSymbol => Reason::new(
                "no-symbol",
                "it has no symbol to link to: its body is compiled wherever it is used",
            ),
            Obstacle::Taken(id) => Reason::new(
                "name-taken",
                format!("`{}` already means something else here", name(id)),
            ),
            Obstacle::OutOfRange => Reason::new(
                "out-of-range",
                "its value lies outside the range of its type",
            ),
            Obstacle::ConstantType => {
                Reason::new("constant-type", "Rust has no constants of its type")
            }
            Obstacle::NoLiteral => Reason::new(
                "no-literal",
                "one of its fields has a value that a constant of Rust cannot be given",
            ),
            Obstacle::NoValueHere => Reason::new("no-value-here", "it has no value on this target"),
        }
    }
}
