//! The API for build scripts of crates that export to C.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    emit::{Files, Output, disk},
    error::Error,
    frontend::rust::export::{Conditions, Source},
    pipeline,
};
use std::{
    env,
    path::{Path, PathBuf},
};

/// Makes the header of what a crate exports.
///
/// ```no_run
/// fn main() -> Result<(), ffi_gen::Error> {
///     ffi_gen::Exporter::of_build_script()?.generate()?.write_to_dir("include")
/// }
/// ```
///
/// Where the crate says `export_library!(prefix = "thing", fingerprint = …)`, the fingerprint of the interface is
/// written beside the header, to be included:
///
/// ```text
/// ffi_macros::export_library!(
///     prefix = "thing",
///     fingerprint = include!(concat!(env!("OUT_DIR"), "/thing_fingerprint.rs")),
/// );
/// ```
///
/// The layouts behind it are those of the machine that this runs on.
#[derive(Debug, Clone)]
#[must_use]
pub struct Exporter {
    source: Source,
    name: Option<String>,
    tells_cargo: bool,
}

/// A header that was made but not yet written.
#[derive(Debug)]
#[must_use]
pub struct Exports {
    files: Files,
}

impl Exporter {
    /// The header of the crate that begins with the file `root`: `src/lib.rs`. Without another prefix its names begin
    /// with `name`.
    pub fn new(root: impl Into<PathBuf>, name: impl Into<String>) -> Exporter {
        let name: String = name.into();
        Exporter {
            source: Source {
                root: root.into(),
                name: name.replace('-', "_"),
                conditions: Conditions::default(),
            },
            name: None,
            tells_cargo: false,
        }
    }

    /// The header of the crate whose build script calls this, with the features that Cargo builds it with. Cargo is
    /// told which files were read. The crate begins with `src/lib.rs`; for another file there is
    /// [`new`](Exporter::new).
    ///
    /// # Errors
    /// When this is no build script.
    pub fn of_build_script() -> Result<Exporter, Error> {
        let variable = |name: &str| {
            env::var(name).map_err(|_| {
                Error::from(
                    Diagnostic::error(Code::NotInBuildScript, format!("`{name}` is not set")).help(
                        "call this in a build script that Cargo runs, or use `Exporter::new`",
                    ),
                )
            })
        };
        let root = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("src/lib.rs");
        let mut exporter = Exporter::new(root, variable("CARGO_PKG_NAME")?);
        let features = variable("CARGO_CFG_FEATURE").unwrap_or_default();
        for feature in features.split(',').filter(|feature| !feature.is_empty()) {
            exporter = exporter.feature(feature);
        }
        exporter.tells_cargo = true;
        Ok(exporter)
    }

    /// Names the header: `name.h`.
    pub fn name(mut self, name: impl Into<String>) -> Exporter {
        self.name = Some(name.into());
        self
    }

    /// Reads what is there with a feature.
    pub fn feature(mut self, feature: impl Into<String>) -> Exporter {
        self.source.conditions.features.push(feature.into());
        self
    }

    /// Reads what is there under a condition: `name`, or `name="value"`.
    pub fn cfg(mut self, condition: impl Into<String>) -> Exporter {
        self.source.conditions.holding.push(condition.into());
        self
    }

    /// Makes the header.
    ///
    /// # Errors
    /// When the sources cannot be read, or export what cannot be exported; the error's text shows where and why.
    pub fn generate(&self) -> Result<Exports, Error> {
        let mut diagnostics = Diagnostics::default();
        let exported = pipeline::export(&self.source, self.name.as_deref(), &mut diagnostics);
        let read = match &exported {
            Ok(exported) => &exported.read,
            Err((_, read)) => read,
        };
        if self.tells_cargo {
            for file in read {
                println!("cargo::rerun-if-changed={}", file.display());
            }
        }
        match exported {
            Ok(exported) => {
                let mut files = exported.emission.files;
                if let Some(number) = exported.fingerprint {
                    let version = env!("CARGO_PKG_VERSION");
                    let file = Output {
                        text: format!("// Written by ffi-gen {version}.\n{number:#018x}\n"),
                        ..Output::default()
                    };
                    files.insert(format!("{}_fingerprint.rs", exported.stem), file);
                }
                Ok(Exports { files })
            }
            Err((sources, _)) => Err(Error::new(&diagnostics, &sources)),
        }
    }
}

impl Exports {
    /// Writes the header to a directory, which is made if need be.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_to_dir(&self, directory: impl AsRef<Path>) -> Result<(), Error> {
        Ok(disk::write(&self.files, directory.as_ref())?)
    }

    /// Writes the header to Cargo's `OUT_DIR`.
    ///
    /// # Errors
    /// When this is no build script, or when a file cannot be written.
    pub fn write_to_out_dir(&self) -> Result<(), Error> {
        self.write_to_dir(disk::out_dir()?)
    }
}
