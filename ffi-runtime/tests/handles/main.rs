//! Handles against a small library written here, with C's own allocator: what valgrind and the sanitizers can follow.
#[macro_use]
mod auto_traits;
#[cfg(feature = "audit")]
mod audit;
mod children;
mod owned;
mod shared;
mod text;
mod thing;
