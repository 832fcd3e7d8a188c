//! `ffi-gen doctor`: what was found on this machine, and what to do about what was not.

use super::{DONE, FAILED, finish, print};
use crate::{
    diagnostic::Diagnostics,
    frontend::{
        Header, Input,
        clang::{self, Builtin},
        system_directories,
    },
    source::SourceMap,
};
use std::{
    env,
    path::{Path, PathBuf},
};

/// Prints the findings; succeeds when headers can be translated on this machine.
pub(super) fn run() -> u8 {
    let mut findings = Findings::default();
    let mut diagnostics = Diagnostics::default();
    let mut sources = SourceMap::default();
    match clang::load() {
        Ok(library) => {
            findings.add("libclang", &library.path.display().to_string());
            findings.add("", &library.version);
            match &library.builtin {
                Ok(builtin) => findings.builtin(builtin, library.major),
                Err(diagnostic) => findings.add("builtin headers", &diagnostic.message),
            }
            let trial = Input {
                headers: vec![Header::Stdin(TRIAL.to_vec())],
                ..Input::default()
            };
            if let Err(read) = clang::read(&trial, &mut diagnostics).contract {
                sources = read;
            }
        }
        Err(diagnostic) => {
            findings.add("libclang", "not found");
            diagnostics.push(diagnostic);
        }
    }
    findings.system(&diagnostics);
    let verdict = if diagnostics.has_errors() {
        "headers cannot be translated on this machine; here is why:"
    } else {
        "a header that includes <stddef.h>, <stdint.h> and <stdio.h> was translated"
    };
    findings.add("verdict", verdict);
    let printed = print(&findings.text);
    match (printed, finish(&diagnostics, &sources)) {
        (Ok(()), DONE) => DONE,
        _ => FAILED,
    }
}

/// What nearly every header needs of the compiler and of the C library.
const TRIAL: &[u8] = b"#include <stddef.h>\n#include <stdint.h>\n#include <stdio.h>\n\
    int ffi_gen_trial(FILE *file, size_t length, uint64_t *numbers);\n";

#[derive(Default)]
struct Findings {
    text: String,
}

impl Findings {
    fn add(&mut self, what: &str, value: &str) {
        self.text += &format!("{what:<16} {value}\n");
    }

    fn advise(&mut self, advice: &str) {
        self.add("", &format!("-> {advice}"));
    }

    fn builtin(&mut self, builtin: &Builtin, major: u32) {
        let path = |path: &Path| path.display().to_string();
        let install = format!(
            "to get the right ones on Debian or Ubuntu: apt-get install libclang-common-{major}-dev; \
             elsewhere install clang {major}, or set FFI_GEN_RESOURCE_DIR to what `clang -print-resource-dir` prints"
        );
        match builtin {
            Builtin::Given(directory) => {
                self.add("builtin headers", &path(directory));
                self.add("", "those that FFI_GEN_RESOURCE_DIR names");
            }
            Builtin::Own(directory) => {
                self.add("builtin headers", &path(directory));
                self.add("", "those of this libclang");
            }
            Builtin::OtherClang(directory) => {
                self.add("builtin headers", &path(directory));
                self.add(
                    "",
                    "those of another version of clang; they nearly always work",
                );
            }
            Builtin::Gcc(directory) => {
                self.add("builtin headers", &path(directory));
                self.add(
                    "",
                    "those of gcc; all work but those for vector instructions (<immintrin.h>)",
                );
                self.advise(&install);
            }
            Builtin::Embedded => {
                self.add(
                    "builtin headers",
                    "the few that come with ffi-gen (<stddef.h>, <stdint.h>, …)",
                );
                self.add(
                    "",
                    "headers for vector instructions (<immintrin.h>) and atomics are missing",
                );
                self.advise(&install);
            }
        }
    }

    fn system(&mut self, diagnostics: &Diagnostics) {
        let directories = system_directories();
        let shown: Vec<String> = directories
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let has = |header: &str| directories.iter().any(|path| path.join(header).is_file());
        self.add("system headers", &shown.join(", "));
        if diagnostics.has_errors() && !has("stdio.h") {
            self.add("", "there is no <stdio.h> in them");
            self.advise(
                "install the C library's headers. Debian, Ubuntu: apt-get install libc6-dev; \
                 Fedora: dnf install glibc-devel; Alpine: apk add musl-dev; macOS: xcode-select --install",
            );
        }
        match compiler() {
            Some(path) => self.add("C compiler", &path.display().to_string()),
            None => {
                self.add(
                    "C compiler",
                    "not found (ffi-gen does without; Rust needs one to link)",
                );
                self.advise("Debian, Ubuntu: apt-get install gcc; Fedora: dnf install gcc; Alpine: apk add gcc musl-dev");
            }
        }
    }
}

/// The C compiler that builds would use: `$CC`, or the first usual name on the search path.
fn compiler() -> Option<PathBuf> {
    let given = env::var("CC").ok();
    let names = given.as_deref().into_iter().chain(["cc", "gcc", "clang"]);
    let path = env::var_os("PATH").unwrap_or_default();
    let directories: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .flat_map(|name| {
            directories
                .iter()
                .map(move |directory| directory.join(name))
        })
        .find(|candidate| candidate.is_file() || candidate.with_extension("exe").is_file())
}
