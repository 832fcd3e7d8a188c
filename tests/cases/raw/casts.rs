use ::core::ffi::{c_char, c_int, c_long, c_uint};

pub type id_t_ = u32;
pub type node_id = id_t_;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct kind(pub c_uint);

impl kind {
    pub const KIND_A: kind = kind(0);
    pub const KIND_B: kind = kind(5);
}

impl TryFrom<c_uint> for kind {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0 | 5 => Ok(kind(value)),
            _ => Err(value),
        }
    }
}

impl From<kind> for c_uint {
    fn from(value: kind) -> Self {
        value.0
    }
}

pub const KIND_A: kind = kind::KIND_A;
pub const KIND_B: kind = kind::KIND_B;

/// `((node_id)-1)`
pub const ID_INVALID: node_id = 4294967295;
/// `((uint8_t)300)`
pub const BYTE: u8 = 44;
/// `((int8_t)200)`
pub const SIGNED_BYTE: i8 = -56;
/// `((int64_t)1 << 40)`
pub const WIDE: c_long = 1099511627776;
/// `((enum kind)5)`
pub const AS_ENUM: kind = kind(5);
/// `KIND_B`
pub const AS_KIND: c_int = 5;
/// `((_Bool)42)`
pub const AS_BOOL: bool = true;
/// `((char)0x1ff)`
pub const AS_CHAR: c_char = -1;
/// `((unsigned)3.99)`
pub const FROM_FLOAT: c_uint = 3;
// left out: constant `AS_VOID`: its value is of type `void`
// left out: constant `UNKNOWN_TYPE`: nothing declares `no_such_type`
