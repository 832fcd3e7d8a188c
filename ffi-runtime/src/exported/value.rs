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
    /// What the type is called where it is declared, by which the header finds it.
    const IDENT: &'static str;
    /// The module in which it is declared, with the crate in front.
    const MODULE: &'static str;
    /// How many lifetimes it has.
    const LIFETIMES: usize;

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

/// A type whose values C may leave out. `#[export]` implements it for handles, which are pointers there.
#[diagnostic::on_unimplemented(
    message = "C has nothing that would be no `{Self}`",
    label = "only a handle may be absent",
    note = "take or return it by a reference, `Option<&{Self}>`, or a `Result`"
)]
pub trait Absent: Pass {
    /// What C has instead of one.
    fn none() -> Self::C;

    /// Whether C gave none.
    fn is_none(c: Self::C) -> bool;
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
pub unsafe trait Lend: Pass {
    /// What a function of Rust is lent.
    type Shared<'a>: Deref<Target = Self>
    where
        Self: 'a;
    /// What a function that writes is lent.
    type Exclusive<'a>: DerefMut<Target = Self>
    where
        Self: 'a;

    /// Whether something that a call makes may go on to borrow it. An object that one thread at a time may use would be
    /// used by two: by the one that has it, and by the one that has what borrows it.
    const LENDS: bool;

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

/// A type whose lifetimes are those of `L`, a tuple of references, in this order. `#[export]` implements it.
///
/// # Safety
/// It is implemented for no other lifetimes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has other lifetimes than those that are written",
    note = "use the type itself, by its own name"
)]
pub unsafe trait Lives<L> {}

/// Checks, while the library is compiled, that a type has the lifetimes that are written, and no others.
pub const fn lives<T: Lives<L>, L>() {}

/// Checks, while the library is compiled, that a type is the one that its name says: the header is made of names.
///
/// # Panics
/// When it is not.
pub const fn named<T: Pass>(ident: &str, lifetimes: usize, module: &str) {
    assert!(
        same_crate(T::MODULE, module),
        "the type is of another crate, whose types the header of this one does not have: export one of this crate"
    );
    assert!(
        same(T::IDENT, ident),
        "the type has another name where it is declared, by which the header would not find it: use that one"
    );
    assert!(
        T::LIFETIMES == lifetimes,
        "the type borrows something, and the header says what if its lifetimes are written: `T<'_>`"
    );
}

/// As [`named`], of a type that C gives pointers to.
///
/// # Panics
/// When it is another one.
pub const fn named_lent<T: Lend>(ident: &str, lifetimes: usize, module: &str) {
    named::<T>(ident, lifetimes, module);
}

/// Checks, while the library is compiled, that the result of a call may go on to borrow a `T`.
///
/// # Panics
/// When it may not.
pub const fn lends<T: Lend>() {
    assert!(
        T::LENDS,
        "two threads could use the object at once, one by way of the result: only a type that is exported as `sync`, too, \
         or not as `send`, lends itself"
    );
}

/// Whether two paths of modules have the same first part.
const fn same_crate(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    loop {
        let ends = (
            at >= one.len() || one[at] == b':',
            at >= other.len() || other[at] == b':',
        );
        match ends {
            (true, true) => return true,
            (false, false) if one[at] == other[at] => at += 1,
            _ => return false,
        }
    }
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}
