// Names that are keywords of Rust, and names in the object file that differ from those in the source.
use ffi_macros::bind;
use std::ffi::c_int;

mod c {
    use std::ffi::c_int;
    #[unsafe(no_mangle)]
    extern "C" fn bind_test_match(r#type: c_int) -> c_int {
        r#type + 1
    }
}

#[bind(strip = ["bind_test_"])]
unsafe extern "C" {
    #[ffi(rename("matched"))]
    #[link_name = "bind_test_match"]
    fn r#match(r#type: c_int) -> c_int;
    #[ffi]
    fn bind_test_match(r#type: c_int) -> c_int;
}

fn main() {
    assert_eq!(matched(1), 2);
    assert_eq!(r#match(2), 3);
}
