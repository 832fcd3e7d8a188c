use super::thing::{boxed, free, malloc};
use core::{
    cell::Cell,
    ffi::{c_char, c_void},
    marker::PhantomData,
    ptr::{self, NonNull},
};
use ffi_runtime::text::{
    Free, Lossy, OwnedCStr, OwnedSlice, cstr, slice_or_empty, slice_or_empty_mut,
};

thread_local!(static FREED: Cell<usize> = const { Cell::new(0) });

fn freed() -> usize {
    FREED.take()
}

/// C's `free`, counted.
#[derive(Debug)]
pub(super) enum LibcFree {}

// SAFETY: `free` takes what `malloc` returned, on any thread.
unsafe impl Free for LibcFree {
    unsafe fn free(block: NonNull<c_void>) {
        FREED.set(FREED.get() + 1);
        // SAFETY: the caller hands over a block of `malloc`'s.
        unsafe { free(block.as_ptr()) }
    }
}

/// A name for a function that is bound to its thread.
struct BoundFree(#[allow(dead_code, reason = "never made")] PhantomData<*mut ()>);

// SAFETY: never called.
unsafe impl Free for BoundFree {
    unsafe fn free(_: NonNull<c_void>) {}
}

pub(super) fn text<const N: usize>(bytes: &[u8; N]) -> OwnedCStr<LibcFree> {
    assert_eq!(bytes.last(), Some(&0));
    // SAFETY: a new block that holds the bytes and ends with a NUL.
    unsafe { OwnedCStr::from_raw(boxed(*bytes).cast()) }
}

pub(super) fn array<T, const N: usize>(elements: [T; N]) -> OwnedSlice<T, LibcFree> {
    // SAFETY: a new block with that many elements.
    unsafe { OwnedSlice::from_raw(boxed(elements).cast(), N) }
}

#[test]
fn a_text_is_one_pointer_and_so_is_an_option_of_it() {
    assert_eq!(size_of::<OwnedCStr<LibcFree>>(), size_of::<*const c_char>());
    assert_eq!(
        size_of::<Option<OwnedCStr<LibcFree>>>(),
        size_of::<*const c_char>()
    );
}

#[test]
fn a_text_is_read_and_freed_once() {
    let text = text(b"caf\xc3\xa9\0");
    assert_eq!((text.to_str(), text.count_bytes()), (Ok("café"), 5));
    drop(text);
    assert_eq!(freed(), 1);
}

#[test]
fn a_text_given_away_is_not_freed() {
    let raw = text(b"x\0").into_raw();
    assert_eq!(freed(), 0);
    // SAFETY: `into_raw` made us the owner.
    unsafe { LibcFree::free(raw.cast()) };
}

#[test]
fn a_text_that_is_not_utf8_can_be_shown() {
    let text = text(b"\xff caf\xe9\0");
    assert!(text.to_str().is_err());
    assert_eq!(text.display().to_string(), "\u{FFFD} caf\u{FFFD}");
    assert_eq!(format!("{text:?}"), r#""\xff caf\xe9""#);
}

#[test]
fn lossy_agrees_with_std() {
    for bytes in [
        &b""[..],
        b"a\xf0\x9f\x92",
        b"\xf0\x9f\x92\xa9!",
        b"\x80\x80",
        b"\xe2\x28\xa1",
    ] {
        assert_eq!(Lossy(bytes).to_string(), String::from_utf8_lossy(bytes));
    }
}

#[test]
fn an_array_is_read_and_freed_once() {
    let array = array([1u64, 2, 3]);
    assert_eq!(
        (&*array, format!("{array:?}")),
        (&[1, 2, 3][..], "[1, 2, 3]".into())
    );
    drop(array);
    assert_eq!(freed(), 1);
}

#[test]
fn an_array_given_away_is_not_freed() {
    let (elements, len) = array([1u8, 2]).into_raw();
    assert_eq!((freed(), len), (0, 2));
    // SAFETY: `into_raw` made us the owner.
    drop(unsafe { OwnedSlice::<u8, LibcFree>::from_raw_or_empty(elements, len) });
    assert_eq!(freed(), 1);
}

#[test]
fn null_is_an_empty_array_and_is_not_freed() {
    // SAFETY: null with 0.
    let array = unsafe { OwnedSlice::<u64, LibcFree>::from_raw_or_empty(ptr::null_mut(), 0) };
    assert!(array.is_empty());
    assert_eq!(array.into_raw(), (ptr::null_mut(), 0));
    assert_eq!(freed(), 0);
}

#[test]
fn an_empty_array_with_an_address_is_freed() {
    // SAFETY: `malloc` takes any size.
    let block: *mut u64 = unsafe { malloc(8) }.cast();
    // SAFETY: no elements, in a block of `malloc`'s.
    let array = unsafe { OwnedSlice::<u64, LibcFree>::from_raw_or_empty(block, 0) };
    assert!(array.is_empty());
    drop(array);
    assert_eq!(freed(), 1);
}

/// `F` frees them with the array, or they are borrowed.
#[test]
fn elements_are_not_dropped() {
    struct Loud;
    impl Drop for Loud {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }
    drop(array([Loud, Loud]));
}

#[test]
fn views_of_null_are_empty() {
    // SAFETY: null with 0.
    assert!(unsafe { slice_or_empty::<u32>(ptr::null(), 0) }.is_empty());
    // SAFETY: null with 0.
    assert!(unsafe { slice_or_empty_mut::<u32>(ptr::null_mut(), 0) }.is_empty());
    // SAFETY: null.
    assert!(unsafe { cstr(ptr::null()) }.is_none());
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "null, but 3 elements")]
fn a_length_without_elements_is_noticed() {
    // SAFETY: it is not; the check comes before any access.
    let _ = unsafe { slice_or_empty::<u32>(ptr::null(), 3) };
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "not aligned")]
fn elements_that_are_not_aligned_are_noticed() {
    // SAFETY: it is not; the check comes before any access.
    let _ = unsafe { slice_or_empty::<u32>(ptr::without_provenance(2), 1) };
}

assert_is!(OwnedCStr<LibcFree>: Send);
assert_is!(OwnedCStr<LibcFree>: Sync);
assert_not!(OwnedCStr<BoundFree>: Send);
assert_is!(OwnedCStr<BoundFree>: Sync);
assert_is!(OwnedSlice<u8, LibcFree>: Send);
assert_is!(OwnedSlice<u8, LibcFree>: Sync);
assert_not!(OwnedSlice<u8, BoundFree>: Send);
assert_not!(OwnedSlice<*mut u8, LibcFree>: Send);
assert_not!(OwnedSlice<*mut u8, LibcFree>: Sync);
assert_not!(OwnedSlice<u8, LibcFree>: core::ops::DerefMut);
