use super::{
    Kept,
    held::{self, Held},
};
use core::{any::TypeId, cell::RefCell, ffi::c_void, fmt, mem, ptr::NonNull};
use std::{boxed::Box, vec::Vec};

/// The closures of an object that has one pointer for the data of all its callbacks.
///
/// The object is given the table as that pointer, by the function that sets it; each trampoline knows its place in it.
/// The library may still call the trampoline of a closure that is no longer there, or not yet, so each closure stands
/// there with its type.
pub struct Table(RefCell<Vec<Option<Entry>>>);

struct Entry {
    of: TypeId,
    held: Held,
}

impl Table {
    /// The table of an object, kept in one of its [slots](held) until it ends.
    ///
    /// It is for objects whose closures all stay on one thread, this one.
    pub fn here(object: *const (), slot: u32) -> *mut c_void {
        held::find(object, slot).unwrap_or_else(|| {
            let (data, table) = Table::make();
            held::hold_here(object, slot, table);
            data
        })
    }

    /// As [`here`](Table::here), for an object that may go to another thread, and takes its closures along.
    ///
    /// # Safety
    /// Closures are only [put](Table::put) there that may be called and freed on any thread that has the object.
    pub unsafe fn along(object: *const (), slot: u32) -> *mut c_void {
        held::find(object, slot).unwrap_or_else(|| {
            let (data, table) = Table::make();
            // SAFETY: the caller's promise.
            unsafe { held::hold(object, slot, table) };
            data
        })
    }

    fn make() -> (*mut c_void, Held) {
        let table = Box::new(Table(RefCell::new(Vec::new())));
        let data = NonNull::from(Box::leak(table)).cast();
        // SAFETY: the table is ours to hand over, and `release` takes a table.
        (data.as_ptr(), unsafe { Held::new(data, release) })
    }

    /// Puts a closure in its place, for the time of the call that makes the library call it.
    ///
    /// # Safety
    /// `data` is the table of an object that is alive as long as what comes back.
    pub unsafe fn put<F: 'static>(data: *mut c_void, place: usize, closure: Kept<F>) -> Placed {
        let entry = Entry {
            of: TypeId::of::<F>(),
            held: closure.held(),
        };
        // SAFETY: the caller's promise.
        let before = unsafe { Table::swap(data, place, Some(entry)) };
        Placed {
            data,
            place,
            before,
        }
    }

    /// Takes the closure out of a place, which the library does not call any more.
    pub fn clear(object: *const (), slot: u32, place: usize) {
        if let Some(data) = held::find(object, slot) {
            // SAFETY: the object keeps it in this slot.
            drop(unsafe { Table::swap(data, place, None) });
        }
    }

    /// # Safety
    /// `data` is the table of an object that is alive.
    unsafe fn swap(data: *mut c_void, place: usize, entry: Option<Entry>) -> Option<Entry> {
        // SAFETY: the caller's promise.
        let table = unsafe { &*data.cast::<Table>() };
        let mut closures = table.0.borrow_mut();
        while closures.len() <= place {
            closures.push(None);
        }
        mem::replace(&mut closures[place], entry)
    }

    /// Calls the closure at a place. `instead` is the answer when it panics, when it is running already and when it is
    /// not there.
    ///
    /// # Safety
    /// `data` is null or the table of an object that is alive.
    #[inline]
    pub unsafe fn call<F: 'static, R>(
        data: *mut c_void,
        place: usize,
        instead: R,
        with: impl FnOnce(&mut F) -> R,
    ) -> R {
        // SAFETY: the caller's promise.
        let table = unsafe { data.cast::<Table>().as_ref() };
        let found = table.and_then(|table| match table.0.borrow().get(place) {
            Some(Some(entry)) if entry.of == TypeId::of::<F>() => Some(entry.held.data()),
            _ => None,
        });
        match found {
            // SAFETY: this is a `Kept<F>`, which its place keeps until another one is there.
            Some(closure) => unsafe { Kept::<F>::call(closure, instead, with) },
            None => instead,
        }
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

/// A closure that was [put](Table::put) in its place. Dropping this puts the one back that was there before.
#[must_use = "the closure is taken out again when this is dropped"]
pub struct Placed {
    data: *mut c_void,
    place: usize,
    before: Option<Entry>,
}

impl Placed {
    /// The library calls it from now on: what was there before is freed.
    pub fn stay(mut self) {
        let before = self.before.take();
        mem::forget(self);
        drop(before);
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        // SAFETY: `put` was promised that the table is there as long as this.
        drop(unsafe { Table::swap(self.data, self.place, self.before.take()) });
    }
}

impl fmt::Debug for Placed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Placed").finish_non_exhaustive()
    }
}
