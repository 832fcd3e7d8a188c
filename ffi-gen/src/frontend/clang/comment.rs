//! What clang does not tell of a file: its comments, which declaration each belongs to, and the directives that take
//! macros away or bring them back.
//!
//! clang attaches only comments in documentation style and drops those of system headers; most C libraries document
//! their API in plain `/* */`. One scan of the text finds all of them, and serves macros as well.

use std::ops::ControlFlow;

/// The comments of one file and what it does to macros, in order.
pub(super) struct Comments<'s> {
    text: &'s [u8],
    list: Vec<Comment>,
    changes: Vec<Change<'s>>,
}

/// A directive that changes what a macro means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change<'s> {
    /// Where the directive starts.
    pub(super) offset: u32,
    pub(super) kind: ChangeKind,
    /// The macro.
    pub(super) name: &'s [u8],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChangeKind {
    /// `#undef`
    Undefine,
    /// `#pragma push_macro("…")`
    Push,
    /// `#pragma pop_macro("…")`
    Pop,
}

#[derive(Debug, Clone, Copy)]
struct Comment {
    start: usize,
    end: usize,
}

impl<'s> Comments<'s> {
    /// Finds the comments of a file; neighbouring `//` lines become one.
    pub(super) fn scan(text: &'s [u8]) -> Comments<'s> {
        let mut list: Vec<Comment> = Vec::new();
        let mut changes = Vec::new();
        let _ = scan(text, |piece| {
            let (start, end) = match piece {
                Piece::Comment(start, end) => (start, end),
                Piece::Directive(start, end) => {
                    changes.extend(change(text, start, end));
                    return ControlFlow::Continue(());
                }
                Piece::Pragma(start) => {
                    let change = macro_pragma(&text[start + 1..], br#"\""#);
                    changes.extend(change.and_then(|(kind, name)| Change::new(start, kind, name)));
                    return ControlFlow::Continue(());
                }
                Piece::Code(..) => return ControlFlow::Continue(()),
            };
            let is_line = |start: usize| text[start + 1] == b'/';
            match list.last_mut() {
                Some(last)
                    if is_line(start)
                        && is_line(last.start)
                        && starts_its_line(text, last.start)
                        && is_blank(&text[last.end..start], 1) =>
                {
                    last.end = end;
                }
                _ => list.push(Comment { start, end }),
            }
            ControlFlow::Continue(())
        });
        Comments {
            text,
            list,
            changes,
        }
    }

    /// The directives that change what a macro means.
    pub(super) fn changes(&self) -> &[Change<'s>] {
        &self.changes
    }

    /// The comment that belongs to the declaration at `start..end`: one after it on its last line, or one before it.
    pub(super) fn of(&self, start: usize, end: usize) -> Option<&'s [u8]> {
        self.after(end).or_else(|| self.before(start))
    }

    fn after(&self, end: usize) -> Option<&'s [u8]> {
        let index = self.list.partition_point(|comment| comment.start < end);
        let comment = *self.list.get(index)?;
        let between = self.text.get(end..comment.start)?;
        between
            .iter()
            .all(|byte| b" \t,;)".contains(byte))
            .then(|| &self.text[comment.start..comment.end])
    }

    /// Between a comment and its declaration may stand macros and specifiers that clang does not count as part of
    /// the declaration (`SQLITE_API`), but no other declaration, no directive, and an empty line only after a comment that is marked as documentation.
    fn before(&self, start: usize) -> Option<&'s [u8]> {
        let index = self.list.partition_point(|comment| comment.end <= start);
        let comment = self.list[..index].last()?;
        let between = self.text.get(comment.end..start)?;
        let text = &self.text[comment.start..comment.end];
        let separate = between.iter().any(|byte| b";{}#,".contains(byte))
            || is_blank_line_in(between) && !is_documentation(text)
            || !starts_its_line(self.text, comment.start);
        (!separate).then(|| &self.text[comment.start..comment.end])
    }
}

/// Whether a header has only directives and comments outside of what conditionals skipped: no declaration of its own.
pub(super) fn only_directives(text: &[u8], skipped: &[(u32, u32)]) -> bool {
    let is_skipped = |start: usize, end: usize| {
        skipped
            .iter()
            .any(|&(from, to)| from as usize <= start && end <= to as usize)
    };
    let mut only = true;
    let _ = scan(text, |piece| {
        if let Piece::Code(start, end) = piece {
            only &= text[start..end].iter().all(u8::is_ascii_whitespace) || is_skipped(start, end);
        }
        match only {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    only
}

fn change(text: &[u8], start: usize, end: usize) -> Option<Change<'_>> {
    let mark = mark_length(&text[start..end])?;
    let directive = skip_space(&text[start + mark..end]);
    let (kind, name) = match word(directive, b"undef") {
        Some(rest) => (ChangeKind::Undefine, skip_space(rest)),
        None => macro_pragma(skip_space(word(directive, b"pragma")?), b"\"")?,
    };
    Change::new(start, kind, name)
}

/// What `push_macro("…")` or `pop_macro("…")` does, and the text that begins with the name.
fn macro_pragma<'s>(text: &'s [u8], quote: &[u8]) -> Option<(ChangeKind, &'s [u8])> {
    let (kind, rest) = match word(text, b"push_macro") {
        Some(rest) => (ChangeKind::Push, rest),
        None => (ChangeKind::Pop, word(text, b"pop_macro")?),
    };
    let argument = skip_space(skip_space(rest).strip_prefix(b"(")?);
    Some((kind, argument.strip_prefix(quote)?))
}

impl<'s> Change<'s> {
    fn new(start: usize, kind: ChangeKind, text: &'s [u8]) -> Option<Change<'s>> {
        let in_name =
            |byte: &&u8| byte.is_ascii_alphanumeric() || b"_$".contains(byte) || !byte.is_ascii();
        let length = text.iter().take_while(in_name).count();
        Some(Change {
            offset: u32::try_from(start).ok()?,
            kind,
            name: &text[..length],
        })
    }
}

/// The length of what begins a directive: `#`, or its digraph or trigraph.
fn mark_length(text: &[u8]) -> Option<usize> {
    let marks = [&b"#"[..], b"%:", b"??="];
    let mark = marks.iter().find(|mark| text.starts_with(mark))?;
    Some(mark.len())
}

/// What follows a word that line ends may split.
fn word<'s>(mut text: &'s [u8], word: &[u8]) -> Option<&'s [u8]> {
    for letter in word {
        text = skip_splices(text.strip_prefix(&[*letter])?);
    }
    Some(text)
}

/// Behind the white space and comments that `text` starts with.
fn skip_space(mut text: &[u8]) -> &[u8] {
    loop {
        let rest = skip_splices(text.trim_ascii_start());
        let rest = match rest.strip_prefix(b"/*") {
            Some(comment) => {
                &comment[find(comment, 0, b"*/").map_or(comment.len(), |end| end + 2)..]
            }
            None => rest,
        };
        if rest.len() == text.len() {
            return rest;
        }
        text = rest;
    }
}

/// Behind the backslashes at line ends that `text` starts with.
fn skip_splices(mut text: &[u8]) -> &[u8] {
    while let Some(rest) = text
        .strip_prefix(b"\\\n")
        .or_else(|| text.strip_prefix(b"\\\r\n"))
    {
        text = rest;
    }
    text
}

enum Piece {
    /// A comment, without the line's end.
    Comment(usize, usize),
    /// A directive from its `#` to its end, continued lines included, comments in it not told apart.
    Directive(usize, usize),
    /// The literal of `_Pragma("push_macro(…)")`, which is also part of the code.
    Pragma(usize),
    /// Anything else; white space included.
    Code(usize, usize),
}

/// The bytes at which the scan must look twice.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"/\"'#%?\\\n";
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
};

/// Splits text into comments, directives and code, until `visit` has seen enough. Comments inside directives are
/// reported before the directive.
fn scan(text: &[u8], mut visit: impl FnMut(Piece) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut at = 0;
    let mut code = 0;
    let mut directive: Option<usize> = None;
    while let Some(ahead) = text[at..]
        .iter()
        .position(|&byte| SPECIAL[usize::from(byte)])
    {
        let here = at + ahead;
        let next = text.get(here + 1);
        at = here + 1;
        match (text[here], next) {
            (b'/', Some(b'*' | b'/')) => {
                if directive.is_none() {
                    visit(Piece::Code(code, here))?;
                }
                at = match next {
                    Some(b'*') => find(text, here + 2, b"*/").map_or(text.len(), |end| end + 2),
                    _ => end_of_line(text, here),
                };
                code = at;
                visit(Piece::Comment(here, at))?;
            }
            (b'"' | b'\'', _) => {
                at = end_of_literal(text, here);
                if directive.is_none() && next == Some(&b'p') {
                    visit(Piece::Pragma(here))?;
                }
            }
            (b'\\', Some(b'\n')) => at = here + 2,
            (b'\\', Some(b'\r')) if text.get(here + 2) == Some(&b'\n') => at = here + 3,
            (b'#' | b'%' | b'?', _)
                if directive.is_none()
                    && mark_length(&text[here..]).is_some()
                    && starts_its_line(text, here) =>
            {
                visit(Piece::Code(code, here))?;
                directive = Some(here);
            }
            (b'\n', _) => {
                if let Some(start) = directive.take() {
                    visit(Piece::Directive(start, here))?;
                    code = here;
                }
            }
            _ => {}
        }
    }
    visit(match directive {
        Some(start) => Piece::Directive(start, text.len()),
        None => Piece::Code(code, text.len()),
    })
}

fn find(text: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    let (&first, rest) = needle.split_first()?;
    let mut at = from;
    loop {
        at += text.get(at..)?.iter().position(|&byte| byte == first)? + 1;
        if text[at..].starts_with(rest) {
            return Some(at - 1);
        }
    }
}

/// The end of a line comment: its newline, unless a backslash continues it.
fn end_of_line(text: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(offset) = text[at..].iter().position(|&byte| byte == b'\n') {
        let end = at + offset;
        if !text[..end].trim_ascii_end().ends_with(b"\\") {
            return end;
        }
        at = end + 1;
    }
    text.len()
}

/// The end of a character or string literal; an apostrophe in prose (an `#error` line) ends with the line.
fn end_of_literal(text: &[u8], start: usize) -> usize {
    let quote = text[start];
    let mut at = start + 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' => return at,
            _ if byte == quote => return at + 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// Whether a comment is marked as the documentation of what follows, and not of the file.
fn is_documentation(comment: &[u8]) -> bool {
    let is_marked = [&b"/**"[..], b"/*!", b"///", b"//!"]
        .iter()
        .any(|mark| comment.starts_with(mark))
        && !comment.starts_with(b"/***");
    let is_of_file = comment
        .windows(5)
        .any(|word| word == b"@file" || word == b"\\file");
    is_marked && !is_of_file
}

fn starts_its_line(text: &[u8], at: usize) -> bool {
    text[..at]
        .iter()
        .rev()
        .take_while(|byte| **byte != b'\n')
        .all(u8::is_ascii_whitespace)
}

fn is_blank(text: &[u8], lines: usize) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
        && text.iter().filter(|byte| **byte == b'\n').count() <= lines
}

/// Whether two newlines have nothing but white space between them.
fn is_blank_line_in(text: &[u8]) -> bool {
    let mut lines = text.split(|&byte| byte == b'\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some() && line.iter().all(u8::is_ascii_whitespace) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment_of<'s>(text: &'s str, declaration: &str) -> Option<&'s str> {
        let start = text.find(declaration).expect("the declaration is there");
        let comments = Comments::scan(text.as_bytes());
        let found = comments.of(start, start + declaration.len())?;
        std::str::from_utf8(found).ok()
    }

    #[test]
    fn a_comment_belongs_to_what_follows_it() {
        let text = "/* one */\nint a(void);\n\n/** two */\nAPI int b(void);\n/* section */\n\nint c(void);\n";
        assert_eq!(comment_of(text, "int a(void)"), Some("/* one */"));
        assert_eq!(comment_of(text, "int b(void)"), Some("/** two */"));
        assert_eq!(comment_of(text, "int c(void)"), None);
    }

    #[test]
    fn documentation_may_stand_apart() {
        let text = "/** a */\n\nint a;\n/** @file */\n\nint b;\n";
        assert_eq!(comment_of(text, "int a"), Some("/** a */"));
        assert_eq!(comment_of(text, "int b"), None);
    }

    #[test]
    fn a_comment_behind_a_member_belongs_to_it_and_not_to_the_next() {
        let text =
            "struct s {\n  int a; /* first */\n  int b;\n  // both\n  // lines\n  int c;\n};\n";
        assert_eq!(comment_of(text, "int a"), Some("/* first */"));
        assert_eq!(comment_of(text, "int b"), None);
        assert_eq!(comment_of(text, "int c"), Some("// both\n  // lines"));
    }

    #[test]
    fn undefined_names_are_found_outside_comments() {
        let text = b"#define A 1\n/* #undef B */\n  # undef A\n#undef C // no\n";
        let comments = Comments::scan(text);
        let names: Vec<&[u8]> = comments
            .changes()
            .iter()
            .map(|change| change.name)
            .collect();
        assert_eq!(names, [&b"A"[..], b"C"]);
    }

    #[test]
    fn a_directive_may_be_spelled_in_odd_ways() {
        let text =
            b"#/**/undef A\n# /* x */ undef /* y */ B$\n#un\\\ndef \\\n C\n%:undef D\n??= undef E\n";
        let comments = Comments::scan(text);
        let names: Vec<&[u8]> = comments
            .changes()
            .iter()
            .map(|change| change.name)
            .collect();
        assert_eq!(names, [&b"A"[..], b"B$", b"C", b"D", b"E"]);
    }

    #[test]
    fn a_header_of_directives_declares_nothing() {
        assert!(only_directives(
            b"/* x */\n#ifndef A\n#define A \\\n 1\n#include <a.h>\n#endif\n",
            &[]
        ));
        let text = b"#include <a.h>\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n";
        assert!(!only_directives(text, &[]));
        assert!(only_directives(text, &[(15, 52)]));
        assert!(!only_directives(b"#include <a.h>\nint x;\n", &[]));
    }
}
