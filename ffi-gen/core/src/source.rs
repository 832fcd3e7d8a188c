//! Where things stand in the input: files, byte ranges, and the text behind them.

use std::{
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// A half-open range of bytes in one file of a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset one past the last byte.
    pub end: u32,
}

/// Names a file of a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct FileId(pub u32);

/// The files that were read. Text is kept as bytes, because headers need not be UTF-8.
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

/// One file that was read.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SourceFile {
    /// The path, as the front end names it.
    pub path: PathBuf,
    /// The contents, which copies of the map share. Not serialised: a contract names its sources, it does not carry them.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub text: Arc<[u8]>,
    /// Where its lines start; made when a line number is first asked for.
    #[cfg_attr(feature = "serde", serde(skip))]
    lines: OnceLock<Vec<u32>>,
}

impl Span {
    /// The bytes of `range` in a file. Offsets beyond 4 GiB do not occur: they would only be shown wrong.
    pub fn new(file: FileId, range: Range<usize>) -> Span {
        let offset = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Span {
            file,
            start: offset(range.start),
            end: offset(range.end),
        }
    }
}

impl SourceMap {
    /// Adds a file and returns its name.
    ///
    /// # Panics
    /// When more than `u32::MAX` files are added.
    pub fn add(&mut self, path: PathBuf, text: impl Into<Arc<[u8]>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("fewer than 2^32 files"));
        self.files.push(SourceFile {
            path,
            text: text.into(),
            lines: OnceLock::new(),
        });
        id
    }

    /// The file called `id`, if it is one of this map.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Every file, in the order of its first use.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// The bytes of `span`; empty when the span lies outside its file.
    pub fn bytes(&self, span: Span) -> &[u8] {
        self.get(span.file)
            .and_then(|file| file.text.get(span.start as usize..span.end as usize))
            .unwrap_or_default()
    }

    /// The path and the 1-based line of the start of `span`.
    pub fn line(&self, span: Span) -> Option<(&Path, usize)> {
        let file = self.get(span.file)?;
        if span.start as usize > file.text.len() {
            return None;
        }
        let lines = file.lines.get_or_init(|| line_starts(&file.text));
        let line = lines.partition_point(|&start| start <= span.start);
        Some((&file.path, line))
    }
}

/// The offset of the first byte of every line.
fn line_starts(text: &[u8]) -> Vec<u32> {
    let newlines = text.iter().zip(1..).filter(|(byte, _)| **byte == b'\n');
    std::iter::once(0)
        .chain(newlines.map(|(_, next)| next))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.h".into(), b"a\n\nb\n".to_vec());
        let line = |start| {
            let span = Span {
                file,
                start,
                end: start,
            };
            sources.line(span).map(|(_, line)| line)
        };
        let lines = [0, 1, 2, 3, 4, 5, 6].map(line);
        assert_eq!(
            lines,
            [Some(1), Some(1), Some(2), Some(3), Some(3), Some(4), None]
        );
    }
}
