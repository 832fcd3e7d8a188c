//! What the handles report, and where it is kept.
use super::{Entry, Fault};
use core::{any::type_name, cell::Cell, marker::PhantomData, panic::Location, ptr::NonNull};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
    thread::{self, ThreadId},
    vec::Vec,
};

/// A `T` became the one owner of an object. `is_bound` says that no other thread may have it.
#[track_caller]
pub(crate) fn owned<T>(object: NonNull<()>, is_bound: bool) {
    let made_at = place();
    ledger().begin(Key::new::<T>(object), made_at, is_bound, false);
}

/// A `T` became one of the owners of an object.
#[track_caller]
pub(crate) fn shared<T>(object: NonNull<()>, is_bound: bool) {
    let made_at = place();
    ledger().begin(Key::new::<T>(object), made_at, is_bound, true);
}

/// A `T` gives its object away.
pub(crate) fn given<T>(object: NonNull<()>) {
    ledger().end(Key::new::<T>(object));
}

/// A `T` is about to destroy its object. Whether it may: called before, as the address may belong to another object
/// right after.
pub(crate) fn ended<T>(object: NonNull<()>) -> bool {
    let key = Key::new::<T>(object);
    let mut ledger = ledger();
    let was_there = ledger.end(key);
    if was_there && !ledger.alive.contains_key(&key) {
        let entry = ledger.gone[&key].entry();
        let id = ledger.gone[&key].id;
        ledger.ended.insert(id, entry);
        ledger.ending.push((thread::current().id(), key));
    }
    was_there
}

/// The destructor of a `T` returned.
pub(crate) fn done<T>(object: NonNull<()>) {
    let which = (thread::current().id(), Key::new::<T>(object));
    ledger().ending.retain(|ending| *ending != which);
}

/// A `T` lends its object.
pub(crate) fn used<T>(object: NonNull<()>) {
    ledger().used(Key::new::<T>(object));
}

/// An object is not destroyed after all, as it has children: it is leaked.
pub(crate) fn stays(object: *const ()) {
    ledger().revive(object.addr());
}

/// A destructor was called, and may have failed.
pub(crate) fn failed(object: *const (), has_failed: impl FnOnce() -> bool) {
    if !has_failed() {
        return;
    }
    let mut ledger = ledger();
    if let Some(entry) = ledger.revive(object.addr()) {
        ledger.tell(Fault::NotDestroyed(entry));
    }
}

/// An object that is about to be reported must not outlive others.
pub(crate) fn child(child: *const (), parents: &[*const ()]) {
    let mut ledger = ledger();
    let parents = parents.iter().filter_map(|parent| {
        let (_, object) = ledger.at(parent.addr())?;
        Some(object.id)
    });
    let parents = parents.collect();
    ledger.expected.insert(child.addr(), parents);
}

std::thread_local! {
    /// Where the function was called that makes handles now.
    static HERE: Cell<Option<&'static Location<'static>>> = const { Cell::new(None) };
}

/// The place where what is made now was asked for.
#[track_caller]
fn place() -> &'static Location<'static> {
    HERE.get().unwrap_or(Location::caller())
}

/// Where an object is made, for the feature `audit`; without it, nothing.
///
/// A function that makes handles has one while it runs, and is `#[track_caller]`: what is made meanwhile was made where
/// the function was called.
#[derive(Debug)]
#[must_use = "it says where objects are made as long as it lives"]
pub struct Here {
    before: Option<&'static Location<'static>>,
    /// It is the thread's.
    bound: PhantomData<*mut ()>,
}

impl Here {
    /// The place where the running function was called.
    #[track_caller]
    #[allow(clippy::new_without_default, reason = "a default has no place")]
    pub fn new() -> Self {
        Here {
            before: HERE.replace(Some(Location::caller())),
            bound: PhantomData,
        }
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        HERE.set(self.before);
    }
}

/// What tells objects apart: there may be several types at one address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    address: usize,
    type_name: &'static str,
}

impl Key {
    fn new<T>(object: NonNull<()>) -> Self {
        Key {
            address: object.addr().get(),
            type_name: type_name::<T>(),
        }
    }
}

/// When, and by whom.
#[derive(Clone, Copy)]
pub(super) struct When {
    pub(super) serial: u64,
    pub(super) thread: ThreadId,
}

/// An object that has owners, or had them.
#[derive(Clone)]
pub(super) struct Object {
    /// No other object has it, at any time.
    id: u64,
    key: Key,
    /// Its owners: when and where each became one.
    pub(super) owners: Vec<(When, &'static Location<'static>)>,
    /// What it must not outlive.
    parents: Vec<u64>,
    is_bound: bool,
}

impl Object {
    /// The object as the report names it, by its last owner.
    fn entry(&self) -> Entry {
        let made_at = self.owners.last().map_or(Location::caller(), |(_, at)| *at);
        self.entry_at(made_at)
    }

    pub(super) fn entry_at(&self, made_at: &'static Location<'static>) -> Entry {
        Entry {
            type_name: self.key.type_name,
            address: self.key.address,
            made_at,
        }
    }
}

/// Everything that was reported.
pub(super) struct Ledger {
    pub(super) now: u64,
    alive: BTreeMap<Key, Object>,
    /// The last object that each key was, as it was before its last owner ended.
    gone: BTreeMap<Key, Object>,
    /// Objects that were destroyed, by their numbers.
    ended: BTreeMap<u64, Entry>,
    /// Objects whose destructors run.
    ending: Vec<(ThreadId, Key)>,
    /// The parents of children that are to come, by the children's addresses.
    expected: BTreeMap<usize, Vec<u64>>,
    pub(super) faults: Vec<(When, Fault)>,
    /// Faults that would be told with every use.
    told: BTreeSet<(u64, u8)>,
}

impl Ledger {
    pub(super) fn objects(&self) -> impl Iterator<Item = &Object> {
        self.alive.values()
    }

    fn now(&mut self) -> When {
        self.now += 1;
        When {
            serial: self.now - 1,
            thread: thread::current().id(),
        }
    }

    fn tell(&mut self, fault: Fault) {
        let when = self.now();
        self.faults.push((when, fault));
    }

    /// Tells a fault once for each object.
    fn tell_once(&mut self, id: u64, kind: u8, fault: Fault) {
        if self.told.insert((id, kind)) {
            self.tell(fault);
        }
    }

    /// An owner begins.
    fn begin(
        &mut self,
        key: Key,
        made_at: &'static Location<'static>,
        is_bound: bool,
        may_share: bool,
    ) {
        let when = self.now();
        let parents = self.expected.remove(&key.address).unwrap_or_default();
        let object = self.alive.entry(key).or_insert_with(|| Object {
            id: when.serial,
            key,
            owners: Vec::new(),
            parents: Vec::new(),
            is_bound,
        });
        object.parents.extend(parents);
        if object.owners.is_empty() || may_share {
            object.owners.push((when, made_at));
        } else {
            let fault = Fault::OwnedTwice(object.entry_at(made_at));
            self.tell(fault);
        }
    }

    /// An owner ends: whether there was one.
    fn end(&mut self, key: Key) -> bool {
        if self.alive.contains_key(&key) {
            self.used(key);
        }
        let Some(object) = self.alive.get_mut(&key) else {
            // It is told where the object was made, if it is known.
            let entry = self.gone.get(&key).map(Object::entry);
            let entry = entry.unwrap_or(Entry {
                type_name: key.type_name,
                address: key.address,
                made_at: Location::caller(),
            });
            self.tell(Fault::EndedTwice(entry));
            return false;
        };
        let last = object.clone();
        object.owners.pop();
        if object.owners.is_empty() {
            self.alive.remove(&key);
            self.gone.insert(key, last);
        }
        true
    }

    /// What can be told of an object that is used.
    fn used(&mut self, key: Key) {
        let Some(object) = self.alive.get(&key).cloned() else {
            if let Some(object) = self.gone.get(&key)
                && let Some(entry) = self.ended.get(&object.id).copied()
                && !self.ending.iter().any(|(_, ending)| *ending == key)
            {
                let id = object.id;
                self.tell_once(id, 0, Fault::UsedAfterEnd(entry));
            }
            return;
        };
        let mut gone = object.parents.iter().filter_map(|id| self.ended.get(id));
        if let Some(parent) = gone.next().copied() {
            let child = object.entry();
            self.tell_once(object.id, 1, Fault::UsedAfterParent { child, parent });
        }
        let here = thread::current().id();
        let is_ours = object.owners.iter().any(|(when, _)| when.thread == here);
        if object.is_bound && !is_ours {
            self.tell_once(object.id, 2, Fault::WrongThread(object.entry()));
        }
    }

    /// Takes an object back whose destructor runs on this thread: it is alive after all.
    fn revive(&mut self, address: usize) -> Option<Entry> {
        let here = thread::current().id();
        let mut ending = self.ending.iter();
        let at = ending.position(|(thread, key)| *thread == here && key.address == address)?;
        let (_, key) = self.ending.remove(at);
        let object = self.gone.remove(&key)?;
        self.ended.remove(&object.id);
        let entry = object.entry();
        self.alive.insert(key, object);
        Some(entry)
    }

    /// The youngest object at an address.
    fn at(&self, address: usize) -> Option<(Key, &Object)> {
        let first = Key {
            address,
            type_name: "",
        };
        let there = self.alive.range(first..);
        let there = there.take_while(|(key, _)| key.address == address);
        there
            .max_by_key(|(_, object)| object.id)
            .map(|(key, object)| (*key, object))
    }
}

pub(super) fn ledger() -> MutexGuard<'static, Ledger> {
    static LEDGER: Mutex<Ledger> = Mutex::new(Ledger {
        now: 0,
        alive: BTreeMap::new(),
        gone: BTreeMap::new(),
        ended: BTreeMap::new(),
        ending: Vec::new(),
        expected: BTreeMap::new(),
        faults: Vec::new(),
        told: BTreeSet::new(),
    });
    LEDGER.lock().unwrap_or_else(PoisonError::into_inner)
}
