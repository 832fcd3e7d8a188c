//! `ffi-gen export`: the header of what a crate exports.

use super::{finish, print, tell, text_of};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    emit::disk,
    frontend::rust::export::{Conditions, Source},
    pipeline,
    source::SourceMap,
};
use clap::Args;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use toml_edit::{DocumentMut, Item};

#[derive(Args)]
pub(super) struct Export {
    /// The Cargo.toml of a crate, or the file that it begins with: src/lib.rs
    #[arg(value_name = "CRATE")]
    root: PathBuf,
    /// Write DIR/NAME.h instead of standard output; DIR is made if need be. NAME is the prefix of the library
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Another name for the header
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Read what is there with these features
    #[arg(long, value_name = "FEATURE", value_delimiter = ',')]
    features: Vec<String>,
    /// Read what is there without the features that the crate has by default
    #[arg(long)]
    no_default_features: bool,
    /// Read what is there under this condition, NAME or NAME="VALUE"; may be repeated
    #[arg(long, value_name = "CONDITION")]
    cfg: Vec<String>,
    /// Write nothing; fail if a file in DIR differs from what would be written
    #[arg(long, requires = "output")]
    check: bool,
}

pub(super) fn run(arguments: Export) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let Crate { root, name, brings } = match crate_of(&arguments.root) {
        Ok(found) => found,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return finish(&diagnostics, &SourceMap::default());
        }
    };
    let mut features = arguments.features;
    if !arguments.no_default_features {
        features.push("default".to_owned());
    }
    let source = Source {
        root,
        name,
        conditions: Conditions {
            features: with_brought(features, &brings),
            holding: arguments.cfg,
        },
    };
    let exported = match pipeline::export(&source, arguments.name.as_deref(), &mut diagnostics) {
        Ok(exported) => exported,
        Err((sources, _)) => return finish(&diagnostics, &sources),
    };
    let files = &exported.emission.files;
    let written = match (&arguments.output, arguments.check) {
        (Some(directory), true) => Ok(disk::check(files, directory, &mut diagnostics)),
        (Some(directory), false) => disk::write_all(disk::in_directory(files, directory)),
        (None, _) => print(&text_of(files)).map(|()| Vec::new()),
    };
    match written {
        Ok(changes) => tell(&changes),
        Err(diagnostic) => diagnostics.push(diagnostic),
    }
    finish(&diagnostics, exported.resolved.contract().sources())
}

/// What is known of a crate before its sources are read.
struct Crate {
    /// The first file.
    root: PathBuf,
    /// The name.
    name: String,
    /// Its features, and those that each brings with it.
    brings: BTreeMap<String, Vec<String>>,
}

/// Some features and all that come with them.
fn with_brought(mut features: Vec<String>, brings: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut index = 0;
    while let Some(feature) = features.get(index) {
        let brought = brings.get(feature).into_iter().flatten();
        let new: Vec<String> = brought
            .filter(|one| !features.contains(one))
            .cloned()
            .collect();
        features.extend(new);
        index += 1;
    }
    features
}

fn crate_of(path: &Path) -> Result<Crate, Diagnostic> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let is_manifest = path
        .extension()
        .is_some_and(|extension| extension == "toml");
    // The manifest of `src/lib.rs` is known to stand one folder up; another layout has a name of its own.
    let manifest = match is_manifest {
        true => path.to_owned(),
        false => folder.join("../Cargo.toml"),
    };
    let unreadable = |why: String| {
        Diagnostic::error(
            Code::SourceInvalid,
            format!("`{}` cannot be read: {why}", manifest.display()),
        )
        .help("name the `Cargo.toml` of a crate, or its `src/lib.rs`")
    };
    let text = match fs::read_to_string(&manifest) {
        Ok(text) => text,
        Err(_) if !is_manifest => {
            let stem = path.file_stem().unwrap_or_default();
            return Ok(Crate {
                root: path.to_owned(),
                name: stem.to_string_lossy().replace('-', "_"),
                brings: BTreeMap::new(),
            });
        }
        Err(error) => return Err(unreadable(error.to_string())),
    };
    let document: DocumentMut = text
        .parse()
        .map_err(|error| unreadable(format!("{error}")))?;
    let entry = |table: &str, key: &str| {
        let found = document.get(table).and_then(|table| table.get(key));
        found.and_then(Item::as_str).map(str::to_owned)
    };
    let name =
        entry("package", "name").ok_or_else(|| unreadable("it names no package".to_owned()))?;
    let root = match is_manifest {
        true => folder.join(entry("lib", "path").unwrap_or_else(|| "src/lib.rs".to_owned())),
        false => path.to_owned(),
    };
    let features = document.get("features").and_then(Item::as_table_like);
    let brings = features.into_iter().flat_map(|table| table.iter());
    let brings = brings.map(|(feature, brought)| {
        let brought = brought.as_array().into_iter().flatten();
        let brought = brought.filter_map(|one| one.as_str().map(str::to_owned));
        (feature.to_owned(), brought.collect())
    });
    Ok(Crate {
        root,
        name: name.replace('-', "_"),
        brings: brings.collect(),
    })
}
