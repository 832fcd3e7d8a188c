use ::core::ffi::{c_char, c_double, c_int, c_uint};
use ::core::marker::{PhantomData, PhantomPinned};
use ::core::mem::offset_of;

unsafe extern "C" {
    pub static mut counter: c_int;
    pub static version_text: *const c_char;
    pub static build_id: [c_char; 0];
    pub static mut matrix: [[c_double; 4]; 3];
    pub static table: [u8; 256];
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct config {
    pub verbose: c_int,
}

impl Default for config {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<config>() == 4);
    assert!(align_of::<config>() == 4);
    assert!(offset_of!(config, verbose) == 0);
};

unsafe extern "C" {
    pub static mut config: config;
    pub static mut current: *const config;
    pub static mut status: c_uint;
    pub static mut hook: Option<unsafe extern "C" fn(c_int)>;
}

#[repr(C)]
pub struct opaque {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub static mut hidden: opaque;
    pub static mut unknown_length: [[c_int; 2]; 0];
    // left out: global `per_thread`: it is thread-local, and stable Rust cannot declare a foreign thread-local
    // left out: global `per_thread_too`: it is thread-local, and stable Rust cannot declare a foreign thread-local
    pub static mut defined_here: c_int;
}
