//! Views of text and arrays that somebody lends.
//!
//! A pointer of C's says neither how far it reaches nor whether it may be null, so the views are `unsafe fn`: the
//! contract answers for the extent. What the types of Rust ask for on top of it is dealt with here, once: a slice is
//! never made of a null pointer, which in C goes with a count of 0.
use core::{
    error::Error,
    ffi::{CStr, c_char},
    fmt, slice,
};

/// The `len` elements at `elements`, which foreign code gave: what can be told of them is checked.
///
/// Null with 0 is an empty slice. It never panics, so that it may stand in an exported function.
///
/// # Errors
/// When `elements` is null with another `len`, or not aligned for `T`, or when `len` elements would be larger than
/// `isize::MAX` bytes.
///
/// # Safety
/// If `elements` is not null, it points to `len` valid elements that live and are not written to during `'a`; where an
/// error is returned, nothing is asked of it.
///
/// # Examples
/// ```
/// use ffi_runtime::text::{BadView, view};
///
/// extern "C" fn sum(values: *const u32, count: usize) -> u64 {
///     // SAFETY: the caller in C gives `count` numbers, or none and 0.
///     match unsafe { view(values, count) } {
///         Ok(values) => values.iter().map(|value| u64::from(*value)).sum(),
///         Err(_) => 0,
///     }
/// }
///
/// assert_eq!(sum([1, 2].as_ptr(), 2), 3);
/// assert_eq!(sum(core::ptr::null(), 0), 0);
/// // SAFETY: null is refused, whatever the count.
/// assert_eq!(unsafe { view::<u32>(core::ptr::null(), 4) }, Err(BadView::Null { len: 4 }));
/// ```
#[inline]
pub unsafe fn view<'a, T>(elements: *const T, len: usize) -> Result<&'a [T], BadView> {
    match extent(elements, len) {
        // SAFETY: not null, aligned, not too large; the rest is the caller's promise.
        Ok(true) => Ok(unsafe { slice::from_raw_parts(elements, len) }),
        Ok(false) => Ok(&[]),
        Err(error) => Err(error),
    }
}

/// The `len` elements at `elements`, to be changed; else as [`view`].
///
/// # Errors
/// As [`view`].
///
/// # Safety
/// As for [`view`], and nothing else reads or writes the elements during `'a`.
///
/// # Examples
/// ```
/// use ffi_runtime::text::view_mut;
///
/// extern "C" fn clear(values: *mut u32, count: usize) {
///     // SAFETY: the caller in C gives `count` numbers, or none and 0.
///     if let Ok(values) = unsafe { view_mut(values, count) } {
///         values.fill(0);
///     }
/// }
///
/// let mut values = [1, 2];
/// clear(values.as_mut_ptr(), 2);
/// assert_eq!(values, [0, 0]);
/// ```
#[inline]
pub unsafe fn view_mut<'a, T>(elements: *mut T, len: usize) -> Result<&'a mut [T], BadView> {
    match extent(elements, len) {
        // SAFETY: not null, aligned, not too large; the rest is the caller's promise.
        Ok(true) => Ok(unsafe { slice::from_raw_parts_mut(elements, len) }),
        Ok(false) => Ok(&mut []),
        Err(error) => Err(error),
    }
}

/// A pointer and a count that no slice can be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadView {
    /// Nothing, but a count that is not 0.
    Null {
        /// The count.
        len: usize,
    },
    /// More than `isize::MAX` bytes: most likely a negative number that became a count.
    TooLong {
        /// The count.
        len: usize,
    },
    /// An address that the elements cannot have.
    Misaligned,
}

impl fmt::Display for BadView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadView::Null { len } => write!(f, "a null pointer, but {len} elements"),
            BadView::TooLong { len } => write!(f, "{len} elements are more than memory can hold"),
            BadView::Misaligned => f.write_str("the address is not aligned for the elements"),
        }
    }
}

impl Error for BadView {}

/// The `len` elements at `elements`; none at all if that is null.
///
/// # Safety
/// Either `elements` is null and `len` is 0, or `elements` points to `len` valid elements, aligned for `T` and together
/// no larger than `isize::MAX` bytes, that live and are not written to during `'a`.
///
/// # Panics
/// With debug assertions, if `elements` is null with another `len`, or not aligned.
///
/// # Examples
/// ```
/// use ffi_runtime::text::slice_or_empty;
///
/// let field = [1u16, 2, 3];
/// // SAFETY: a Rust array has its length, and outlives the view.
/// assert_eq!(unsafe { slice_or_empty(field.as_ptr(), 3) }, [1, 2, 3]);
/// // SAFETY: null with 0.
/// assert!(unsafe { slice_or_empty::<u16>(core::ptr::null(), 0) }.is_empty());
/// ```
#[inline]
#[must_use]
pub unsafe fn slice_or_empty<'a, T>(elements: *const T, len: usize) -> &'a [T] {
    check_view(elements, len);
    if elements.is_null() {
        return &[];
    }
    // SAFETY: not null, and the rest is the caller's promise.
    unsafe { slice::from_raw_parts(elements, len) }
}

/// The `len` elements at `elements`, to be changed; none at all if that is null.
///
/// # Safety
/// As for [`slice_or_empty`], and nothing else reads or writes the elements during `'a`.
///
/// # Panics
/// As [`slice_or_empty`].
///
/// # Examples
/// ```
/// use ffi_runtime::text::slice_or_empty_mut;
///
/// let mut field = [1u16, 2, 3];
/// // SAFETY: a Rust array has its length, outlives the view, and is borrowed by nothing else.
/// let view = unsafe { slice_or_empty_mut(field.as_mut_ptr(), 3) };
/// view[0] = 7;
/// assert_eq!(field, [7, 2, 3]);
/// ```
#[inline]
#[must_use]
pub unsafe fn slice_or_empty_mut<'a, T>(elements: *mut T, len: usize) -> &'a mut [T] {
    check_view(elements, len);
    if elements.is_null() {
        return &mut [];
    }
    // SAFETY: not null, and the rest is the caller's promise.
    unsafe { slice::from_raw_parts_mut(elements, len) }
}

/// The text at `text`; none if that is null.
///
/// # Safety
/// `text` is null, or points to a text that ends with a NUL, lives and is not written to during `'a`.
///
/// # Examples
/// ```
/// use ffi_runtime::text::cstr;
///
/// // SAFETY: a literal lives for ever.
/// assert_eq!(unsafe { cstr(c"text".as_ptr()) }, Some(c"text"));
/// // SAFETY: null.
/// assert_eq!(unsafe { cstr(core::ptr::null()) }, None);
/// ```
#[inline]
#[must_use]
pub unsafe fn cstr<'a>(text: *const c_char) -> Option<&'a CStr> {
    // SAFETY: where it is not null, the caller's promise.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) })
}

/// How many elements stand before the first zero: [`CStr`]'s way, for elements of any kind.
///
/// # Safety
/// `elements` is aligned for `T`, and all elements up to the first zero, which there is, are valid and not written to.
///
/// # Examples
/// ```
/// use ffi_runtime::text::len_before_zero;
///
/// let units = [72u16, 105, 0];
/// // SAFETY: the array ends with a zero.
/// assert_eq!(unsafe { len_before_zero(units.as_ptr()) }, 2);
/// ```
#[inline]
#[must_use]
pub unsafe fn len_before_zero<T: Copy + Default + PartialEq>(elements: *const T) -> usize {
    let zero = T::default();
    let mut len = 0;
    // SAFETY: no element before this one is zero, so this one is there.
    while unsafe { *elements.add(len) } != zero {
        len += 1;
    }
    len
}

/// What a debug build can tell about the caller's promise.
#[inline]
#[track_caller]
pub(super) fn check_view<T>(elements: *const T, len: usize) {
    debug_assert!(!elements.is_null() || len == 0, "null, but {len} elements");
    debug_assert!(
        elements.is_aligned(),
        "{elements:p} is not aligned for its elements"
    );
}

/// Whether there are elements at all; an error if a slice of them cannot exist.
#[inline]
fn extent<T>(elements: *const T, len: usize) -> Result<bool, BadView> {
    if elements.is_null() {
        return match len {
            0 => Ok(false),
            _ => Err(BadView::Null { len }),
        };
    }
    match len.checked_mul(size_of::<T>()) {
        Some(bytes) if bytes <= isize::MAX as usize => {}
        _ => return Err(BadView::TooLong { len }),
    }
    match elements.is_aligned() {
        true => Ok(true),
        false => Err(BadView::Misaligned),
    }
}
