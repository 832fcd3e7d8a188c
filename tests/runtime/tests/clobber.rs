//! What a library says of a failure is read before anything can overwrite it: a destructor, another function of the
//! library, or memory that is got or freed, or what a
//! wrapper reports. Here the allocator overwrites `errno` each time, as `malloc` and `free` may.

use metrics_util::debugging::DebuggingRecorder;
use std::{
    alloc::{GlobalAlloc, Layout, System},
    ffi::c_int,
    sync::Once,
};

unsafe extern "C" {
    safe fn __errno_location() -> *mut c_int;
}

struct Overwriting;

fn overwrite() {
    // SAFETY: the place is the thread's own.
    unsafe { __errno_location().write(98) }
}

// SAFETY: memory is got and freed as by the system's.
unsafe impl GlobalAlloc for Overwriting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        overwrite();
        // SAFETY: as the caller says.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as the caller says.
        unsafe { System.dealloc(block, layout) };
        overwrite();
    }
}

#[global_allocator]
static ALLOCATOR: Overwriting = Overwriting;

#[test]
fn the_allocator_overwrites() {
    drop(std::hint::black_box(Box::new(1)));
    assert_eq!(std::io::Error::last_os_error().raw_os_error(), Some(98));
}

/// Keeps what wrappers report, which needs memory.
fn record() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        DebuggingRecorder::new().install().expect("the first one");
    });
}

/// The tests, on the bindings of a module.
macro_rules! tests_of {
    ($name:ident, $($library:tt)*) => {
        mod $name {
            use super::record;
            use $($library)*::{Error, Part, PartRef, Shelf, Slot};
            use std::path::Path;

            fn part() -> Part {
                record();
                Part::new().expect("memory")
            }

            #[track_caller]
            fn is_five<T: std::fmt::Debug>(result: Result<T, Error>) {
                match result.expect_err("it was told to fail") {
                    Error::Os { errno } => assert_eq!(errno, 5),
                    error => assert_eq!(error.message(), Some(c"failed with 5")),
                }
            }

            #[test]
            fn memory_in_place_is_freed_after_the_error_is_read() {
                is_five(Slot::new(5));
                record();
                let (_, slot) = Slot::new(0).expect("success");
                slot.refuse(5);
                is_five(slot.done());
                let (_, slot) = Slot::new(0).expect("success");
                assert_eq!(slot.done(), Ok(0));
            }

            #[test]
            fn what_is_handed_out_ends_after_the_error_is_read() {
                is_five(Part::open(5));
                is_five(Part::ask(5));
                assert!(Part::open(0).is_ok() && Part::ask(0).is_ok());
            }

            #[test]
            fn what_is_not_taken_comes_back_after_the_error_is_read() {
                let failed = part().close(5).expect_err("it was told to fail");
                assert_eq!(failed.error, Error::Os { errno: 5 });
                let failed = failed.object.finish(5).expect_err("it was told to fail");
                assert_eq!(failed.error.message(), Some(c"failed with 5"));
                let failed = failed.object.burn(6).expect_err("it was told to fail");
                assert_eq!(failed.error.message(), Some(c"failed with 6"));
                assert!(failed.object.close(0).is_ok());
            }

            #[test]
            fn copies_for_the_call_end_after_the_error_is_read() {
                is_five(part().name(Path::new("path"), 5));
                is_five(part().read(&mut [0], 5));
            }

            #[test]
            fn a_child_is_gone_after_the_error_is_read() {
                let part = part();
                part.refuse(5);
                is_five(part.piece().expect("memory").end());
            }

            #[test]
            fn what_is_kept_is_let_go_after_the_error_is_read() {
                let (shelf, part) = (Shelf::new().expect("memory"), part());
                let part: &PartRef = &part;
                is_five(shelf.lay(part, 5, || ()));
                assert!(shelf.lay(part, 0, || ()).is_ok());
            }
        }
    };
}

tests_of!(plain, ffi_gen_runtime_tests::clobber);
tests_of!(reported, ffi_gen_runtime_tests::reported::clobber);
