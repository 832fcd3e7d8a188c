//! The feature `audit`: which handles are alive, for tests that ask whether everything was destroyed, and once only.
//!
//! With the feature, [`Owned`](crate::Owned), [`Shared`](crate::Shared), [`OwnedCStr`](crate::text::OwnedCStr) and
//! [`OwnedSlice`](crate::text::OwnedSlice) report here when they are made, used and ended. Without it, none of this
//! is compiled. A handle that goes through `into_raw` is no longer watched until `from_raw` takes it back.
//!
//! | seen | by |
//! |---|---|
//! | what was not destroyed, with its type and the place where it was made | every handle |
//! | what was destroyed twice, or has two owners | every handle |
//! | a destructor that fails when a handle is dropped, and leaves the object | [`Owned::left`](crate::Owned::left) in [`Handle::destroy`](crate::Handle::destroy) |
//! | what is used after what it depends on has ended | [`children::adopt`](crate::children::adopt), [`children::mention`](crate::children::mention) |
//! | what is used on another thread than the one that made it | [`Handle::THREAD_BOUND`](crate::Handle::THREAD_BOUND) |
//!
//! The last two cannot happen in safe code; the contract may be wrong, or an `unsafe` block.
//!
//! A second destruction is reported and *not done*: the report is of more use to a test than a broken heap.
//!
//! Tests run side by side in one process, so each looks at what its own thread made:
//! ```
//! # use core::ptr::NonNull;
//! # use ffi_runtime::{Handle, Opaque, Owned};
//! # #[repr(C)]
//! # struct ThingRef { _opaque: Opaque }
//! # // SAFETY: it stands for nothing.
//! # unsafe impl Handle for ThingRef { unsafe fn destroy(_: NonNull<Self>) {} }
//! # fn thing() -> Owned<ThingRef> {
//! #     // SAFETY: as above.
//! #     unsafe { Owned::from_raw(NonNull::dangling()) }
//! # }
//! let audit = ffi_runtime::audit::Scope::start();
//! let kept = thing();
//! let report = audit.report();
//! assert_eq!(report.leaks.len(), 1);
//! assert!(report.leaks[0].type_name.ends_with("ThingRef>"));
//!
//! drop(kept);
//! audit.report().assert_clean();
//! ```
mod ledger;

pub use ledger::Here;
pub(crate) use ledger::{child, done, ended, failed, given, owned, shared, stays, used};

use core::{fmt, panic::Location};
use ledger::{Object, When, ledger};
use std::{
    thread::{self, ThreadId},
    vec::Vec,
};

/// A handle: which type it has, where its object is, and where it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Entry {
    /// The Rust type of the handle, as [`type_name`](core::any::type_name) gives it.
    pub type_name: &'static str,
    /// The address of the object.
    pub address: usize,
    /// Where it was made: where the constructor was called, or [`from_raw`](crate::Owned::from_raw). The constructors
    /// that ffi-gen writes tell their callers in a build with debug assertions; otherwise they are the place
    /// themselves.
    pub made_at: &'static Location<'static>,
}

/// What was done wrong with a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// `from_raw` was given an object that already has an owner: both will destroy it.
    OwnedTwice(Entry),
    /// An owner ended of an object that it does not own any more: it was destroyed before, or given away by `into_raw`.
    EndedTwice(Entry),
    /// An object was used after its owner destroyed it.
    UsedAfterEnd(Entry),
    /// An object was used, or destroyed, after one that it must not outlive.
    UsedAfterParent {
        /// What was used.
        child: Entry,
        /// What had ended.
        parent: Entry,
    },
    /// An object that is bound to the thread that made it was used, or destroyed, by another one.
    WrongThread(Entry),
    /// A destructor failed when a handle was dropped, and left the object: it leaks.
    NotDestroyed(Entry),
}

/// What [`Scope`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub struct Report {
    /// Handles that are alive, oldest first; one that is alive several times stands here as often.
    pub leaks: Vec<Entry>,
    /// Faults, in the order in which they happened.
    pub faults: Vec<Fault>,
}

/// The handles that this thread makes from now on.
///
/// They may end on any thread. A fault belongs to the thread where it was noticed.
#[derive(Debug)]
pub struct Scope {
    thread: ThreadId,
    start: u64,
}

impl Scope {
    /// Starts to look.
    #[must_use]
    pub fn start() -> Self {
        Scope {
            thread: thread::current().id(),
            start: ledger().now,
        }
    }

    /// What is alive or went wrong since the start.
    pub fn report(&self) -> Report {
        let ledger = ledger();
        let ours = |when: &When| when.thread == self.thread && when.serial >= self.start;
        let of_object = |object: &Object| {
            let owners = object.owners.iter().filter(|(when, _)| ours(when));
            let entries = owners.map(|(when, at)| (when.serial, object.entry_at(at)));
            entries.collect::<Vec<_>>()
        };
        let mut leaks: Vec<_> = ledger.objects().flat_map(of_object).collect();
        leaks.sort_unstable();
        Report {
            leaks: leaks.into_iter().map(|(_, entry)| entry).collect(),
            faults: ledger
                .faults
                .iter()
                .filter(|(when, _)| ours(when))
                .map(|&(_, f)| f)
                .collect(),
        }
    }
}

impl Report {
    /// Whether everything that was made was destroyed, once.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.leaks.is_empty() && self.faults.is_empty()
    }

    /// For the end of a test.
    ///
    /// # Panics
    /// Unless the report is clean; the message is the report.
    #[track_caller]
    pub fn assert_clean(&self) {
        assert!(self.is_clean(), "{self}");
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} at {:#x}, made at {}",
            self.type_name, self.address, self.made_at
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::OwnedTwice(entry) => write!(f, "two owners: {entry}"),
            Fault::EndedTwice(entry) => write!(f, "destroyed twice: {entry}"),
            Fault::UsedAfterEnd(entry) => write!(f, "used after it was destroyed: {entry}"),
            Fault::UsedAfterParent { child, parent } => {
                write!(
                    f,
                    "used after what it depends on: {child}; it depended on {parent}"
                )
            }
            Fault::WrongThread(entry) => write!(f, "used on another thread: {entry}"),
            Fault::NotDestroyed(entry) => write!(f, "its destructor failed: {entry}"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} leaks, {} faults",
            self.leaks.len(),
            self.faults.len()
        )?;
        self.leaks
            .iter()
            .try_for_each(|leak| write!(f, "\n  leaked: {leak}"))?;
        self.faults
            .iter()
            .try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}
