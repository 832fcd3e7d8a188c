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

    /// The same files with a notice under the first line of each, which says who wrote them.
    #[must_use]
    pub fn noted(mut self, notice: &str) -> Files {
        for output in self.outputs.values_mut() {
            let at = output.text.find('\n').map_or(0, |newline| newline + 1);
            output.text.insert_str(at, notice);
            for mapping in &mut output.map {
                for end in [&mut mapping.range.start, &mut mapping.range.end] {
                    *end += if *end >= at { notice.len() } else { 0 };
                }
            }
        }
        self
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
