//! Names of the core library that the output uses, and what becomes of them when a C item has the same name.

/// A name of `core`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[allow(clippy::enum_variant_names)]
pub(super) enum Known {
    CStr,
    CChar,
    CDouble,
    CFloat,
    CInt,
    CLong,
    CLonglong,
    CSchar,
    CShort,
    CUchar,
    CUint,
    CUlong,
    CUlonglong,
    CUshort,
    CVoid,
    PhantomData,
    PhantomPinned,
    OffsetOf,
    SizeOf,
    AlignOf,
    Option,
    Result,
    Default,
    From,
    TryFrom,
    None,
    Ok,
    Err,
    Bool,
    U8,
    U16,
    U32,
    U64,
    U128,
    Usize,
    I8,
    I16,
    I32,
    I64,
    I128,
    Isize,
    F32,
    F64,
}

/// How a name comes into scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// By an import at the top of the module.
    Import,
    /// By itself.
    Always,
}

/// Rust's name spaces, as far as C items occupy them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    Type,
    Value,
    /// Macros, which C items never collide with.
    Macro,
}

/// What is to be known of a name.
pub(super) struct Entry {
    pub(super) module: &'static str,
    pub(super) name: &'static str,
    pub(super) scope: Scope,
    pub(super) space: Space,
}

/// Every name, in the order of the variants.
pub(super) static ALL: [Entry; 43] = {
    use {Scope::*, Space::*};
    const fn entry(module: &'static str, name: &'static str, scope: Scope, space: Space) -> Entry {
        Entry {
            module,
            name,
            scope,
            space,
        }
    }
    [
        entry("ffi", "CStr", Import, Type),
        entry("ffi", "c_char", Import, Type),
        entry("ffi", "c_double", Import, Type),
        entry("ffi", "c_float", Import, Type),
        entry("ffi", "c_int", Import, Type),
        entry("ffi", "c_long", Import, Type),
        entry("ffi", "c_longlong", Import, Type),
        entry("ffi", "c_schar", Import, Type),
        entry("ffi", "c_short", Import, Type),
        entry("ffi", "c_uchar", Import, Type),
        entry("ffi", "c_uint", Import, Type),
        entry("ffi", "c_ulong", Import, Type),
        entry("ffi", "c_ulonglong", Import, Type),
        entry("ffi", "c_ushort", Import, Type),
        entry("ffi", "c_void", Import, Type),
        entry("marker", "PhantomData", Import, Type),
        entry("marker", "PhantomPinned", Import, Type),
        entry("mem", "offset_of", Import, Macro),
        entry("mem", "size_of", Always, Value),
        entry("mem", "align_of", Always, Value),
        entry("option", "Option", Always, Type),
        entry("result", "Result", Always, Type),
        entry("default", "Default", Always, Type),
        entry("convert", "From", Always, Type),
        entry("convert", "TryFrom", Always, Type),
        entry("option::Option", "None", Always, Value),
        entry("result::Result", "Ok", Always, Value),
        entry("result::Result", "Err", Always, Value),
        entry("primitive", "bool", Always, Type),
        entry("primitive", "u8", Always, Type),
        entry("primitive", "u16", Always, Type),
        entry("primitive", "u32", Always, Type),
        entry("primitive", "u64", Always, Type),
        entry("primitive", "u128", Always, Type),
        entry("primitive", "usize", Always, Type),
        entry("primitive", "i8", Always, Type),
        entry("primitive", "i16", Always, Type),
        entry("primitive", "i32", Always, Type),
        entry("primitive", "i64", Always, Type),
        entry("primitive", "i128", Always, Type),
        entry("primitive", "isize", Always, Type),
        entry("primitive", "f32", Always, Type),
        entry("primitive", "f64", Always, Type),
    ]
};

impl Known {
    /// What is to be known of it.
    pub(super) fn entry(self) -> &'static Entry {
        &ALL[self as usize]
    }

    /// Its bit in a set of names.
    pub(super) fn bit(self) -> u64 {
        1 << self as u8
    }
}
