use super::{Held, Slots, Thread, Ticket, objects};
use core::{fmt, mem};

/// A closure that will share a slot, while the library is being told of it.
pub struct Sharing {
    pub(super) slots: &'static Slots,
    pub(super) object: *const (),
    pub(super) slot: u32,
    pub(super) ticket: Ticket,
}

impl Sharing {
    /// Keeps the closure, which the library has from here on.
    ///
    /// # Safety
    /// The closure may be freed on any thread that has the object.
    pub unsafe fn keep(self, closure: Held) -> Ticket {
        self.fill(closure, None)
    }

    /// As [`keep`](Sharing::keep), for a closure that stays on this thread, as its object does.
    pub fn keep_here(self, closure: Held) -> Ticket {
        self.fill(closure, Some(Thread::here()))
    }

    fn fill(self, closure: Held, home: Option<Thread>) -> Ticket {
        let ticket = self.ticket;
        let mut closure = Some(closure);
        if let Some(entries) = objects().get_mut(&self.object.addr())
            && let Some(entry) = entries.iter_mut().find(|entry| entry.ticket == ticket)
        {
            entry.held = closure.take();
            entry.home = home;
        }
        // Its object has ended meanwhile, and with it the entry; whether the closure is still in use is not known.
        mem::forget(closure);
        mem::forget(self);
        ticket
    }
}

impl Drop for Sharing {
    fn drop(&mut self) {
        // As if it had come and gone.
        // SAFETY: the library does not have it.
        unsafe { self.slots.end(self.object, self.slot, self.ticket) }
    }
}

impl fmt::Debug for Sharing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sharing").finish_non_exhaustive()
    }
}
