use super::{
    Kept,
    held::{Held, Slots, Ticket},
};
use core::{any::TypeId, cell::RefCell, ffi::c_void, fmt, ptr::NonNull};
use std::{boxed::Box, vec::Vec};

/// The closures of an object that has one pointer for the data of all its callbacks.
///
/// The object is given the table as that pointer, by the function that sets it; each trampoline knows its place in it. A
/// place is not tied to a type: C may go on calling the trampoline of a closure that was replaced or taken away while it
/// ran, and that call finds nothing.
pub struct Table(RefCell<Vec<Option<Entry>>>);

struct Entry {
    ty: TypeId,
    held: Held,
}

impl Table {
    /// The table of an object, kept in one of its [slots](Slots) until it ends.
    ///
    /// It is for objects whose closures all stay on one thread, this one.
    ///
    /// # Safety
    /// Nothing but tables is put into that slot.
    pub unsafe fn here(slots: &'static Slots, object: *const (), slot: u32) -> *mut c_void {
        // SAFETY: there is no table yet, or it is another thread's, which is not freed.
        Table::of(slots, object, slot, |held| unsafe {
            slots.setting(object, slot).hold_here(held)
        })
    }

    /// As [`here`](Table::here), for an object that takes its closures along to another thread.
    ///
    /// # Safety
    /// Nothing but tables is put into that slot, and all closures that are put into the table may be called and freed on
    /// any thread that has the object.
    pub unsafe fn anywhere(slots: &'static Slots, object: *const (), slot: u32) -> *mut c_void {
        // SAFETY: the caller's promise; there is no table yet.
        Table::of(slots, object, slot, |held| unsafe {
            slots.setting(object, slot).hold(held)
        })
    }

    fn of(
        slots: &'static Slots,
        object: *const (),
        slot: u32,
        hold: impl FnOnce(Held) -> Ticket,
    ) -> *mut c_void {
        if let Some(table) = slots.find(object, slot) {
            return table;
        }
        let table = Box::new(Table(RefCell::new(Vec::new())));
        let data = NonNull::from(Box::leak(table)).cast();
        // SAFETY: the table is ours to hand over, and `release` takes a table.
        hold(unsafe { Held::new(data, release) });
        data.as_ptr()
    }

    /// Puts a closure in its place, and frees the one that was there.
    ///
    /// # Safety
    /// `data` is the table of an object that is alive, and C does not call any more the closure that was there.
    pub unsafe fn put<F: 'static>(data: *mut c_void, place: usize, closure: Kept<F>) {
        // SAFETY: the caller's promise.
        let table = unsafe { &*data.cast::<Table>() };
        let ty = TypeId::of::<F>();
        let held = closure.held();
        let replaced = {
            let mut closures = table.0.borrow_mut();
            while closures.len() <= place {
                closures.push(None);
            }
            closures[place].replace(Entry { ty, held })
        };
        // The table is not borrowed any more: what the closure captured may come back here.
        drop(replaced);
    }

    /// Frees the closure at a place, which C does not call any more; there need not be one, nor a table.
    ///
    /// # Safety
    /// What is in the slot of the object is a table, and C does not call the closure any more.
    pub unsafe fn clear(slots: &'static Slots, object: *const (), slot: u32, place: usize) {
        let Some(data) = slots.find(object, slot) else {
            return;
        };
        // SAFETY: the caller's promise; it is there until the object ends.
        let table = unsafe { &*data.cast::<Table>() };
        let cleared = match table.0.borrow_mut().get_mut(place) {
            Some(entry) => entry.take(),
            None => None,
        };
        // As for `put`.
        drop(cleared);
    }

    /// Calls the closure at a place. `instead` is the answer when there is none of this type, when it panics and when it is
    /// running already.
    ///
    /// # Safety
    /// `data` is the table of an object that is alive, and no other thread uses it.
    #[inline]
    pub unsafe fn call<F: 'static, R>(
        data: *mut c_void,
        place: usize,
        instead: R,
        with: impl FnOnce(&mut F) -> R,
    ) -> R {
        // SAFETY: the caller's promise.
        let table = unsafe { &*data.cast::<Table>() };
        let found = match table.0.borrow().get(place) {
            Some(Some(entry)) if entry.ty == TypeId::of::<F>() => entry.held.data(),
            _ => return instead,
        };
        // SAFETY: a `Kept<F>`, as its type says, which is not released before its place is taken.
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
