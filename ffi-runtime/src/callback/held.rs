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
//! let leaving = held::leave(&[(object, &[0])]);
//! /* … the library destroys the object … */
//! leaving.end();
//! assert_eq!(Rc::strong_count(&counter), 1);
//! ```
//!
//! Where a callback takes nobody's place, it is [added](add_here), and all of them stay until the object ends.
//!
//! An object that is leaked keeps its closures. If it ends without a word to this module and another object gets its
//! address, that one's closures take the places of the old ones, which nobody calls any more; those of another thread
//! are leaked.

use core::{
    cell::Cell,
    ffi::c_void,
    fmt, mem,
    num::NonZeroU64,
    ptr::NonNull,
    sync::atomic::{AtomicU64, Ordering},
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
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

    /// The same closure, which dropping this does not free: another thread may be about to call it.
    #[inline]
    #[must_use]
    pub fn for_ever(mut self) -> Held {
        self.release = keep;
        self
    }

    /// The pointer that the trampoline gets back.
    #[inline]
    pub fn data(&self) -> *mut c_void {
        self.data.as_ptr()
    }
}

unsafe extern "C" fn keep(_: *mut c_void) {}

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
    home: Option<Thread>,
    held: Held,
}

// SAFETY: an entry without a home holds a closure that may be freed anywhere; that is what `hold` was promised. One
// with a home is only dropped there: `drop_entries` leaks it elsewhere.
unsafe impl Send for Entry {}

/// A thread, told from all others that there are, were and will be.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Thread(NonZeroU64);

impl Thread {
    /// This one. It can be asked for while the thread ends, when the standard library's own handle is gone.
    fn here() -> Thread {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        std::thread_local! {
            static HERE: Cell<Option<NonZeroU64>> = const { Cell::new(None) };
        }
        let number = HERE.get().unwrap_or_else(|| {
            let number = NonZeroU64::new(NEXT.fetch_add(1, Ordering::Relaxed));
            // There are not so many threads.
            let number = number.unwrap_or(NonZeroU64::MAX);
            HERE.set(Some(number));
            number
        });
        Thread(number)
    }
}

static HELD: Mutex<BTreeMap<usize, Vec<Entry>>> = Mutex::new(BTreeMap::new());
static TICKETS: AtomicU64 = AtomicU64::new(0);

/// Keeps `closure` until the object ends or its slot is taken, and frees what was in the slot.
///
/// To be called when the library has the new closure, and so does not call the old one any more.
///
/// # Safety
/// The closure may be freed on any thread that has the object.
pub unsafe fn hold(object: *const (), slot: u32, closure: Held) -> Ticket {
    put(object, slot, closure, None, true)
}

/// As [`hold`], for a closure that stays on this thread, as its object does.
pub fn hold_here(object: *const (), slot: u32, closure: Held) -> Ticket {
    put(object, slot, closure, Some(Thread::here()), true)
}

/// Keeps `closure` until the object ends, beside what is in the slot already.
///
/// # Safety
/// As for [`hold`].
pub unsafe fn add(object: *const (), slot: u32, closure: Held) -> Ticket {
    put(object, slot, closure, None, false)
}

/// As [`add`], for a closure that stays on this thread, as its object does.
pub fn add_here(object: *const (), slot: u32, closure: Held) -> Ticket {
    put(object, slot, closure, Some(Thread::here()), false)
}

fn put(object: *const (), slot: u32, held: Held, home: Option<Thread>, replaces: bool) -> Ticket {
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
        let in_slot = |old: &&mut Entry| replaces && old.slot == slot;
        match entries.iter_mut().find(in_slot) {
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

/// Takes out the closures of an object that is about to be destroyed: for each of its parts the address, and the slots
/// of that part's type. Another object may have the same address, as a part at its start does.
///
/// They are taken before and freed after: as soon as the object is gone, another thread may get its address for one of
/// its own.
pub fn leave(parts: &[(*const (), &[u32])]) -> Leaving {
    let mut leaving = Vec::new();
    let mut objects = objects();
    for (object, slots) in parts {
        let Some(entries) = objects.get_mut(&object.addr()) else {
            continue;
        };
        let is_leaving = |entry: &mut Entry| slots.contains(&entry.slot);
        let taken = entries.extract_if(.., is_leaving);
        leaving.extend(taken.map(|entry| (object.addr(), entry)));
        if entries.is_empty() {
            objects.remove(&object.addr());
        }
    }
    Leaving(leaving)
}

/// The closures of an object that is being destroyed. They are put back when this is dropped: it may stay after all.
#[must_use = "the closures are only freed by `end`"]
pub struct Leaving(Vec<(usize, Entry)>);

impl Leaving {
    /// Frees the closures: the object is gone.
    pub fn end(mut self) {
        let entries = mem::take(&mut self.0);
        drop_entries(entries.into_iter().map(|(_, entry)| entry));
    }
}

impl Drop for Leaving {
    fn drop(&mut self) {
        if self.0.is_empty() {
            return;
        }
        let mut objects = objects();
        for (object, entry) in self.0.drain(..) {
            objects.entry(object).or_default().push(entry);
        }
    }
}

impl fmt::Debug for Leaving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Leaving").finish_non_exhaustive()
    }
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
    entry.home.is_none_or(|home| home == Thread::here())
}

fn objects() -> MutexGuard<'static, BTreeMap<usize, Vec<Entry>>> {
    // Nothing panics while the lock is held but a failing allocation, which leaves the map as it was.
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}
