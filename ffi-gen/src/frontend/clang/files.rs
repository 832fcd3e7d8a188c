//! The files of a translation unit: which belong to the library, and where each stands in the whole.

use super::{
    MAIN, STDIN,
    api::{Cursor, File, Location, TranslationUnit, View},
    library_files::LibraryFiles,
};
use crate::source::{FileId, SourceMap, Span};
use rustc_hash::FxHashMap;
use std::{
    cell::{OnceCell, RefCell},
    path::{Path, PathBuf},
};

/// The files that were entered. Everything is decided when the table is made, save the text of files, which is read
/// when a span first needs it.
pub(super) struct Files<'tu> {
    unit: &'tu TranslationUnit,
    by_handle: FxHashMap<File<'tu>, usize>,
    entries: Vec<Entry<'tu>>,
    spans: RefCell<Spans>,
}

struct Entry<'tu> {
    file: File<'tu>,
    path: PathBuf,
    text: OnceCell<&'tu [u8]>,
    in_library: bool,
    /// Offsets in the file where its text goes on after an inclusion, with the position of that text in the whole.
    segments: Vec<(u32, u64)>,
}

/// The files that spans refer to.
#[derive(Default)]
struct Spans {
    ids: FxHashMap<usize, FileId>,
    sources: SourceMap,
}

/// A file by its index in [`Files`], and an offset in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) offset: u32,
}

impl<'tu> Files<'tu> {
    /// Reads the inclusions of `unit`. The main file is the one that the tool wrote; what it includes is what the
    /// user named.
    pub(super) fn new(unit: &'tu TranslationUnit) -> Files<'tu> {
        let inclusions = unit.inclusions();
        let mut by_handle = FxHashMap::default();
        let mut entries = Vec::new();
        let mut parents = Vec::new();
        for &(file, place) in &inclusions {
            by_handle.entry(file).or_insert_with(|| {
                entries.push(Entry {
                    file,
                    path: path_of(file),
                    text: OnceCell::new(),
                    in_library: false,
                    segments: Vec::new(),
                });
                parents.push(place);
                entries.len() - 1
            });
        }
        let mut files = Files {
            unit,
            by_handle,
            entries,
            spans: RefCell::default(),
        };
        let parents: Vec<Option<Place>> = parents
            .into_iter()
            .map(|place| place.and_then(|place| files.resolve(place)))
            .collect();
        files.order(&parents);
        files.classify(&parents);
        files
    }

    pub(super) fn resolve(&self, location: Location<'tu>) -> Option<Place> {
        let file = *self.by_handle.get(&location.file?)?;
        Some(Place {
            file,
            offset: location.offset,
        })
    }

    /// Gives every stretch of text its position in the translation unit, as if all inclusions were written out.
    fn order(&mut self, parents: &[Option<Place>]) {
        let mut children: Vec<Vec<(u32, usize)>> = vec![Vec::new(); self.entries.len()];
        for (child, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children[parent.file].push((parent.offset, child));
            }
        }
        let Some(main) = parents.iter().position(Option::is_none) else {
            return;
        };
        children.iter_mut().for_each(|list| list.sort_unstable());
        let mut position = 0_u64;
        // Headers nest deeply, so the walk keeps its own stack: a file, its next child, and the offset reached.
        let mut stack = vec![(main, 0_usize, 0_u32)];
        self.entries[main].segments.push((0, 0));
        while let Some((file, next, reached)) = stack.pop() {
            if let Some(&(offset, child)) = children[file].get(next) {
                position += u64::from(offset.saturating_sub(reached));
                stack.push((file, next + 1, offset));
                stack.push((child, 0, 0));
                self.entries[child].segments.push((0, position));
            } else {
                let length = self.text(file).len();
                position += (length as u64).saturating_sub(u64::from(reached)) + 1;
                if let Some(&(parent, _, offset)) = stack.last() {
                    self.entries[parent].segments.push((offset, position));
                }
            }
        }
    }

    fn classify(&mut self, parents: &[Option<Place>]) {
        let Some(main) = parents.iter().position(Option::is_none) else {
            return;
        };
        let included_by = |parent: usize| {
            parents
                .iter()
                .enumerate()
                .filter(move |(_, place)| place.is_some_and(|place| place.file == parent))
                .map(|(child, _)| child)
        };
        let named: Vec<usize> = included_by(main).collect();
        let mut library = LibraryFiles::default();
        for &header in &named {
            library.name(&self.entries[header].path);
        }
        for &header in &named {
            if self.declares_nothing(header) {
                for child in included_by(header) {
                    library.include(&self.entries[child].path);
                }
            }
            let mut parts = vec![header];
            while let Some(part) = parts.pop() {
                for child in included_by(part) {
                    let path = &self.entries[child].path;
                    if LibraryFiles::is_part(&self.entries[header].path, path) {
                        library.name(path);
                        parts.push(child);
                    }
                }
            }
        }
        for entry in &mut self.entries {
            entry.in_library = library.contains(&entry.path);
        }
    }

    /// Whether a header is nothing but directives and comments, so that what it includes is what the user means.
    fn declares_nothing(&self, file: usize) -> bool {
        super::comment::only_directives(self.text(file), &self.skipped(file))
    }

    /// Where a cursor stands.
    pub(super) fn place(&self, cursor: Cursor<'tu>) -> Option<Place> {
        self.resolve(cursor.location(View::File))
    }

    /// Whether the library owns a file.
    pub(super) fn in_library(&self, file: usize) -> bool {
        self.entries[file].in_library
    }

    /// Where text stands in the translation unit, as if all inclusions were written out.
    pub(super) fn position(&self, place: Place) -> u64 {
        let segments = &self.entries[place.file].segments;
        let after = segments.partition_point(|&(offset, _)| offset <= place.offset);
        match after.checked_sub(1).map(|index| segments[index]) {
            Some((start, position)) => position + u64::from(place.offset - start),
            None => 0,
        }
    }

    /// The bytes of a file.
    pub(super) fn text(&self, file: usize) -> &'tu [u8] {
        let entry = &self.entries[file];
        entry.text.get_or_init(|| self.unit.contents(entry.file))
    }

    /// The path of a file, as a reader is to see it.
    pub(super) fn path(&self, file: usize) -> &Path {
        let path = &self.entries[file].path;
        match path.ends_with(STDIN) {
            true => Path::new("<stdin>"),
            false => path,
        }
    }

    /// The ranges of a file that conditionals skipped.
    pub(super) fn skipped(&self, file: usize) -> Vec<(u32, u32)> {
        self.unit.skipped_ranges(self.entries[file].file)
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The byte range of a cursor, when it lies in one file.
    pub(super) fn extent(&self, cursor: Cursor<'tu>) -> Option<(usize, u32, u32)> {
        let (start, end) = cursor.extent(View::File);
        let (start, end) = (self.resolve(start)?, self.resolve(end)?);
        (start.file == end.file && start.offset <= end.offset).then_some((
            start.file,
            start.offset,
            end.offset,
        ))
    }

    /// The span of a byte range; reads the file into the source map if it is new there.
    pub(super) fn span(&self, file: usize, start: u32, end: u32) -> Span {
        let mut spans = self.spans.borrow_mut();
        let Spans { ids, sources } = &mut *spans;
        let id = *ids
            .entry(file)
            .or_insert_with(|| sources.add(self.path(file).to_owned(), self.text(file)));
        Span {
            file: id,
            start,
            end,
        }
    }

    /// A span for a place that clang names.
    pub(super) fn span_at(&self, location: Location<'tu>) -> Option<Span> {
        let place = self.resolve(location)?;
        let text = self.text(place.file);
        let start = place.offset as usize;
        let word = text
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
            .count()
            .max(1)
            .min(text.len().saturating_sub(start));
        let end = place.offset + u32::try_from(word).unwrap_or(0);
        Some(self.span(place.file, place.offset, end))
    }

    /// The path of every file that was read, the tool's own main file aside.
    pub(super) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.entries
            .iter()
            .map(|entry| &entry.path)
            .filter(|path| !path.ends_with(MAIN) && !path.ends_with(STDIN))
    }

    /// The files that spans refer to.
    pub(super) fn into_sources(self) -> SourceMap {
        self.spans.into_inner().sources
    }
}

#[cfg(unix)]
fn path_of(file: File<'_>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    PathBuf::from(std::ffi::OsString::from_vec(file.name()))
}

#[cfg(not(unix))]
fn path_of(file: File<'_>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&file.name()).into_owned())
}
