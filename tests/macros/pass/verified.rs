// Declarations that say what the header says, in other words: fixed widths, typedefs, records declared elsewhere.
use ffi_macros::bind;
use std::ffi::{c_char, c_int, c_long, c_void};

#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct Dimensions {
    pub width: u32,
    pub height: u32,
}

#[bind(header = "../ui/thing.h")]
unsafe extern "C" {
    type thing;
    fn thing_new(name: *const u8, flags: i32) -> *mut thing;
    fn thing_free(self_: *mut self::thing);
    fn thing_size(self_: *const thing) -> Dimensions;
    fn thing_count(self_: *const thing) -> c_long;
    fn thing_print(self_: *const thing, format: *const c_char, ...) -> c_int;
    fn thing_each(
        self_: *mut thing,
        call: Option<unsafe extern "C" fn(data: *mut c_void, index: c_int) -> c_int>,
        data: *mut c_void,
    );
}

fn main() {}
