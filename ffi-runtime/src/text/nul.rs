//! The copy of text for C, with a NUL at its end and nowhere else. Most text is short, where calls into what is made for
//! long text (`memchr`, `memcpy`) would cost more than the work: so each word is looked at on its way.
use core::{ffi::CStr, mem::MaybeUninit, slice};

use super::InteriorNul;

/// How many bytes are looked at in one step.
const WORD: usize = size_of::<u64>();

/// Copies text and puts a NUL behind it.
///
/// # Errors
/// When there is a NUL in the text; `place` is then written in part.
///
/// # Safety
/// `place` is longer than the text.
#[inline]
pub(crate) unsafe fn copy_terminated<'p>(
    text: &[u8],
    place: &'p mut [MaybeUninit<u8>],
) -> Result<&'p mut [u8], InteriorNul> {
    let (from, len) = (text.as_ptr(), text.len());
    debug_assert!(place.len() > len);
    let to = place.as_mut_ptr().cast::<u8>();
    if len >= WORD {
        let last = len - WORD;
        let mut at = 0;
        while at < last {
            // SAFETY: a word from here ends before the last one does, and with it before the ends of text and place.
            if unsafe { copy_word(from.add(at), to.add(at)) } {
                return Err(first_nul(text));
            }
            at += WORD;
        }
        // SAFETY: the word ends with the text. That it may overlap the one before it does no harm.
        if unsafe { copy_word(from.add(last), to.add(last)) } {
            return Err(first_nul(text));
        }
    } else {
        for (at, byte) in text.iter().enumerate() {
            if *byte == 0 {
                return Err(InteriorNul { at });
            }
            // SAFETY: the place is longer than the text.
            unsafe { to.add(at).write(*byte) };
        }
    }
    // SAFETY: the place has one byte more than the text, and all of them are written now.
    unsafe {
        to.add(len).write(0);
        Ok(slice::from_raw_parts_mut(to, len + 1))
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

/// An error if there is a NUL.
pub(crate) fn refuse_nul(text: &[u8]) -> Result<(), InteriorNul> {
    match text.contains(&0) {
        false => Ok(()),
        true => Err(first_nul(text)),
    }
}

/// Copies eight bytes: whether one of them is zero.
///
/// # Safety
/// So many bytes can be read at `from` and written at `to`.
#[inline]
unsafe fn copy_word(from: *const u8, to: *mut u8) -> bool {
    // SAFETY: the caller's promise.
    let word = unsafe { from.cast::<u64>().read_unaligned() };
    // SAFETY: as above.
    unsafe { to.cast::<u64>().write_unaligned(word) };
    // Only a byte that is zero borrows into a highest bit that was not set.
    const LOW: u64 = u64::from_ne_bytes([0x01; WORD]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; WORD]);
    word.wrapping_sub(LOW) & !word & HIGH != 0
}

#[cold]
fn first_nul(text: &[u8]) -> InteriorNul {
    let at = text.iter().position(|byte| *byte == 0).unwrap_or_default();
    InteriorNul { at }
}
