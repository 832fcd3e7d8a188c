//! Layouts: where the bytes of a record are and how it travels by value.

/// The layout of a record on one target.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RecordLayout {
    /// Size in bytes.
    pub size: u64,
    /// Alignment in bytes.
    pub align: u64,
    /// One entry per field of the record, in the same order.
    pub fields: Vec<FieldLayout>,
    /// Offset in bytes of each base class, in the order of the bases.
    pub bases: Vec<u64>,
    /// How a value is passed.
    pub passing: Passing,
}

/// Where one field lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct FieldLayout {
    /// Offset in bits from the start of the record.
    pub offset_bits: u64,
    /// Size of the field's type in bytes; 0 for a flexible array member. (A bit-field's width is the field's own.)
    pub size: u64,
    /// Alignment of the field's type in bytes, before packing.
    pub align: u64,
}

/// How a record is passed and returned by value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Passing {
    /// In registers: the class of each eightbyte (System V AMD64 psABI, 3.2.3).
    Registers(Vec<RegisterClass>),
    /// As a copy in memory: any representation of the same size and alignment will do.
    Memory,
    /// Decided by the target from the fields themselves: only a representation with the same fields will do.
    ByFields,
    /// Not known to the tool (a C++ class with a copy constructor, a vector): it cannot travel by value.
    Unknown,
}

/// The class of eight bytes of a record in registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum RegisterClass {
    /// A general-purpose register.
    Integer,
    /// A vector register.
    Sse,
}
