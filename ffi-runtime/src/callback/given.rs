//! What C gives a closure.

use core::{
    ffi::{CStr, c_char},
    fmt,
    marker::PhantomData,
    ptr::NonNull,
    slice,
};

/// A number of things as C tells it: a negative one is none.
#[inline]
pub fn count<T: TryInto<usize>>(number: T) -> usize {
    number.try_into().unwrap_or(0)
}

/// Elements that C lends; none where `start` is null.
///
/// # Safety
/// Unless it is null, `start` points to `len` elements that stay as they are for `'a`.
#[inline]
#[must_use]
pub unsafe fn elements<'a, T>(start: *const T, len: usize) -> &'a [T] {
    match start.is_null() {
        true => &[],
        // SAFETY: the caller's promise.
        false => unsafe { slice::from_raw_parts(start, len) },
    }
}

/// Text that C lends, if there is any.
///
/// # Safety
/// Unless it is null, `start` points to text with a NUL at its end, which stays as it is for `'a`.
#[inline]
#[must_use]
pub unsafe fn text<'a>(start: *const c_char) -> Option<&'a CStr> {
    // SAFETY: the caller's promise.
    (!start.is_null()).then(|| unsafe { CStr::from_ptr(start) })
}

/// The units of text in UTF-16 that C lends, without the zero at its end.
///
/// # Safety
/// `start` points to units with a zero after the last, and all stay as they are for `'a`.
#[must_use]
pub unsafe fn units<'a>(start: *const u16) -> &'a [u16] {
    let mut len = 0;
    // SAFETY: the caller's promise: the units go on until one of them is zero.
    while unsafe { *start.add(len) } != 0 {
        len += 1;
    }
    // SAFETY: as counted.
    unsafe { slice::from_raw_parts(start, len) }
}

/// Texts that C lends, each with a NUL at its end, or absent.
///
/// # Examples
/// ```
/// use ffi_runtime::callback::Texts;
///
/// let pointers = [c"a".as_ptr(), core::ptr::null()];
/// // SAFETY: two pointers, the first to text.
/// let texts = unsafe { Texts::new(pointers.as_ptr(), 2) };
/// assert_eq!(texts.get(0), Some(c"a"));
/// assert_eq!(texts.get(1), None);
/// assert_eq!(texts.iter().flatten().count(), 1);
/// ```
#[derive(Clone, Copy)]
pub struct Texts<'a>(&'a [*const c_char]);

impl<'a> Texts<'a> {
    /// So many texts; none where `start` is null.
    ///
    /// # Safety
    /// Unless it is null, `start` points to `len` pointers, each null or to text that stays as it is for `'a`.
    #[inline]
    #[must_use]
    pub unsafe fn new(start: *const *const c_char, len: usize) -> Texts<'a> {
        // SAFETY: the caller's promise.
        Texts(unsafe { elements(start, len) })
    }

    /// The texts before the first null pointer; none where `start` is null.
    ///
    /// # Safety
    /// Unless it is null, `start` points to pointers to text, all of which stays as it is for `'a`, and a null pointer
    /// after the last.
    #[must_use]
    pub unsafe fn terminated(start: *const *const c_char) -> Texts<'a> {
        let mut len = 0;
        // SAFETY: the caller's promise: the pointers go on until one of them is null.
        while !start.is_null() && !unsafe { *start.add(len) }.is_null() {
            len += 1;
        }
        // SAFETY: as counted.
        unsafe { Texts::new(start, len) }
    }

    /// How many there are, absent ones included.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One of them; none where it is absent, or there are not so many.
    #[inline]
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&'a CStr> {
        let start = *self.0.get(index)?;
        // SAFETY: `new` was promised that this is null or text.
        unsafe { text(start) }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<&'a CStr>> + use<'a> {
        // SAFETY: as for `get`.
        self.0.iter().map(|start| unsafe { text(*start) })
    }
}

impl fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Handles that C lends to a callback alone, so that each can be used exclusively.
///
/// The handles cannot change their places: those are C's.
pub struct HandlesMut<'a, T> {
    handles: &'a [NonNull<T>],
    _lent: PhantomData<&'a mut T>,
}

impl<'a, T> HandlesMut<'a, T> {
    /// So many handles; none where `start` is null.
    ///
    /// # Safety
    /// Unless it is null, `start` points to `len` handles, none of them null and no two the same, which nobody else uses
    /// for `'a`. `T` is opaque.
    #[inline]
    #[must_use]
    pub unsafe fn new(start: *const NonNull<T>, len: usize) -> HandlesMut<'a, T> {
        HandlesMut {
            // SAFETY: the caller's promise.
            handles: unsafe { elements(start, len) },
            _lent: PhantomData,
        }
    }

    /// How many there are.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.handles.len()
    }

    /// Whether there are none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.handles.is_empty()
    }

    /// One of them, to be used while nothing borrowed from it is.
    #[inline]
    pub fn get(&mut self, index: usize) -> Option<&mut T> {
        let mut handle = *self.handles.get(index)?;
        // SAFETY: `new` was promised that nobody else uses it; it is lent for as long as `self` is.
        Some(unsafe { handle.as_mut() })
    }

    /// All of them, in order, each for as long as all are lent.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = &mut T> {
        // SAFETY: as for `get`; no two are the same.
        self.handles
            .iter()
            .map(|handle| unsafe { &mut *handle.as_ptr() })
    }
}

impl<T> fmt::Debug for HandlesMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.handles).finish()
    }
}
