//! The frame of the file: what it is, for which targets it holds, and the lints it allows.

use crate::{
    contract::{Contract, Target},
    emit::Writer,
};

/// Width that rustfmt fills lines to.
pub(super) const WIDTH: usize = 100;

/// Lints that generated code cannot please: it keeps C's names, and declares more than anyone uses.
const ALLOWED: &[&str] = &[
    "clashing_extern_declarations",
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
    only_on(writer, target);
    write_allowed(writer, ALLOWED);
    writer.line("pub mod raw {");
}

/// Lints that the safe module cannot please: it wraps more than anyone uses, in one style for every function.
const ALLOWED_SAFE: &[&str] = &[
    "clippy::all",
    "clippy::cargo",
    "clippy::nursery",
    "clippy::pedantic",
    "clippy::restriction",
    "dead_code",
    "missing_docs",
    "unreachable_pub",
    "unused_imports",
    "unused_qualifications",
    "variant_size_differences",
];

/// The condition under which the safe module is there, and the lints it allows.
pub(super) fn open_safe(writer: &mut Writer, target: &Target) {
    only_on(writer, target);
    allow_safe(writer);
}

/// The lints that the safe module allows.
pub(super) fn allow_safe(writer: &mut Writer) {
    write_allowed(writer, ALLOWED_SAFE);
}

/// The condition under which an item is there.
pub(super) fn only_on(writer: &mut Writer, target: &Target) {
    writer.line("#[cfg(all(");
    writer.indent();
    write_conditions(writer, target);
    writer.dedent();
    writer.line("))]");
}

fn write_allowed(writer: &mut Writer, lints: &[&str]) {
    writer.line("#[allow(");
    writer.indent();
    for (index, lint) in lints.iter().enumerate() {
        writer.push(lint);
        writer.line(if index + 1 < lints.len() { "," } else { "" });
    }
    writer.dedent();
    writer.line(")]");
}

/// A clear error on every other target.
pub(super) fn refuse_others(writer: &mut Writer, targets: &[Target]) {
    writer.newline();
    if let [target] = targets {
        writer.line("#[cfg(not(all(");
        writer.indent();
        write_conditions(writer, target);
        writer.dedent();
        writer.line(")))]");
    } else {
        writer.line("#[cfg(not(any(");
        writer.indent();
        for (index, target) in targets.iter().enumerate() {
            writer.line("all(");
            writer.indent();
            write_conditions(writer, target);
            writer.dedent();
            writer.line(if index + 1 < targets.len() { ")," } else { ")" });
        }
        writer.dedent();
        writer.line(")))]");
    }
    let triples: Vec<&str> = targets.iter().map(|target| &*target.triple).collect();
    let message = format!(
        "{:?}",
        format!(
            "these bindings hold for {} only; run ffi-gen for this target",
            triples.join(", ")
        )
    );
    let one_line = ["compile_error!(", &message, ");"].concat();
    if one_line.len() <= WIDTH {
        writer.line(&one_line);
    } else {
        writer.line("compile_error!(");
        writer.indent();
        writer.line(&message);
        writer.dedent();
        writer.line(");");
    }
}

fn write_conditions(writer: &mut Writer, target: &Target) {
    let width = target.model.pointer_bits.to_string();
    let endian = if target.model.little_endian {
        "little"
    } else {
        "big"
    };
    let conditions = [
        ("target_arch", &*target.arch),
        ("target_os", &target.os),
        ("target_pointer_width", &width),
        ("target_endian", endian),
    ];
    for (index, (key, value)) in conditions.iter().enumerate() {
        writer.push(key);
        writer.push(" = \"");
        writer.push(value);
        writer.line(if index + 1 < conditions.len() {
            "\","
        } else {
            "\""
        });
    }
}
