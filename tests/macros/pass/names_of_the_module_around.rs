// What declarations name may stand where the block stands: records, aliases, types of other crates.
mod outer {
    pub struct Token(#[allow(dead_code)] pub u8);

    pub mod inner {
        use ffi_macros::bind;
        use std::{ffi::c_int, fs::File};

        pub struct Local;

        #[bind(library = "c")]
        unsafe extern "C" {
            #[ffi]
            fn abs(value: c_int) -> c_int;
            pub(super) fn with_local(local: *mut Local, token: *const super::Token, file: *mut File);
            fn with_paths(local: *mut self::Local, text: *mut ::std::string::String);
        }

        #[bind]
        pub mod nested {
            use super::Local;
            pub(super) use std::ffi::c_long;

            pub mod deeper {
                use super::Local;
                #[allow(dead_code)]
                pub struct Deeper(*mut Local);
            }

            unsafe extern "C" {
                #[ffi]
                pub safe fn labs(value: c_long) -> c_long;
                #[ffi(rename("raw"))]
                #[link_name = "labs"]
                fn called_raw(value: c_long) -> c_long;
                fn from_around(local: *mut Local, token: *mut super::super::Token);
            }
        }
    }
}

fn main() {
    assert_eq!(outer::inner::abs(-3), 3);
    assert_eq!(outer::inner::nested::labs(-4), 4);
    assert_eq!(outer::inner::nested::raw_(-5), 5);
}
