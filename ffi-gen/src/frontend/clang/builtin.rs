//! The headers that belong to a compiler rather than to a C library: `stddef.h`, `stdarg.h`, `limits.h`, …
//!
//! libclang needs those of its own version. A distribution installs them beside it, the wheel of PyPI does not bring any,
//! and a wrong `stddef.h` is worse than none: so it is always known which ones are used.

use super::search;
use crate::diagnostic::{Code, Diagnostic};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Which builtin headers are used, best first. A directory is the one that `stddef.h` lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Builtin {
    /// Those that `FFI_GEN_RESOURCE_DIR` names.
    Given(PathBuf),
    /// Those of this libclang's version.
    Own(PathBuf),
    /// Those of another version of clang.
    OtherClang(PathBuf),
    /// Those of gcc: the freestanding ones work, the ones for vector instructions do not.
    Gcc(PathBuf),
    /// The few that come with this program.
    Embedded,
}

/// The headers that come with this program: name and text.
pub(crate) const EMBEDDED: &[(&str, &str)] = &[
    ("float.h", include_str!("include/float.h")),
    ("iso646.h", include_str!("include/iso646.h")),
    ("limits.h", include_str!("include/limits.h")),
    ("stdalign.h", include_str!("include/stdalign.h")),
    ("stdarg.h", include_str!("include/stdarg.h")),
    ("stdbool.h", include_str!("include/stdbool.h")),
    ("stddef.h", include_str!("include/stddef.h")),
    ("stdint.h", include_str!("include/stdint.h")),
    ("stdnoreturn.h", include_str!("include/stdnoreturn.h")),
];

/// The directory that the embedded headers are said to lie in. It need not exist.
pub(crate) const EMBEDDED_DIRECTORY: &str = "/ffi-gen/builtin";

const VARIABLE: &str = "FFI_GEN_RESOURCE_DIR";

impl Builtin {
    /// The best headers for the libclang at `library`.
    pub(crate) fn find(library: &Path, major: u32) -> Result<Builtin, Diagnostic> {
        if let Some(value) = env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
            return given(Path::new(&value));
        }
        Ok(beside(library, major)
            .or_else(|| installed(major))
            .or_else(|| newest_gcc().map(Builtin::Gcc))
            .unwrap_or(Builtin::Embedded))
    }

    /// The arguments that make clang use these headers, and no others, in their proper place among the system's.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let directory = self
            .directory()
            .unwrap_or(Path::new(EMBEDDED_DIRECTORY))
            .display()
            .to_string();
        vec!["-nobuiltininc".into(), "-isystem".into(), directory]
    }

    /// The files that clang must be given because they are on no disk: path and text.
    pub(crate) fn unsaved_files(&self) -> Vec<(String, &'static str)> {
        if *self != Builtin::Embedded {
            return Vec::new();
        }
        EMBEDDED
            .iter()
            .map(|(name, text)| (format!("{EMBEDDED_DIRECTORY}/{name}"), *text))
            .collect()
    }

    /// Where they lie; nowhere when they come with this program.
    pub(crate) fn directory(&self) -> Option<&Path> {
        match self {
            Builtin::Given(path)
            | Builtin::Own(path)
            | Builtin::OtherClang(path)
            | Builtin::Gcc(path) => Some(path),
            Builtin::Embedded => None,
        }
    }
}

fn given(path: &Path) -> Result<Builtin, Diagnostic> {
    [path.join("include"), path.to_owned()]
        .into_iter()
        .find(|directory| is_usable(directory))
        .map(Builtin::Given)
        .ok_or_else(|| {
            Diagnostic::error(
                Code::BuiltinHeadersMissing,
                format!("`{VARIABLE}` is `{}`, but there is no `stddef.h` there", path.display()),
            )
            .help(format!(
                "name what `clang -print-resource-dir` prints, or unset `{VARIABLE}` to use installed headers"
            ))
        })
}

/// The headers of version `major` in the installation that the library is part of.
fn beside(library: &Path, major: u32) -> Option<Builtin> {
    let real = fs::canonicalize(library).ok();
    let directories = [Some(library), real.as_deref()]
        .into_iter()
        .flatten()
        .filter_map(Path::parent)
        .flat_map(|directory| [directory.to_owned(), directory.join("../lib")]);
    let mut versions = directories.flat_map(|directory| versions(&directory));
    versions
        .find(|(version, _)| *version == major)
        .map(|(_, path)| Builtin::Own(path))
}

/// Headers of `major` anywhere else on the machine, or else those of the version closest to it.
fn installed(major: u32) -> Option<Builtin> {
    search::directories()
        .iter()
        .flat_map(|directory| versions(directory))
        .min_by_key(|(version, _)| version.abs_diff(major))
        .map(|(version, path)| match version == major {
            true => Builtin::Own(path),
            false => Builtin::OtherClang(path),
        })
}

/// The resource directories in a directory of libraries, with their major versions.
fn versions(libraries: &Path) -> impl Iterator<Item = (u32, PathBuf)> + use<> {
    search::children(libraries.join("clang"), "").filter_map(|directory| {
        let version = search::first_number(directory.file_name()?.to_str()?)?;
        let include = directory.join("include");
        is_usable(&include).then_some((version, include))
    })
}

/// The include directory of the newest gcc for this machine.
fn newest_gcc() -> Option<PathBuf> {
    ["/usr/lib/gcc", "/usr/lib64/gcc", "/usr/local/lib/gcc"]
        .iter()
        .flat_map(|parent| search::children(parent, std::env::consts::ARCH))
        .filter(|triple| triple.to_string_lossy().contains(std::env::consts::OS))
        .flat_map(|triple| search::children(triple, ""))
        .filter_map(|directory| {
            let version = search::first_number(directory.file_name()?.to_str()?)?;
            let include = directory.join("include");
            is_usable(&include).then_some((version, include))
        })
        .max()
        .map(|(_, include)| include)
}

fn is_usable(directory: &Path) -> bool {
    directory.join("stddef.h").is_file()
}

#[cfg(test)]
mod tests {
    use super::{super::library, *};
    use clang_sys::{CXDiagnostic_Error, CXTranslationUnit_None, CXUnsavedFile};
    use std::{ffi::CString, os::raw::c_ulong, ptr};

    #[test]
    fn every_kind_of_builtin_header_serves_the_c_library() {
        let own = library::load()
            .expect("libclang is installed")
            .builtin
            .clone()
            .expect("it has its headers");
        let gcc = newest_gcc().map(Builtin::Gcc);
        for builtin in [Some(own), gcc, Some(Builtin::Embedded)]
            .into_iter()
            .flatten()
        {
            assert_eq!(
                errors(&builtin, EVERYTHING),
                Vec::<String>::new(),
                "{builtin:?}"
            );
        }
    }

    #[test]
    fn errors_are_noticed() {
        assert_eq!(
            errors(&Builtin::Embedded, "#include <nowhere.h>\n").len(),
            1
        );
    }

    const EVERYTHING: &str = "
        #include <float.h>
        #include <iso646.h>
        #include <limits.h>
        #include <stdalign.h>
        #include <stdarg.h>
        #include <stdbool.h>
        #include <stddef.h>
        #include <stdint.h>
        #include <stdnoreturn.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <wchar.h>
        _Static_assert(sizeof(size_t) == sizeof(void *) && sizeof(wchar_t) == 4, \"\");
        _Static_assert(sizeof(max_align_t) == 32 || sizeof(void *) == 4, \"\");
        _Static_assert(INT_MAX == 2147483647 && ULONG_MAX == (unsigned long)-1, \"\");
        _Static_assert(INT64_MAX == 9223372036854775807 && SIZE_MAX == (size_t)-1, \"\");
        _Static_assert(DBL_MANT_DIG == 53 && offsetof(struct { char a; int b; }, b) == 4, \"\");
        #ifndef PATH_MAX
        #error the C library's limits.h was not reached
        #endif
        bool f(va_list list, const char *format, wint_t c);
    ";

    /// What clang has against `text` when it uses `builtin`.
    fn errors(builtin: &Builtin, text: &str) -> Vec<String> {
        let c = |text: &str| CString::new(text).expect("no NUL");
        let functions = &library::load().expect("libclang is installed").functions;
        let mut arguments = vec![c("clang"), c("-fsyntax-only")];
        arguments.extend(builtin.arguments().iter().map(|argument| c(argument)));
        let arguments: Vec<_> = arguments.iter().map(|argument| argument.as_ptr()).collect();
        let files: Vec<_> = builtin
            .unsaved_files()
            .iter()
            .map(|(path, text)| (c(path), c(text)))
            .chain([(c("everything.c"), c(text))])
            .collect();
        let mut unsaved: Vec<_> = files
            .iter()
            .map(|(path, text)| CXUnsavedFile {
                Filename: path.as_ptr(),
                Contents: text.as_ptr(),
                Length: text.as_bytes().len() as c_ulong,
            })
            .collect();
        let mut unit = ptr::null_mut();
        let mut found = Vec::new();
        // SAFETY: every function is one of the required ones; the arrays outlive the call, which copies what it keeps;
        // unit, diagnostics, strings and index are disposed of once each, after their last use.
        unsafe {
            let index = functions.clang_createIndex.unwrap()(0, 0);
            let code = functions.clang_parseTranslationUnit2FullArgv.unwrap()(
                index,
                c("everything.c").as_ptr(),
                arguments.as_ptr(),
                arguments.len().try_into().unwrap(),
                unsaved.as_mut_ptr(),
                unsaved.len().try_into().unwrap(),
                CXTranslationUnit_None,
                &mut unit,
            );
            assert_eq!(code, 0);
            for number in 0..functions.clang_getNumDiagnostics.unwrap()(unit) {
                let diagnostic = functions.clang_getDiagnostic.unwrap()(unit, number);
                if functions.clang_getDiagnosticSeverity.unwrap()(diagnostic) >= CXDiagnostic_Error
                {
                    let string = functions.clang_getDiagnosticSpelling.unwrap()(diagnostic);
                    let pointer = functions.clang_getCString.unwrap()(string);
                    found.push(
                        std::ffi::CStr::from_ptr(pointer)
                            .to_string_lossy()
                            .into_owned(),
                    );
                    functions.clang_disposeString.unwrap()(string);
                }
                functions.clang_disposeDiagnostic.unwrap()(diagnostic);
            }
            functions.clang_disposeTranslationUnit.unwrap()(unit);
            functions.clang_disposeIndex.unwrap()(index);
        }
        found
    }
}
