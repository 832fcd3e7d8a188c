//! Indented text that remembers where it came from.

use super::{Mapping, Output};
use crate::source::Span;

/// Appends text to one string. Indentation is written before the first text of a line, never on empty lines.
#[derive(Debug, Clone, Default)]
pub struct Writer {
    text: String,
    map: Vec<Mapping>,
    depth: usize,
    line_start: usize,
}

/// A place in the text of a [`Writer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    position: usize,
    line_start: usize,
    mappings: usize,
}

const SPACES: &str = "                                                                ";
const STEP: usize = 4;

impl Writer {
    /// An empty text.
    pub fn new() -> Writer {
        Writer::default()
    }

    /// An empty text with room for `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Writer {
        Writer {
            text: String::with_capacity(capacity),
            ..Writer::default()
        }
    }

    /// Appends a part of a line; `text` holds no line break.
    #[inline]
    pub fn push(&mut self, text: &str) {
        if self.line_start == self.text.len() {
            self.push_indentation();
        }
        self.text.push_str(text);
    }

    /// Appends one character of a line.
    pub fn push_char(&mut self, character: char) {
        self.push(character.encode_utf8(&mut [0; 4]));
    }

    /// Appends a number in decimal digits.
    pub fn push_int(&mut self, value: impl Into<i128>) {
        let value = value.into();
        let mut buffer = [0; 40];
        let mut start = buffer.len();
        let mut rest = value.unsigned_abs();
        loop {
            start -= 1;
            buffer[start] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            start -= 1;
            buffer[start] = b'-';
        }
        self.push(str::from_utf8(&buffer[start..]).expect("digits are ASCII"));
    }

    /// Ends the line.
    pub fn newline(&mut self) {
        self.text.push('\n');
        self.line_start = self.text.len();
    }

    /// Appends `text` and ends the line.
    pub fn line(&mut self, text: &str) {
        self.push(text);
        self.newline();
    }

    /// Appends text of several lines, each indented; the last line is ended too.
    pub fn lines(&mut self, text: &str) {
        for line in text.lines() {
            if !line.is_empty() {
                self.push(line);
            }
            self.newline();
        }
    }

    /// Indents the following lines by one more step.
    pub fn indent(&mut self) {
        self.depth += 1;
    }

    /// Takes one step of indentation back.
    pub fn dedent(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Number of bytes in the current line.
    pub fn column(&self) -> usize {
        self.text.len() - self.line_start
    }

    /// The current end of the text.
    pub fn mark(&self) -> Mark {
        Mark {
            position: self.text.len(),
            line_start: self.line_start,
            mappings: self.map.len(),
        }
    }

    /// Takes back everything that was written after `mark`.
    pub fn rewind(&mut self, mark: Mark) {
        self.text.truncate(mark.position);
        self.map.truncate(mark.mappings);
        self.line_start = mark.line_start;
    }

    /// Records that everything written after `mark` came from `span`.
    pub fn map_since(&mut self, mark: Mark, span: Option<Span>) {
        let Some(span) = span else { return };
        let range = mark.position..self.text.len();
        // Parts that lie within this one were recorded before it and start later.
        self.map.insert(mark.mappings, Mapping { range, span });
    }

    /// Appends a finished output as it is.
    pub fn append(&mut self, output: &Output) {
        let offset = self.text.len();
        self.text.push_str(&output.text);
        self.map.extend(output.map.iter().map(|part| Mapping {
            range: part.range.start + offset..part.range.end + offset,
            span: part.span,
        }));
        self.line_start = match output.text.rfind('\n') {
            Some(end) => offset + end + 1,
            None => self.line_start,
        };
    }

    /// Appends the lines of a finished output, each indented, without the empty ones at its end.
    pub fn append_lines(&mut self, output: &Output) {
        // Where each line of the output starts there, and here.
        let mut starts: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        for line in output.text.trim_end().split_inclusive('\n') {
            let text = line.trim_end_matches('\n');
            if !text.is_empty() {
                self.push(text);
            }
            starts.push((start, self.text.len() - text.len()));
            self.newline();
            start += line.len();
        }
        let moved = |at: usize| {
            let line = starts.partition_point(|(start, _)| *start <= at);
            let (old, new) = starts[line.saturating_sub(1)];
            (new + (at - old)).min(self.text.len())
        };
        let parts = output.map.iter().filter(|part| part.range.start < start);
        let parts = parts.map(|part| Mapping {
            range: moved(part.range.start)..moved(part.range.end),
            span: part.span,
        });
        self.map.extend(parts);
    }

    /// The text and its map.
    pub fn finish(self) -> Output {
        Output {
            text: self.text,
            map: self.map,
        }
    }

    #[cold]
    fn push_deep_indentation(&mut self, mut width: usize) {
        while width > 0 {
            let part = width.min(SPACES.len());
            self.text.push_str(&SPACES[..part]);
            width -= part;
        }
    }

    #[inline]
    fn push_indentation(&mut self) {
        let width = self.depth * STEP;
        match SPACES.get(..width) {
            Some(spaces) => self.text.push_str(spaces),
            None => self.push_deep_indentation(width),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn indents_only_lines_with_text() {
        let mut writer = Writer::new();
        writer.line("a {");
        writer.indent();
        writer.lines("b\n\nc");
        writer.dedent();
        writer.push("}");
        assert_eq!(writer.finish().text, "a {\n    b\n\n    c\n}");
    }

    #[test]
    fn writes_numbers_of_every_size() {
        let mut writer = Writer::new();
        for value in [0, -1, i128::MIN, i128::MAX] {
            writer.push_int(value);
            writer.push(" ");
        }
        let expected = format!("0 -1 {} {} ", i128::MIN, i128::MAX);
        assert_eq!(writer.finish().text, expected);
    }

    #[test]
    fn maps_ranges_outermost_first_and_shifts_them() {
        let span = |start| Span {
            file: FileId(0),
            start,
            end: start + 1,
        };
        let mut inner = Writer::new();
        let outer = inner.mark();
        inner.push("ab");
        let nested = inner.mark();
        inner.push("cd");
        inner.map_since(nested, Some(span(2)));
        inner.push("e");
        inner.map_since(outer, Some(span(1)));
        let mut writer = Writer::new();
        writer.push("xyz");
        writer.append(&inner.finish());
        let parts: Vec<_> = writer
            .finish()
            .map
            .into_iter()
            .map(|part| (part.range, part.span.start))
            .collect();
        assert_eq!(parts, [(3..8, 1), (5..7, 2)]);
    }

    #[test]
    fn indents_what_it_appends_and_shifts_its_map() {
        let mut inner = Writer::new();
        inner.line("a");
        let mark = inner.mark();
        inner.line("bc {");
        inner.line("}");
        let span = Span {
            file: FileId(0),
            start: 0,
            end: 1,
        };
        inner.map_since(mark, Some(span));
        inner.newline();
        let mut writer = Writer::new();
        writer.line("{");
        writer.indent();
        writer.append_lines(&inner.finish());
        let output = writer.finish();
        assert_eq!(output.text, "{\n    a\n    bc {\n    }\n");
        assert_eq!(&output.text[output.map[0].range.clone()], "bc {\n    }\n");
    }

    #[test]
    fn rewinds() {
        let mut writer = Writer::new();
        writer.line("a");
        let mark = writer.mark();
        writer.line("b");
        writer.rewind(mark);
        writer.line("c");
        assert_eq!(writer.finish().text, "a\nc\n");
    }
}
