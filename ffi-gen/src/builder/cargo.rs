//! The conversation of a build script with Cargo.

use crate::{
    diagnostic::{Diagnostics, Severity},
    frontend::{Header, Input},
};
use std::{
    env, fmt,
    io::{self, Write},
    path::PathBuf,
};

/// The variables that change what is read: those that say which libclang it is, and those that clang itself knows.
const VARIABLES: [&str; 5] = [
    "FFI_GEN_LIBCLANG",
    "LIBCLANG_PATH",
    "FFI_GEN_RESOURCE_DIR",
    "CPATH",
    "C_INCLUDE_PATH",
];

/// What Cargo tells a build script and wants to be told; elsewhere nothing is said.
pub(super) struct Cargo {
    runs_us: bool,
    target: Option<String>,
    host: Option<String>,
}

impl Cargo {
    pub(super) fn detect() -> Cargo {
        let variable = |name| env::var(name).ok();
        Cargo {
            runs_us: variable("OUT_DIR").is_some() && variable("CARGO_MANIFEST_DIR").is_some(),
            target: variable("TARGET"),
            host: variable("HOST"),
        }
    }

    /// Whether this is a build script that Cargo runs.
    #[cfg(feature = "pkg-config")]
    pub(super) fn runs_us(&self) -> bool {
        self.runs_us
    }

    /// Where the target is not the host, clang has to know, unless the user tells it.
    pub(super) fn target_argument(&self, arguments: &[String]) -> Option<String> {
        let told = arguments
            .iter()
            .any(|argument| argument.starts_with("--target") || argument == "-target");
        let target = self.target.as_ref().filter(|_| self.runs_us && !told)?;
        (self.target != self.host).then(|| format!("--target={}", clang_triple(target)))
    }

    pub(super) fn watch_headers(&self, input: &Input) {
        let named = input.headers.iter().filter_map(|header| match header {
            Header::Path(path) => Some(path.clone()),
            Header::Search(_) | Header::Stdin(_) => None,
        });
        self.watch(&named.collect::<Vec<_>>());
        for variable in VARIABLES {
            self.say(format_args!("cargo:rerun-if-env-changed={variable}"));
        }
    }

    /// Cargo builds anew each time for a file that does not exist, and some that clang reads exist only in memory.
    pub(super) fn watch_read(&self, files: &[PathBuf]) {
        let exist = files.iter().filter(|file| file.is_file());
        self.watch(&exist.cloned().collect::<Vec<_>>());
    }

    fn watch(&self, files: &[PathBuf]) {
        for file in files {
            self.say(format_args!("cargo:rerun-if-changed={}", file.display()));
        }
    }

    pub(super) fn warn(&self, diagnostics: &Diagnostics) {
        let warnings = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Warning);
        for warning in warnings {
            let (code, message) = (warning.code, &warning.message);
            self.say(format_args!("cargo:warning={code}: {message}"));
        }
    }

    fn say(&self, line: fmt::Arguments<'_>) {
        if self.runs_us {
            // When Cargo no longer listens there is nobody to tell.
            let _ = writeln!(io::stdout(), "{line}");
        }
    }
}

/// The triple by which clang knows a target of Rust.
fn clang_triple(target: &str) -> String {
    let (arch, rest) = target.split_once('-').unwrap_or((target, ""));
    let arch = match arch {
        "aarch64" if rest.starts_with("apple") => "arm64",
        arch if arch.starts_with("riscv32") => "riscv32",
        arch if arch.starts_with("riscv64") => "riscv64",
        arch => arch,
    };
    match rest {
        "apple-ios-sim" => format!("{arch}-apple-ios-simulator"),
        "espidf" => format!("{arch}-esp-elf"),
        rest => format!("{arch}-{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_target_is_passed_on_once() {
        let cargo = |target: &str| Cargo {
            runs_us: true,
            target: Some(target.to_owned()),
            host: Some("x86_64-unknown-linux-gnu".to_owned()),
        };
        let none: &[String] = &[];
        assert_eq!(
            cargo("x86_64-unknown-linux-gnu").target_argument(none),
            None
        );
        let riscv = cargo("riscv64gc-unknown-linux-gnu");
        let argument = riscv.target_argument(none).unwrap();
        assert_eq!(argument, "--target=riscv64-unknown-linux-gnu");
        assert_eq!(riscv.target_argument(&[argument]), None);
    }
}
