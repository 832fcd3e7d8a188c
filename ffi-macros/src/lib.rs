//! Attribute macros: C declarations with facts about ownership become safe wrappers.
//!
//! [`bind`] reads a block of declarations and the facts in its attributes, and writes what `ffi-gen generate` writes of a
//! header and its contract: the macro is another front end to the same generator.

mod bind;
mod error;
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
