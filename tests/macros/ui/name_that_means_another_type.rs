// A name of C's types that means another type here: what is written through it would be too long.
use ffi_macros::bind;

mod wide {
    #[allow(non_camel_case_types)]
    pub type c_char = u64;
}

#[bind]
mod things {
    use super::wide::c_char;

    unsafe extern "C" {
        #[ffi(out(into), bytes(into, count = room))]
        fn thing_fill(into: *mut c_char, room: usize);
    }
}

fn main() {}
