// Records that no memory could hold, or that hold each other twice, are read in no time.
use ffi_macros::bind;

#[bind]
mod things {
    #[repr(C)]
    pub struct Huge {
        bytes: [u8; 18446744073709551615],
        more: u32,
    }

    unsafe extern "C" {
        #[ffi]
        fn thing_huge() -> Huge;
    }
}

fn main() {}
