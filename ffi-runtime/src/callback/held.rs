//! Closures that C calls until their object ends or another closure takes their place.
//!
//! A handle is one pointer and has no room for closures, so they stand here, by the object's address. A *slot* is one
//! place for a callback of the object; its number is the binding's choice. Two bindings number their slots on their own
//! and may meet at one address, where the memory of an object of the one library went to the other: so each has
//! [`Slots`] of its own, a `static`.
//!
//! ```
//! use core::cell::Cell;
//! use std::rc::Rc;
//! use ffi_runtime::callback::{Kept, Slots};
//!
//! static SLOTS: Slots = Slots::new();
//!
//! let object = &0u8 as *const u8 as *const ();
//! let counter = Rc::new(());
//! for _ in 0..3 {
//!     let counter = counter.clone();
//!     let closure = Kept::new(move || { let _ = &counter; });
//!     let setting = SLOTS.setting(object, 0);
//!     /* … the library is given `closure.data()`, which takes the place of the last one … */
//!     // SAFETY: the closure does not leave this thread, and the library does not call the last one any more.
//!     unsafe { setting.hold_here(closure.held()) };
//! }
//! assert_eq!(Rc::strong_count(&counter), 2);
//! // SAFETY: the object ends before `end` is called.
//! let leaving = unsafe { SLOTS.leave(&[(object, &[0])]) };
//! /* … the library destroys the object … */
//! leaving.end();
//! assert_eq!(Rc::strong_count(&counter), 1);
//! ```
//!
//! Where a callback takes nobody's place, it is [added](Slots::add_here), and all of them stay until the object ends.
//! Where the library is told to let go of one in a way that does not say which, they [share a slot](Slots::share), and
//! stay until it was told so of all.
//!
//! An object that is leaked keeps its closures. If it ends without a word to this module and another object gets its
//! address, that one's closures take the places of the old ones, which nobody calls any more; those of another thread
//! are leaked.

mod setting;
mod sharing;

pub use setting::Setting;
pub use sharing::Sharing;

use core::{
    cell::Cell,
    ffi::c_void,
    fmt, mem,
    num::NonZeroU64,
    ptr::{self, NonNull},
    sync::atomic::{AtomicU8, AtomicU64, Ordering},
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
    /// Whose slot it is: the address of its `Slots`.
    binding: usize,
    slot: u32,
    ticket: Ticket,
    /// The thread that the closure stays on; none if it may be freed on any.
    home: Option<Thread>,
    /// None while the library is being told of the closure.
    held: Option<Held>,
    /// Whether others share the slot, and the library has let go of one of them.
    shared: Option<Ended>,
}

// SAFETY: an entry without a home holds a closure that may be freed anywhere; that is what `hold` was promised. One
// with a home is only dropped there: `drop_entries` leaks it elsewhere.
unsafe impl Send for Entry {}

/// Whether the library has let go of one of those that share a slot.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ended(bool);

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
/// What is never freed. It is listed, so that who looks for leaks can find it.
static LEFT: Mutex<Vec<Entry>> = Mutex::new(Vec::new());
static TICKETS: AtomicU64 = AtomicU64::new(0);

/// The slots of one binding. It is told from others by its address, and so stands in a `static`.
pub struct Slots {
    /// What has no size need not have an address of its own.
    _address: AtomicU8,
}

impl Slots {
    /// The slots of a binding, for a `static`.
    #[must_use]
    pub const fn new() -> Slots {
        Slots {
            _address: AtomicU8::new(0),
        }
    }

    /// Announces that the library is about to be given a closure for a slot, or none: what is there now may be freed
    /// afterwards, what comes meanwhile may not.
    ///
    /// A library may call a closure while it is told of another one, and the closure may tell it of a third. Which of
    /// the two it has in the end, nobody can say: both stay until the next one takes their place.
    pub fn setting(&'static self, object: *const (), slot: u32) -> Setting {
        Setting {
            slots: self,
            object,
            slot,
            began: Ticket(TICKETS.load(Ordering::Relaxed)),
        }
    }

    /// Keeps `closure` until the object ends, beside what is in the slot already.
    ///
    /// # Safety
    /// The closure may be freed on any thread that has the object.
    pub unsafe fn add(&'static self, object: *const (), slot: u32, closure: Held) -> Ticket {
        self.put(object, slot, closure, None, None)
    }

    /// As [`add`](Slots::add), for a closure that stays on this thread, as its object does.
    pub fn add_here(&'static self, object: *const (), slot: u32, closure: Held) -> Ticket {
        self.put(object, slot, closure, Some(Thread::here()), None)
    }

    fn put(
        &'static self,
        object: *const (),
        slot: u32,
        held: Held,
        home: Option<Thread>,
        replaced_before: Option<Ticket>,
    ) -> Ticket {
        let entry = self.entry(slot, Some(held), home);
        let ticket = entry.ticket;
        let replaced: Vec<Entry> = {
            let mut objects = objects();
            let entries = objects.entry(object.addr()).or_default();
            let replaced = match replaced_before {
                Some(began) => self.take_older(entries, slot, began),
                None => Vec::new(),
            };
            entries.push(entry);
            replaced
        };
        drop_entries(replaced);
        ticket
    }

    /// Takes out what was in a slot before a ticket.
    fn take_older(&'static self, entries: &mut Vec<Entry>, slot: u32, than: Ticket) -> Vec<Entry> {
        let is_older = |entry: &mut Entry| self.has(entry, slot) && entry.ticket.0 < than.0;
        entries.extract_if(.., is_older).collect()
    }

    fn entry(&'static self, slot: u32, held: Option<Held>, home: Option<Thread>) -> Entry {
        Entry {
            binding: self.number(),
            slot,
            ticket: Ticket(TICKETS.fetch_add(1, Ordering::Relaxed)),
            home,
            held,
            shared: None,
        }
    }

    /// Announces a closure that shares its slot: the library cannot tell it from the others there when it is told to let
    /// one of them go. So none is freed before the library has let go of as many as it was given.
    ///
    /// To be called before the library is given the closure. Dropping the result says that it did not take it.
    #[must_use = "dropping it says that the library has no such closure"]
    pub fn share(&'static self, object: *const (), slot: u32) -> Sharing {
        let entry = Entry {
            shared: Some(Ended(false)),
            ..self.entry(slot, None, None)
        };
        let ticket = entry.ticket;
        objects().entry(object.addr()).or_default().push(entry);
        Sharing {
            slots: self,
            object,
            slot,
            ticket,
        }
    }

    /// Records that the library has let go of one of the closures that share a slot. When it has of all, they are freed.
    ///
    /// # Safety
    /// The library was told so once for this ticket, and has done it.
    pub unsafe fn end(&'static self, object: *const (), slot: u32, ticket: Ticket) {
        let is_it = |entry: &Entry| self.has(entry, slot) && entry.ticket == ticket;
        let mut ended = Vec::new();
        {
            let mut objects = objects();
            let Some(entries) = objects.get_mut(&object.addr()) else {
                return;
            };
            if let Some(entry) = entries.iter_mut().find(|entry| is_it(entry)) {
                entry.shared = Some(Ended(true));
            }
            let in_slot = |entry: &&Entry| self.has(entry, slot);
            if entries
                .iter()
                .filter(in_slot)
                .all(|entry| entry.shared == Some(Ended(true)))
            {
                ended.extend(entries.extract_if(.., |entry| self.has(entry, slot)));
            }
            if entries.is_empty() {
                objects.remove(&object.addr());
            }
        }
        drop_entries(ended);
    }

    /// Takes out the closure in a slot, if it is still the one of this ticket.
    ///
    /// # Safety
    /// The result is forgotten, or dropped when the library does not call the closure any more.
    #[must_use = "the closure is freed"]
    pub unsafe fn take(
        &'static self,
        object: *const (),
        slot: u32,
        ticket: Ticket,
    ) -> Option<Held> {
        self.take_if(object, |entry| {
            self.has(entry, slot) && entry.ticket == ticket
        })
    }

    fn take_if(&'static self, object: *const (), wanted: impl Fn(&Entry) -> bool) -> Option<Held> {
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
            return entry.held;
        }
        mem::forget(entry.held);
        None
    }

    /// The data of what is in a slot.
    pub(super) fn find(&'static self, object: *const (), slot: u32) -> Option<*mut c_void> {
        let objects = objects();
        let entries = objects.get(&object.addr())?;
        let entry = entries.iter().find(|entry| self.has(entry, slot))?;
        let held = entry.held.as_ref()?;
        is_home(entry).then(|| held.data())
    }

    /// Takes out the closures of an object that is about to be destroyed: for each of its parts the address, and the
    /// slots of that part's type. Another object may have the same address, as a part at its start does.
    ///
    /// They are taken before and freed after: as soon as the object is gone, another thread may get its address for one
    /// of its own.
    ///
    /// # Safety
    /// [`Leaving::end`] is called when the library does not call them any more.
    pub unsafe fn leave(&'static self, parts: &[(*const (), &[u32])]) -> Leaving {
        let mut leaving = Vec::new();
        let mut objects = objects();
        for (object, slots) in parts {
            let Some(entries) = objects.get_mut(&object.addr()) else {
                continue;
            };
            let is_leaving =
                |entry: &mut Entry| entry.binding == self.number() && slots.contains(&entry.slot);
            let taken = entries.extract_if(.., is_leaving);
            leaving.extend(taken.map(|entry| (object.addr(), entry)));
            if entries.is_empty() {
                objects.remove(&object.addr());
            }
        }
        Leaving(leaving)
    }

    /// What tells these slots from those of other bindings.
    fn number(&'static self) -> usize {
        ptr::from_ref(self).addr()
    }

    fn has(&'static self, entry: &Entry, slot: u32) -> bool {
        entry.binding == self.number() && entry.slot == slot
    }
}

impl Default for Slots {
    fn default() -> Slots {
        Slots::new()
    }
}

impl fmt::Debug for Slots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Slots({self:p})")
    }
}

/// The closures of an object that is being destroyed. They are put back when this is dropped: it may stay after all.
#[must_use = "the closures are only freed by `end`"]
pub struct Leaving(Vec<(usize, Entry)>);

impl Leaving {
    /// Frees the closures: the object is gone.
    ///
    /// Not those that [share a slot](Slots::share). There are some only if a registration was forgotten, and the library
    /// was never told to let go of that one, which another object may have.
    pub fn end(mut self) {
        let entries = mem::take(&mut self.0).into_iter();
        let (left, gone): (Vec<Entry>, Vec<Entry>) = entries
            .map(|(_, entry)| entry)
            .partition(|entry| entry.shared.is_some());
        if !left.is_empty() {
            LEFT.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend(left);
        }
        drop_entries(gone);
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
