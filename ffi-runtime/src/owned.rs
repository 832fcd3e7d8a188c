//! Foreign objects with one owner.
use core::{
    error::Error,
    fmt,
    marker::PhantomData,
    mem::ManuallyDrop,
    ops::{Deref, DerefMut},
    ptr::NonNull,
};

use crate::{audit, opaque::require_opaque};

/// A foreign type that a library function destroys.
///
/// # Safety
/// - `Self` holds an [`Opaque`](crate::Opaque) and nothing that has a size, so that a reference to it claims no bytes.
/// - `destroy` ends the object that `object` points to, does not unwind, and asks no more of its caller than it says here.
/// - If `Self` is `Send`, the object may be used and destroyed on another thread than the one that made it; if `Self`
///   is `Sync`, several threads may use it at once.
pub unsafe trait Handle {
    /// Whether the contract binds the object to the thread that made it. The compiler sees to it, as `Self` is not
    /// `Send`; the feature `audit` also finds where `unsafe` code does not.
    const THREAD_BOUND: bool = false;

    /// Ends the object.
    ///
    /// # Safety
    /// `object` is live and owned by the caller, who never uses it again.
    unsafe fn destroy(object: NonNull<Self>);
}

/// A foreign object that this value destroys: a `Box` with the library's own destructor.
///
/// It is one pointer wide, and so is an `Option` of it. It derefs to `T`, the borrowed form, as `String` does to `str`.
///
/// # Examples
/// ```
/// # mod c {
/// #     use core::ffi::c_void;
/// #     pub fn counter_new() -> *mut c_void { Box::into_raw(Box::new(0u32)).cast() }
/// #     pub unsafe fn counter_next(c: *mut c_void) -> u32 {
/// #         // SAFETY: the caller passes a live counter.
/// #         let c = unsafe { &mut *c.cast::<u32>() };
/// #         *c += 1;
/// #         *c
/// #     }
/// #     pub unsafe fn counter_free(c: *mut c_void) {
/// #         // SAFETY: the caller hands over a live counter.
/// #         drop(unsafe { Box::from_raw(c.cast::<u32>()) })
/// #     }
/// # }
/// use core::ptr::{self, NonNull};
/// use ffi_runtime::{Handle, Opaque, Owned};
///
/// #[repr(C)]
/// struct CounterRef {
///     _opaque: Opaque,
/// }
///
/// // SAFETY: opaque, and `counter_free` is the destructor of what `counter_new` returns.
/// unsafe impl Handle for CounterRef {
///     unsafe fn destroy(object: NonNull<Self>) {
///         // SAFETY: the caller hands over a live counter.
///         unsafe { c::counter_free(object.as_ptr().cast()) }
///     }
/// }
///
/// impl CounterRef {
///     fn next(&mut self) -> u32 {
///         // SAFETY: the counter is live as long as it is borrowed.
///         unsafe { c::counter_next(ptr::from_mut(self).cast()) }
///     }
/// }
///
/// let object = NonNull::new(c::counter_new()).expect("out of memory");
/// // SAFETY: the object is new and ours.
/// let mut counter: Owned<CounterRef> = unsafe { Owned::from_raw(object.cast()) };
/// assert_eq!((counter.next(), counter.next()), (1, 2));
/// ```
/// A type with bytes of its own is refused, as a `&mut` of it could move a foreign object:
/// ```compile_fail,E0080
/// # use core::ptr::NonNull;
/// # use ffi_runtime::{Handle, Owned};
/// struct Pixel([u8; 3]);
///
/// // SAFETY: it is not: `Pixel` is not opaque.
/// unsafe impl Handle for Pixel {
///     unsafe fn destroy(_: NonNull<Self>) {}
/// }
///
/// // SAFETY: as above.
/// let pixel: Owned<Pixel> = unsafe { Owned::from_raw(NonNull::dangling()) };
/// ```
#[repr(transparent)]
pub struct Owned<T: Handle>(NonNull<T>, PhantomData<T>);

impl<T: Handle> Owned<T> {
    /// Takes ownership of an object.
    ///
    /// # Safety
    /// `object` is live and the caller hands over its ownership. What the object borrows outlives the lifetimes in `T`.
    #[inline]
    #[cfg_attr(feature = "audit", track_caller)]
    pub unsafe fn from_raw(object: NonNull<T>) -> Self {
        const { require_opaque::<T>() };
        audit::owned::<Self>(object.cast(), T::THREAD_BOUND);
        Owned(object, PhantomData)
    }

    /// Gives up ownership: the caller destroys the object.
    #[inline]
    #[must_use = "the object leaks unless it is destroyed"]
    pub fn into_raw(self) -> NonNull<T> {
        audit::given::<Self>(self.0.cast());
        ManuallyDrop::new(self).0
    }

    /// Tells the feature `audit` whether a destructor has failed and left the object; without the feature, nothing
    /// happens. For [`Handle::destroy`].
    ///
    /// # Examples
    /// ```
    /// # mod c { pub unsafe fn thing_close(_: *mut core::ffi::c_void) -> i32 { 0 } }
    /// # use core::ptr::NonNull;
    /// # use ffi_runtime::{Handle, Opaque, Owned};
    /// # #[repr(C)]
    /// # struct ThingRef { _opaque: Opaque }
    /// // SAFETY: opaque, and `thing_close` ends things.
    /// unsafe impl Handle for ThingRef {
    ///     unsafe fn destroy(object: NonNull<Self>) {
    ///         // SAFETY: the caller hands over a live thing.
    ///         let code = unsafe { c::thing_close(object.as_ptr().cast()) };
    ///         Owned::left(object, || code != 0);
    ///     }
    /// }
    /// ```
    #[inline(always)]
    pub fn left(object: NonNull<T>, has_failed: impl FnOnce() -> bool) {
        audit::failed(object.as_ptr().cast_const().cast(), has_failed);
    }

    /// The object, for calls that do not take it over. It stays this value's to destroy.
    #[inline]
    #[must_use]
    pub const fn as_ptr(&self) -> *mut T {
        self.0.as_ptr()
    }
}

impl<T: Handle> Deref for Owned<T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        audit::used::<Self>(self.0.cast());
        // SAFETY: the object is live until `drop`, and `T` is opaque: the reference covers no bytes.
        unsafe { self.0.as_ref() }
    }
}

impl<T: Handle> DerefMut for Owned<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        audit::used::<Self>(self.0.cast());
        // SAFETY: as for `deref`; an exclusive borrow of the owner is an exclusive borrow of the object.
        unsafe { self.0.as_mut() }
    }
}

impl<T: Handle> Drop for Owned<T> {
    #[inline]
    fn drop(&mut self) {
        if audit::ended::<Self>(self.0.cast()) {
            // SAFETY: `self` owns the object, and nothing can use it after this.
            unsafe { T::destroy(self.0) }
            audit::done::<Self>(self.0.cast());
        }
    }
}

/// Shows the address: the object itself is foreign.
impl<T: Handle> fmt::Debug for Owned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.0, f)
    }
}

/// Moving the owner does not move the object.
impl<T: Handle> Unpin for Owned<T> {}

// SAFETY: moving the owner moves the right to use and to destroy the object, no more than `T: Send` says.
unsafe impl<T: Handle + Send> Send for Owned<T> {}
// SAFETY: a shared owner gives out `&T` only.
unsafe impl<T: Handle + Sync> Sync for Owned<T> {}

/// A destructor that failed and left the object with the caller.
///
/// It is an error like any other (its source is the library's), and gives the object back for another try. A binding
/// whose users want its own error from `?` writes `impl<T> From<CloseError<T, Error>> for Error`.
///
/// # Examples
/// ```
/// use ffi_runtime::CloseError;
///
/// fn close(file: String) -> Result<(), CloseError<String, std::fmt::Error>> {
///     Err(CloseError { object: file, error: std::fmt::Error })
/// }
///
/// let failed = close("log".into()).unwrap_err();
/// let (file, _why) = failed.into_parts();
/// assert_eq!(file, "log");
///
/// fn all() -> Result<(), Box<dyn std::error::Error>> {
///     close("log".into())?;
///     Ok(())
/// }
/// assert!(all().unwrap_err().to_string().starts_with("not closed: "));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseError<T, E> {
    /// What was not closed, still open.
    pub object: T,
    /// Why not.
    pub error: E,
}

impl<T, E> CloseError<T, E> {
    /// The object and the reason.
    #[inline]
    pub fn into_parts(self) -> (T, E) {
        (self.object, self.error)
    }
}

impl<T, E> From<(T, E)> for CloseError<T, E> {
    #[inline]
    fn from((object, error): (T, E)) -> Self {
        CloseError { object, error }
    }
}

impl<T, E: fmt::Display> fmt::Display for CloseError<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not closed: {}", self.error)
    }
}

impl<T: fmt::Debug, E: Error + 'static> Error for CloseError<T, E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}
