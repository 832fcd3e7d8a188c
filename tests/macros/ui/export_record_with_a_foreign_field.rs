use ffi_macros::export;

#[derive(Clone, Copy)]
pub struct Colour(u8, u8, u8);

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Pixel {
    colour: Colour,
}

fn main() {}
