//! What may cross threads, decided by the compiler: these tests pass once they compile.
use super::thing::{CountedRef, ThingRef};
use core::{marker::PhantomData, ptr::NonNull};
use ffi_runtime::{Counted, Handle, Opaque, Owned, Shared};

/// Compiles only if `$ty` is not `$trait`: if it is, both implementations apply and `_` cannot be inferred.
macro_rules! assert_not {
    ($ty:ty: $trait:path) => {
        const _: () = {
            trait Ambiguous<Which> {
                fn check() {}
            }
            impl<T: ?Sized> Ambiguous<()> for T {}
            struct Implements;
            impl<T: ?Sized + $trait> Ambiguous<Implements> for T {}
            let _ = <$ty as Ambiguous<_>>::check;
        };
    };
}

macro_rules! assert_is {
    ($ty:ty: $trait:path) => {
        const _: () = {
            const fn check<T: ?Sized + $trait>() {}
            check::<$ty>();
        };
    };
}

/// An opaque type of which the facts say `$trait`s.
macro_rules! opaque {
    ($name:ident $(, $trait:ident)*) => {
        struct $name(#[allow(dead_code, reason = "never made")] Opaque);
        // SAFETY: never called.
        $(unsafe impl $trait for $name {})*
        // SAFETY: there are no objects.
        unsafe impl Handle for $name {
            unsafe fn destroy(_: NonNull<Self>) {}
        }
        // SAFETY: there are no objects.
        unsafe impl Counted for $name {
            unsafe fn retain(_: NonNull<Self>) {}
            unsafe fn release(_: NonNull<Self>) {}
        }
    };
}

opaque!(Movable, Send);
opaque!(Usable, Sync);
opaque!(Both, Send, Sync);

assert_not!(Opaque: Send);
assert_not!(Opaque: Sync);
assert_not!(Opaque: Unpin);

assert_not!(Owned<ThingRef>: Send);
assert_not!(Owned<ThingRef>: Sync);
assert_not!(Owned<ThingRef>: Clone);
assert_is!(Owned<ThingRef>: Unpin);
assert_is!(Owned<Movable>: Send);
assert_not!(Owned<Movable>: Sync);
assert_is!(Owned<Usable>: Sync);
assert_not!(Owned<Usable>: Send);
assert_is!(Owned<Both>: Send);

assert_is!(Shared<Both>: Send);
assert_is!(Shared<Both>: Sync);
assert_is!(Shared<CountedRef>: Send);
assert_is!(Shared<CountedRef>: Unpin);
assert_not!(Shared<Movable>: Send);
assert_not!(Shared<Movable>: Sync);
assert_not!(Shared<Usable>: Send);
assert_not!(Shared<Usable>: Sync);
assert_not!(Shared<Both>: core::ops::DerefMut);

/// A child's lifetime shortens as that of a reference does.
#[test]
fn owners_are_covariant() {
    #[repr(C)]
    struct ChildRef<'a>(Opaque, PhantomData<&'a ThingRef>);
    // SAFETY: there are no objects.
    unsafe impl Handle for ChildRef<'_> {
        unsafe fn destroy(_: NonNull<Self>) {}
    }
    fn shorten<'a>(child: Owned<ChildRef<'static>>, _: &'a ThingRef) -> Owned<ChildRef<'a>> {
        child
    }
    let _ = shorten;
}
