//! Flags that change how every function is called. clang does not say so of the functions themselves, and Rust has no
//! such convention: what would be written is wrong without a word. Flags that change types need no such care, because
//! sizes, signs and offsets are clang's own.

use crate::diagnostic::{Code, Diagnostic};

/// What is wrong with the arguments for clang, if a flag among them changes how functions are called.
pub(super) fn check(arguments: &[String]) -> Option<Diagnostic> {
    let (flag, effect) = arguments
        .iter()
        .find_map(|flag| effect(flag).map(|effect| (flag, effect)))?;
    Some(
        Diagnostic::error(
            Code::CallsChanged,
            format!("`{flag}` {effect}, which `extern \"C\"` in Rust does not do"),
        )
        .help("leave the flag out; a library that was built with it cannot be called from Rust"),
    )
}

fn effect(flag: &str) -> Option<&'static str> {
    let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
    match (name, value) {
        ("-mregparm", "0") => None,
        ("-mregparm", _) => Some("passes arguments in registers"),
        ("-freg-struct-return" | "-fpcc-struct-return", _) => {
            Some("changes how structures are returned")
        }
        ("-msoft-float", _) => Some("passes floating-point numbers like integers"),
        _ => None,
    }
}
