//! Closures that a library calls.
//!
//! C hands a callback back the pointer that it was registered with. A *trampoline* is the C function that turns that
//! pointer into the closure and calls it. It knows the closure's type, so that the closure is called directly:
//!
//! ```
//! use core::ffi::{c_int, c_void};
//! use ffi_runtime::callback::Lent;
//!
//! /// What a C library would do.
//! unsafe fn each(items: &[c_int], call: unsafe extern "C" fn(*mut c_void, c_int) -> c_int, data: *mut c_void) {
//!     for item in items {
//!         // SAFETY: the caller's promise: `data` is what `call` takes.
//!         if unsafe { call(data, *item) } != 0 {
//!             break;
//!         }
//!     }
//! }
//!
//! unsafe extern "C" fn trampoline<F: FnMut(c_int) -> c_int>(data: *mut c_void, item: c_int) -> c_int {
//!     // SAFETY: `data` is the closure that was lent together with this function.
//!     unsafe { Lent::<F>::call(data, 1, |closure| closure(item)) }
//! }
//!
//! fn trampoline_of<F: FnMut(c_int) -> c_int>(_: &F) -> unsafe extern "C" fn(*mut c_void, c_int) -> c_int {
//!     trampoline::<F>
//! }
//!
//! let mut sum = 0;
//! let closure = |item| {
//!     sum += item;
//!     0
//! };
//! let call = trampoline_of(&closure);
//! let lent = Lent::new(closure);
//! // SAFETY: `call` is the trampoline of what is lent, which lives until the end of the call.
//! unsafe { each(&[1, 2, 3], call, lent.data()) };
//! lent.resume();
//! assert_eq!(sum, 6);
//! ```
//!
//! | how long C may call it | type | freed |
//! |---|---|---|
//! | until the call returns | [`Lent`] | by its owner; nothing is allocated |
//! | once, later | [`Once`] | by being called |
//! | until C says so, with a function that it is given | [`Kept`], [`KeptSync`] | [`Kept::release`], or when the call is over: [`Released`] |
//! | until its object ends, or another one takes its place | [`Slots`] | [`Slots::leave`] |
//! | until the caller ends it | [`Registration`] | after it was unregistered |
//! | for ever | [`Kept::into_data`] | never |
//!
//! Where C passes no data to a callback, a closure for the time of a call is found where the thread keeps it
//! ([`Lent::without_data`]). One that stays needs a C function of its own, made at run time: `Code`, with the feature
//! `libffi`.
//!
//! # What a closure may do
//! - **Panic.** No panic crosses a C frame. A lent closure's goes on in the caller, when C has returned
//!   ([`Lent::resume`]); any other becomes the [last error](crate::last_error). C is told the value that the binding
//!   declares for it.
//! - **Be replaced or unregistered while it runs**, also by itself: it is dropped after it returned.
//! - **Own the object that it is registered with**, also as the last. Where a thread of the library's own may call it, the object
//!   is [leaked](Registrant), if it is let go of there.
//! - **Be called again while it runs.** An `FnMut` cannot: the inner call is refused, as if it had panicked. A closure
//!   that several threads may call is an `Fn`, and can.

#[cfg(feature = "libffi")]
mod code;
mod given;
pub mod held;
mod kept;
mod lent;
mod once;
mod registrant;
mod registration;
mod released;
mod restriction;
mod table;

#[cfg(feature = "libffi")]
pub use code::{Code, Passed, Trampoline};
pub use given::{HandlesMut, Texts, count, elements, text, units};
pub use held::Slots;
pub use kept::{Kept, KeptSync, Owner};
pub use lent::{Lent, LentSync};
pub use once::Once;
pub use registrant::Registrant;
pub use registration::Registration;
pub use released::Released;
pub use restriction::{Restricted, Restriction};
pub use table::Table;

/// Leaves word that a closure was called again while it was running.
#[cold]
fn refuse_reentry() {
    refuse("a callback was called again while it was running");
}

/// Leaves word that a closure was called where it is not lent.
#[cold]
fn refuse_late() {
    refuse("a callback was called when it was not lent to anyone, or on another thread");
}

/// Leaves word that a closure could not be called, because the text for it is none: the [last
/// error](crate::last_error) says so.
#[cold]
pub fn refuse_text() {
    refuse("a callback was given text that is not UTF-8");
}

#[cold]
fn refuse(why: &'static str) {
    crate::last_error::set(crate::last_error::LastError::new(
        crate::last_error::REFUSED,
        why,
    ));
}

/// Panics: a [restricted](Restriction) callback has called the library.
#[cold]
#[track_caller]
pub fn refuse_call() -> ! {
    panic!("a callback runs that must not call the library");
}
