//! Text and arrays that a library made and one of its functions frees.
use core::{
    ffi::{CStr, c_char, c_void},
    fmt,
    marker::PhantomData,
    mem::ManuallyDrop,
    ops::Deref,
    ptr::NonNull,
    slice,
};

use super::view::check_view;
use crate::audit;

/// A function that frees the blocks of a library.
///
/// The type is only a name for the function. Where that may be called on the thread that got the block and nowhere
/// else, the type is not `Send` (it holds a `PhantomData<*mut ()>`), and then nor are the blocks.
///
/// # Safety
/// - `free` ends a block that the library handed over, and does not unwind.
/// - If `Self` is `Send`, `free` may be called on another thread than the one that was given the block.
///
/// # Examples
/// ```
/// use core::{ffi::c_void, ptr::NonNull};
/// use ffi_runtime::text::Free;
///
/// unsafe extern "C" {
///     fn free(block: *mut c_void);
/// }
///
/// /// C's own `free`.
/// enum LibcFree {}
///
/// // SAFETY: `free` takes what `malloc` returned, on any thread.
/// unsafe impl Free for LibcFree {
///     unsafe fn free(block: NonNull<c_void>) {
///         // SAFETY: the caller hands over a block of `malloc`'s.
///         unsafe { free(block.as_ptr()) }
///     }
/// }
/// ```
pub unsafe trait Free {
    /// Ends a block.
    ///
    /// # Safety
    /// `block` is live, of a kind that this function frees, and owned by the caller, who never uses it again.
    unsafe fn free(block: NonNull<c_void>);
}

/// Text that a library made and `F` frees.
///
/// It is one pointer wide and derefs to [`CStr`], which looks for the end each time: keep the borrow, not the owner, in a
/// loop. The text cannot be changed, so any number of threads may read it; it is
/// `Send` if `F` is, that is, if it may be freed on any thread.
///
/// # Examples
/// ```
/// # use core::{ffi::{c_char, c_void}, ptr::NonNull};
/// # use ffi_runtime::text::Free;
/// # unsafe extern "C" { fn free(block: *mut c_void); fn strdup(text: *const c_char) -> *mut c_char; }
/// # enum LibcFree {}
/// # // SAFETY: `free` takes what `malloc` returned, on any thread.
/// # unsafe impl Free for LibcFree {
/// #     unsafe fn free(block: NonNull<c_void>) {
/// #         // SAFETY: the caller hands over a block of `malloc`'s.
/// #         unsafe { free(block.as_ptr()) }
/// #     }
/// # }
/// use ffi_runtime::text::OwnedCStr;
///
/// // SAFETY: the argument is text.
/// let copy = NonNull::new(unsafe { strdup(c"text".as_ptr()) }).expect("out of memory");
/// // SAFETY: `strdup` returns text that `free` frees.
/// let text: OwnedCStr<LibcFree> = unsafe { OwnedCStr::from_raw(copy) };
/// assert_eq!(&*text, c"text");
/// assert_eq!(text.to_str(), Ok("text"));
/// assert_eq!(text.display().to_string(), "text");
/// ```
#[repr(transparent)]
pub struct OwnedCStr<F: Free>(NonNull<c_char>, PhantomData<F>);

impl<F: Free> OwnedCStr<F> {
    /// Takes ownership of a text.
    ///
    /// # Safety
    /// `text` ends with a NUL, is not written to any more, and the caller hands it over to be freed by `F`.
    #[inline]
    #[cfg_attr(feature = "audit", track_caller)]
    pub unsafe fn from_raw(text: NonNull<c_char>) -> Self {
        audit::owned::<Self>(text.cast(), false);
        OwnedCStr(text, PhantomData)
    }

    /// Gives up ownership: the caller frees the text.
    #[inline]
    #[must_use = "the text leaks unless it is freed"]
    pub fn into_raw(self) -> NonNull<c_char> {
        audit::given::<Self>(self.0.cast());
        ManuallyDrop::new(self).0
    }

    /// The text for showing it: what is not UTF-8 becomes `U+FFFD`.
    ///
    /// [`to_str`](CStr::to_str) loses nothing, and fails instead.
    #[inline]
    #[must_use]
    pub fn display(&self) -> Lossy<'_> {
        Lossy(self.to_bytes())
    }
}

impl<F: Free> Deref for OwnedCStr<F> {
    type Target = CStr;
    #[inline]
    fn deref(&self) -> &CStr {
        // SAFETY: `from_raw` was given text, and it lives until `drop`.
        unsafe { CStr::from_ptr(self.0.as_ptr()) }
    }
}

impl<F: Free> Drop for OwnedCStr<F> {
    #[inline]
    fn drop(&mut self) {
        if audit::ended::<Self>(self.0.cast()) {
            // SAFETY: `self` owns the block, and nothing can use it after this.
            unsafe { F::free(self.0.cast()) }
            audit::done::<Self>(self.0.cast());
        }
    }
}

/// As that of [`CStr`].
impl<F: Free> fmt::Debug for OwnedCStr<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

// SAFETY: plain bytes, and `F: Send` says that they may be freed on any thread.
unsafe impl<F: Free + Send> Send for OwnedCStr<F> {}
// SAFETY: a shared text can be read and nothing else.
unsafe impl<F: Free> Sync for OwnedCStr<F> {}

/// Bytes that are text, shown with `U+FFFD` for what is not UTF-8, without an allocation.
///
/// # Examples
/// ```
/// use ffi_runtime::text::Lossy;
///
/// assert_eq!(Lossy(b"caf\xe9").to_string(), "caf\u{FFFD}");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lossy<'a>(pub &'a [u8]);

impl fmt::Display for Lossy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.utf8_chunks().try_for_each(|chunk| {
            f.write_str(chunk.valid())?;
            if chunk.invalid().is_empty() {
                Ok(())
            } else {
                f.write_str("\u{FFFD}")
            }
        })
    }
}

/// An array that a library made and `F` frees.
///
/// It derefs to a slice, never a mutable one: `F` may read the elements to find what to free with them. For the same
/// reason the elements are not dropped here. It is `Send` if `T` and `F` are, and `Sync` if `T` is.
///
/// # Examples
/// ```
/// # use core::{ffi::c_void, ptr::NonNull};
/// # use ffi_runtime::text::Free;
/// # unsafe extern "C" { fn free(block: *mut c_void); fn calloc(count: usize, size: usize) -> *mut c_void; }
/// # enum LibcFree {}
/// # // SAFETY: `free` takes what `malloc` returned, on any thread.
/// # unsafe impl Free for LibcFree {
/// #     unsafe fn free(block: NonNull<c_void>) {
/// #         // SAFETY: the caller hands over a block of `malloc`'s.
/// #         unsafe { free(block.as_ptr()) }
/// #     }
/// # }
/// use ffi_runtime::text::OwnedSlice;
///
/// // SAFETY: any numbers will do.
/// let array: *mut u32 = unsafe { calloc(3, size_of::<u32>()) }.cast();
/// assert!(!array.is_null(), "out of memory");
/// // SAFETY: three zeros, which `free` frees.
/// let array: OwnedSlice<u32, LibcFree> = unsafe { OwnedSlice::from_raw_or_empty(array, 3) };
/// assert_eq!(*array, [0, 0, 0]);
///
/// // SAFETY: null goes with a count of 0.
/// let none: OwnedSlice<u32, LibcFree> = unsafe { OwnedSlice::from_raw_or_empty(core::ptr::null_mut(), 0) };
/// assert!(none.is_empty());
/// ```
pub struct OwnedSlice<T, F: Free> {
    /// None if the library returned null: then there is nothing to free. An empty array with an address is freed.
    elements: Option<NonNull<T>>,
    len: usize,
    _freed_by: PhantomData<(T, F)>,
}

impl<T, F: Free> OwnedSlice<T, F> {
    /// Takes ownership of an array.
    ///
    /// # Safety
    /// `elements` points to `len` valid elements, aligned for `T`, that are not written to any more, and the caller hands
    /// them over to be freed by `F`.
    #[inline]
    #[cfg_attr(feature = "audit", track_caller)]
    pub unsafe fn from_raw(elements: NonNull<T>, len: usize) -> Self {
        // SAFETY: the caller's promise.
        unsafe { Self::from_raw_or_empty(elements.as_ptr(), len) }
    }

    /// Takes ownership of an array, which may be null if it is empty.
    ///
    /// # Safety
    /// As for [`from_raw`](Self::from_raw), or `elements` is null and `len` is 0.
    #[inline]
    #[cfg_attr(feature = "audit", track_caller)]
    pub unsafe fn from_raw_or_empty(elements: *mut T, len: usize) -> Self {
        check_view(elements, len);
        let elements = NonNull::new(elements);
        if let Some(elements) = elements {
            audit::owned::<Self>(elements.cast(), false);
        }
        OwnedSlice {
            elements,
            len,
            _freed_by: PhantomData,
        }
    }

    /// Gives up ownership: the caller frees the array, unless it is null.
    #[inline]
    #[must_use = "the array leaks unless it is freed"]
    pub fn into_raw(self) -> (*mut T, usize) {
        let this = ManuallyDrop::new(self);
        let Some(elements) = this.elements else {
            return (core::ptr::null_mut(), 0);
        };
        audit::given::<Self>(elements.cast());
        (elements.as_ptr(), this.len)
    }
}

impl<T, F: Free> Deref for OwnedSlice<T, F> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] {
        match self.elements {
            // SAFETY: `from_raw` was given that many elements, and they live until `drop`.
            Some(elements) => unsafe { slice::from_raw_parts(elements.as_ptr(), self.len) },
            None => &[],
        }
    }
}

impl<T, F: Free> Drop for OwnedSlice<T, F> {
    #[inline]
    fn drop(&mut self) {
        if let Some(elements) = self.elements
            && audit::ended::<Self>(elements.cast())
        {
            // SAFETY: `self` owns the block, and nothing can use it after this.
            unsafe { F::free(elements.cast()) }
            audit::done::<Self>(elements.cast());
        }
    }
}

/// As that of a slice.
impl<T: fmt::Debug, F: Free> fmt::Debug for OwnedSlice<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

// SAFETY: the elements move with their owner, and `F: Send` says that they may be freed on any thread.
unsafe impl<T: Send, F: Free + Send> Send for OwnedSlice<T, F> {}
// SAFETY: a shared array gives out `&T` only.
unsafe impl<T: Sync, F: Free> Sync for OwnedSlice<T, F> {}
