// Whether a closure may be kept with a handle of another block, that block knows.
use ffi_macros::bind;
use std::ffi::c_void;

mod lamps {
    use super::bind;

    #[bind]
    unsafe extern "C" {
        #[handle(destroy = lamp_free)]
        type lamp;
        #[returns_owned]
        fn lamp_new() -> *mut lamp;
        fn lamp_free(self_: *mut lamp);
    }
}

#[bind]
unsafe extern "C" {
    type lamp = lamps::Lamp;
    #[ffi(callback(call, data = data, scope = until, unregister = lamp_silence))]
    fn lamp_on(self_: *mut lamp, call: Option<unsafe extern "C" fn(*mut c_void)>, data: *mut c_void);
    fn lamp_silence(self_: *mut lamp);
}

fn main() {}
