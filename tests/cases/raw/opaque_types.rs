use ::core::ffi::{c_char, c_int, c_void};
use ::core::marker::{PhantomData, PhantomPinned};

#[repr(C)]
pub struct database {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

pub type database_handle = *mut database;

#[repr(C)]
pub struct only_declared {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct only_declared_union {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub fn database_open(path: *const c_char) -> *mut database;
    pub fn database_close(db: database_handle, options: *mut only_declared) -> c_int;
    pub fn untyped(context: *mut c_void, u: *mut only_declared_union);
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct empty {}

impl Default for empty {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<empty>() == 0);
    assert!(align_of::<empty>() == 1);
};
