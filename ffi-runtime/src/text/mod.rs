//! Text and arrays between Rust and C: what each way costs, and what is checked on it.
//!
//! | from | to | by | cost |
//! |---|---|---|---|
//! | `&str` | an argument in C | [`CText`], [`TextRoom`] | a look for NULs and a copy: on the stack, from 128 bytes on the heap |
//! | `&str` | a string for a call or a frame | `Arena::text` | a look for NULs and a copy |
//! | `&CStr` | an argument that must be UTF-8 | [`CText`] | a check for UTF-8 |
//! | [`Utf8CStr`] | such an argument | [`CText`] | nothing |
//! | `&Path` | an argument in C | `TextRoom::path` | as `&str` |
//! | `const char *`, lent | `&CStr` | [`cstr`] | a look for the end |
//! | `&CStr` | `&str` | [`to_str`](core::ffi::CStr::to_str) | a check for UTF-8 |
//! | `&CStr` | something that is shown | [`Lossy`] | a check for UTF-8 |
//! | `char *`, ours to free | [`OwnedCStr`] | [`from_raw`](OwnedCStr::from_raw) | nothing; a look for the end with each use |
//! | `&str` | UTF-16 | [`to_utf16`], `Arena::utf16` | a look for NULs, transcoding, a copy |
//! | `const uint16_t *`, lent | `&[u16]` | [`utf16`] | a look for the end |
//! | UTF-16 | `String` | `String::from_utf16` | transcoding, a copy |
//! | UTF-16 | something that is shown | [`LossyUtf16`] | transcoding |
//! | pointer and count, lent | a slice | [`slice_or_empty`] | nothing in a release build |
//! | pointer and count, of a stranger | a slice, or an error | [`view`] | a few comparisons |
//! | array, ours to free | [`OwnedSlice`] | [`from_raw`](OwnedSlice::from_raw) | nothing |
#[cfg(feature = "std")]
mod argument;
mod error;
#[cfg(any(feature = "std", feature = "arena"))]
pub(crate) mod nul;
mod owned;
#[cfg(feature = "std")]
mod room;
mod utf16;
mod utf8;
mod view;

#[cfg(feature = "std")]
pub use argument::{CText, OptionalCText};
pub use error::{BadText, InteriorNul, TextError};
pub use owned::{Free, Lossy, OwnedCStr, OwnedSlice};
#[cfg(feature = "std")]
pub use room::TextRoom;
pub use utf8::Utf8CStr;
#[cfg(feature = "std")]
pub use utf16::to_utf16;
pub use utf16::{LossyUtf16, utf16};
pub use view::{
    BadView, cstr, len_before_zero, slice_or_empty, slice_or_empty_mut, view, view_mut,
};
