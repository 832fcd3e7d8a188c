//! Memory for objects that a library makes in place.
use core::{cell::UnsafeCell, fmt, mem::ManuallyDrop, mem::MaybeUninit, ptr::NonNull};
use std::boxed::Box;

/// Memory of our own in which a library makes an object, as `thing_init(&thing)` does. It never moves.
///
/// Dropping it frees the memory, and nothing else: while there is an object in it, the memory belongs to that object's
/// owner, to whom [`into_raw`](Storage::into_raw) gives it.
///
/// # Examples
/// ```
/// use ffi_runtime::Storage;
///
/// let place = Storage::<u32>::new();
/// // SAFETY: the memory is ours and large enough.
/// unsafe { place.as_ptr().write(7) };
/// let object = place.into_raw();
/// // SAFETY: it was written.
/// assert_eq!(unsafe { object.read() }, 7);
/// // SAFETY: given up above, once.
/// drop(unsafe { Storage::from_raw(object) });
/// ```
pub struct Storage<T>(NonNull<UnsafeCell<MaybeUninit<T>>>);

impl<T> Storage<T> {
    /// Memory without an object in it.
    #[must_use]
    pub fn new() -> Self {
        let place = Box::new(UnsafeCell::new(MaybeUninit::uninit()));
        Storage(NonNull::from(Box::leak(place)))
    }

    /// Where the object goes.
    #[inline]
    #[must_use]
    pub const fn as_ptr(&self) -> *mut T {
        self.0.as_ptr().cast()
    }

    /// Gives up the memory, with the object that was made in it.
    #[inline]
    #[must_use = "the memory leaks unless it is taken back"]
    pub fn into_raw(self) -> NonNull<T> {
        ManuallyDrop::new(self).0.cast()
    }

    /// Takes the memory back.
    ///
    /// # Safety
    /// `object` was given up by [`into_raw`](Storage::into_raw), is not used any more, and is taken back once.
    #[inline]
    #[must_use]
    pub const unsafe fn from_raw(object: NonNull<T>) -> Self {
        Storage(object.cast())
    }
}

impl<T> Default for Storage<T> {
    fn default() -> Self {
        Storage::new()
    }
}

impl<T> Drop for Storage<T> {
    fn drop(&mut self) {
        // SAFETY: the memory is a box that `new` leaked, and it is ours.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

/// Shows the address: what is there is foreign.
impl<T> fmt::Debug for Storage<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.0, f)
    }
}
