//! What the handles call when nobody listens: nothing of it is left in a program.
#![allow(
    clippy::extra_unused_type_parameters,
    reason = "the feature tells handles apart by type"
)]
use core::ptr::NonNull;

#[inline(always)]
pub(crate) fn owned<T>(_: NonNull<()>, _: bool) {}
#[inline(always)]
pub(crate) fn shared<T>(_: NonNull<()>, _: bool) {}
#[inline(always)]
pub(crate) fn given<T>(_: NonNull<()>) {}
#[inline(always)]
pub(crate) fn ended<T>(_: NonNull<()>) -> bool {
    true
}
#[inline(always)]
pub(crate) fn done<T>(_: NonNull<()>) {}
#[inline(always)]
pub(crate) fn used<T>(_: NonNull<()>) {}
#[cfg(feature = "std")]
#[inline(always)]
pub(crate) fn stays(_: *const ()) {}
#[inline(always)]
pub(crate) fn failed(_: *const (), _: impl FnOnce() -> bool) {}
#[cfg(feature = "std")]
#[inline(always)]
pub(crate) fn child(_: *const (), _: &[*const ()]) {}

/// Where an object is made, for the feature `audit`; without it, nothing.
///
/// A function that makes handles has one while it runs, and is `#[track_caller]`: what is made meanwhile was made where
/// the function was called.
#[derive(Debug)]
#[must_use = "it says where objects are made as long as it lives"]
pub struct Here(());

impl Here {
    /// The place where the running function was called.
    #[inline(always)]
    #[allow(clippy::new_without_default, reason = "a default has no place")]
    pub fn new() -> Self {
        Here(())
    }
}
