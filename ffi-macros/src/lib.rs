//! Attribute macros: C declarations with facts about ownership become safe wrappers.
//!
//! [`bind`] reads a block of declarations and the facts in its attributes, and writes what `ffi-gen generate` writes of a
//! header and its contract: the macro is another front end to the same generator.

mod bind;
mod error;
#[cfg(feature = "export")]
mod export;
mod tokens;
#[cfg(feature = "verify")]
mod verify;

use proc_macro::TokenStream;

/// Writes safe wrappers of the functions in a block of C declarations.
///
/// Each item that somebody vouches for has an attribute of ours: [`ffi`](macro@ffi), with any facts of the vocabulary
/// that `ffi-gen facts` lists, or none; or one of those that are attributes of their own. They stand on the item, or on
/// the parameter or field that they are about. An item without one stays unsafe.
///
/// The block becomes the module `raw`, with every item public, and the wrappers stand where the block stood. Opaque
/// types are declared with `type`; records, constants and aliases stand in a module around the block. Either stands in a
/// module, not in a function, and a block is the only one of its module.
///
/// The crate needs `ffi-runtime`.
///
/// # The header
/// With the feature `verify`, `#[bind(header = "thing.h", arguments = ["-Iinclude"])]` reads the header with libclang, and
/// whatever is declared differently here is an error that shows the declaration in C: names, parameters, types, `const`,
/// the fields of records and their layout, the values of constants. The path is relative to the
/// source file, or else to the crate; `"<thing.h>"` is searched for. The crate is compiled again when the header changes. Without the feature, the option is a remark: let a
/// test or the build of a release enable it, and the others need no libclang.
///
/// # Options
/// | | |
/// |---|---|
/// | `library = "thing"` | what error messages call the library |
/// | `strip = ["thing_"]` | prefixes that safe names lose |
/// | `error(status, ok = [THING_OK], message = thing_errmsg(thing), code = …, codes = [THING_*])` | a convention, for `#[ffi(error(convention = status))]`; `ok` may be `{ A = true, B = false }`, `nonnull`, `zero`, `nonzero`, `not_negative` |
/// | `header = "thing.h"`, `arguments = […]` | see above |
///
/// # Examples
/// ```
/// use ffi_macros::bind;
/// use std::ffi::{c_char, c_int};
///
/// #[bind(library = "thing", strip = ["thing_"])]
/// unsafe extern "C" {
///     #[ffi(handle(destroy = thing_free))]
///     type thing;
///
///     /// Makes a thing.
///     #[returns_owned]
///     fn thing_new(size: c_int) -> *mut thing;
///     fn thing_free(thing: *mut thing);
///     #[ffi(utf8(@return), nul_terminated(@return), borrows(@return: thing), nonnull(@return))]
///     fn thing_name(thing: *const thing) -> *const c_char;
/// }
///
/// fn main() {
///     if let Some(thing) = Thing::new(3) {
///         println!("{:?}", thing.name());
///     }
/// }
/// # mod c {
/// #     use std::ffi::{c_char, c_int, c_void};
/// #     #[unsafe(no_mangle)]
/// #     extern "C" fn thing_new(_: c_int) -> *mut c_void { std::ptr::dangling_mut() }
/// #     #[unsafe(no_mangle)]
/// #     extern "C" fn thing_free(_: *mut c_void) {}
/// #     #[unsafe(no_mangle)]
/// #     extern "C" fn thing_name(_: *const c_void) -> *const c_char { c"name".as_ptr() }
/// # }
/// ```
#[proc_macro_attribute]
pub fn bind(options: TokenStream, item: TokenStream) -> TokenStream {
    bind::expand(options.into(), item.into()).into()
}

/// Exports functions, methods and types to C (feature `export`).
///
/// It stands on a function, on an `impl` block, whose public methods it exports, on a structure or an enumeration, or on
/// a module in line, of whose items it exports those that have the attribute, too. Beside the item, which stays as it is,
/// it writes functions that C can call: they check what they are given, let no panic through, and leave the reason of a
/// failure as the last error. `ffi-gen export`, or `ffi_gen::Exporter` in a build script, writes the header.
///
/// | a type | is |
/// |---|---|
/// | a structure | a handle: C has a pointer, and ends it with the function whose name ends with `_free` |
/// | a structure with `#[repr(C)]` that is `Copy` | a record, which is copied |
/// | an enumeration with `#[repr(C)]` or of a number | an enumeration; numbers that are none of it are refused |
///
/// What becomes of parameters and results is told in the documentation of `ffi_gen::frontend::rust::export`. What cannot
/// be exported soundly is an error that says what to write.
///
/// | option | |
/// |---|---|
/// | `prefix = "demo"`, `abi = 2` | names begin with `demo2_`; otherwise with the name of the package |
/// | `name = "demo_open"` | the whole name of a function or a type |
/// | `on_panic = -1` | the function returns its value, or this one if it fails |
/// | `send`, `sync` | other threads may have a handle; the compiler checks that |
/// | `skip` | a method that is not exported |
///
/// The crate needs `ffi-runtime`, the feature `export` of this one, and [`export_library!`] once.
///
/// # Examples
/// ```
/// use ffi_macros::export;
/// use std::ffi::{c_int, c_void};
///
/// ffi_macros::export_library!(prefix = "demo");
///
/// /// Counts.
/// #[export(prefix = "demo")]
/// pub struct Counter(u32);
///
/// #[export(prefix = "demo")]
/// impl Counter {
///     pub fn new(start: u32) -> Box<Counter> {
///         Box::new(Counter(start))
///     }
///     pub fn step(&mut self) -> u32 {
///         self.0 += 1;
///         self.0
///     }
/// }
///
/// // What C says.
/// unsafe extern "C" {
///     fn demo_counter_new(start: u32) -> *mut c_void;
///     fn demo_counter_step(this: *mut c_void, out: *mut u32) -> c_int;
///     fn demo_counter_free(this: *mut c_void);
/// }
///
/// let mut count = 0;
/// // SAFETY: the counter is used as it should be, and ended once.
/// unsafe {
///     let counter = demo_counter_new(6);
///     assert_eq!((demo_counter_step(counter, &mut count), count), (0, 7));
///     demo_counter_free(counter);
/// }
/// ```
#[cfg(feature = "export")]
#[proc_macro_attribute]
pub fn export(options: TokenStream, item: TokenStream) -> TokenStream {
    export::expand(options.into(), item.into()).into()
}

/// Exports (feature `export`) the functions that every library has: those that read the last error, the one that frees text and elements,
/// and, with `fingerprint = NUMBER`, the one that tells the fingerprint of the interface.
///
/// It stands once in a crate, with the `prefix` and the `abi` of [`export`](macro@export).
#[cfg(feature = "export")]
#[proc_macro]
pub fn export_library(options: TokenStream) -> TokenStream {
    export::expand_library(options.into()).into()
}

macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        $(
            $(#[doc = $doc])+
            ///
            /// It stands on an item in a block with [`bind`](macro@bind), which reads it, and nowhere else.
            #[proc_macro_attribute]
            pub fn $name(arguments: TokenStream, item: TokenStream) -> TokenStream {
                error::outside(stringify!($name), arguments.into(), item.into()).into()
            }
        )+
    };
}

facts! {
    /// Any facts: `#[ffi(utf8(name), len(data, count = size))]`; or none, where somebody vouches for an item of which
    /// there is nothing to say.
    ffi,
    /// A result must not outlive what it depends on: `#[borrows(@return: thing)]`.
    borrows,
    /// The function takes a parameter: `#[consumes(thing)]`.
    consumes,
    /// The call ends every borrow taken from a parameter: `#[exclusive(thing)]`.
    exclusive,
    /// A type is a handle, which a function destroys: `#[handle(destroy = thing_free)]`.
    handle,
    /// The call ends every borrow taken from something: `#[invalidates(thing)]`.
    invalidates,
    /// A pointer may be null: `#[nullable(name)]`.
    nullable,
    /// A type is a handle that is shared by counting: `#[refcounted(retain = thing_ref, release = thing_unref)]`.
    refcounted,
    /// The function keeps a parameter after it returns: `#[retains(name, until = thing_clear)]`.
    retains,
    /// The caller owns the result, or what a parameter receives: `#[returns_owned]`.
    returns_owned,
}
