use super::held::Held;
use core::{
    cell::{Cell, RefCell},
    fmt,
    marker::PhantomData,
    mem::{self, ManuallyDrop},
};
use std::vec::Vec;

std::thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
    /// Never destroyed, so that it is there for the last of the thread's destructors, too: the outermost call empties it.
    static RELEASED: RefCell<ManuallyDrop<Vec<Held>>> =
        const { RefCell::new(ManuallyDrop::new(Vec::new())) };
}

/// Frees the closures that C lets go of during a call when the call is over.
///
/// What a closure captured may call the library when it is dropped. In the middle of the call that lets the closure go,
/// C is not prepared for that: it may still have the closure in its tables, call it, and let it go once more.
///
/// # Examples
/// ```
/// use core::cell::Cell;
/// use std::rc::Rc;
/// use ffi_runtime::callback::{Kept, Released};
///
/// fn closure_with(counter: &Rc<()>) -> (unsafe extern "C" fn(*mut core::ffi::c_void), *mut core::ffi::c_void) {
///     fn keep<F: FnMut() + 'static>(closure: F) -> (unsafe extern "C" fn(*mut core::ffi::c_void), *mut core::ffi::c_void) {
///         (Kept::<F>::release_later, Kept::new(closure).into_data())
///     }
///     let counter = counter.clone();
///     keep(move || { let _ = &counter; })
/// }
///
/// let counter = Rc::new(());
/// let (destroy, data) = closure_with(&counter);
/// let call = Released::new();
/// // SAFETY: what C does.
/// unsafe { destroy(data) };
/// assert_eq!(Rc::strong_count(&counter), 2);
/// drop(call);
/// assert_eq!(Rc::strong_count(&counter), 1);
/// ```
pub struct Released {
    before: usize,
    /// What is released stays on its thread.
    _here: PhantomData<*mut ()>,
}

impl Released {
    /// The call begins.
    #[inline]
    #[must_use = "closures are freed when this is dropped"]
    pub fn new() -> Released {
        CALLS.set(CALLS.get() + 1);
        Released {
            before: RELEASED.with_borrow(|all| all.len()),
            _here: PhantomData,
        }
    }
}

impl Default for Released {
    fn default() -> Released {
        Released::new()
    }
}

impl Drop for Released {
    fn drop(&mut self) {
        CALLS.set(CALLS.get() - 1);
        // No closure is dropped while the list is borrowed: it may come back here.
        let released: Vec<Held> = RELEASED.with_borrow_mut(|all| match CALLS.get() {
            0 => mem::take(&mut **all),
            _ => {
                let before = self.before.min(all.len());
                all.split_off(before)
            }
        });
        drop(released);
    }
}

impl fmt::Debug for Released {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Released").finish_non_exhaustive()
    }
}

/// Frees a closure when the call that C is in is over: at once, if none is known.
pub(super) fn release(closure: Held) {
    match CALLS.get() {
        0 => drop(closure),
        _ => RELEASED.with_borrow_mut(|all| all.push(closure)),
    }
}
