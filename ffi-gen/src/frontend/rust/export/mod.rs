//! `#[export]`: functions, methods and types of Rust as C sees them.
//!
//! This is the one place that says what becomes of a signature. The macro writes functions from it, and the reader of
//! a crate's sources a contract, from which comes the header.
//!
//! | parameter | C | refused, as an error, where |
//! |---|---|---|
//! | a number, `bool` | the same type: `int32_t` for `i32`, `size_t` for `usize` | |
//! | `char` | `uint32_t` | it is no character |
//! | `&T`, `&mut T` of an exported type | `const t *`, `t *` | null, of another type, in use |
//! | `T`, `Box<T>` of an exported handle | `t *`, which is taken | the same |
//! | a record, an enumeration | by value | it is none of the enumerators |
//! | `&str`, `String` | `const char *` with a NUL at its end | null, not UTF-8 |
//! | `&CStr` | `const char *` | null |
//! | `&[T]`, `Vec<T>`, `&mut [T]` of numbers and records | `const t *p, size_t p_len`; null is none | null and not empty, not aligned |
//! | `Option` of a pointer | null is `None` | |
//! | `impl FnMut(A) -> R`, `&mut dyn FnMut(A) -> R` | `r (*f)(a, void *data), void *f_data`, called only meanwhile | null |
//! | `Box<dyn FnMut(A) -> R>` | the same and `void (*f_destroy)(void *data)`, which is called at its end | null |
//!
//! | result | C |
//! |---|---|
//! | nothing, a value | an `int`, 0 for success, and the value through a last parameter, `out` |
//! | the same, with `on_panic = VALUE` | the value; after a failure it is `VALUE` |
//! | `Box<T>` of a handle | `t *`, which the caller ends with `t_free`; null for a failure |
//! | `&str`, `&CStr`, `&[T]` | a pointer into what lends it, and the length through `out_len`; null for a failure |
//! | `String`, `Vec<T>` | a copy that the caller frees with `prefix_free`; null for a failure |
//! | `Result<T, E>` | an `int`, and what `T` is through `out`; `E` is an `Error` with a `StatusCode` |
//! | `Option` of a pointer | an `int`, and a pointer through `out` that may be null |
//!
//! So a failure is always seen: by the status, by null, or by the value that stands for it. Its reason is the last
//! error. A panic is one of them, in every function.
//!
//! # Lifetimes
//! C is told what a result must not outlive, and nothing else, so a signature may say no more. What it lends lasts for
//! the call: `'static` in an argument, a lifetime that two arguments have and that one could be kept by, and bounds
//! between lifetimes are refused. So is a result that keeps an argument lent for writing: C would have to leave that
//! alone, and no call says so. A handle that borrows an object on which only one thread at a time may work would let
//! two in; the object must be `sync`, or belong to its thread.
//!
//! What only the compiler can tell is checked when it compiles the functions: that a name of a number or of an exported
//! type means that and no other, and that what a type borrows stands in its name, as in `View<'_>`.

mod closure;
#[cfg(feature = "tool")]
mod condition;
#[cfg(feature = "tool")]
mod contract;
#[cfg(feature = "tool")]
mod crate_source;
mod facts;
mod function;
#[cfg(feature = "tool")]
mod hidden;
mod item;
#[cfg(feature = "tool")]
mod memory;
mod model;
mod name;
mod options;
mod refusal;
mod ty;

#[cfg(feature = "tool")]
pub use condition::Conditions;
#[cfg(feature = "tool")]
pub use contract::{Library, contract};
#[cfg(feature = "tool")]
pub use crate_source::{Exports, Source, is_exported, read_crate};
pub use facts::{Kind, check, facts};
pub use function::type_name;
pub use item::{Named, items, keep};
pub use model::{
    Answer, C, CParam, Closure, Enumeration, Exported, Form, Function, Handle, Lender, Life,
    Outcome, Param, Record, RecordField, Taken,
};
pub use name::Names;
pub use options::{LibraryOptions, Options};
pub use refusal::Refusal;
pub use ty::{lifetimes, option, with_lifetimes};
