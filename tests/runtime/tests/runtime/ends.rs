//! Objects whose end frees closures in the middle of C, and children that share their addresses with others.

use ffi_gen_runtime_tests::ends::{Chime, Door, House, Lamp, Tree, ring_all, sum};
use std::{
    cell::Cell,
    rc::Rc,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The library has one list for all that rings, and no lock.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Calls the library when it is dropped, and remembers what it heard.
struct Caller(Rc<Cell<i32>>);

impl Drop for Caller {
    fn drop(&mut self) {
        self.0.set(100 + ring_all());
    }
}

/// A closure that captures memory, and a value that calls the library when the closure is freed.
fn closure() -> (impl FnMut(i32) -> i32, Rc<Cell<i32>>) {
    let heard = Rc::new(Cell::new(0));
    let (number, caller) = (Box::new(7), Caller(heard.clone()));
    let closure = move |event| {
        let _ = &caller;
        event + *number
    };
    (closure, heard)
}

#[test]
fn the_last_owner_of_a_counted_object_frees_its_closure_after_the_call() {
    let _alone = alone();
    let chime = Chime::new().expect("memory");
    let (closure, heard) = closure();
    chime.notify(closure);
    let other = chime.clone();
    drop(chime);
    assert_eq!((ring_all(), heard.get()), (8, 0));
    drop(other);
    assert_eq!((ring_all(), heard.get()), (0, 100));
}

#[test]
fn a_container_frees_the_closures_of_its_parts_after_the_call() {
    let _alone = alone();
    let (house, door) = (House::new().expect("memory"), Door::new().expect("memory"));
    let (closure, heard) = closure();
    door.notify(closure);
    house.take(door);
    assert_eq!((ring_all(), heard.get()), (8, 0));
    drop(house);
    assert_eq!((ring_all(), heard.get()), (0, 100));
}

#[test]
fn what_lets_go_at_the_end_of_a_scope_frees_closures_after_the_call() {
    let _alone = alone();
    let (house, door) = (House::new().expect("memory"), Door::new().expect("memory"));
    let (closure, heard) = closure();
    door.notify(closure);
    house.take(door);
    assert_eq!(house.sign(c"inn", ring_all), 8);
    assert_eq!((ring_all(), heard.get()), (0, 100));
}

#[test]
fn a_number_frees_its_closure_after_the_call() {
    let _alone = alone();
    let lamp = Lamp::new().expect("room");
    let (closure, heard) = closure();
    lamp.lend().notify(closure);
    assert_eq!((ring_all(), heard.get()), (8, 0));
    drop(lamp);
    assert_eq!((ring_all(), heard.get()), (0, 100));
}

/// The face has the node's address, and its end is not that of the node.
#[test]
fn a_child_with_two_faces_keeps_its_parent() {
    let _alone = alone();
    let tree = Tree::new(3).expect("memory");
    let node = tree.node_new().expect("memory");
    drop(node.face_new().expect("memory"));
    std::mem::forget(node);
    // A node is left that reads it.
    drop(tree);
    assert_eq!(sum(), 3);
}
