use core::{cell::Cell, fmt, marker::PhantomData};
use std::thread::LocalKey;

/// Whether a callback runs on this thread that must not call the library, except what the contract calls reentrant.
///
/// Each binding has one for each thread. So a callback that runs on one thread keeps no other thread from calling the
/// library, and two bindings of one library know nothing of each other's callbacks.
///
/// # Examples
/// ```
/// use ffi_runtime::callback::{Restricted, Restriction};
///
/// std::thread_local! {
///     static CALLBACKS: Restriction = const { Restriction::new() };
/// }
///
/// // The trampoline of such a callback:
/// let restricted = Restricted::enter(&CALLBACKS);
/// // Every function of the library:
/// assert!(CALLBACKS.with(Restriction::is_entered));
/// drop(restricted);
/// assert!(!CALLBACKS.with(Restriction::is_entered));
/// ```
#[derive(Debug, Default)]
pub struct Restriction(Cell<usize>);

impl Restriction {
    /// No such callback runs.
    #[must_use]
    pub const fn new() -> Restriction {
        Restriction(Cell::new(0))
    }

    /// Whether one runs.
    #[inline]
    #[must_use]
    pub fn is_entered(&self) -> bool {
        self.0.get() != 0
    }
}

/// Such a callback runs until this is dropped.
pub struct Restricted(&'static LocalKey<Restriction>, PhantomData<*mut ()>);

impl Restricted {
    /// One runs from now on.
    #[inline]
    #[must_use = "the callback may call the library when this is dropped"]
    pub fn enter(key: &'static LocalKey<Restriction>) -> Restricted {
        key.with(|restriction| restriction.0.set(restriction.0.get() + 1));
        Restricted(key, PhantomData)
    }
}

impl Drop for Restricted {
    #[inline]
    fn drop(&mut self) {
        self.0
            .with(|restriction| restriction.0.set(restriction.0.get() - 1));
    }
}

impl fmt::Debug for Restricted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Restricted").finish_non_exhaustive()
    }
}
