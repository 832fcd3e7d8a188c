//! The body of a foreign object. Self-contained: `tests/receiver.rs` compiles this file alone.
use core::{
    cell::UnsafeCell,
    marker::{PhantomData, PhantomPinned},
};

/// Body of an opaque foreign object: zero-sized, not `Send`, not `Sync`, not `Unpin`.
///
/// A type that holds it stands for an object whose bytes belong to foreign code. A reference to it is a pointer with a
/// lifetime and covers no bytes, so `&mut` may be lent: swapping two of them moves nothing.
///
/// Two of its parts are there for the optimiser. Foreign code writes behind every `&self`; without the `UnsafeCell` the
/// compiler marks the receiver `noalias readonly` and may cache what the callee changed. `PhantomPinned` does the same
/// for `&mut self`, which is `noalias` only if the type is `Unpin`.
///
/// # Examples
/// ```
/// use ffi_runtime::Opaque;
///
/// /// A borrowed `struct thing` of the C library.
/// #[repr(C)]
/// pub struct ThingRef {
///     _opaque: Opaque,
/// }
///
/// assert_eq!(size_of::<ThingRef>(), 0);
/// assert_eq!(size_of::<Option<&ThingRef>>(), size_of::<*const ()>());
/// ```
/// A foreign object stays on its thread unless the binding says otherwise:
/// ```compile_fail,E0277
/// fn share<T: Sync>() {}
/// share::<ffi_runtime::Opaque>();
/// ```
#[repr(C)]
pub struct Opaque {
    _bytes: UnsafeCell<[u8; 0]>,
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

/// Refuses, at compile time, a `T` that has bytes of its own: a `&mut T` could then move a foreign object.
pub(crate) const fn require_opaque<T>() {
    assert!(
        size_of::<T>() == 0 && align_of::<T>() == 1,
        "a handle's type must hold an `Opaque` and nothing that has a size"
    );
}
