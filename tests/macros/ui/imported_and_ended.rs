// A handle of another block ends there only.
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
    type lamp = lamps::Lamp;
    #[consumes(self_)]
    fn lamp_close(self_: *mut lamp);
}

fn main() {}
