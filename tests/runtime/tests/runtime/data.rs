//! Data, text, arguments and errors: each both ways, with success and with failure.

use ffi_gen_runtime_tests::data::{self, Error, Store, raw};
use ffi_runtime::Arena;
use std::path::Path;

fn named(name: &str) -> Store {
    let mut store = Store::new().expect("memory");
    store.name(name.as_bytes()).expect("short enough");
    store
}

#[test]
fn slices_go_in_with_their_length() -> Result<(), Error> {
    assert_eq!(data::sum(&[1, 2, 3]), 6);
    assert_eq!(data::sum(&[]), 0);
    assert_eq!(data::sum_of_bytes(&[4, 5]), 9);
    assert_eq!(data::sum_small(&[255, 255])?, 510);
    let too_long = data::sum_small(&[0; 256]);
    assert_eq!(too_long, Err(Error::TooLong { argument: "bytes" }));
    let points = [raw::point { x: 2, y: 3 }, raw::point { x: 4, y: 5 }];
    assert_eq!(data::sum_points(&points), 26);
    Ok(())
}

#[test]
fn one_count_speaks_of_slices_of_one_length() {
    assert_eq!(data::dot(&[1, 2], &[3, 4]), Ok(11));
    let error = Err(Error::LengthMismatch { argument: "b" });
    assert_eq!(data::dot(&[1, 2], &[3]), error);
    assert_eq!(data::dot_maybe(None, &[3, 4]), Ok(7));
    assert_eq!(data::dot_maybe(Some(&[2, 2]), &[3, 4]), Ok(14));
    let error = Err(Error::LengthMismatch { argument: "a" });
    assert_eq!(data::dot_maybe(Some(&[2]), &[3, 4]), error);
}

#[test]
fn buffers_are_filled() -> Result<(), Error> {
    let mut buffer = [0; 3];
    data::fill(&mut buffer, 7);
    assert_eq!(buffer, [7, 7, 7]);
    let mut values = [1, -2];
    data::negate(&mut values)?;
    assert_eq!(values, [-1, 2]);
    let mut digest = [0; 4];
    data::digest(b"abcde", &mut digest);
    assert_eq!(digest, [b'a' ^ b'e', b'b', b'c', b'd']);
    Ok(())
}

#[test]
fn a_buffer_is_as_long_as_a_function_tells() {
    let store = named("12345");
    let mut buffer = [0; 5];
    assert_eq!(store.export(&mut buffer), Ok(()));
    assert_eq!(&buffer, b"12345");
    let error = Err(Error::TooShort { argument: "buffer" });
    assert_eq!(store.export(&mut buffer[..4]), error);
}

#[test]
fn what_may_be_absent_is_an_option() {
    assert_eq!(data::sum_optional(Some(&[1, 2])), 3);
    assert_eq!(data::sum_optional(None), -1);
    assert_eq!(data::optional_length(Some(c"four")), 4);
    assert_eq!(data::optional_length(None), 99);
}

#[test]
fn arrays_end_with_a_zero() {
    assert_eq!(data::first_zero(&[5, 6, 0, 7]), Ok(2));
    let error = Err(Error::Unterminated { argument: "values" });
    assert_eq!(data::first_zero(&[5, 6]), error);
    assert_eq!(data::first_zero(&[]), error);
    assert_eq!(data::primes(), [2, 3, 5, 7]);
}

#[test]
fn texts_go_in_as_an_array() {
    assert_eq!(data::count_texts(&[c"a", c"b"]), 2);
    assert_eq!(data::count_texts(&[]), 0);
    let mut buffer = [0; 8];
    let joined = data::join_texts(&[c"ab", c"", c"cde"], &mut buffer);
    assert_eq!(joined.as_deref(), Ok(&b"abcde"[..]));
}

#[test]
fn the_written_part_comes_back() -> Result<(), Error> {
    let mut store = named("12345");
    let mut buffer = [0; 8];
    assert_eq!(store.read(&mut buffer)?, b"12345");
    let error = store.read(&mut buffer[..3]);
    assert_eq!(error, Err(Error::TooShort { argument: "buffer" }));
    let mut units = [0; 6];
    assert_eq!(store.copy(&mut units)?, [49, 50, 51, 52, 53]);
    assert_eq!(store.take(&mut buffer[..2])?, b"12");
    let errno = store.take(&mut buffer).expect_err("nothing is left");
    assert_eq!(errno, Error::Os { errno: 32 });
    Ok(())
}

#[test]
fn a_count_beyond_the_buffer_is_an_error() {
    let mut buffer = [0; 4];
    let error = Err(Error::TooShort { argument: "buffer" });
    assert_eq!(data::lie_about_size(&mut buffer), error);
}

#[test]
fn written_text_is_checked() {
    let mut buffer = [0xff; 8];
    assert_eq!(data::write_text(&mut buffer, true).as_deref(), Ok("café"));
    let error = data::write_text(&mut buffer, false);
    assert!(matches!(error, Err(Error::NotUtf8(_))));
    let error = data::write_text(&mut buffer[..2], true);
    assert_eq!(error.map_err(|error| error.code()), Err(Some(-1)));
}

#[test]
fn moving_pointers_leave_the_rest() -> Result<(), Error> {
    let input = [1, 2, 3];
    let mut output = [0; 5];
    let (rest, unused) = data::inflate(&input, &mut output)?;
    assert_eq!((rest, unused), (&[3][..], &mut [0][..]));
    assert_eq!(output, [1, 1, 2, 2, 0]);
    let (value, rest) = data::read_varint(&[0x81, 0x01, 0xff]);
    assert_eq!((value, rest), (129, &[0xff][..]));
    Ok(())
}

#[test]
fn what_was_not_read_comes_back() -> Result<(), Error> {
    assert_eq!(data::parse_bytes(b"12ab")?, (12, &b"ab"[..]));
    assert_eq!(data::parse_utf8("12é")?, (12, "é"));
    let units: Vec<u16> = "34x".encode_utf16().collect();
    assert_eq!(data::parse_utf16(&units)?, (34, &units[2..]));
    assert_eq!(data::parse_text(c"56y")?, (56, c"y"));
    assert_eq!(data::parse_text(c"56")?, (56, c""));
    assert!(data::parse_text(c"z").is_err());
    Ok(())
}

#[test]
fn text_goes_in() {
    assert_eq!(data::text_length(c"four"), 4);
    assert_eq!(data::counted_length(c"four"), 4);
    assert_eq!(data::utf8_length(c"caf\u{e9}"), Ok(4));
    assert!(data::utf8_length(c"caf\xe9").is_err());
    let units = [104, 105, 0, 9];
    assert_eq!(data::utf16_length(&units), Ok(2));
    let error = Err(Error::Unterminated { argument: "text" });
    assert_eq!(data::utf16_length(&units[..2]), error);
    assert_eq!(data::path_is_absolute(Path::new("/etc")), Ok(1));
    assert_eq!(data::path_is_absolute("etc"), Ok(0));
    let error = data::path_is_absolute("/\0").expect_err("a NUL");
    assert_eq!(error.to_string(), "`path` has a NUL at byte 1");
}

#[test]
fn text_of_any_kind_goes_in() -> Result<(), Box<dyn std::error::Error>> {
    let (owned, arena) = (String::from("café"), Arena::new());
    assert_eq!(data::utf8_length("café"), Ok(4));
    assert_eq!(data::utf8_length(&owned), Ok(4));
    assert_eq!(data::utf8_length(Path::new("café")), Ok(4));
    assert_eq!(data::utf8_length(arena.text(&owned)?), Ok(4));
    assert_eq!(data::utf8_length(&"é".repeat(500)), Ok(500));
    let error = data::utf8_length("a\0b").expect_err("a NUL");
    assert_eq!(error.to_string(), "`text` has a NUL at byte 1");

    assert_eq!(data::utf8_length_or(None, 7)?, 7);
    assert_eq!(data::utf8_length_or("é", 7)?, 1);
    assert_eq!(data::utf8_length_or(Some("é"), 7)?, 1);
    assert_eq!(data::utf8_length_or(c"\u{e9}", 7)?, 1);
    assert!(data::utf8_length_or("\0", 7).is_err());
    Ok(())
}

#[test]
fn text_that_is_lent_again_is_not_copied() -> Result<(), Error> {
    let text = c"one, two";
    let rest = {
        let start = String::from("one");
        data::utf8_after(text, &start)?
    };
    assert_eq!(rest, Some(", two"));
    assert_eq!(data::utf8_after(text, "two")?, None);
    assert!(matches!(
        data::utf8_after(text, "\0"),
        Err(Error::BadText(_))
    ));
    assert!(matches!(
        data::utf8_after(c"\xff", ""),
        Err(Error::NotUtf8(_))
    ));
    Ok(())
}

#[test]
fn an_object_comes_back_from_a_call_with_bad_text() -> Result<(), Box<dyn std::error::Error>> {
    let failed = named("kept").end("be\0cause").expect_err("a NUL");
    assert!(matches!(failed.error, Error::BadText(error) if error.argument == "why"));
    let failed = failed.object.end("").expect_err("no reason");
    assert_eq!(failed.object.get_name()?, Some("kept"));
    failed.object.end("because")?;
    Ok(())
}

#[test]
fn text_comes_out() -> Result<(), Box<dyn std::error::Error>> {
    let mut store = Store::new()?;
    assert_eq!(store.get_name()?, None);
    assert_eq!(store.name16(), None);
    assert_eq!(store.view(), None);
    assert!(store.duplicate().is_none() && store.bytes().is_none());
    store.name("hé".as_bytes())?;
    assert_eq!(store.get_name()?, Some("hé"));
    assert_eq!(store.name16(), Some(&[104, 0xc3, 0xa9][..]));
    assert_eq!(store.view(), Some("hé".as_bytes()));
    assert_eq!(store.path(), Path::new("hé"));
    let text = store.text();
    let duplicate = store.duplicate().ok_or("none")?;
    let bytes = store.bytes().ok_or("none")?;
    let units = store.duplicate16();
    store.name(b"\xff")?;
    assert!(store.get_name().is_err());
    assert_eq!((&*text, &*duplicate), (c"h\u{e9}", c"h\u{e9}"));
    assert_eq!(&*bytes, "hé".as_bytes());
    assert_eq!(&*units, [104, 0xc3, 0xa9]);
    assert_eq!(data::magic(), [1, 2, 3, 4]);
    Ok(())
}

#[test]
fn what_a_failed_call_hands_out_is_freed() {
    let store = named("ab");
    let before = data::blocks_alive();
    assert!(store.run(0).expect("a success").is_none());
    let warning = store.run(-1).expect("a success").expect("a warning");
    assert_eq!(&*warning, c"a warning");
    assert_eq!(
        data::blocks_alive(),
        before + 1,
        "it is there until it is dropped"
    );
    drop(warning);
    // The message is asked for before the block is gone.
    let error = store.run(5).unwrap_err();
    assert_eq!(error.message(), Some(c"5 is too much"));
    assert_eq!(data::blocks_alive(), before, "text");

    let units = store.pack(0).expect("a success").expect("an array");
    assert_eq!(&*units, [97, 98]);
    drop(units);
    assert_eq!(store.pack(3).unwrap_err().code(), Some(3));
    assert_eq!(
        data::blocks_alive(),
        before,
        "an array whose length is nonsense"
    );

    let (_, place) = data::store_seek(0).expect("a success");
    assert_eq!(place.as_deref(), Some(c"here"));
    drop(place);
    let error = data::store_seek(2).unwrap_err();
    assert!(matches!(error, Error::Os { errno: 2 }), "{error:?}");
    assert_eq!(data::blocks_alive(), before, "text that came with `errno`");

    assert_eq!(
        data::store_say(true).expect("a success").as_deref(),
        Some(c"yes")
    );
    data::store_say(false).unwrap_err();
    assert_eq!(
        data::blocks_alive(),
        before,
        "a block that is no text at all"
    );
}

#[test]
fn data_at_odd_addresses_is_an_error() {
    let store = named("abc");
    let error = Error::Misaligned {
        function: "store_odd16",
    };
    assert_eq!(store.odd16(), Err(error));
    assert_eq!(store.halves().len(), 3);
}

#[test]
fn records_go_by_value_by_reference_and_by_copy() -> Result<(), Error> {
    let (a, b) = (raw::point { x: 1, y: 2 }, raw::point { x: 3, y: 4 });
    let mut sum = data::point_add(a, b);
    assert_eq!((sum.x, sum.y), (4, 6));
    let settings = raw::settings {
        level: 10,
        loud: true,
        scale: 2.0,
    };
    data::point_move(&mut sum, Some(&settings));
    data::point_move(&mut sum, None);
    assert_eq!((sum.x, sum.y), (15, 17));
    assert_eq!(data::settings_level(&settings), 20);
    let parsed = data::point_parse(c"5,6")?;
    assert_eq!((parsed.x, parsed.y), (5, 6));
    assert!(data::point_parse(c"5").is_err());
    assert!(Store::new()?.origin().is_none());
    let origin = named("x").origin().map(|origin| (origin.x, origin.y));
    assert_eq!(origin, Some((3, 4)));
    Ok(())
}

#[test]
fn plain_values_go_in_and_out() {
    let (mut counter, mut even) = (1, false);
    data::counter_next(&mut counter, Some(&mut even));
    data::counter_next(&mut counter, None);
    assert_eq!((counter, even), (3, true));
    assert_eq!(data::colour_next(raw::COLOUR_BLUE), raw::COLOUR_RED);
    assert_eq!(data::colour_of(1), raw::COLOUR_GREEN);
    assert_eq!(data::has_colour(raw::colour(3)), 0);
    assert!((data::half(3.0) - 1.5).abs() < f32::EPSILON);
    assert_eq!(data::wrapped(), 1);
    assert_eq!(data::with_defaults(1, None, None, None), 161);
    let all = data::with_defaults(1, Some(2), Some(raw::COLOUR_GREEN), Some(c""));
    assert_eq!(all, 1221);
}

#[test]
fn an_index_is_below_its_bound() {
    let store = named("ab");
    assert_eq!(store.at(1), Ok(98));
    let error = Err(Error::OutOfRange { argument: "index" });
    assert_eq!(store.at(2), error);
    assert_eq!(store.at(-1), error);
}

#[test]
fn built_in_conventions() -> Result<(), Error> {
    data::fails_nonzero(0)?;
    assert_eq!(data::fails_nonzero(-3).map_err(|e| e.code()), Err(Some(-3)));
    assert_eq!(data::fails_zero(5), Ok(5));
    assert!(data::fails_zero(0).is_err());
    data::fails_bool(true)?;
    let error = data::fails_bool(false).expect_err("failed");
    assert_eq!(error.to_string(), "`fails_bool` failed");
    assert_eq!(data::fails_negative(3), Ok(3));
    assert_eq!(
        data::fails_negative(-3).map_err(|e| e.code()),
        Err(Some(-3))
    );
    assert_eq!(data::fails_null(true)?, c"well");
    let error = data::fails_null(false).expect_err("failed");
    assert_eq!(error.message(), Some(c"the last message"));
    assert_eq!(data::fails_errno(0), Ok(5));
    assert_eq!(data::fails_errno(2), Err(Error::Os { errno: 2 }));
    drop(Store::fails_errno_null(true)?);
    let error = Store::fails_errno_null(false).err();
    assert_eq!(error, Some(Error::Os { errno: 12 }));
    Ok(())
}

#[test]
fn declared_conventions() -> Result<(), Error> {
    assert_eq!(data::fails_status(raw::STATUS_OK), Ok(11));
    assert_eq!(data::fails_status(raw::STATUS_AGAIN), Ok(11));
    let error = data::fails_status(raw::STATUS_BROKEN).expect_err("failed");
    assert_eq!(error.to_string(), "broken (STATUS_BROKEN)");
    let error = data::fails_status(raw::status(9)).expect_err("failed");
    assert_eq!(
        (error.code(), error.name(), error.message()),
        (Some(9), None, None)
    );
    assert_eq!(
        (data::fails_ret(100)?, data::fails_ret(101)?),
        (true, false)
    );
    assert!(data::fails_ret(0).is_err());
    data::fails_macro(101)?;
    let error = data::fails_macro(102).expect_err("failed");
    assert_eq!(error.name(), Some("RET_BAD"));
    let store = Store::new()?;
    store.fail(0)?;
    let error = store.fail(7).expect_err("failed");
    assert_eq!(error.message(), Some(c"failed with 7"));
    store.fail_bool(true)?;
    let error = store.fail_bool(false).expect_err("failed");
    assert_eq!(error.to_string(), "not well");
    assert_eq!(store.asked(5).map_err(|e| e.code()), Err(Some(15)));
    Ok(())
}

#[test]
fn error_objects() -> Result<(), Box<dyn std::error::Error>> {
    let store = named("12");
    assert_eq!(store.try_with(3)?, 5);
    let fault = store.try_with(-1).expect_err("failed");
    assert_eq!((fault.code(), fault.message()), (-1, c"less than nothing"));
    assert_eq!(fault.to_string(), "less than nothing");
    assert_eq!(Store::open(c"name")?.get_name()?, Some("name"));
    let error = Store::open(c"").expect_err("failed");
    assert_eq!(error.to_string(), "no name");
    store.check(&mut [0])?;
    let error = store.check(&mut [9]).expect_err("failed");
    assert!(matches!(error, Error::Reported(fault) if fault.code() == 9));
    let error = store.check(&mut [0; 256]).expect_err("too long");
    assert!(matches!(error, Error::TooLong { .. }));
    Ok(())
}
