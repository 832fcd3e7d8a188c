use ::core::ffi::{c_char, c_float, c_uchar, c_uint, c_void};
use ::core::marker::{PhantomData, PhantomPinned};
use ::core::mem::offset_of;

/// Names that Rust's prelude, its primitive types or the output itself uses.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Option {
    pub value: ::core::ffi::c_int,
}

impl ::core::default::Default for Option {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(::core::mem::size_of::<Option>() == 4);
    assert!(align_of::<Option>() == 4);
    assert!(offset_of!(Option, value) == 0);
};

pub type u8 = c_uchar;
pub type i32 = ::core::ffi::c_int;
pub type bool_t = ::core::ffi::c_int;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct str {
    pub chars: *const c_char,
}

impl ::core::default::Default for str {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(::core::mem::size_of::<str>() == 8);
    assert!(align_of::<str>() == 8);
    assert!(offset_of!(str, chars) == 0);
};

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Result(pub c_uint);

impl Result {
    pub const Ok: Result = Result(0);
    pub const Err: Result = Result(1);
}

impl TryFrom<c_uint> for Result {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> ::core::result::Result<Self, c_uint> {
        match value {
            0..=1 => ::core::result::Result::Ok(Result(value)),
            _ => ::core::result::Result::Err(value),
        }
    }
}

impl From<Result> for c_uint {
    fn from(value: Result) -> Self {
        value.0
    }
}

pub const Ok: Result = Result::Ok;
pub const Err: Result = Result::Err;

#[repr(C)]
pub struct Some {
    _opaque: [::core::primitive::u8; 0],
    _marker: PhantomData<(*mut ::core::primitive::u8, PhantomPinned)>,
}

pub type None = *mut Some;
pub type core = c_void;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Default {
    pub bytes: [u8; 4],
}

impl ::core::default::Default for Default {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(::core::mem::size_of::<Default>() == 4);
    assert!(align_of::<Default>() == 1);
    assert!(offset_of!(Default, bytes) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Copy {
    pub option: Option,
}

impl ::core::default::Default for Copy {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(::core::mem::size_of::<Copy>() == 4);
    assert!(align_of::<Copy>() == 4);
    assert!(offset_of!(Copy, option) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Clone {
    pub copy: Copy,
    pub number: i32,
}

impl ::core::default::Default for Clone {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(::core::mem::size_of::<Clone>() == 8);
    assert!(align_of::<Clone>() == 4);
    assert!(offset_of!(Clone, copy) == 0);
    assert!(offset_of!(Clone, number) == 4);
};

unsafe extern "C" {
    pub fn Send(value: Option, text: str, none: None) -> Result;
    pub fn drop(std: *mut core) -> i32;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct c_int {
    pub value: ::core::ffi::c_int,
}

impl ::core::default::Default for c_int {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(::core::mem::size_of::<c_int>() == 4);
    assert!(align_of::<c_int>() == 4);
    assert!(offset_of!(c_int, value) == 0);
};

unsafe extern "C" {
    pub fn size_of(value: c_int) -> ::core::ffi::c_int;
}

pub const usize: ::core::ffi::c_int = 8;
pub const f32: c_float = 1.5;
