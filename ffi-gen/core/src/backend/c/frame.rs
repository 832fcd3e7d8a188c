//! The frame of the header: its guard, what it includes, the macros for facts, and `extern "C"`.

use crate::{annotation::header, emit::Writer};
use std::collections::BTreeSet;

/// A standard header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standard {
    Bool,
    Def,
    Int,
}

/// What the declarations need around them.
#[derive(Debug, Clone, Default)]
pub(super) struct Needs {
    standard: BTreeSet<Standard>,
    /// The macros for facts, by name.
    macros: BTreeSet<String>,
}

impl Needs {
    pub(super) fn include(&mut self, standard: Standard) {
        self.standard.insert(standard);
    }

    /// Notes that a macro for facts is used: `FFI_UTF8`, or `FFI_LEN(count)`.
    pub(super) fn annotate(&mut self, annotation: &str) {
        let name = annotation.split('(').next().unwrap_or_default();
        self.macros.insert(name.to_owned());
    }
}

pub(super) fn open(writer: &mut Writer, name: &str, needs: &Needs) {
    writer.line(concat!(
        "/* Written by ffi-gen ",
        env!("CARGO_PKG_VERSION"),
        ". Changes by hand are lost when it is written again. */"
    ));
    let guard = guard(name);
    writer.line(&format!("#ifndef {guard}"));
    writer.line(&format!("#define {guard}"));
    writer.newline();
    for standard in &needs.standard {
        writer.line(match standard {
            Standard::Bool => "#include <stdbool.h>",
            Standard::Def => "#include <stddef.h>",
            Standard::Int => "#include <stdint.h>",
        });
    }
    if !needs.standard.is_empty() {
        writer.newline();
    }
    macros(writer, &needs.macros);
    writer.line("#ifdef __cplusplus");
    writer.line("extern \"C\" {");
    writer.line("#endif");
}

pub(super) fn close(writer: &mut Writer) {
    writer.newline();
    writer.line("#ifdef __cplusplus");
    writer.line("}");
    writer.line("#endif");
    writer.newline();
    writer.line("#endif");
}

fn guard(name: &str) -> String {
    let word = name.chars().map(|c| match c.is_ascii_alphanumeric() {
        true => c.to_ascii_uppercase(),
        false => '_',
    });
    let word: String = word.collect();
    match word.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("FFI_{word}_H"),
        false => format!("{word}_H"),
    }
}

/// The definitions of the macros that are used, word for word as `ffi_annotations.h` has them: a file may include both.
fn macros(writer: &mut Writer, used: &BTreeSet<String>) {
    if used.is_empty() {
        return;
    }
    let (kept, empty) = header::TEXT.split_once("#else").unwrap_or_default();
    let write = |writer: &mut Writer, part: &str| {
        let definitions = part
            .lines()
            .filter(|line| header::defined_by(line).is_some_and(|name| used.contains(name)));
        definitions.for_each(|line| writer.line(line));
    };
    writer
        .line("/* Facts for ffi-gen, nothing for a compiler: see `ffi-gen annotations-header`. */");
    writer.line("#ifndef FFI_ANNOTATIONS_H");
    writer.line("#if defined(__clang__) && defined(__has_attribute)");
    writer.line("#if __has_attribute(annotate)");
    writer.line("#define FFI_ANNOTATIONS_ARE_KEPT 1");
    writer.line("#endif");
    writer.line("#endif");
    writer.line("#ifdef FFI_ANNOTATIONS_ARE_KEPT");
    write(writer, kept);
    writer.line("#else");
    write(writer, empty);
    writer.line("#endif");
    writer.line("#endif");
    writer.newline();
}
