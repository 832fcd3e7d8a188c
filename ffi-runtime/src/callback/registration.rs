use core::{fmt, marker::PhantomData};
use std::boxed::Box;

/// A closure that C calls until this value is dropped.
///
/// Dropping it unregisters the closure first and frees it after. Leaking it is safe: the closure stays registered, and
/// owns whatever it uses.
///
/// # Examples
/// ```
/// use core::cell::Cell;
/// use ffi_runtime::callback::Registration;
///
/// let log = Cell::new("");
/// // SAFETY: nothing was registered.
/// let registration = unsafe { Registration::new(|| log.set("unregistered")) };
/// assert_eq!(log.get(), "");
/// drop(registration);
/// assert_eq!(log.get(), "unregistered");
/// ```
#[must_use = "the callback is unregistered when this is dropped"]
pub struct Registration<'a> {
    end: Option<Box<dyn FnOnce() + 'a>>,
    /// It ends where the object is.
    _bound: PhantomData<*mut ()>,
}

impl<'a> Registration<'a> {
    /// A registration that `end` ends: it unregisters the closure, and frees it after that.
    ///
    /// # Safety
    /// The closure stays good until `end` is called, and `end` may be called as long as `'a` lasts.
    pub unsafe fn new(end: impl FnOnce() + 'a) -> Registration<'a> {
        Registration {
            end: Some(Box::new(end)),
            _bound: PhantomData,
        }
    }

    /// Leaves the closure registered, for as long as the object lives.
    pub fn forget(mut self) {
        core::mem::forget(self.end.take());
    }
}

impl Drop for Registration<'_> {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            end();
        }
    }
}

impl fmt::Debug for Registration<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration").finish_non_exhaustive()
    }
}
