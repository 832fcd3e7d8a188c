//! The foreign library: things that note their life in a log of the thread's, and counted things.
use core::{
    ffi::c_void,
    ptr::{self, NonNull},
    sync::atomic::{AtomicUsize, Ordering},
};
use ffi_runtime::{Counted, Handle, Opaque, Owned, Shared};
use std::cell::RefCell;

unsafe extern "C" {
    pub(crate) fn malloc(size: usize) -> *mut c_void;
    pub(crate) fn free(block: *mut c_void);
}

/// A block of `malloc`'s that holds `value`.
pub(crate) fn boxed<T>(value: T) -> NonNull<T> {
    // SAFETY: `malloc` takes any size, and aligns for any of the types used here.
    let block = NonNull::new(unsafe { malloc(size_of::<T>()) })
        .expect("out of memory")
        .cast();
    // SAFETY: the block is new and large enough.
    unsafe { block.write(value) };
    block
}

thread_local!(static LOG: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) });

/// The numbers of the things that this thread destroyed since it last asked.
pub(crate) fn destroyed() -> Vec<u32> {
    LOG.take()
}

/// A borrowed thing.
#[repr(C)]
pub(crate) struct ThingRef {
    _opaque: Opaque,
}

// SAFETY: opaque, and made by `boxed`.
unsafe impl Handle for ThingRef {
    unsafe fn destroy(object: NonNull<Self>) {
        LOG.with_borrow_mut(|log| {
            // SAFETY: the caller hands over a live thing.
            log.push(unsafe { object.cast::<u32>().read() });
        });
        // SAFETY: as above; nothing uses the thing after this.
        unsafe { free(object.as_ptr().cast()) }
    }
}

impl ThingRef {
    pub(crate) fn number(&self) -> u32 {
        // SAFETY: a thing is live as long as it is borrowed.
        unsafe { ptr::from_ref(self).cast::<u32>().read() }
    }

    pub(crate) fn renumber(&mut self, number: u32) {
        // SAFETY: as for `number`.
        unsafe { ptr::from_mut(self).cast::<u32>().write(number) }
    }
}

pub(crate) fn thing(number: u32) -> Owned<ThingRef> {
    // SAFETY: the thing is new.
    unsafe { Owned::from_raw(boxed(number).cast()) }
}

/// A borrowed counted thing. It counts atomically and does nothing else.
#[repr(C)]
pub(crate) struct CountedRef {
    _opaque: Opaque,
}

// SAFETY: opaque; the count is atomic, and extends the life of every counted thing.
unsafe impl Counted for CountedRef {
    unsafe fn retain(object: NonNull<Self>) {
        // SAFETY: the caller says that it is live.
        unsafe { object.cast::<AtomicUsize>().as_ref() }.fetch_add(1, Ordering::Relaxed);
    }

    unsafe fn release(object: NonNull<Self>) {
        // SAFETY: the caller owns a reference, which keeps it live until here.
        let before =
            unsafe { object.cast::<AtomicUsize>().as_ref() }.fetch_sub(1, Ordering::AcqRel);
        if before == 1 {
            // SAFETY: that was the last reference.
            unsafe { free(object.as_ptr().cast()) }
        }
    }
}

// SAFETY: `free` runs on any thread.
unsafe impl Send for CountedRef {}
// SAFETY: the count is atomic, and there is nothing else.
unsafe impl Sync for CountedRef {}

impl CountedRef {
    pub(crate) fn count(&self) -> usize {
        // SAFETY: it is live as long as it is borrowed.
        unsafe { &*ptr::from_ref(self).cast::<AtomicUsize>() }.load(Ordering::Acquire)
    }
}

pub(crate) fn counted() -> Shared<CountedRef> {
    // SAFETY: new, with one reference.
    unsafe { Shared::from_raw(boxed(AtomicUsize::new(1)).cast()) }
}
