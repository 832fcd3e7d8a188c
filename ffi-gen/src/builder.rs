//! The API for build scripts.

mod cargo;
mod written;

use self::cargo::Cargo;
use crate::{
    backend::{
        Backend,
        registry::{self, Settings, Tier},
    },
    diagnostic::{Diagnostic, Diagnostics, Terms},
    emit::{Files, disk},
    error::Error,
    frontend::{Header, Input},
    pipeline::{self, Failure, Request},
    resolve::Selection,
    source::SourceMap,
};
use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
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
/// For several libraries, give each a [`name`](Builder::name) and a module of its own:
///
/// ```no_run
/// fn main() -> Result<(), ffi_gen::Error> {
///     let library = |header: &str, name: &str| ffi_gen::Builder::new(header).name(name).generate();
///     library("<zlib.h>", "zlib")?.write_to_out_dir()?;
///     library("<sqlite3.h>", "sqlite3")?.write_to_out_dir()
/// }
/// ```
///
/// ```text
/// mod zlib {
///     include!(concat!(env!("OUT_DIR"), "/zlib.rs")); // zlib::raw::deflate
/// }
/// mod sqlite3 {
///     include!(concat!(env!("OUT_DIR"), "/sqlite3.rs")); // sqlite3::raw::sqlite3_open
/// }
/// ```
///
/// In a build script it tells Cargo which files were read, so that a change to any header makes new bindings, and
/// reads the headers for the target that Cargo builds for. Where that is not the host, clang needs the headers of the
/// target's C library: `.clang_arg("--sysroot=DIR")`.
///
/// Mistakes come to light in [`generate`](Builder::generate): a builder without a header, a pattern that is none.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Builder {
    input: Input,
    selection: Selection,
    overlay: Option<PathBuf>,
    packages: Vec<String>,
    name: Option<String>,
    safe: bool,
    instrument: bool,
    backend: Option<Shared>,
}

/// A back end that a builder and its copies share.
#[derive(Clone)]
struct Shared(Arc<dyn Backend>);

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

/// Bindings that were made but not yet written.
#[derive(Debug)]
#[must_use]
pub struct Bindings {
    files: Files,
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

    /// Names the file that is written: `name.rs` instead of `raw.rs`. The module in it is called `raw` all the same.
    pub fn name(mut self, name: impl Into<String>) -> Builder {
        self.name = Some(name.into());
        self
    }

    /// Makes a safe API of what a reviewed side file vouches for. The file that is written has the name of the
    /// library, as the side file gives it; the crate that includes it needs `ffi-runtime`.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ffi_gen::Error> {
    /// ffi_gen::Builder::new("<sqlite3.h>").contract("sqlite.ffi.toml").generate()?.write_to_out_dir()
    /// # }
    /// ```
    pub fn contract(mut self, path: impl Into<PathBuf>) -> Builder {
        self.overlay = Some(path.into());
        self
    }

    /// Makes a safe API of what the header's own annotations vouch for. With a [`contract`](Builder::contract) it is made
    /// anyhow.
    ///
    /// ```
    /// let builder = ffi_gen::Builder::new("annotated.h").safe();
    /// ```
    pub fn safe(mut self) -> Builder {
        self.safe = true;
        self
    }

    /// Lets each safe wrapper report how often it calls C, how long that takes and how it fails, to the recorder that
    /// the program installs with the crate `metrics`. The crate that includes the bindings needs the feature `metrics`
    /// of `ffi-runtime`, whose module `instrument` says what is reported.
    ///
    /// Not reported are the raw tier and what is called when a handle is dropped. Without this the wrappers have no
    /// code for it.
    ///
    /// ```
    /// let builder = ffi_gen::Builder::new("<sqlite3.h>").contract("sqlite.ffi.toml").instrument(true);
    /// ```
    pub fn instrument(mut self, instrument: bool) -> Builder {
        self.instrument = instrument;
        self
    }

    /// Writes another language than Rust, or something else of the library: a back end of
    /// [`registry`](crate::backend::registry), or one of your own. Names of files are then its own affair, and
    /// [`name`](Builder::name) and [`instrument`](Builder::instrument) mean nothing.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ffi_gen::Error> {
    /// use ffi_gen::backend::c::Header;
    /// ffi_gen::Builder::new("<zlib.h>").backend(Header::named("zlib")?).generate()?.write_to_out_dir()
    /// # }
    /// ```
    pub fn backend(mut self, backend: impl Backend + 'static) -> Builder {
        self.backend = Some(Shared(Arc::new(backend)));
        self
    }

    /// Adds an argument for clang: `-I…`, `-D…`.
    pub fn clang_arg(mut self, argument: impl Into<String>) -> Builder {
        self.input.arguments.push(argument.into());
        self
    }

    /// Adds arguments for clang.
    ///
    /// ```
    /// let builder = ffi_gen::Builder::new("thing.h").clang_args(["-DTHING_64", "-Iinclude"]);
    /// ```
    pub fn clang_args<T: Into<String>>(
        mut self,
        arguments: impl IntoIterator<Item = T>,
    ) -> Builder {
        let arguments = arguments.into_iter().map(Into::into);
        self.input.arguments.extend(arguments);
        self
    }

    /// Translates only items whose whole name matches this or another allowed pattern, and what they need.
    ///
    /// ```
    /// let builder = ffi_gen::Builder::new("<zlib.h>").allow("deflate.*").allow("inflate.*");
    /// ```
    pub fn allow(mut self, pattern: impl Into<String>) -> Builder {
        self.selection.allow.push(pattern.into());
        self
    }

    /// Leaves out items whose whole name matches, unless others need them.
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
    ///
    /// Needs the feature `pkg-config`, which `cli` brings with it; with `default-features = false`, name it.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ffi_gen::Error> {
    /// ffi_gen::Builder::new("<zlib.h>").pkg_config("zlib").generate()?.write_to_out_dir()
    /// # }
    /// ```
    #[cfg(feature = "pkg-config")]
    pub fn pkg_config(mut self, package: impl Into<String>) -> Builder {
        self.packages.push(package.into());
        self
    }

    /// Makes the bindings.
    ///
    /// # Errors
    /// When there is no header, when one cannot be translated, or when nothing would come out; the error's text shows
    /// where and why.
    pub fn generate(self) -> Result<Bindings, Error> {
        let cargo = Cargo::detect();
        let mut diagnostics = Diagnostics::new(Terms::BUILD_SCRIPT);
        let backend = match self.backend {
            Some(Shared(backend)) => backend,
            None => {
                let is_safe = self.safe || self.overlay.is_some();
                let settings = Settings {
                    name: self.name.as_deref(),
                    tier: if is_safe { Tier::Safe } else { Tier::Raw },
                    instrument: self.instrument,
                };
                Arc::from((registry::BUILT_IN[0].make)(settings)?)
            }
        };
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
            overlay: self.overlay,
            backend,
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
    /// When this is no build script, when a file cannot be written, or when other bindings were written to it before.
    pub fn write_to_out_dir(&self) -> Result<(), Error> {
        self.write_to_dir(disk::out_dir()?)
    }

    /// Writes the bindings to a directory, which is made if need be.
    ///
    /// # Errors
    /// When a file cannot be written, or when this process wrote other bindings to it before.
    pub fn write_to_dir(&self, directory: impl AsRef<Path>) -> Result<(), Error> {
        let directory = directory.as_ref();
        written::claim(&self.files, directory)?;
        Ok(disk::write(&self.files, directory)?)
    }

    /// The text of the bindings.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ffi_gen::Error> {
    /// let text = ffi_gen::Builder::new("<zlib.h>").generate()?.text();
    /// assert!(text.contains("pub mod raw"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn text(&self) -> String {
        self.files
            .iter()
            .map(|(_, output)| output.text.as_str())
            .collect()
    }
}

#[cfg(feature = "pkg-config")]
fn package_arguments(package: &str, cargo: &Cargo) -> Result<Vec<String>, Diagnostic> {
    let library = pkg_config::Config::new()
        .cargo_metadata(cargo.runs_us())
        .env_metadata(cargo.runs_us())
        .probe(package)
        .map_err(|error| {
            Diagnostic::error(
                crate::diagnostic::Code::PackageMissing,
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

    fn refusal(builder: Builder) -> String {
        builder.generate().unwrap_err().to_string()
    }

    #[test]
    fn a_builder_without_a_header_is_refused() {
        let text = refusal(Builder::default());
        assert!(text.starts_with("error[F0107]"), "{text}");
        assert!(text.contains(".header(\""), "{text}");
    }

    #[test]
    fn diagnostics_speak_of_methods() {
        let directory = tempfile::tempdir().unwrap();
        let header = directory.path().join("thing.h");
        std::fs::write(&header, "int thing_open(void);\n").unwrap();
        let builder = || Builder::new(&header);
        let text = refusal(builder().allow("thing"));
        assert!(
            text.contains("`.allow(\"thing\")` matches no item"),
            "{text}"
        );
        assert!(text.contains("`.allow(\"thing.*\")` matches"), "{text}");
        let text = refusal(builder().block(".*"));
        assert!(text.contains(".block(\".*\")"), "{text}");
        std::fs::write(&header, "#include <no/where.h>\n").unwrap();
        let text = refusal(builder());
        assert!(text.contains(".clang_arg(\"-IDIR\")"), "{text}");
        assert!(text.contains(".pkg_config("), "{text}");
        assert!(
            !text.contains("--keep-going") && !text.contains("-- -I"),
            "{text}"
        );
    }

    #[test]
    fn two_libraries_do_not_overwrite_each_other() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        std::fs::write(at("one.h"), "int one(void);\n").unwrap();
        std::fs::write(at("two.h"), "int two(void);\n").unwrap();
        let make = |name: &str| Builder::new(at(name));
        let one = make("one.h").generate().unwrap();
        one.write_to_dir(at("out")).unwrap();
        one.write_to_dir(at("out")).unwrap();
        let two = make("two.h").generate().unwrap();
        let text = two.write_to_dir(at("out")).unwrap_err().to_string();
        assert!(text.starts_with("error[F0304]"), "{text}");
        assert!(text.contains(".name(\""), "{text}");
        let two = make("two.h").name("two").generate().unwrap();
        two.write_to_dir(at("out")).unwrap();
        let read = |name: &str| std::fs::read_to_string(at("out").join(name)).unwrap();
        assert!(read("raw.rs").contains("fn one(") && read("two.rs").contains("fn two("));
        for name in ["", "a/b", "../a", "1st", "a.rs"] {
            let text = refusal(make("one.h").name(name));
            assert!(text.starts_with("error[F0303]"), "{name}: {text}");
        }
    }

    #[test]
    fn wrappers_report_only_where_it_is_asked_for() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        let header = "int thing_open(int how, int watch);\nvoid thing_close(void);\n";
        std::fs::write(at("thing.h"), header).unwrap();
        let contract = "[library]\nname = \"thing\"\n[fn.thing_open]\nfacts = [\"error(convention = nonzero)\"]\n\
                        [fn.thing_close]\nfacts = []\n";
        std::fs::write(at("thing.ffi.toml"), contract).unwrap();
        let make = || Builder::new(at("thing.h")).contract(at("thing.ffi.toml"));
        let plain = make().generate().unwrap().text();
        assert_eq!(plain, make().instrument(false).generate().unwrap().text());
        assert!(!plain.contains("ffi_runtime::watch") && !plain.contains("watch_"));
        let text = make().instrument(true).generate().unwrap().text();
        let body = "        let mut watch_ = ffi_runtime::watch!(\"thing\", \"thing_open\");
        // SAFETY: the contract asks nothing of the caller.
        let result = unsafe { raw::thing_open(how, watch) };
        watch_.stop();
        if result != 0 {
            return Err(watch_.failed(Error::Status {";
        assert!(text.contains(body), "{text}");
    }

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
