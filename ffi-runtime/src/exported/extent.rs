//! Memory that arguments lie in: what one of them writes, no other may have.

use super::{IN_USE, refuse};
use crate::last_error::LastError;
use core::ffi::{CStr, c_char};

/// The memory of an argument.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    start: usize,
    bytes: usize,
    is_written: bool,
    name: &'static str,
}

impl Extent {
    /// That of `count` values. Null has none.
    #[inline]
    pub fn of<T>(start: *const T, count: usize, is_written: bool, name: &'static str) -> Extent {
        Extent {
            start: start.addr(),
            bytes: match start.is_null() {
                true => 0,
                // What is longer than memory is refused elsewhere.
                false => count.saturating_mul(size_of::<T>()),
            },
            is_written,
            name,
        }
    }

    /// That of text.
    ///
    /// # Safety
    /// It is null, or leads to a NUL.
    pub unsafe fn of_text(text: *const c_char, name: &'static str) -> Extent {
        let count = match text.is_null() {
            true => 0,
            // SAFETY: it is not null, and so text, as the caller says.
            false => unsafe { CStr::from_ptr(text) }.to_bytes_with_nul().len(),
        };
        Extent::of(text, count, false, name)
    }

    fn overlaps(&self, other: &Extent) -> bool {
        let ends = |one: &Extent| one.start.saturating_add(one.bytes);
        self.bytes > 0 && other.bytes > 0 && self.start < ends(other) && other.start < ends(self)
    }
}

/// Whether what is written lies apart from everything else: Rust would take for granted that it does.
///
/// # Errors
/// When it does not.
pub fn apart(extents: &[Extent]) -> Result<(), LastError> {
    for (index, one) in extents.iter().enumerate() {
        for other in &extents[index + 1..] {
            if (one.is_written || other.is_written) && one.overlaps(other) {
                let why = std::format!("has memory in common with `{}`", one.name);
                return Err(refuse(IN_USE, other.name, &why));
            }
        }
    }
    Ok(())
}
