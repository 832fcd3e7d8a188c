//! The target as clang names it, in the words of the model.

use super::api::{Cursor, TranslationUnit};
use crate::contract::{DataModel, IntKind, Target, TextKind, Ty};

/// The target of a translation unit. What flags may change (`-funsigned-char`, `-fshort-wchar`, `-mlong-double-64`)
/// is taken from the macros that the compiler itself defines.
pub(super) fn of<'tu>(unit: &'tu TranslationUnit, compilers: &[Cursor<'tu>]) -> Target {
    let (triple, pointer_bits) = unit.target();
    let mut target = describe(&triple, pointer_bits);
    let model = &mut target.model;
    for &cursor in compilers {
        match cursor.spelling().as_str() {
            "__CHAR_UNSIGNED__" => model.char_is_signed = false,
            "__WCHAR_TYPE__" => {
                model.wide = integer(&unit.tokens(cursor)).unwrap_or(model.wide);
            }
            "__SIZEOF_LONG_DOUBLE__" => {
                let size = unit.tokens(cursor).pop();
                let size = size.and_then(|size| size.parse().ok());
                model.long_double_size = size.unwrap_or(model.long_double_size);
            }
            _ => {}
        }
    }
    target
}

/// The integer type that some words name.
fn integer(words: &[String]) -> Option<IntKind> {
    let has = |word: &str| words.iter().any(|found| found == word);
    let signed = if has("long") {
        IntKind::Long
    } else if has("short") {
        IntKind::Short
    } else if has("int") {
        IntKind::Int
    } else {
        return None;
    };
    Some(if has("unsigned") {
        signed.to_unsigned()
    } else {
        signed
    })
}

/// Reads a triple: `x86_64-pc-linux-gnu`.
fn describe(triple: &str, pointer_bits: u16) -> Target {
    let mut parts = triple.split('-');
    let machine = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let has = |word: &str| rest.iter().any(|part| part.starts_with(word));
    let arch = match machine {
        "i386" | "i486" | "i586" | "i686" | "x86" => "x86",
        "arm64" | "arm64e" | "aarch64_be" => "aarch64",
        "powerpc64le" | "ppc64le" | "ppc64" => "powerpc64",
        "ppc" => "powerpc",
        "wasm32" | "wasm64" | "x86_64" | "aarch64" | "s390x" | "sparc64" | "loongarch64"
        | "powerpc64" | "powerpc" | "mips" | "mips64" | "m68k" | "hexagon" => machine,
        _ if machine.starts_with("riscv64") => "riscv64",
        _ if machine.starts_with("riscv32") => "riscv32",
        _ if machine.starts_with("mips64") => "mips64",
        _ if machine.starts_with("mips") => "mips",
        _ if machine.starts_with("arm") || machine.starts_with("thumb") => "arm",
        _ => machine,
    };
    const SYSTEMS: &[(&str, &str)] = &[
        ("linux-android", "android"),
        ("android", "android"),
        ("linux", "linux"),
        ("windows", "windows"),
        ("mingw", "windows"),
        ("darwin", "macos"),
        ("macos", "macos"),
        ("ios", "ios"),
        ("freebsd", "freebsd"),
        ("netbsd", "netbsd"),
        ("openbsd", "openbsd"),
        ("dragonfly", "dragonfly"),
        ("solaris", "solaris"),
        ("illumos", "illumos"),
        ("emscripten", "emscripten"),
        ("wasi", "wasi"),
        ("fuchsia", "fuchsia"),
        ("haiku", "haiku"),
    ];
    let os = SYSTEMS
        .iter()
        .find(|(word, _)| has(word))
        .map_or("none", |(_, os)| os);
    let os = if os == "linux" && has("android") {
        "android"
    } else {
        os
    };
    let big_endian = matches!(machine, "aarch64_be" | "ppc" | "ppc64" | "m68k")
        || (matches!(arch, "powerpc" | "powerpc64") && !machine.ends_with("le"))
        || (arch.starts_with("mips") && !machine.ends_with("el"))
        || matches!(arch, "s390x" | "sparc64");
    Target {
        triple: triple.to_owned(),
        arch: arch.to_owned(),
        os: os.to_owned(),
        model: DataModel {
            pointer_bits,
            long_bits: if os == "windows" { 32 } else { pointer_bits },
            char_is_signed: true,
            little_endian: !big_endian,
            wide: match os {
                "windows" => IntKind::UShort,
                _ => IntKind::Int,
            },
            long_double_size: 16,
        },
    }
}

/// The type of one unit of a string literal.
pub(super) fn code_unit(target: &Target, kind: TextKind) -> Ty {
    let unsigned = |bits| IntKind::Fixed {
        bits,
        signed: false,
    };
    Ty::Int(match kind {
        TextKind::Bytes => IntKind::Char,
        TextKind::Utf16 => unsigned(16),
        TextKind::Utf32 => unsigned(32),
        TextKind::Wide => target.model.wide,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triples_are_read() {
        let linux = describe("x86_64-pc-linux-gnu", 64);
        assert_eq!((&*linux.arch, &*linux.os), ("x86_64", "linux"));
        assert_eq!(linux.model.long_bits, 64);
        let small = describe("i686-pc-linux-gnu", 32);
        assert_eq!((&*small.arch, small.model.long_bits), ("x86", 32));
        let arm = describe("aarch64-unknown-linux-gnu", 64);
        assert_eq!(&*arm.arch, "aarch64");
        let mac = describe("arm64-apple-macosx14.0.0", 64);
        assert_eq!(&*mac.os, "macos");
        let windows = describe("x86_64-pc-windows-msvc", 64);
        assert_eq!(windows.model.long_bits, 32);
    }
}
