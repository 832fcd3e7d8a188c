// What holds for a handle of another block is said there.
use ffi_macros::bind;

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
    #[handle(destroy = lamp_free)]
    type lamp = lamps::Lamp;
    fn lamp_free(self_: *mut lamp);
}

fn main() {}
