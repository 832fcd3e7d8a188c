//! `ffi_annotations.h`: facts as C macros.

use super::message;

/// The text of the header. It needs nothing and works from C99 and C++11 on.
pub const TEXT: &str = include_str!("ffi_annotations.h");

/// What the annotations that are facts begin with; others use `annotate`, too.
pub const PREFIX: &str = "ffi:";

/// The macro that a line of the header defines.
pub fn defined_by(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("#define ")?;
    rest.split([' ', '(']).next()
}

/// Whether a macro is one of the header's, or of the one for messages, and so none of the library that includes it.
pub fn defines(name: &[u8]) -> bool {
    let lines = TEXT.lines().chain(message::TEXT.lines());
    (name.starts_with(b"FFI") || name.starts_with(message::MACRO.as_bytes()))
        && lines
            .filter_map(defined_by)
            .any(|defined| defined.as_bytes() == name)
}
