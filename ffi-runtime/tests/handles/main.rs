//! Handles against a small library written here, with C's own allocator: what valgrind and the sanitizers can follow.
mod auto_traits;
mod children;
mod owned;
mod shared;
mod thing;
