use ::core::ffi::c_ushort;
use ::core::mem::offset_of;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct byte_kind(pub u8);

impl byte_kind {
    pub const KIND_LOW: byte_kind = byte_kind(0);
    pub const KIND_HIGH: byte_kind = byte_kind(255);
}

impl TryFrom<u8> for byte_kind {
    type Error = u8;

    /// Succeeds for the values that have a name.
    fn try_from(value: u8) -> Result<Self, u8> {
        match value {
            0 | 255 => Ok(byte_kind(value)),
            _ => Err(value),
        }
    }
}

impl From<byte_kind> for u8 {
    fn from(value: byte_kind) -> Self {
        value.0
    }
}

pub const KIND_LOW: byte_kind = byte_kind::KIND_LOW;
pub const KIND_HIGH: byte_kind = byte_kind::KIND_HIGH;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct offset(pub i64);

impl offset {
    pub const OFFSET_NONE: offset = offset(-1);
    pub const OFFSET_FAR: offset = offset(9223372036854775807);
}

impl TryFrom<i64> for offset {
    type Error = i64;

    /// Succeeds for the values that have a name.
    fn try_from(value: i64) -> Result<Self, i64> {
        match value {
            -1 | 9223372036854775807 => Ok(offset(value)),
            _ => Err(value),
        }
    }
}

impl From<offset> for i64 {
    fn from(value: offset) -> Self {
        value.0
    }
}

pub const OFFSET_NONE: offset = offset::OFFSET_NONE;
pub const OFFSET_FAR: offset = offset::OFFSET_FAR;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct on_off(pub bool);

impl on_off {
    pub const OFF: on_off = on_off(false);
    pub const ON: on_off = on_off(true);
}

impl TryFrom<bool> for on_off {
    type Error = bool;

    /// Succeeds for the values that have a name.
    fn try_from(value: bool) -> Result<Self, bool> {
        match value {
            false | true => Ok(on_off(value)),
            _ => Err(value),
        }
    }
}

impl From<on_off> for bool {
    fn from(value: on_off) -> Self {
        value.0
    }
}

pub const OFF: on_off = on_off::OFF;
pub const ON: on_off = on_off::ON;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct declared_only(pub c_ushort);

impl From<declared_only> for c_ushort {
    fn from(value: declared_only) -> Self {
        value.0
    }
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct packed_kinds {
    pub a: byte_kind,
    pub b: byte_kind,
    pub at: offset,
    pub on: on_off,
}

impl Default for packed_kinds {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<packed_kinds>() == 24);
    assert!(align_of::<packed_kinds>() == 8);
    assert!(offset_of!(packed_kinds, a) == 0);
    assert!(offset_of!(packed_kinds, b) == 1);
    assert!(offset_of!(packed_kinds, at) == 8);
    assert!(offset_of!(packed_kinds, on) == 16);
};

unsafe extern "C" {
    pub fn kind_of(offset: offset, later: declared_only) -> byte_kind;
}
