// The other block does not count the children made here.
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
    #[handle(destroy = shade_free)]
    type shade;
    #[returns_owned]
    #[borrows(@return: lamp)]
    fn shade_new(lamp: *mut lamp) -> *mut shade;
    fn shade_free(self_: *mut shade);
}

fn main() {}
