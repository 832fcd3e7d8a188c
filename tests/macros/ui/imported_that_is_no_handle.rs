// Only a handle has an object of C behind it.
use ffi_macros::bind;

mod forged {
    pub struct Lamp;
    pub struct LampRef;

    impl LampRef {
        pub fn as_ptr(&self) -> *mut u8 {
            std::ptr::without_provenance_mut(1)
        }
    }
}

#[bind]
unsafe extern "C" {
    type lamp = forged::Lamp;
    #[ffi]
    fn lamp_level(self_: *const lamp) -> i32;
}

fn main() {}
