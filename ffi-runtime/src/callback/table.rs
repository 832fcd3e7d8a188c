use super::{
    Kept,
    held::{self, Held},
};
use core::{cell::RefCell, ffi::c_void, fmt, ptr::NonNull};
use std::{boxed::Box, vec::Vec};

/// The closures of an object that has one pointer for the data of all its callbacks.
///
/// The object is given the table as that pointer, by the function that sets it; each trampoline knows its place in it.
pub struct Table(RefCell<Vec<Option<Held>>>);

impl Table {
    /// The table of an object, kept in one of its [slots](held) until it ends.
    ///
    /// It is for objects whose closures all stay on one thread, this one.
    pub fn here(object: *const (), slot: u32) -> *mut c_void {
        if let Some(table) = held::find(object, slot) {
            return table;
        }
        let table = Box::new(Table(RefCell::new(Vec::new())));
        let data = NonNull::from(Box::leak(table)).cast();
        // SAFETY: the table is ours to hand over, and `release` takes a table.
        held::hold_here(object, slot, unsafe { Held::new(data, release) });
        data.as_ptr()
    }

    /// Puts a closure in its place. What comes back was there before, and is to be dropped when C calls the new one.
    ///
    /// # Safety
    /// `data` is the table of an object that is alive, and `place` is that of closures of this type only.
    #[must_use = "the closure may still be called"]
    pub unsafe fn put(data: *mut c_void, place: usize, closure: Held) -> Option<Held> {
        // SAFETY: the caller's promise.
        let table = unsafe { &*data.cast::<Table>() };
        let mut closures = table.0.borrow_mut();
        while closures.len() <= place {
            closures.push(None);
        }
        closures[place].replace(closure)
    }

    /// Calls the closure at a place. `instead` is the answer when it panics and when it is running already.
    ///
    /// # Safety
    /// `data` is the table of an object that is alive, and a `Kept<F>` is at `place`.
    #[inline]
    pub unsafe fn call<F, R>(
        data: *mut c_void,
        place: usize,
        instead: R,
        with: impl FnOnce(&mut F) -> R,
    ) -> R {
        // SAFETY: the caller's promise.
        let table = unsafe { &*data.cast::<Table>() };
        let found = match table.0.borrow().get(place) {
            Some(Some(held)) => held.data(),
            _ => return instead,
        };
        // SAFETY: the caller's promise: this is a `Kept<F>`, which its place keeps until another one is there.
        unsafe { Kept::<F>::call(found, instead, with) }
    }
}

unsafe extern "C" fn release(data: *mut c_void) {
    // SAFETY: only tables are held with this function, each once.
    drop(unsafe { Box::from_raw(data.cast::<Table>()) });
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").finish_non_exhaustive()
    }
}
