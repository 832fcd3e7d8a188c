//! `ffi_annotations.h`: facts as C macros.

/// The text of the header. It needs nothing and works from C99 and C++11 on.
pub const TEXT: &str = include_str!("ffi_annotations.h");

/// What the annotations that are facts begin with; others use `annotate`, too.
pub const PREFIX: &str = "ffi:";

/// The macro that a line of the header defines.
pub fn defined_by(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("#define ")?;
    rest.split([' ', '(']).next()
}

/// Whether a macro is one of the header's, and so none of the library that includes it.
pub fn defines(name: &[u8]) -> bool {
    name.starts_with(b"FFI")
        && TEXT
            .lines()
            .filter_map(defined_by)
            .any(|defined| defined.as_bytes() == name)
}
