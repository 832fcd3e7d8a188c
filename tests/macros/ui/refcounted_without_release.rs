// A shared handle needs both its functions.
use ffi_macros::bind;

#[bind]
unsafe extern "C" {
    #[refcounted(retain = thing_ref)]
    type thing;
    fn thing_ref(self_: *mut thing) -> *mut thing;
}

fn main() {}
