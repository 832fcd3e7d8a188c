//! The API for build scripts.

mod cargo;

use self::cargo::Cargo;
use crate::{
    backend::rust::Raw,
    diagnostic::{Code, Color, Diagnostic, Diagnostics, render},
    emit::{Files, disk},
    frontend::{Header, Input},
    pipeline::{self, Failure, Request},
    resolve::Selection,
    source::SourceMap,
};
use std::{
    env, fmt,
    path::{Path, PathBuf},
};

/// Makes bindings in a build script.
///
/// ```no_run
/// fn main() -> Result<(), ffi_gen::Error> {
///     ffi_gen::Builder::new("wrapper.h").generate()?.write_to_out_dir()
/// }
/// ```
///
/// The bindings are the module `raw` of the file `raw.rs`:
///
/// ```text
/// include!(concat!(env!("OUT_DIR"), "/raw.rs"));
/// ```
///
/// In a build script it tells Cargo which files were read, so that a change to any header makes new bindings, and
/// reads the headers for the target that Cargo builds for.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Builder {
    input: Input,
    selection: Selection,
    packages: Vec<String>,
}

/// Bindings that were made but not yet written.
#[derive(Debug)]
#[must_use]
pub struct Bindings {
    files: Files,
}

/// Why there are no bindings. `Debug` shows the same text as `Display`, for that is what a build script prints.
#[derive(Clone)]
pub struct Error {
    text: String,
}

impl Builder {
    /// Bindings for a header: a path, or `<zlib.h>` for one that is searched for.
    pub fn new(header: impl Into<PathBuf>) -> Builder {
        Builder::default().header(header)
    }

    /// Adds a header.
    pub fn header(mut self, header: impl Into<PathBuf>) -> Builder {
        self.input.headers.push(Header::named(header));
        self
    }

    /// Adds an argument for clang: `-I…`, `-D…`.
    pub fn clang_arg(mut self, argument: impl Into<String>) -> Builder {
        self.input.arguments.push(argument.into());
        self
    }

    /// Adds arguments for clang.
    pub fn clang_args<T: Into<String>>(
        mut self,
        arguments: impl IntoIterator<Item = T>,
    ) -> Builder {
        let arguments = arguments.into_iter().map(Into::into);
        self.input.arguments.extend(arguments);
        self
    }

    /// Translates only items whose whole name matches this or another allowed pattern.
    pub fn allow(mut self, pattern: impl Into<String>) -> Builder {
        self.selection.allow.push(pattern.into());
        self
    }

    /// Leaves out items whose whole name matches.
    pub fn block(mut self, pattern: impl Into<String>) -> Builder {
        self.selection.block.push(pattern.into());
        self
    }

    /// Goes on with what clang makes of a header that it finds errors in.
    pub fn keep_going(mut self) -> Builder {
        self.input.keep_going = true;
        self
    }

    /// Uses an installed library: its include directories when reading, its libraries when Cargo links.
    #[cfg(feature = "pkg-config")]
    pub fn pkg_config(mut self, package: impl Into<String>) -> Builder {
        self.packages.push(package.into());
        self
    }

    /// Makes the bindings.
    ///
    /// # Errors
    /// When a header cannot be translated; the error's text shows where and why.
    pub fn generate(self) -> Result<Bindings, Error> {
        let cargo = Cargo::detect();
        let mut diagnostics = Diagnostics::default();
        let mut input = self.input;
        for package in &self.packages {
            match package_arguments(package, &cargo) {
                Ok(arguments) => input.arguments.extend(arguments),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        if diagnostics.has_errors() {
            return Err(Error::new(&diagnostics, &SourceMap::default()));
        }
        input
            .arguments
            .splice(0..0, cargo.target_argument(&input.arguments));
        cargo.watch_headers(&input);
        let request = Request {
            input,
            selection: self.selection,
            backend: Box::new(Raw),
        };
        match pipeline::run(&request, &mut diagnostics) {
            Ok(output) => {
                cargo.watch_read(&output.read);
                cargo.warn(&diagnostics);
                Ok(Bindings {
                    files: output.emission.files,
                })
            }
            Err(Failure { sources, read }) => {
                cargo.watch_read(&read);
                Err(Error::new(&diagnostics, &sources))
            }
        }
    }
}

impl Bindings {
    /// Writes the bindings to Cargo's `OUT_DIR`.
    ///
    /// # Errors
    /// When this is no build script or a file cannot be written.
    pub fn write_to_out_dir(&self) -> Result<(), Error> {
        match env::var_os("OUT_DIR") {
            Some(directory) => self.write_to_dir(directory),
            None => Err(Error::from(
                Diagnostic::error(Code::NotInBuildScript, "`OUT_DIR` is not set")
                    .help("call this in a build script that Cargo runs, or use `write_to_dir`"),
            )),
        }
    }

    /// Writes the bindings to a directory.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_to_dir(&self, directory: impl AsRef<Path>) -> Result<(), Error> {
        disk::write(&self.files, directory.as_ref()).map_err(Error::from)
    }

    /// The text of the bindings.
    pub fn text(&self) -> String {
        self.files
            .iter()
            .map(|(_, output)| output.text.as_str())
            .collect()
    }
}

impl Error {
    fn new(diagnostics: &Diagnostics, sources: &SourceMap) -> Error {
        Error {
            text: render(diagnostics, sources, Color::Never),
        }
    }
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Error {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        Error::new(&diagnostics, &SourceMap::default())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text.trim_end())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ffi-gen made no bindings\n\n{self}")
    }
}

impl std::error::Error for Error {}

#[cfg(feature = "pkg-config")]
fn package_arguments(package: &str, cargo: &Cargo) -> Result<Vec<String>, Diagnostic> {
    let library = pkg_config::Config::new()
        .cargo_metadata(cargo.runs_us())
        .env_metadata(cargo.runs_us())
        .probe(package)
        .map_err(|error| {
            Diagnostic::error(
                Code::PackageMissing,
                format!("pkg-config does not find `{package}`"),
            )
            .note(error.to_string().trim())
            .help("install the library's development package, or add its directory to `PKG_CONFIG_PATH`")
        })?;
    let includes = library
        .include_paths
        .iter()
        .map(|path| format!("-I{}", path.display()));
    let defines = library.defines.iter().map(|(name, value)| match value {
        Some(value) => format!("-D{name}={value}"),
        None => format!("-D{name}"),
    });
    Ok(includes.chain(defines).collect())
}

#[cfg(not(feature = "pkg-config"))]
fn package_arguments(_: &str, _: &Cargo) -> Result<Vec<String>, Diagnostic> {
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_reads_well_where_a_build_script_prints_it() {
        let error = Builder::new("no/such/thing.h").generate().unwrap_err();
        let text = format!("{error:?}");
        assert!(
            text.starts_with("ffi-gen made no bindings\n\nerror[F0101]: `no/such/thing.h`"),
            "{text}"
        );
        assert!(!text.contains("\\n") && !text.contains('\x1b'));
    }
}
