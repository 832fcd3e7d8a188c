use ::core::ffi::{c_char, c_int, c_uint, c_void};
use ::core::marker::{PhantomData, PhantomPinned};
use ::core::mem::offset_of;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct __va_list_tag {
    pub gp_offset: c_uint,
    pub fp_offset: c_uint,
    pub overflow_arg_area: *mut c_void,
    pub reg_save_area: *mut c_void,
}

impl Default for __va_list_tag {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<__va_list_tag>() == 24);
    assert!(align_of::<__va_list_tag>() == 8);
    assert!(offset_of!(__va_list_tag, gp_offset) == 0);
    assert!(offset_of!(__va_list_tag, fp_offset) == 4);
    assert!(offset_of!(__va_list_tag, overflow_arg_area) == 8);
    assert!(offset_of!(__va_list_tag, reg_save_area) == 16);
};

pub type va_list = [__va_list_tag; 1];

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct option(pub c_uint);

impl option {
    pub const OPTION_URL: option = option(10002);
    pub const OPTION_TIMEOUT: option = option(13);
}

impl TryFrom<c_uint> for option {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            13 | 10002 => Ok(option(value)),
            _ => Err(value),
        }
    }
}

impl From<option> for c_uint {
    fn from(value: option) -> Self {
        value.0
    }
}

pub const OPTION_URL: option = option::OPTION_URL;
pub const OPTION_TIMEOUT: option = option::OPTION_TIMEOUT;

#[repr(C)]
pub struct handle {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub fn set_option(handle: *mut handle, option: option, ...) -> c_int;
    pub fn log_line(format: *const c_char, ...) -> c_int;
}

pub type logger = Option<unsafe extern "C" fn(c_int, *const c_char, ...) -> c_int>;

unsafe extern "C" {
    pub fn set_logger(logger: logger);
    pub fn log_line_v(format: *const c_char, arguments: *mut __va_list_tag) -> c_int;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct saved {
    pub arguments: va_list,
}

impl Default for saved {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<saved>() == 24);
    assert!(align_of::<saved>() == 8);
    assert!(offset_of!(saved, arguments) == 0);
};
