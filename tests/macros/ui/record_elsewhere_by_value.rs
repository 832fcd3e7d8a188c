// What a structure holds that is declared elsewhere cannot be seen.
use ffi_macros::bind;

#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

#[bind]
unsafe extern "C" {
    #[ffi]
    fn thing_size() -> Size;
}

fn main() {}
