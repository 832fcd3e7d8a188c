//! The functions for C, called as C calls them.
use ffi_runtime::{
    export,
    last_error::{self, NULL_PLACE, PANICKED, UNSPECIFIED},
};
use std::{
    ffi::{c_char, c_int},
    ptr,
};

ffi_runtime::export_last_error!("tested_");
ffi_runtime::export_last_error!("tested_2_");

mod c {
    use super::{c_char, c_int};

    unsafe extern "C" {
        pub(super) safe fn tested_last_error_code() -> c_int;
        pub(super) safe fn tested_last_error_length() -> usize;
        pub(super) fn tested_last_error_message(buffer: *mut c_char, size: usize) -> usize;
        pub(super) fn tested_last_error_take(b: *mut c_char, s: usize, l: *mut usize) -> c_int;
        pub(super) safe fn tested_last_error_clear();
        pub(super) safe fn tested_2_last_error_code() -> c_int;
    }
}

/// The message in a buffer of so many bytes, in memory of its own so that the tools see a byte too many; and what the
/// function returns.
fn message(size: usize) -> (String, usize) {
    let mut buffer = vec![0x55_u8; size].into_boxed_slice();
    // SAFETY: the buffer is as long as it says.
    let length = unsafe { c::tested_last_error_message(buffer.as_mut_ptr().cast(), size) };
    let end = buffer.iter().position(|byte| *byte == 0).expect("a NUL");
    let text = str::from_utf8(&buffer[..end]).expect("whole characters");
    (text.to_owned(), length)
}

#[test]
fn without_an_error() {
    assert_eq!(c::tested_last_error_code(), 0);
    assert_eq!(c::tested_last_error_length(), 0);
    assert_eq!(message(8), (String::new(), 0));
    // SAFETY: null is allowed.
    let code = unsafe { c::tested_last_error_take(ptr::null_mut(), 0, ptr::null_mut()) };
    assert_eq!(code, 0);
    c::tested_last_error_clear();
}

#[test]
fn a_message_is_cut_between_characters() {
    let text = "aé€𐍈z";
    last_error::set((3, text));
    assert_eq!(c::tested_last_error_length(), text.len());
    let cuts: Vec<String> = (1..=text.len() + 2).map(|size| message(size).0).collect();
    let wanted = [
        "",
        "a",
        "a",
        "aé",
        "aé",
        "aé",
        "aé€",
        "aé€",
        "aé€",
        "aé€",
        "aé€𐍈",
        text,
        text,
    ];
    assert_eq!(cuts, wanted);
    assert!((1..=text.len() + 2).all(|size| message(size).1 == text.len()));
    // No room, and none said to be there.
    // SAFETY: no byte is written.
    let lengths = unsafe {
        let mut byte = 0x55;
        let lengths = [
            c::tested_last_error_message(&mut byte, 0),
            c::tested_last_error_message(ptr::null_mut(), 100),
        ];
        assert_eq!(byte, 0x55);
        lengths
    };
    assert_eq!(lengths, [text.len(); 2]);
}

#[test]
fn nothing_follows_a_cut() {
    // The part behind the cut would fit.
    last_error::set((3, "abc€\0d"));
    assert_eq!(message(6), ("abc".to_owned(), 10));
    assert_eq!(message(7), ("abc€".to_owned(), 10));
    assert_eq!(message(10), ("abc€\u{fffd}".to_owned(), 10));
    assert_eq!(message(11), ("abc€\u{fffd}d".to_owned(), 10));
}

#[test]
fn taken_once() {
    last_error::set((3, "text"));
    assert_eq!(
        (c::tested_last_error_code(), c::tested_2_last_error_code()),
        (3, 3)
    );
    let (mut buffer, mut length) = ([0x55; 4], 0);
    // SAFETY: the buffer is as long as it says.
    let take = |buffer: &mut [c_char], length| unsafe {
        c::tested_last_error_take(buffer.as_mut_ptr(), buffer.len(), length)
    };
    assert_eq!(take(&mut buffer, &mut length), 3);
    assert_eq!((buffer.map(|c| c as u8), length), (*b"tex\0", 4));
    assert_eq!(take(&mut buffer, &mut length), 0);
    assert_eq!((buffer[0], length), (0, 0));
    last_error::set((4, "text"));
    c::tested_last_error_clear();
    assert_eq!(c::tested_last_error_code(), 0);
}

#[test]
fn the_header_has_the_codes() {
    for (name, code) in [
        ("PANICKED", PANICKED),
        ("NULL_PLACE", NULL_PLACE),
        ("UNSPECIFIED", UNSPECIFIED),
    ] {
        let define = format!("#define FFI_ERROR_{name} ({code})");
        assert!(export::HEADER.contains(&define), "{define}");
    }
}
