//! `ffi_annotations.h`: facts as C macros.

/// The text of the header. It needs nothing and works from C99 and C++11 on.
pub const TEXT: &str = include_str!("ffi_annotations.h");

/// What the annotations that are facts begin with; others use `annotate`, too.
pub const PREFIX: &str = "ffi:";
