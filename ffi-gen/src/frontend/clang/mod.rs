//! The C front end: libclang's view of a header as a contract.

mod builtin;
mod install;
mod library;
mod search;
