// A handle that one block makes, and functions in others use: as a parameter, exclusively, as what a child depends on.
use ffi_macros::bind;

mod c {
    use std::ffi::c_int;

    #[unsafe(no_mangle)]
    extern "C" fn lamp_new() -> *mut c_int {
        Box::into_raw(Box::new(0))
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn lamp_free(lamp: *mut c_int) {
        drop(unsafe { Box::from_raw(lamp) })
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn lamp_turn(lamp: *mut c_int) -> c_int {
        unsafe {
            *lamp += 1;
            *lamp
        }
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn lamp_level(lamp: *const c_int) -> c_int {
        unsafe { *lamp }
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn shade_new(lamp: *const c_int) -> *mut c_int {
        Box::into_raw(Box::new(unsafe { *lamp }))
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn shade_free(shade: *mut c_int) {
        drop(unsafe { Box::from_raw(shade) })
    }
    #[unsafe(no_mangle)]
    unsafe extern "C" fn shade_level(shade: *const c_int) -> c_int {
        unsafe { *shade }
    }
}

pub mod lamps {
    use super::bind;

    #[bind(library = "lamps")]
    unsafe extern "C" {
        #[handle(destroy = lamp_free)]
        type lamp;
        #[returns_owned]
        fn lamp_new() -> *mut lamp;
        fn lamp_free(self_: *mut lamp);
    }
}

mod more {
    use super::bind;
    use std::ffi::c_int;

    #[bind(library = "more")]
    unsafe extern "C" {
        type lamp = super::lamps::Lamp;
        #[handle(destroy = shade_free)]
        type shade;

        #[exclusive(self_)]
        fn lamp_turn(self_: *mut lamp) -> c_int;
        #[ffi]
        fn lamp_level(self_: *const lamp) -> c_int;

        #[returns_owned]
        #[ffi(borrows(@return: lamp, leak_ok = true))]
        fn shade_new(lamp: *const lamp) -> *mut shade;
        fn shade_free(self_: *mut shade);
        #[ffi]
        fn shade_level(self_: *const shade) -> c_int;
    }
}

fn main() {
    let mut lamp = lamps::Lamp::new().unwrap();
    assert_eq!(more::lamp_turn(&mut lamp), 1);
    let shade = more::Shade::new(&lamp).unwrap();
    assert_eq!(more::lamp_level(&lamp), 1);
    assert_eq!(shade.level(), 1);
}
