//! Checks of the whole tool from outside: the command is run on real headers, and what it writes is compared with
//! what a C compiler says about the same headers.
//!
//! The checks start from the emitted Rust text ([`bindings`]), never from the tool's own model, so that a mistake
//! anywhere between the header and the text shows.

pub mod bindings;
pub mod constants;
pub mod corpus;
pub mod inference;
pub mod layouts;
pub mod mutate;
pub mod probe;
pub mod process;
pub mod random;
pub mod tool;
