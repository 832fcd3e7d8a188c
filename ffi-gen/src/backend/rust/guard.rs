//! The frame of the file: what it is, for which targets it holds, and the lints it allows.

use crate::{
    contract::{Contract, Target},
    emit::Writer,
};

/// Lints that generated code cannot please: it keeps C's names, and declares more than anyone uses.
const ALLOWED: &[&str] = &[
    "clippy::all",
    "clippy::cargo",
    "clippy::nursery",
    "clippy::pedantic",
    "clippy::restriction",
    "dead_code",
    "improper_ctypes",
    "improper_ctypes_definitions",
    "missing_copy_implementations",
    "missing_debug_implementations",
    "missing_docs",
    "non_camel_case_types",
    "non_snake_case",
    "non_upper_case_globals",
    "single_use_lifetimes",
    "unnameable_types",
    "unreachable_patterns",
    "unreachable_pub",
    "unused_imports",
    "unused_qualifications",
    "variant_size_differences",
];

/// The comment at the top.
pub(super) fn header(writer: &mut Writer, contract: &Contract) {
    writer.push("// Written by ffi-gen ");
    writer.push(env!("CARGO_PKG_VERSION"));
    writer.push(" for ");
    for (index, target) in contract.targets().iter().enumerate() {
        if index > 0 {
            writer.push(", ");
        }
        writer.push(&target.triple);
    }
    writer.line(". Changes by hand are lost when it is written again.");
    writer.newline();
}

/// The start of the module for one target.
pub(super) fn open_module(writer: &mut Writer, target: &Target) {
    writer.line("/// The C API as it is: declarations, types and constants, without checks.");
    writer.push("#[cfg(");
    push_condition(writer, target);
    writer.line(")]");
    writer.line("#[allow(");
    writer.indent();
    for lint in ALLOWED {
        writer.push(lint);
        writer.line(",");
    }
    writer.dedent();
    writer.line(")]");
    writer.line("pub mod raw {");
}

/// A clear error on every other target.
pub(super) fn refuse_others(writer: &mut Writer, targets: &[Target]) {
    writer.newline();
    writer.push("#[cfg(not(");
    if targets.len() != 1 {
        writer.push("any(");
    }
    for (index, target) in targets.iter().enumerate() {
        if index > 0 {
            writer.push(", ");
        }
        push_condition(writer, target);
    }
    if targets.len() != 1 {
        writer.push(")");
    }
    writer.line("))]");
    writer.line("compile_error!(");
    writer.indent();
    writer.push("\"these bindings hold for ");
    for (index, target) in targets.iter().enumerate() {
        if index > 0 {
            writer.push(", ");
        }
        for character in target.triple.chars() {
            writer.push_char(if matches!(character, '"' | '\\') {
                '?'
            } else {
                character
            });
        }
    }
    writer.line(" only; run ffi-gen for this target\"");
    writer.dedent();
    writer.line(");");
}

fn push_condition(writer: &mut Writer, target: &Target) {
    writer.push("all(target_arch = \"");
    writer.push(&target.arch);
    writer.push("\", target_os = \"");
    writer.push(&target.os);
    writer.push("\", target_pointer_width = \"");
    writer.push_int(target.model.pointer_bits);
    writer.push("\", target_endian = \"");
    writer.push(if target.model.little_endian {
        "little"
    } else {
        "big"
    });
    writer.push("\")");
}
