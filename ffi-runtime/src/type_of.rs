//! Which type something is of that borrows.

use core::{any::TypeId, marker::PhantomData, mem};

/// What tells a type from others, but for its lifetimes: types that differ in nothing else are one when they are compiled.
pub(crate) fn type_of<T>() -> TypeId {
    trait Named {
        fn name(&self) -> TypeId
        where
            Self: 'static;
    }

    impl<T> Named for PhantomData<T> {
        fn name(&self) -> TypeId
        where
            Self: 'static,
        {
            TypeId::of::<T>()
        }
    }

    let of: &dyn Named = &PhantomData::<T>;
    // SAFETY: nothing but the bound of a lifetime changes, and the method looks at no value of the type.
    let of = unsafe { mem::transmute::<&dyn Named, &(dyn Named + 'static)>(of) };
    of.name()
}
