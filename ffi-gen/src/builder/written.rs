//! The files that the builders of this process wrote. A second library under the name of the first would replace it
//! without a word, and the error would come from rustc, about names that are missing.

use crate::{
    diagnostic::{Code, Diagnostic, Terms},
    emit::{Files, disk},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

static WRITTEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Takes the paths of `files` in `directory`, unless one holds other bindings of this process.
pub(super) fn claim(files: &Files, directory: &Path) -> Result<(), Diagnostic> {
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    for (path, bytes) in disk::in_directory(files, directory) {
        let path = std::path::absolute(&path).unwrap_or(path);
        if !written.contains(&path) {
            written.insert(path);
        } else if fs::read(&path).is_ok_and(|present| present != bytes) {
            return Err(Diagnostic::error(
                Code::OutputOverwritten,
                format!(
                    "`{}` holds the bindings of another library already",
                    path.display()
                ),
            )
            .help(format!(
                "give each library a name of its own: `{}`",
                Terms::BUILD_SCRIPT.name.with("zlib")
            )));
        }
    }
    Ok(())
}
