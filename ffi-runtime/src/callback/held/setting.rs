use super::{Held, Slots, Thread, Ticket, drop_entries, objects};
use core::fmt;

/// A slot while the library is being told of another closure for it, or of none.
#[must_use = "what is in the slot stays"]
pub struct Setting {
    pub(super) slots: &'static Slots,
    pub(super) object: *const (),
    pub(super) slot: u32,
    /// The first ticket that is given out meanwhile.
    pub(super) began: Ticket,
}

impl Setting {
    /// Keeps `closure` until the object ends or its slot is taken, and frees what was in the slot.
    ///
    /// # Safety
    /// The library does not call any more what was in the slot, and the closure may be freed on any thread that has the
    /// object.
    pub unsafe fn hold(self, closure: Held) -> Ticket {
        self.put(closure, None)
    }

    /// As [`hold`](Setting::hold), for a closure that stays on this thread, as its object does.
    ///
    /// # Safety
    /// The library does not call any more what was in the slot.
    pub unsafe fn hold_here(self, closure: Held) -> Ticket {
        self.put(closure, Some(Thread::here()))
    }

    fn put(self, closure: Held, home: Option<Thread>) -> Ticket {
        let began = Some(self.began);
        self.slots.put(self.object, self.slot, closure, home, began)
    }

    /// Frees what was in the slot.
    ///
    /// # Safety
    /// The library does not call it any more.
    pub unsafe fn clear(self) {
        let cleared = {
            let mut objects = objects();
            let Some(entries) = objects.get_mut(&self.object.addr()) else {
                return;
            };
            let cleared = self.slots.take_older(entries, self.slot, self.began);
            if entries.is_empty() {
                objects.remove(&self.object.addr());
            }
            cleared
        };
        drop_entries(cleared);
    }
}

impl fmt::Debug for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setting").finish_non_exhaustive()
    }
}
