//! Foreign objects that count their references.
use core::{fmt, marker::PhantomData, mem::ManuallyDrop, ops::Deref, ptr::NonNull};

use crate::{audit, opaque::require_opaque};

/// A foreign type whose objects count their references.
///
/// # Safety
/// - `Self` holds an [`Opaque`](crate::Opaque) and nothing that has a size, so that a reference to it claims no bytes.
/// - `retain` adds a reference that keeps the object live until a `release` of its own, or unwinds and adds none; `release`
///   does not unwind.
/// - Whoever holds a `&Self` may retain it: no object that is lent as `&Self` has a life that references do not extend.
/// - If `Self` is `Send` *and* `Sync`, `retain` and `release` are atomic and the last `release` may run on any thread.
pub unsafe trait Counted {
    /// As [`Handle::THREAD_BOUND`](crate::Handle::THREAD_BOUND).
    const THREAD_BOUND: bool = false;

    /// Adds a reference.
    ///
    /// # Safety
    /// `object` is live.
    unsafe fn retain(object: NonNull<Self>);

    /// Ends a reference, and the object with its last one.
    ///
    /// # Safety
    /// `object` is live, and the caller owns a reference to it that is never used again.
    unsafe fn release(object: NonNull<Self>);
}

/// One counted reference to a foreign object: an `Arc` with the library's own counter.
///
/// `clone` retains and `drop` releases. There is no `DerefMut`: another reference can always exist.
///
/// # Examples
/// ```
/// # mod c {
/// #     use std::{ffi::c_void, sync::Arc};
/// #     pub fn font_new() -> *mut c_void { Arc::into_raw(Arc::new(12u32)).cast_mut().cast() }
/// #     pub unsafe fn font_ref(f: *mut c_void) {
/// #         // SAFETY: the caller passes a live font.
/// #         unsafe { Arc::increment_strong_count(f.cast::<u32>()) }
/// #     }
/// #     pub unsafe fn font_unref(f: *mut c_void) {
/// #         // SAFETY: the caller gives up a reference.
/// #         unsafe { Arc::decrement_strong_count(f.cast::<u32>()) }
/// #     }
/// #     pub unsafe fn font_size(f: *const c_void) -> u32 {
/// #         // SAFETY: the caller passes a live font.
/// #         unsafe { *f.cast() }
/// #     }
/// # }
/// use core::ptr::{self, NonNull};
/// use ffi_runtime::{Counted, Opaque, Shared};
///
/// #[repr(C)]
/// struct FontRef {
///     _opaque: Opaque,
/// }
///
/// // SAFETY: opaque, and the library counts the references of every font.
/// unsafe impl Counted for FontRef {
///     unsafe fn retain(object: NonNull<Self>) {
///         // SAFETY: the font is live.
///         unsafe { c::font_ref(object.as_ptr().cast()) }
///     }
///     unsafe fn release(object: NonNull<Self>) {
///         // SAFETY: the caller gives up a reference.
///         unsafe { c::font_unref(object.as_ptr().cast()) }
///     }
/// }
///
/// impl FontRef {
///     fn size(&self) -> u32 {
///         // SAFETY: the font is live as long as it is borrowed.
///         unsafe { c::font_size(ptr::from_ref(self).cast()) }
///     }
/// }
///
/// let object = NonNull::new(c::font_new()).expect("out of memory");
/// // SAFETY: the first reference to a new font is ours.
/// let font: Shared<FontRef> = unsafe { Shared::from_raw(object.cast()) };
/// let other = font.clone();
/// drop(font);
/// assert_eq!(other.size(), 12);
/// ```
#[repr(transparent)]
pub struct Shared<T: Counted>(NonNull<T>, PhantomData<T>);

impl<T: Counted> Shared<T> {
    /// Takes over a reference: the object is not retained once more.
    ///
    /// # Safety
    /// `object` is live and the caller hands over a reference to it. What the object borrows outlives the lifetimes in `T`.
    #[inline]
    #[cfg_attr(feature = "audit", track_caller)]
    pub unsafe fn from_raw(object: NonNull<T>) -> Self {
        const { require_opaque::<T>() };
        audit::shared::<Self>(object.cast(), T::THREAD_BOUND);
        Shared(object, PhantomData)
    }

    /// A reference of its own to a borrowed object, which may then outlive the borrow.
    #[inline]
    #[cfg_attr(feature = "audit", track_caller)]
    pub fn retained(object: &T) -> Self {
        let object = NonNull::from(object);
        // SAFETY: what is borrowed is live, and `Counted` lets a borrower retain it.
        unsafe { T::retain(object) };
        // SAFETY: the reference just added is ours.
        unsafe { Shared::from_raw(object) }
    }

    /// Gives up the reference: the caller releases it.
    #[inline]
    #[must_use = "the object leaks unless it is released"]
    pub fn into_raw(self) -> NonNull<T> {
        audit::given::<Self>(self.0.cast());
        ManuallyDrop::new(self).0
    }

    /// The object, for calls that do not take over the reference.
    #[inline]
    #[must_use]
    pub const fn as_ptr(&self) -> *mut T {
        self.0.as_ptr()
    }
}

impl<T: Counted> Clone for Shared<T> {
    #[inline]
    #[cfg_attr(feature = "audit", track_caller)]
    fn clone(&self) -> Self {
        Shared::retained(self)
    }
}

impl<T: Counted> Deref for Shared<T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        audit::used::<Self>(self.0.cast());
        // SAFETY: our reference keeps the object live, and `T` is opaque: the reference covers no bytes.
        unsafe { self.0.as_ref() }
    }
}

impl<T: Counted> Drop for Shared<T> {
    #[inline]
    fn drop(&mut self) {
        if audit::ended::<Self>(self.0.cast()) {
            // SAFETY: `self` owns a reference, and nothing can use it after this.
            unsafe { T::release(self.0) }
            audit::done::<Self>(self.0.cast());
        }
    }
}

/// Shows the address: the object itself is foreign.
impl<T: Counted> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.0, f)
    }
}

/// Moving a reference does not move the object.
impl<T: Counted> Unpin for Shared<T> {}

// SAFETY: clones on several threads use one object at once (`T: Sync`), any of them may be the last and end it
// (`T: Send`), and a type that is both has an atomic counter.
unsafe impl<T: Counted + Send + Sync> Send for Shared<T> {}
// SAFETY: as for `Send`: `&Shared<T>` can be cloned, and the clone outlives the borrow.
unsafe impl<T: Counted + Send + Sync> Sync for Shared<T> {}
