use crate::{panic::Caught, type_of::type_of};
use core::{
    any::TypeId,
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
    static CURRENT: Cell<*const Current> = const { Cell::new(ptr::null()) };
}

/// A closure that is lent to a function which passes no data, and the one that was lent before it.
struct Current {
    data: *mut c_void,
    /// The type of the closure: the function that is called may be that of an outer one.
    of: TypeId,
    outer: *const Current,
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
        let current = Current {
            data: self.data(),
            of: type_of::<F>(),
            outer: CURRENT.get(),
        };
        CURRENT.set(&raw const current);
        // A panic of `foreign` itself must not leave a pointer to what is gone.
        let _back = crate::Defer::new(|| CURRENT.set(current.outer));
        foreign()
    }

    /// Calls the closure of this type that is lent to the innermost [`without_data`](Lent::without_data) of this thread.
    /// `instead` is also the answer when there is none.
    ///
    /// # Safety
    /// `F` has the lifetimes of the closure that is lent: closures that differ in nothing else are one type here. A
    /// trampoline, which C calls in the middle of the loan, keeps to that if it is generic over them.
    #[inline]
    pub unsafe fn call_current<R>(instead: R, with: impl FnOnce(&mut F) -> R) -> R {
        let mut at = CURRENT.get();
        // SAFETY: each stands in the frame of a `without_data` of this thread that has not returned.
        while let Some(current) = unsafe { at.as_ref() } {
            if current.of == type_of::<F>() {
                // SAFETY: it is a `Lent<F>`, which that frame borrows.
                return unsafe { Lent::<F>::call(current.data, instead, with) };
            }
            at = current.outer;
        }
        super::refuse_late();
        instead
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
