use crate::panic::Caught;
use core::{
    cell::{Cell, UnsafeCell},
    ffi::c_void,
    fmt, ptr,
};

/// A closure, or several in a tuple, that C may call until the call that it is lent to returns.
///
/// Nothing is allocated, and the closure may borrow. See the [module](super) for an example.
pub struct Lent<F> {
    closure: UnsafeCell<F>,
    running: Cell<bool>,
    caught: Caught,
}

std::thread_local! {
    /// The innermost closure that is lent to a function which passes no data.
    static CURRENT: Cell<*mut c_void> = const { Cell::new(ptr::null_mut()) };
}

impl<F> Lent<F> {
    /// Lends `closure`.
    #[inline]
    pub fn new(closure: F) -> Lent<F> {
        Lent {
            closure: UnsafeCell::new(closure),
            running: Cell::new(false),
            caught: Caught::default(),
        }
    }

    /// The pointer that the trampoline gets back. It is good for as long as `self` stays where it is.
    #[inline]
    pub fn data(&self) -> *mut c_void {
        ptr::from_ref(self).cast_mut().cast()
    }

    /// Calls the closure behind `data`. `instead` is the answer when it panics, when it has panicked before and when it
    /// is running already.
    ///
    /// # Safety
    /// `data` is of a `Lent<F>` that is still there, and this is the thread that lent it.
    #[inline]
    pub unsafe fn call<R>(data: *mut c_void, instead: R, with: impl FnOnce(&mut F) -> R) -> R {
        // SAFETY: the caller's promise.
        let lent = unsafe { &*data.cast::<Lent<F>>() };
        if lent.running.replace(true) {
            super::refuse_reentry();
            return instead;
        }
        let answer = lent.caught.run(instead, || {
            // SAFETY: the closure is not running, so nobody else has a reference to it.
            with(unsafe { &mut *lent.closure.get() })
        });
        lent.running.set(false);
        answer
    }

    /// Runs `foreign`, which calls the closure without passing any data. Such calls may be nested.
    #[inline]
    pub fn without_data<R>(&self, foreign: impl FnOnce() -> R) -> R {
        let outer = CURRENT.replace(self.data());
        // A panic of `foreign` itself must not leave a pointer to what is gone.
        let _back = crate::Defer::new(|| CURRENT.set(outer));
        foreign()
    }

    /// Calls the closure that is lent to the innermost [`without_data`](Lent::without_data).
    ///
    /// # Safety
    /// That one is a `Lent<F>`, and there is one.
    #[inline]
    pub unsafe fn call_current<R>(instead: R, with: impl FnOnce(&mut F) -> R) -> R {
        // SAFETY: the caller's promise; it is still borrowed by `without_data`, on this thread.
        unsafe { Lent::<F>::call(CURRENT.get(), instead, with) }
    }

    /// Ends the loan: if the closure panicked, the panic goes on here.
    #[inline]
    pub fn resume(self) {
        self.caught.resume();
    }
}

impl<F> fmt::Debug for Lent<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lent").finish_non_exhaustive()
    }
}

/// As [`Lent`], of a closure that several threads may call at once.
pub struct LentSync<F> {
    closure: F,
    caught: Caught,
}

impl<F: Sync> LentSync<F> {
    /// Lends `closure`.
    #[inline]
    pub fn new(closure: F) -> LentSync<F> {
        LentSync {
            closure,
            caught: Caught::default(),
        }
    }

    /// The pointer that the trampoline gets back. It is good for as long as `self` stays where it is.
    #[inline]
    pub fn data(&self) -> *mut c_void {
        ptr::from_ref(self).cast_mut().cast()
    }

    /// Calls the closure behind `data`. `instead` is the answer when it panics or has panicked before.
    ///
    /// # Safety
    /// `data` is of a `LentSync<F>` that is still there.
    #[inline]
    pub unsafe fn call<R>(data: *mut c_void, instead: R, with: impl FnOnce(&F) -> R) -> R {
        // SAFETY: the caller's promise.
        let lent = unsafe { &*data.cast::<LentSync<F>>() };
        lent.caught.run(instead, || with(&lent.closure))
    }

    /// Ends the loan: if the closure panicked, the first panic goes on here.
    #[inline]
    pub fn resume(self) {
        self.caught.resume();
    }
}

impl<F> fmt::Debug for LentSync<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LentSync").finish_non_exhaustive()
    }
}
