//! The files a back end produced, before anything touches a disk.

use crate::source::Span;
use std::{collections::BTreeMap, ops::Range};

/// Files by path, relative to the output directory; `/` separates folders on every system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files {
    outputs: BTreeMap<String, Output>,
}

/// The contents of one file, and where they came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Output {
    /// The text.
    pub text: String,
    /// Which part of the text came from which part of the source, ordered by the start of the part; parts may nest.
    pub map: Vec<Mapping>,
}

/// One part of an output with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The bytes of the output.
    pub range: Range<usize>,
    /// Where they came from.
    pub span: Span,
}

impl Files {
    /// No files.
    pub fn new() -> Files {
        Files::default()
    }

    /// Adds a file, or replaces the one of the same path.
    pub fn insert(&mut self, path: impl Into<String>, output: Output) {
        self.outputs.insert(path.into(), output);
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&Output> {
        self.outputs.get(path)
    }

    /// Every file, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Output)> {
        self.outputs
            .iter()
            .map(|(path, output)| (path.as_str(), output))
    }
}
