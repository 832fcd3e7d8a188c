//! NULs in text that is to be copied for C, and the copy. Most of it is short: a call into a search that is made for
//! long text would cost more than the search.
use core::{ffi::CStr, mem::MaybeUninit};

use super::InteriorNul;

/// An error if there is a NUL.
#[inline]
pub(crate) fn refuse_nul(bytes: &[u8]) -> Result<(), InteriorNul> {
    // The last eight bytes are looked at as one word, which may overlap the one before it.
    let has_nul = match bytes.last_chunk::<8>() {
        Some(last) => bytes.as_chunks::<8>().0.iter().any(has_zero) || has_zero(last),
        None => bytes.contains(&0),
    };
    match has_nul {
        false => Ok(()),
        true => Err(first_nul(bytes)),
    }
}

/// Copies text and puts a NUL behind it.
///
/// # Safety
/// There is no NUL in `text`, and `place` is longer.
#[inline]
pub(crate) unsafe fn copy_terminated<'p>(
    text: &[u8],
    place: &'p mut [MaybeUninit<u8>],
) -> &'p mut [u8] {
    debug_assert!(place.len() > text.len());
    let start = place.as_mut_ptr().cast::<u8>();
    // SAFETY: `place` has room for the text and one byte more, and is borrowed exclusively, so that it does not overlap.
    unsafe {
        start.copy_from_nonoverlapping(text.as_ptr(), text.len());
        start.add(text.len()).write(0);
        core::slice::from_raw_parts_mut(start, text.len() + 1)
    }
}

/// What [`copy_terminated`] made, as text.
///
/// # Safety
/// The last byte, and no other one, is a NUL.
#[inline]
pub(crate) const unsafe fn as_c_str(bytes: &[u8]) -> &CStr {
    // SAFETY: the caller's promise.
    unsafe { CStr::from_bytes_with_nul_unchecked(bytes) }
}

/// Whether one of eight bytes is zero: only from such a byte does the subtraction borrow into a bit that was not set.
#[inline]
fn has_zero(bytes: &[u8; 8]) -> bool {
    const LOW: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let word = u64::from_ne_bytes(*bytes);
    word.wrapping_sub(LOW) & !word & HIGH != 0
}

#[cold]
fn first_nul(bytes: &[u8]) -> InteriorNul {
    let at = bytes.iter().position(|byte| *byte == 0).unwrap_or_default();
    InteriorNul { at }
}
