use ::core::ffi::{c_char, c_double, c_int};
use ::core::marker::{PhantomData, PhantomPinned};

unsafe extern "C" {
    /// Names in the object file that differ from those in C.
    #[link_name = "open64"]
    pub fn real_open(path: *const c_char) -> c_int;
    #[link_name = "the_global"]
    pub static mut renamed_global: c_int;
    pub fn weak_function() -> c_int;
    pub static version: [c_char; 0];
    pub static limits: [c_int; 4];
    pub static mut counters: [c_int; 0];
    pub static names: [*const c_char; 2];
}

#[repr(C)]
pub struct opaque {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub static mut current: *mut opaque;
    pub static mut hook: Option<unsafe extern "C" fn(c_int)>;
}

unsafe extern "win64" {
    pub fn windows_call(a: c_int, b: c_double) -> c_int;
}

unsafe extern "C" {
    pub fn literal();
    pub fn same() -> c_int;
    #[link_name = "_table_size$internal"]
    pub static mut table_size: c_int;
}
