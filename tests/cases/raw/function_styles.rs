use ::core::ffi::{c_char, c_double, c_int, c_uint, c_void};
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

// left out: function `no_prototype`: it has no prototype, so what arguments it takes is unknown; with `-- -std=c23` it takes none

unsafe extern "C" {
    pub fn nothing() -> c_int;
    pub fn unnamed(arg1: c_int, arg2: *const c_char, arg3: usize) -> c_int;
    pub fn arrays(
        values: *mut c_int,
        names: *const [c_char; 16],
        matrix: *mut [c_double; 3],
    ) -> c_int;
    pub fn function_parameter(
        callback: Option<unsafe extern "C" fn(c_int, c_int) -> c_int>,
        data: *mut c_void,
    ) -> c_int;
    pub fn printf_like(format: *const c_char, ...) -> c_int;
    pub fn vprintf_like(format: *const c_char, arguments: *mut __va_list_tag) -> c_int;
    pub fn stop(code: c_int) -> !;
    pub fn leave() -> !;
    pub fn returns_callback(
        which: c_int,
    ) -> Option<unsafe extern "C" fn(*const c_char) -> c_int>;
}

pub type operation = unsafe extern "C" fn(c_int, c_int) -> c_int;

unsafe extern "C" {
    pub fn add(arg1: c_int, arg2: c_int) -> c_int;
    pub fn subtract(arg1: c_int, arg2: c_int) -> c_int;
    pub fn choose(name: *const c_char) -> Option<operation>;
    pub fn qualified(
        names: *const *const c_char,
        out: *mut c_int,
        buffer: *mut c_char,
    ) -> *const c_int;
    pub fn truth(arg1: bool) -> bool;
}

/// More arguments than are named.
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
}

pub type logger = Option<unsafe extern "C" fn(c_int, *const c_char, ...) -> c_int>;

unsafe extern "C" {
    pub fn set_logger(logger: logger);
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
