//! Which objects still have children: what makes it safe to leak one.
//!
//! A lifetime does not make a child die before its parent. `mem::forget` of a backup ends its borrow of the database,
//! the database is then closed, and the backup, still known to the library, uses it after it is gone. So where the
//! contract does not say that this is harmless (`leak_ok`), a parent that still has children is leaked too, instead of
//! being destroyed. A handle is one pointer and has no room to count, so the count stands here, for the whole process.
//!
//! ```
//! use ffi_runtime::children;
//!
//! let (database, backup) = (&1u64 as *const u64, &2u64 as *const u64);
//! // The constructor of a child:
//! children::adopt(backup, &[database.cast()]);
//! // The destructor of the parent: leaks it, as the backup is alive.
//! assert!(children::has_children(database.cast()));
//! // The destructor of the child:
//! // SAFETY: the backup is destroyed before `leaving` is dropped.
//! let leaving = unsafe { children::leave(backup) };
//! /* … destroy the backup … */
//! drop(leaving);
//! // The destructor of the parent, again: nothing is in its way.
//! assert!(!children::has_children(database.cast()));
//! ```
//!
//! **A forgotten child keeps its parent for ever.** Its record is never removed, so the parent is leaked, and as the
//! parent's own record (if it is a child itself) is not removed either, so are the parent's parents. This is the
//! price of safety, and no higher than what the program asked for: it leaked the child.
//!
//! **One object may be several children.** What lies at the start of another object has its address, and so has a second
//! face of one object. A child is therefore known by its address and its type, which is that of the pointer: whoever
//! adopts one as a `*const NodeRef` takes its record out as that.
//!
//! **Addresses are used again only when it does no harm.** A parent with children is leaked, so no other object gets
//! its address while it is counted here. A child's address is free for others once it is destroyed; [`leave`] takes
//! its record out before that. A binding that calls [`orphan`] after the destructor leaves a gap in which another
//! thread may adopt a new child with the same address. Records of one address and type are therefore kept in the order they
//! came in, and the oldest goes first: it is the one whose object is gone. (A parent may then be leaked without need,
//! but never destroyed too early. With [`leave`] there is no gap.)
//!
//! An object that counts its references needs none of this: its child holds a reference of its own.
use crate::{audit, type_of::type_of};
use core::{
    any::TypeId,
    mem, slice,
    sync::atomic::{AtomicUsize, Ordering},
};
use std::{
    boxed::Box,
    collections::{BTreeMap, btree_map::Entry},
    sync::{Mutex, MutexGuard, PoisonError},
    vec::Vec,
};

/// How many times some parent is counted. While it is zero nothing has to be looked up.
///
/// Relaxed is enough: who asks about a parent has it to itself, which orders every adoption by that parent before the
/// question; and the counter cannot be seen older than that.
static COUNTED: AtomicUsize = AtomicUsize::new(0);

/// Parents, and how many children each has.
static PARENTS: Shards<usize, usize> = Shards::new();

/// Children, and their parents.
static CHILDREN: Shards<Child, Record> = Shards::new();

/// Records that `child`, just made, must not outlive `parents`.
///
/// Null parents are skipped, so that an optional one needs no branch. Call it once for each child that the library
/// returns: a handle that goes through `into_raw` and `from_raw` keeps its record.
pub fn adopt<T>(child: *const T, parents: &[*const ()]) {
    mention(child, parents);
    if let Some(parents) = Parents::new(parents) {
        parents.count();
        Record::add(Child::new(child), parents);
    }
}

/// Tells the feature `audit` that `child` must not outlive `parents`, which is said of children whose leak is harmless
/// and that are not counted; without the feature, nothing happens.
#[inline(always)]
pub fn mention<T>(child: *const T, parents: &[*const ()]) {
    audit::child(child.cast(), parents);
}

/// Takes the record of `child` out, to be called just before the child is destroyed.
///
/// Its parents stay counted until the result is dropped, which is to happen after the destructor returned. If that
/// failed and left the child alive, [`Leaving::stay`] puts the record back.
///
/// # Safety
/// The caller owns `child` and destroys it before the result is dropped, or calls `stay`. Otherwise its parents may end
/// before it.
#[must_use = "dropping it says that the child is destroyed"]
pub unsafe fn leave<T>(child: *const T) -> Leaving {
    let child = Child::new(child);
    // A child with a record has parents that are counted.
    let nothing = COUNTED.load(Ordering::Relaxed) == 0;
    let parents = if nothing {
        None
    } else {
        Record::take_oldest(child)
    };
    Leaving { child, parents }
}

/// Records that `child` was destroyed.
///
/// The short form of [`leave`] where nothing else can adopt a child with this address in between.
///
/// # Safety
/// `child` is destroyed. Otherwise its parents may end before it.
pub unsafe fn orphan<T>(child: *const T) {
    // SAFETY: the caller's promise, which was kept before.
    drop(unsafe { leave(child) });
}

/// Whether a child of `parent` is alive or was leaked: if so, `parent` must not be destroyed.
///
/// For the owner of `parent`, that is, when no other thread can be adopting a child for it.
#[must_use]
#[inline]
pub fn has_children(parent: *const ()) -> bool {
    let has_some = COUNTED.load(Ordering::Relaxed) != 0
        && PARENTS.of(parent.addr()).contains_key(&parent.addr());
    if has_some {
        audit::stays(parent);
    }
    has_some
}

/// A child that is being destroyed. Dropping it lets its parents go.
#[derive(Debug)]
pub struct Leaving {
    child: Child,
    parents: Option<Parents>,
}

impl Leaving {
    /// The child is still alive: its destructor failed.
    pub fn stay(mut self) {
        if let Some(parents) = self.parents.take() {
            Record::add(self.child, parents);
        }
    }
}

impl Drop for Leaving {
    fn drop(&mut self) {
        if let Some(parents) = self.parents.take() {
            parents.uncount();
        }
    }
}

/// What tells a child from all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Child {
    address: usize,
    ty: TypeId,
}

impl Child {
    fn new<T>(child: *const T) -> Child {
        Child {
            address: child.addr(),
            ty: type_of::<T>(),
        }
    }
}

/// The parents of one child. There is nearly always one, which takes no allocation.
#[derive(Debug)]
enum Parents {
    One(usize),
    Many(Box<[usize]>),
}

impl Parents {
    fn new(parents: &[*const ()]) -> Option<Self> {
        let mut addresses = parents.iter().filter(|p| !p.is_null()).map(|p| p.addr());
        let first = addresses.next()?;
        Some(match addresses.next() {
            None => Parents::One(first),
            Some(second) => {
                let rest = [first, second].into_iter().chain(addresses);
                Parents::Many(rest.collect::<Vec<_>>().into_boxed_slice())
            }
        })
    }

    fn addresses(&self) -> &[usize] {
        match self {
            Parents::One(parent) => slice::from_ref(parent),
            Parents::Many(parents) => parents,
        }
    }

    fn count(&self) {
        for &parent in self.addresses() {
            COUNTED.fetch_add(1, Ordering::Relaxed);
            *PARENTS.of(parent).entry(parent).or_insert(0) += 1;
        }
    }

    fn uncount(&self) {
        for &parent in self.addresses() {
            let mut parents = PARENTS.of(parent);
            if let Entry::Occupied(mut count) = parents.entry(parent) {
                *count.get_mut() -= 1;
                if *count.get() == 0 {
                    count.remove();
                }
                COUNTED.fetch_sub(1, Ordering::Relaxed);
            }
        }
    }
}

/// What is known of an address where children of a type were adopted: the oldest first.
struct Record {
    parents: Parents,
    younger: Option<Box<Record>>,
}

impl Record {
    fn add(child: Child, parents: Parents) {
        let new = Record {
            parents,
            younger: None,
        };
        match CHILDREN.of(child.address).entry(child) {
            Entry::Vacant(place) => {
                place.insert(new);
            }
            Entry::Occupied(oldest) => {
                let mut last = &mut oldest.into_mut().younger;
                while let Some(record) = last {
                    last = &mut record.younger;
                }
                *last = Some(Box::new(new));
            }
        }
    }

    fn take_oldest(child: Child) -> Option<Parents> {
        let mut children = CHILDREN.of(child.address);
        let Entry::Occupied(mut oldest) = children.entry(child) else {
            return None;
        };
        let gone = match oldest.get_mut().younger.take() {
            Some(younger) => mem::replace(oldest.get_mut(), *younger),
            None => oldest.remove(),
        };
        Some(gone.parents)
    }
}

/// A map from addresses, and what else there is to tell, in several parts, so that threads seldom wait for each other.
///
/// At most one part is locked at any time, and nothing is called meanwhile: there is no order to get wrong. A tree, not a
/// hash table: it can stand in a `static`, and valgrind follows its pointers, where it calls a table "possibly lost".
struct Shards<K, V>([Mutex<BTreeMap<K, V>>; 16]);

impl<K, V> Shards<K, V> {
    const fn new() -> Self {
        Shards([const { Mutex::new(BTreeMap::new()) }; 16])
    }

    fn of(&self, address: usize) -> MutexGuard<'_, BTreeMap<K, V>> {
        // Fibonacci hashing: the low bits of an address say how it is aligned, the high ones where the heap is.
        let spread = address.wrapping_mul(0x9E37_79B9) >> 16;
        let shard = &self.0[spread % self.0.len()];
        // A panic cannot leave a map half changed, and must not spread to the threads after it.
        shard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
