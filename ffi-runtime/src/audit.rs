//! The feature `audit`: which handles are alive, for tests that ask whether everything was destroyed, and once only.
//!
//! With the feature, [`Owned`](crate::Owned), [`Shared`](crate::Shared), [`OwnedCStr`](crate::text::OwnedCStr) and
//! [`OwnedSlice`](crate::text::OwnedSlice) report here when they are made and when they end. Without it, none of this
//! is compiled. A handle that goes through `into_raw` is no longer watched until `from_raw` takes it back.
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
use core::{any::type_name, fmt, ptr::NonNull};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    thread::{self, ThreadId},
    vec::Vec,
};

/// A handle: which type it has, and where its object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Entry {
    /// The Rust type of the handle, as [`type_name`] gives it.
    pub type_name: &'static str,
    /// The address of the object.
    pub address: usize,
}

/// What was done wrong with a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// `from_raw` was given an object that already has an owner: both will destroy it.
    OwnedTwice(Entry),
    /// An owner ended of an object that it does not own any more: it was destroyed before, or given away by `into_raw`.
    EndedTwice(Entry),
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
        let of_entry = |(&entry, lives): (&Entry, &Vec<When>)| {
            lives
                .iter()
                .filter(|when| ours(when))
                .map(|when| (when.serial, entry))
                .collect::<Vec<_>>()
        };
        let mut leaks: Vec<_> = ledger.alive.iter().flat_map(of_entry).collect();
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
        write!(f, "{} at {:#x}", self.type_name, self.address)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::OwnedTwice(entry) => write!(f, "two owners: {entry}"),
            Fault::EndedTwice(entry) => write!(f, "destroyed twice: {entry}"),
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

/// When, and by whom.
struct When {
    serial: u64,
    thread: ThreadId,
}

/// Everything that was reported.
struct Ledger {
    now: u64,
    alive: BTreeMap<Entry, Vec<When>>,
    faults: Vec<(When, Fault)>,
}

impl Ledger {
    fn now(&mut self) -> When {
        self.now += 1;
        When {
            serial: self.now - 1,
            thread: thread::current().id(),
        }
    }
}

fn ledger() -> MutexGuard<'static, Ledger> {
    static LEDGER: Mutex<Ledger> = Mutex::new(Ledger {
        now: 0,
        alive: BTreeMap::new(),
        faults: Vec::new(),
    });
    LEDGER.lock().unwrap_or_else(PoisonError::into_inner)
}

fn entry<T>(object: NonNull<()>) -> Entry {
    Entry {
        type_name: type_name::<T>(),
        address: object.addr().get(),
    }
}

/// A `T` became the one owner of an object.
pub(crate) fn owned<T>(object: NonNull<()>) {
    let (entry, mut ledger) = (entry::<T>(object), ledger());
    let when = ledger.now();
    let lives = ledger.alive.entry(entry).or_default();
    if lives.is_empty() {
        lives.push(when);
    } else {
        ledger.faults.push((when, Fault::OwnedTwice(entry)));
    }
}

/// A `T` became one of the owners of an object.
pub(crate) fn shared<T>(object: NonNull<()>) {
    let (entry, mut ledger) = (entry::<T>(object), ledger());
    let when = ledger.now();
    ledger.alive.entry(entry).or_default().push(when);
}

/// A `T` is about to destroy its object or to give it away. Whether it may: called before, as the address may belong to
/// another object right after.
pub(crate) fn ended<T>(object: NonNull<()>) -> bool {
    let (entry, mut ledger) = (entry::<T>(object), ledger());
    let Some(lives) = ledger.alive.get_mut(&entry) else {
        let when = ledger.now();
        ledger.faults.push((when, Fault::EndedTwice(entry)));
        return false;
    };
    lives.pop();
    if lives.is_empty() {
        ledger.alive.remove(&entry);
    }
    true
}
