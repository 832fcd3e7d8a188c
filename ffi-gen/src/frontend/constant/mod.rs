//! The values of C macros.
