use super::thing::{ThingRef, boxed, destroyed, free, thing};
use core::{marker::PhantomData, mem, ptr::NonNull};
use ffi_runtime::{
    Handle, Opaque, Owned,
    children::{self, Leaving, adopt, has_children},
};
use std::{
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

/// An address of its own for each test, as all share the registry. It is never followed.
fn fresh() -> *const () {
    static NEXT: AtomicU64 = AtomicU64::new(8);
    let next = NEXT.fetch_add(8, Ordering::Relaxed);
    core::ptr::without_provenance(usize::try_from(next).expect("small"))
}

fn leave(child: *const ()) -> Leaving {
    // SAFETY: nothing is behind the addresses of these tests.
    unsafe { children::leave(child) }
}

fn orphan(child: *const ()) {
    // SAFETY: as above.
    unsafe { children::orphan(child) }
}

#[test]
fn a_parent_has_children_while_one_lives() {
    let (parent, a, b) = (fresh(), fresh(), fresh());
    assert!(!has_children(parent));
    adopt(a, &[parent]);
    adopt(b, &[parent]);
    orphan(a);
    assert!(has_children(parent));
    orphan(b);
    assert!(!has_children(parent));
}

#[test]
fn a_child_may_have_several_parents() {
    let (child, from, to) = (fresh(), fresh(), fresh());
    adopt(child, &[from, to]);
    assert!(has_children(from) && has_children(to));
    orphan(child);
    assert!(!has_children(from) && !has_children(to));
}

#[test]
fn an_absent_parent_is_skipped() {
    let (child, parent) = (fresh(), fresh());
    adopt(child, &[core::ptr::null(), parent]);
    assert!(has_children(parent) && !has_children(core::ptr::null()));
    orphan(child);
    assert!(!has_children(parent));
}

#[test]
fn a_stranger_can_be_orphaned() {
    let parent = fresh();
    adopt(fresh(), &[parent]);
    orphan(fresh());
    assert!(has_children(parent));
}

#[test]
fn parents_are_kept_until_the_destructor_returned() {
    let (child, parent) = (fresh(), fresh());
    adopt(child, &[parent]);
    let leaving = leave(child);
    assert!(has_children(parent));
    drop(leaving);
    assert!(!has_children(parent));
}

#[test]
fn a_child_whose_destructor_failed_stays() {
    let (child, parent) = (fresh(), fresh());
    adopt(child, &[parent]);
    leave(child).stay();
    assert!(has_children(parent));
    orphan(child);
    assert!(!has_children(parent));
}

/// `orphan` after the destructor: another thread may have been given the address in between.
#[test]
fn of_two_children_at_one_address_the_older_goes_first() {
    let (address, [first, second, third]) = (fresh(), [fresh(), fresh(), fresh()]);
    for parent in [first, second, third] {
        adopt(address, &[parent]);
    }
    for (gone, kept) in [(first, second), (second, third)] {
        orphan(address);
        assert!(!has_children(gone) && has_children(kept));
    }
    orphan(address);
    assert!(!has_children(third));
}

/// A second face of an object has its address: the end of the one says nothing of the other.
#[test]
fn children_of_two_types_at_one_address_are_two() {
    let (address, [tree, node]) = (fresh(), [fresh(), fresh()]);
    adopt(address.cast::<u8>(), &[tree]);
    adopt(address.cast::<u16>(), &[node]);
    // SAFETY: nothing is behind the addresses of these tests.
    unsafe { children::orphan(address.cast::<u16>()) };
    assert!(has_children(tree) && !has_children(node));
    // SAFETY: as above.
    unsafe { children::orphan(address.cast::<u8>()) };
    assert!(!has_children(tree));
}

#[test]
fn a_child_may_be_a_parent() {
    let (database, statement, blob) = (fresh(), fresh(), fresh());
    adopt(statement, &[database]);
    adopt(blob, &[statement]);
    assert!(has_children(statement));
    orphan(blob);
    orphan(statement);
    assert!(!has_children(database));
}

#[test]
fn threads_agree_at_the_end() {
    let parents: Vec<usize> = (0..4).map(|_| fresh().addr()).collect();
    thread::scope(|scope| {
        for own in 0..8 {
            let parents = &parents;
            scope.spawn(move || {
                let at = |i: usize| core::ptr::without_provenance::<()>(parents[i % 4]);
                // Half of the threads share their children's addresses, as an allocator may hand them around.
                let child = core::ptr::without_provenance(0x1000_0000 + own / 2 * 16);
                for i in 0..5000 {
                    adopt(child, &[at(i), at(i + own)]);
                    let leaving = leave(child);
                    if i % 7 == 0 {
                        leaving.stay()
                    } else {
                        drop(leaving)
                    }
                    if i % 7 == 0 {
                        orphan(child);
                    }
                }
            });
        }
    });
    assert!(
        parents
            .into_iter()
            .all(|p| !has_children(core::ptr::without_provenance(p)))
    );
}

#[test]
fn a_thread_sees_its_own_children_whatever_others_do() {
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let (parent, child) = (fresh(), fresh());
                for _ in 0..5000 {
                    adopt(child, &[parent]);
                    assert!(has_children(parent));
                    orphan(child);
                    assert!(!has_children(parent));
                }
            });
        }
    });
}

/// A parent as a binding writes it.
#[repr(C)]
struct ParentRef {
    thing: ThingRef,
}

// SAFETY: opaque; a thing under another name.
unsafe impl Handle for ParentRef {
    unsafe fn destroy(object: NonNull<Self>) {
        if has_children(object.as_ptr().cast()) {
            return;
        }
        // SAFETY: the caller hands over a live thing.
        unsafe { ThingRef::destroy(object.cast()) }
    }
}

/// Its child, which reads the parent when it is destroyed.
#[repr(C)]
struct ChildRef<'parent> {
    _opaque: Opaque,
    _parent: PhantomData<&'parent ParentRef>,
}

// SAFETY: opaque; a block that holds the parent's address.
unsafe impl Handle for ChildRef<'_> {
    unsafe fn destroy(object: NonNull<Self>) {
        // SAFETY: the child is destroyed below.
        let _leaving = unsafe { children::leave(object.as_ptr().cast_const()) };
        // SAFETY: the caller hands over a live child, whose parent the registry keeps.
        let number = unsafe { object.cast::<NonNull<ParentRef>>().read().as_ref() }
            .thing
            .number();
        assert_eq!(number, 1);
        // SAFETY: as above.
        unsafe { free(object.as_ptr().cast()) }
    }
}

fn parent() -> Owned<ParentRef> {
    // SAFETY: a new thing.
    unsafe { Owned::from_raw(thing(1).into_raw().cast()) }
}

fn child(parent: &ParentRef) -> Owned<ChildRef<'_>> {
    let object = boxed(NonNull::from(parent));
    adopt(
        object.as_ptr().cast::<ChildRef<'_>>().cast_const(),
        &[core::ptr::from_ref(parent).cast()],
    );
    // SAFETY: the child is new.
    unsafe { Owned::from_raw(object.cast()) }
}

#[test]
fn a_parent_outlives_its_children_and_ends() {
    let parent = parent();
    drop((child(&parent), child(&parent)));
    drop(parent);
    assert_eq!(destroyed(), [1]);
}

#[test]
fn a_forgotten_child_keeps_its_parent() {
    let parent = parent();
    let forgotten = child(&parent);
    // Without the lifetime, as C sees it.
    let object = forgotten.as_ptr().cast::<NonNull<ParentRef>>();
    mem::forget(forgotten);
    drop(parent);
    assert!(destroyed().is_empty());

    // SAFETY: the child is live, and so is its parent: this reads it. Both are ended only so that no leak is seen.
    unsafe {
        let kept = object.read();
        ChildRef::destroy(NonNull::new_unchecked(object.cast()));
        ParentRef::destroy(kept);
    }
    assert_eq!(destroyed(), [1]);
}
