use ::core::ffi::{c_int, c_long, c_short, c_uchar, c_uint, c_ulong};
use ::core::marker::{PhantomData, PhantomPinned};

/// Enumerations whose type or values are unusual.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct e1(pub c_int);

impl e1 {
    pub const E1A: e1 = e1(1);
    pub const E1B: e1 = e1(1);
    pub const E1C: e1 = e1(-1);
}

impl TryFrom<c_int> for e1 {
    type Error = c_int;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_int) -> Result<Self, c_int> {
        match value {
            -1 | 1 => Ok(e1(value)),
            _ => Err(value),
        }
    }
}

impl From<e1> for c_int {
    fn from(value: e1) -> Self {
        value.0
    }
}

pub const E1A: e1 = e1::E1A;
pub const E1B: e1 = e1::E1B;
pub const E1C: e1 = e1::E1C;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct e2(pub c_uint);

impl e2 {
    pub const E2A: e2 = e2(4294967295);
}

impl TryFrom<c_uint> for e2 {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            4294967295 => Ok(e2(value)),
            _ => Err(value),
        }
    }
}

impl From<e2> for c_uint {
    fn from(value: e2) -> Self {
        value.0
    }
}

pub const E2A: e2 = e2::E2A;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct e3(pub c_long);

impl e3 {
    pub const E3A: e3 = e3(-1);
    pub const E3B: e3 = e3(4294967295);
}

impl TryFrom<c_long> for e3 {
    type Error = c_long;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_long) -> Result<Self, c_long> {
        match value {
            -1 | 4294967295 => Ok(e3(value)),
            _ => Err(value),
        }
    }
}

impl From<e3> for c_long {
    fn from(value: e3) -> Self {
        value.0
    }
}

pub const E3A: e3 = e3::E3A;
pub const E3B: e3 = e3::E3B;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct e4(pub c_ulong);

impl e4 {
    pub const E4: e4 = e4(9223372036854775808);
}

impl TryFrom<c_ulong> for e4 {
    type Error = c_ulong;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_ulong) -> Result<Self, c_ulong> {
        match value {
            9223372036854775808 => Ok(e4(value)),
            _ => Err(value),
        }
    }
}

impl From<e4> for c_ulong {
    fn from(value: e4) -> Self {
        value.0
    }
}

pub const E4: e4 = e4::E4;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct e5(pub c_long);

impl e5 {
    pub const E5A: e5 = e5(-1);
    pub const E5B: e5 = e5(9223372036854775807);
}

impl TryFrom<c_long> for e5 {
    type Error = c_long;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_long) -> Result<Self, c_long> {
        match value {
            -1 | 9223372036854775807 => Ok(e5(value)),
            _ => Err(value),
        }
    }
}

impl From<e5> for c_long {
    fn from(value: e5) -> Self {
        value.0
    }
}

pub const E5A: e5 = e5::E5A;
pub const E5B: e5 = e5::E5B;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct e6(pub c_uchar);

impl e6 {
    pub const E6A: e6 = e6(200);
}

impl TryFrom<c_uchar> for e6 {
    type Error = c_uchar;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uchar) -> Result<Self, c_uchar> {
        match value {
            200 => Ok(e6(value)),
            _ => Err(value),
        }
    }
}

impl From<e6> for c_uchar {
    fn from(value: e6) -> Self {
        value.0
    }
}

pub const E6A: e6 = e6::E6A;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct e7(pub c_short);

impl e7 {
    pub const E7A: e7 = e7(-1);
    pub const E7B: e7 = e7(300);
}

impl TryFrom<c_short> for e7 {
    type Error = c_short;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_short) -> Result<Self, c_short> {
        match value {
            -1 | 300 => Ok(e7(value)),
            _ => Err(value),
        }
    }
}

impl From<e7> for c_short {
    fn from(value: e7) -> Self {
        value.0
    }
}

pub const E7A: e7 = e7::E7A;
pub const E7B: e7 = e7::E7B;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct e9(pub c_int);

impl e9 {
    pub const E9: e9 = e9(4);
    pub const E9B: e9 = e9(97);
    pub const E9C: e9 = e9(-56);
}

impl TryFrom<c_int> for e9 {
    type Error = c_int;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_int) -> Result<Self, c_int> {
        match value {
            -56 | 4 | 97 => Ok(e9(value)),
            _ => Err(value),
        }
    }
}

impl From<e9> for c_int {
    fn from(value: e9) -> Self {
        value.0
    }
}

pub const E9: e9 = e9::E9;
pub const E9B: e9 = e9::E9B;
pub const E9C: e9 = e9::E9C;

// left out: type `fwd`: it is declared but not defined, so its size is unknown
#[repr(C)]
pub struct fwd {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub fn pf(arg1: *mut fwd) -> *mut fwd;
}

pub const anon1: c_int = 0;
pub const anon2: c_int = 1;

unsafe extern "C" {
    pub static mut anon_var: c_uint;
}

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct T(pub c_uint);

impl T {
    pub const T_A: T = T(0);
}

impl TryFrom<c_uint> for T {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0 => Ok(T(value)),
            _ => Err(value),
        }
    }
}

impl From<T> for c_uint {
    fn from(value: T) -> Self {
        value.0
    }
}

pub const T_A: T = T::T_A;

unsafe extern "C" {
    pub static mut g1: [e1; 3];
    pub static mut fe: Option<unsafe extern "C" fn(e2) -> e1>;
}

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct e_self(pub c_uint);

impl e_self {
    pub const S1: e_self = e_self(0);
    pub const S2: e_self = e_self(1);
    pub const S3: e_self = e_self(4);
}

impl TryFrom<c_uint> for e_self {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0..=1 | 4 => Ok(e_self(value)),
            _ => Err(value),
        }
    }
}

impl From<e_self> for c_uint {
    fn from(value: e_self) -> Self {
        value.0
    }
}

pub const S1: e_self = e_self::S1;
pub const S2: e_self = e_self::S2;
pub const S3: e_self = e_self::S3;

/// `E1C`
pub const X1: c_int = -1;
/// `((enum e1)5)`
pub const X2: e1 = e1(5);
/// `(E2A + 1)`
pub const X3: c_uint = 0;
/// `(E3B)`
pub const X4: c_long = 4294967295;
/// `E4`
pub const X5: c_ulong = 9223372036854775808;
/// `(T)0`
pub const X6: T = T(0);
