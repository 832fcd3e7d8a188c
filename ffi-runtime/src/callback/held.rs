//! Closures that C calls until their object ends or another closure takes their place.
//!
//! A handle is one pointer and has no room for closures, so they stand here, by the object's address. A *slot* is one
//! place for a callback of the object; its number is the binding's choice.
//!
//! ```
//! use core::cell::Cell;
//! use std::rc::Rc;
//! use ffi_runtime::callback::{Kept, held};
//!
//! let object = &0u8 as *const u8 as *const ();
//! let counter = Rc::new(());
//! for _ in 0..3 {
//!     let counter = counter.clone();
//!     let closure = Kept::new(move || { let _ = &counter; });
//!     /* … the library is given `closure.data()`, which takes the place of the last one … */
//!     // The closure does not leave this thread.
//!     held::hold_here(object, 0, closure.held());
//! }
//! assert_eq!(Rc::strong_count(&counter), 2);
//! /* … the library destroys the object … */
//! held::release(object);
//! assert_eq!(Rc::strong_count(&counter), 1);
//! ```
//!
//! An object that is leaked keeps its closures. If it ends without a word to this module and another object gets its
//! address, that one's closures take the places of the old ones, which nobody calls any more; those of another thread
//! are leaked.

use core::{
    ffi::c_void,
    fmt, mem,
    ptr::NonNull,
    sync::atomic::{AtomicU64, Ordering},
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    thread::{self, ThreadId},
    vec::Vec,
};

/// The owner of a closure whose type is forgotten. Dropping it frees the closure.
pub struct Held {
    data: NonNull<c_void>,
    release: unsafe extern "C" fn(*mut c_void),
}

impl Held {
    /// Takes over the ownership of `data`.
    ///
    /// # Safety
    /// `release` ends `data`, which the caller hands over.
    #[inline]
    pub unsafe fn new(data: NonNull<c_void>, release: unsafe extern "C" fn(*mut c_void)) -> Held {
        Held { data, release }
    }

    /// The pointer that the trampoline gets back.
    #[inline]
    pub fn data(&self) -> *mut c_void {
        self.data.as_ptr()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // SAFETY: `new` was promised that this ends what it was given, and this happens once.
        unsafe { (self.release)(self.data.as_ptr()) }
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Held({:p})", self.data)
    }
}

/// Tells one closure in a slot from those that were there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket(u64);

struct Entry {
    slot: u32,
    ticket: Ticket,
    /// The thread that the closure stays on; none if it may be freed on any.
    home: Option<ThreadId>,
    held: Held,
}

// SAFETY: an entry without a home holds a closure that may be freed anywhere; that is what `hold` was promised. One
// with a home is only dropped there: `drop_entries` leaks it elsewhere.
unsafe impl Send for Entry {}

static HELD: Mutex<BTreeMap<usize, Vec<Entry>>> = Mutex::new(BTreeMap::new());
static TICKETS: AtomicU64 = AtomicU64::new(0);

/// Keeps `closure` until the object ends or its slot is taken, and frees what was in the slot.
///
/// To be called when the library has the new closure, and so does not call the old one any more.
///
/// # Safety
/// The closure may be freed on any thread that has the object.
pub unsafe fn hold(object: *const (), slot: u32, closure: Held) -> Ticket {
    put(object, slot, closure, None)
}

/// As [`hold`], for a closure that stays on this thread, as its object does.
pub fn hold_here(object: *const (), slot: u32, closure: Held) -> Ticket {
    put(object, slot, closure, Some(thread::current().id()))
}

fn put(object: *const (), slot: u32, held: Held, home: Option<ThreadId>) -> Ticket {
    let ticket = Ticket(TICKETS.fetch_add(1, Ordering::Relaxed));
    let entry = Entry {
        slot,
        ticket,
        home,
        held,
    };
    let replaced = {
        let mut objects = objects();
        let entries = objects.entry(object.addr()).or_default();
        match entries.iter_mut().find(|entry| entry.slot == slot) {
            Some(old) => Some(mem::replace(old, entry)),
            None => {
                entries.push(entry);
                None
            }
        }
    };
    drop_entries(replaced);
    ticket
}

/// Takes out the closure in a slot, if it is still the one of this ticket.
#[must_use = "the closure is freed"]
pub fn take(object: *const (), slot: u32, ticket: Ticket) -> Option<Held> {
    take_if(object, |entry| entry.slot == slot && entry.ticket == ticket)
}

/// Takes out the closure in a slot, which the library does not call any more.
pub fn clear(object: *const (), slot: u32) {
    drop(take_if(object, |entry| entry.slot == slot));
}

fn take_if(object: *const (), wanted: impl Fn(&Entry) -> bool) -> Option<Held> {
    let entry = {
        let mut objects = objects();
        let entries = objects.get_mut(&object.addr())?;
        let index = entries.iter().position(wanted)?;
        let entry = entries.swap_remove(index);
        if entries.is_empty() {
            objects.remove(&object.addr());
        }
        entry
    };
    if is_home(&entry) {
        return Some(entry.held);
    }
    mem::forget(entry.held);
    None
}

/// The data of what is in a slot.
pub(super) fn find(object: *const (), slot: u32) -> Option<*mut c_void> {
    let objects = objects();
    let entries = objects.get(&object.addr())?;
    let entry = entries.iter().find(|entry| entry.slot == slot)?;
    is_home(entry).then(|| entry.held.data())
}

/// Frees every closure of an object, to be called when the library has destroyed it.
pub fn release(object: *const ()) {
    let entries = objects().remove(&object.addr());
    drop_entries(entries.into_iter().flatten());
}

/// Drops closures, while no lock is held: what they captured may come back here.
fn drop_entries(entries: impl IntoIterator<Item = Entry>) {
    for entry in entries {
        match is_home(&entry) {
            true => drop(entry.held),
            false => mem::forget(entry.held),
        }
    }
}

fn is_home(entry: &Entry) -> bool {
    entry.home.is_none_or(|home| home == thread::current().id())
}

fn objects() -> MutexGuard<'static, BTreeMap<usize, Vec<Entry>>> {
    // Nothing panics while the lock is held but a failing allocation, which leaves the map as it was.
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}
