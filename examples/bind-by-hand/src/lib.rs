//! A library of C, bound with [`bind`](ffi_macros::bind) and nothing else.
//!
//! The declarations are written by hand and compared with the header when the crate is compiled: change one of them, or
//! the header, and the compiler says what differs.

#[ffi_macros::bind(
    library = "shelf",
    strip = ["shelf_", "SHELF_"],
    error(status, ok = [SHELF_OK], codes = [SHELF_FULL, SHELF_MISSING]),
    header = "c/shelf.h",
)]
mod bindings {
    use std::ffi::{c_char, c_int, c_void};

    const SHELF_OK: c_int = 0;
    const SHELF_FULL: c_int = 1;
    const SHELF_MISSING: c_int = 2;

    /// How full a shelf is.
    #[repr(C)]
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    struct shelf_space {
        used: usize,
        left: usize,
    }

    unsafe extern "C" {
        /// A shelf of books.
        #[handle(destroy = shelf_free)]
        type shelf;
        /// A book.
        #[handle(destroy = book_free)]
        #[ffi(strip("book_"))]
        type book;

        /// A shelf with room for some books.
        #[returns_owned]
        fn shelf_new(room: usize) -> *mut shelf;
        fn shelf_free(self_: *mut shelf);
        fn book_free(self_: *mut book);

        /// Puts a book on the shelf.
        #[exclusive(self_)]
        #[ffi(error(convention = status))]
        fn shelf_put(
            self_: *mut shelf,
            #[ffi(utf8, nul_terminated)] title: *const c_char,
            year: u32,
        ) -> c_int;

        /// The book at a place.
        #[borrows(self_)]
        fn shelf_at(self_: *const shelf, index: usize) -> *const book;

        /// Takes a book off the shelf.
        #[exclusive(self_)]
        #[ffi(error(convention = status))]
        fn shelf_take(
            self_: *mut shelf,
            #[ffi(utf8, nul_terminated)] title: *const c_char,
            #[returns_owned] out: *mut *mut book,
        ) -> c_int;

        /// How full the shelf is.
        #[ffi]
        fn shelf_measure(self_: *const shelf) -> shelf_space;

        /// The sum of the years that are to be counted.
        #[ffi(callback(keep, data = data, scope = call, on_panic = 0))]
        fn shelf_sum(
            self_: *const shelf,
            keep: Option<unsafe extern "C" fn(data: *mut c_void, year: u32) -> c_int>,
            data: *mut c_void,
        ) -> u64;

        /// What the book is called.
        #[ffi(utf8(@return), nul_terminated(@return), nonnull(@return))]
        #[borrows(self_)]
        fn book_title(self_: *const book) -> *const c_char;

        /// When it came out.
        #[ffi]
        fn book_year(self_: *const book) -> u32;

        /// How many of the years are leap years.
        #[ffi(len(years, count = count))]
        fn shelf_leap_years(years: *const u32, count: usize) -> usize;
    }
}

pub use bindings::*;
