// What is borrowed ends with an exclusive call.
use ffi_macros::bind;
use std::ffi::c_char;

#[bind(library = "thing", strip = ["thing_"])]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    #[returns_owned]
    fn thing_new() -> *mut thing;
    fn thing_free(self_: *mut thing);
    #[borrows(self_)]
    #[ffi(nonnull(@return), utf8(@return), nul_terminated(@return))]
    fn thing_name(self_: *const thing) -> *const c_char;
    #[exclusive(self_)]
    fn thing_clear(self_: *mut thing);
    #[consumes(self_)]
    fn thing_close(self_: *mut thing);
}

fn main() {
    let mut thing = Thing::new().unwrap();
    let name = thing.name();
    thing.clear();
    println!("{name:?}");
}
