use super::held::Held;
use core::{
    cell::{Cell, RefCell},
    fmt,
    marker::PhantomData,
    mem::{self, ManuallyDrop},
    sync::atomic::{AtomicBool, Ordering},
};
use std::{
    sync::{Mutex, PoisonError},
    vec::Vec,
};

std::thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
    /// Never destroyed, so that it is there for the last of the thread's destructors, too: the outermost call empties it.
    static RELEASED: RefCell<ManuallyDrop<Vec<Held>>> =
        const { RefCell::new(ManuallyDrop::new(Vec::new())) };
}

/// Closures that C let go of on threads where no call was known, and which any thread may free.
static ELSEWHERE: Mutex<Vec<Anywhere>> = Mutex::new(Vec::new());
/// Whether there are some. It may be seen too late: then they are freed after a later call.
static ARE_ELSEWHERE: AtomicBool = AtomicBool::new(false);

struct Anywhere(#[allow(dead_code, reason = "it is there to be dropped")] Held);

// SAFETY: `release_anywhere` was promised that the closure may be freed on any thread.
unsafe impl Send for Anywhere {}

/// Frees the closures that C lets go of during a call when the call is over.
///
/// What a closure captured may call the library when it is dropped. In the middle of the call that lets the closure go,
/// C is not prepared for that: it may still have the closure in its tables, call it, and let it go once more.
///
/// So no closure is ever freed where C lets it go. Where no call is known that C could be in (on a thread of its own, or in
/// a call that is not wrapped), it waits for the end of the next that is: of this thread, or of any one if the closure may
/// be freed there.
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
        let is_outermost = CALLS.get() == 0;
        // No closure is dropped while the list is borrowed: it may come back here.
        let released: Vec<Held> = RELEASED.with_borrow_mut(|all| match is_outermost {
            true => mem::take(&mut **all),
            false => {
                let before = self.before.min(all.len());
                all.split_off(before)
            }
        });
        drop(released);
        if is_outermost && ARE_ELSEWHERE.load(Ordering::Relaxed) {
            free_elsewhere();
        }
    }
}

/// Frees what waits for any thread.
#[cold]
fn free_elsewhere() {
    let released = {
        let mut all = ELSEWHERE.lock().unwrap_or_else(PoisonError::into_inner);
        ARE_ELSEWHERE.store(false, Ordering::Relaxed);
        mem::take(&mut *all)
    };
    // The lock is given up: what a closure captured may come back here.
    drop(released);
}

impl fmt::Debug for Released {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Released").finish_non_exhaustive()
    }
}

/// Frees a closure of this thread when the call that C is in is over.
pub(super) fn release(closure: Held) {
    RELEASED.with_borrow_mut(|all| all.push(closure));
}

/// As [`release`], for a closure that C may let go of where nobody ever waits for the end of a call.
///
/// # Safety
/// The closure may be freed on any thread.
pub(super) unsafe fn release_anywhere(closure: Held) {
    if CALLS.get() != 0 {
        return release(closure);
    }
    let mut all = ELSEWHERE.lock().unwrap_or_else(PoisonError::into_inner);
    all.push(Anywhere(closure));
    ARE_ELSEWHERE.store(true, Ordering::Relaxed);
}
