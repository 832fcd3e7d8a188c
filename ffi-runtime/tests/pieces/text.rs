use ffi_runtime::{
    Arena,
    text::{BadText, CText, InteriorNul, OptionalCText, TextError, TextRoom, Utf8CStr, to_utf16},
};
use std::{
    error::Error,
    ffi::{CString, OsStr},
    path::{Path, PathBuf},
};

fn given(text: impl CText) -> Result<String, TextError> {
    let mut room = TextRoom::new();
    text.terminated(&mut room)
        .map(|text| text.as_str().to_owned())
}

fn maybe(text: impl OptionalCText) -> Result<Option<String>, BadText> {
    let mut room = TextRoom::new();
    let text = room.optional("text", text)?;
    Ok(text.map(|text| text.as_str().to_owned()))
}

#[test]
fn text_of_any_kind_and_length_is_given() {
    for len in [0, 1, 7, 8, 9, 16, 126, 127, 128, 129, 5000] {
        let text = "é".repeat(len / 2) + &"x".repeat(len % 2);
        assert_eq!(given(&text), Ok(text.clone()));
        let terminated = CString::new(&*text).expect("no NUL");
        assert_eq!(given(&terminated), Ok(text.clone()));
        assert_eq!(given(&*terminated), Ok(text.clone()));
        let path = PathBuf::from(&text);
        assert_eq!(given(&path), Ok(text.clone()));
        assert_eq!(given(&*path), Ok(text.clone()));
        let arena = Arena::new();
        assert_eq!(given(arena.text(&text).expect("no NUL")), Ok(text));
    }
}

#[test]
fn what_is_good_already_is_not_copied() {
    let (text, mut room) = (c"text", TextRoom::new());
    let given = room.text("text", text).expect("UTF-8");
    assert_eq!(given.as_ptr(), text.as_ptr());
    let again = room.text("text", Utf8CStr::new(text).expect("UTF-8"));
    assert_eq!(again.map(|text| text.as_ptr()), Ok(text.as_ptr()));
}

#[test]
fn a_room_is_used_again() {
    let mut room = TextRoom::new();
    let long = "x".repeat(1000);
    for text in ["short", &long, "", &long, "end"] {
        assert_eq!(
            room.c_str(text).map(|text| text.to_bytes()),
            Ok(text.as_bytes())
        );
    }
}

#[test]
fn a_nul_is_an_error_wherever_it_is() {
    for (len, at) in [(1, 0), (16, 15), (127, 3), (128, 127), (1000, 500)] {
        let mut text = "x".repeat(len);
        text.replace_range(at..=at, "\0");
        let Err(TextError::InteriorNul(InteriorNul { at: found, .. })) = given(&text) else {
            panic!("no NUL was found");
        };
        assert_eq!(found, at);
    }
    assert_eq!(to_utf16("a\0").map_err(|error| error.at), Err(1));
}

#[test]
fn what_may_be_absent() {
    assert_eq!(maybe(None), Ok(None));
    for text in [
        maybe("a"),
        maybe(Some("a")),
        maybe(c"a"),
        maybe(&String::from("a")),
    ] {
        assert_eq!(text, Ok(Some("a".to_owned())));
    }
}

#[test]
fn errors_say_which_argument_and_why() {
    let error = maybe("a\0b").unwrap_err();
    assert_eq!(error.to_string(), "`text` has a NUL at byte 1");
    let error = maybe(c"a\xff").unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("`text` is not UTF-8: invalid utf-8")
    );
    assert!(error.source().is_some() && error.argument == "text");
}

#[cfg(unix)]
#[test]
fn names_of_files_need_not_be_utf8() {
    use std::os::unix::ffi::OsStrExt;
    let path = Path::new(OsStr::from_bytes(b"caf\xe9"));
    assert_eq!(TextRoom::new().path("path", path), Ok(c"caf\xe9"));
    assert!(matches!(given(path), Err(TextError::NotUtf8(_))));
    assert!(TextRoom::new().path("path", "a\0").is_err());
}
