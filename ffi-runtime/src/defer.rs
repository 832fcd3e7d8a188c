//! Something that is done at the end of a scope.

/// Calls a function when it is dropped, also when a panic passes by.
///
/// It is sound to rely on it only where the value cannot be leaked: in a frame of one's own.
///
/// # Examples
/// ```
/// use ffi_runtime::Defer;
/// use std::cell::Cell;
///
/// let done = Cell::new(false);
/// let end = Defer::new(|| done.set(true));
/// assert!(!done.get());
/// drop(end);
/// assert!(done.get());
/// ```
#[must_use = "dropping it calls the function"]
pub struct Defer<F: FnOnce()>(Option<F>);

impl<F: FnOnce()> Defer<F> {
    /// Calls `end` when the value is dropped.
    #[inline]
    pub const fn new(end: F) -> Self {
        Defer(Some(end))
    }
}

impl<F: FnOnce()> Drop for Defer<F> {
    #[inline]
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            end();
        }
    }
}

impl<F: FnOnce()> core::fmt::Debug for Defer<F> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Defer")
    }
}
