//! Values that travel as they are, or become something that C can hold.

use crate::last_error::LastError;
use core::{
    ffi::c_void,
    ops::{Deref, DerefMut},
};

/// A type whose values C gives and gets: an object, a record, an enumerator. `#[export]` implements it.
///
/// # Safety
/// [`C`](Pass::C) is what the header says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not exported",
    label = "C does not know this type",
    note = "write `#[export]` on the declaration of `{Self}`, or use a type that C has"
)]
pub unsafe trait Pass: Sized {
    /// What C holds.
    type C: Copy;

    /// What C gave, while the other arguments of the call are looked at.
    type Claim;

    /// Takes what C gave.
    ///
    /// # Errors
    /// When it is none.
    ///
    /// # Safety
    /// Where it is a pointer, it is as [`claim`](super::claim()) wants it.
    unsafe fn claim(c: Self::C, name: &'static str) -> Result<Self::Claim, LastError>;

    /// The value.
    fn settle(claim: Self::Claim) -> Self;

    /// What C gets.
    fn into_c(self) -> Self::C;
}

/// A type that C gives pointers to, which Rust uses during a call. `#[export]` implements it.
///
/// # Safety
/// What the functions check is as they say.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not exported, so C has no pointers to it",
    label = "C does not know this type",
    note = "write `#[export]` on the declaration of `{Self}`"
)]
pub unsafe trait Lend: Sized {
    /// What a function of Rust is lent.
    type Shared<'a>: Deref<Target = Self>
    where
        Self: 'a;
    /// What a function that writes is lent.
    type Exclusive<'a>: DerefMut<Target = Self>
    where
        Self: 'a;

    /// Lends it for reading.
    ///
    /// # Errors
    /// When the pointer is null, or leads to something else as far as that can be seen.
    ///
    /// # Safety
    /// A pointer that is not null leads to an object or a record that lives for `'a`, and that nobody writes who does
    /// not do so through this library.
    unsafe fn shared<'a>(
        pointer: *const c_void,
        name: &'static str,
    ) -> Result<Self::Shared<'a>, LastError>
    where
        Self: 'a;

    /// Lends it for writing.
    ///
    /// # Errors
    /// As for `shared`, and when it is in use.
    ///
    /// # Safety
    /// As for `shared`, and nobody reads it either.
    unsafe fn exclusive<'a>(
        pointer: *mut c_void,
        name: &'static str,
    ) -> Result<Self::Exclusive<'a>, LastError>
    where
        Self: 'a;
}

/// A type of elements that C stores one after the other.
///
/// # Safety
/// It has the layout that C gives it, and is [`Copy`]; every value that C stores is one of it.
#[diagnostic::on_unimplemented(
    message = "C cannot store elements of the type `{Self}`",
    label = "neither a number nor an exported record",
    note = "elements are numbers, or `#[export] #[repr(C)]` structures that are `Copy`"
)]
pub unsafe trait Element: Copy {}

/// A type of fields of a record that C knows.
///
/// # Safety
/// It has the layout that C gives it, and every value that C stores is one of it.
#[diagnostic::on_unimplemented(
    message = "a record for C cannot have a field of the type `{Self}`",
    label = "neither a number, a truth value, an array of these, nor an exported record",
    note = "what Rust owns or borrows belongs into a handle: a structure without `#[repr(C)]`"
)]
pub unsafe trait Field: Copy {}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(
            // SAFETY: a number, of which every pattern of bits is one.
            unsafe impl Element for $number {}
            // SAFETY: as above.
            unsafe impl Field for $number {}
        )+
    };
}

numbers!(i8, u8, i16, u16, i32, u32, i64, u64, isize, usize, f32, f64);

// SAFETY: C stores 0 or 1 in a `bool`.
unsafe impl Field for bool {}
// SAFETY: elements follow each other without a gap.
unsafe impl<T: Field, const N: usize> Field for [T; N] {}
