//! What a back end wrote, before it is on disk.

use std::collections::BTreeMap;

/// Files by their relative paths, in order.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: BTreeMap<String, Output>,
}

/// One file.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// The text.
    pub text: String,
}

impl Files {
    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, output: Output) {
        self.files.insert(path.into(), output);
    }

    /// Every file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Output)> {
        self.files
            .iter()
            .map(|(path, output)| (path.as_str(), output))
    }
}
