//! The target as clang names it, in the words of the model.

use crate::contract::{DataModel, IntKind, Target, TextKind, Ty};

/// Reads a triple: `x86_64-pc-linux-gnu`.
pub(super) fn describe(triple: &str, pointer_bits: u16) -> Target {
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
    let unsigned_char = matches!(
        arch,
        "aarch64" | "arm" | "powerpc" | "powerpc64" | "riscv32" | "riscv64" | "s390x" | "hexagon"
    ) && !matches!(os, "macos" | "ios" | "windows");
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
            char_is_signed: !unsigned_char,
            little_endian: !big_endian,
        },
    }
}

/// The type of one unit of a string literal.
pub(super) fn code_unit(target: &Target, kind: TextKind) -> Ty {
    let unsigned = |bits| IntKind::Fixed {
        bits,
        signed: false,
    };
    Ty::Int(match (kind, target.os.as_str(), target.arch.as_str()) {
        (TextKind::Bytes, ..) => IntKind::Char,
        (TextKind::Utf16, ..) => unsigned(16),
        (TextKind::Utf32, ..) => unsigned(32),
        (TextKind::Wide, "windows", _) => IntKind::UShort,
        (TextKind::Wide, "linux" | "android", "arm" | "aarch64") => IntKind::UInt,
        (TextKind::Wide, ..) => IntKind::Int,
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
        assert!(!arm.model.char_is_signed);
        let mac = describe("arm64-apple-macosx14.0.0", 64);
        assert!(mac.model.char_is_signed);
        assert_eq!(&*mac.os, "macos");
        let windows = describe("x86_64-pc-windows-msvc", 64);
        assert_eq!(windows.model.long_bits, 32);
    }
}
