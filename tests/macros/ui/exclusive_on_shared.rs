// Nobody has a shared handle alone.
use ffi_macros::bind;

#[bind]
unsafe extern "C" {
    #[refcounted(retain = thing_ref, release = thing_unref)]
    type thing;
    fn thing_ref(self_: *mut thing) -> *mut thing;
    fn thing_unref(self_: *mut thing);
    #[exclusive(self_)]
    fn thing_clear(self_: *mut thing);
}

fn main() {}
