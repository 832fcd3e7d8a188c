//! Diagnostics as text for a terminal.

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{SourceMap, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};

/// Whether the text may carry terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub enum Color {
    #[default]
    Never,
    Always,
}

/// Renders every diagnostic with its source line; one blank line between two of them.
pub fn render(diagnostics: &Diagnostics, sources: &SourceMap, color: Color) -> String {
    let renderer = match color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH);
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        if !text.is_empty() {
            text.push('\n');
        }
        text += &renderer.render(&[report(diagnostic, sources)]);
        text.push('\n');
    }
    text
}

/// Lines are not broken for the terminal; this is only where a long source line is cut.
const WIDTH: usize = 140;

/// The most bytes of a source line that are looked at after the start of a place.
const REACH: usize = 1000;

fn report<'a>(diagnostic: &'a Diagnostic, sources: &SourceMap) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(
        level
            .primary_title(&diagnostic.message)
            .id(diagnostic.code.as_str()),
    );
    if let Some((span, label)) = &diagnostic.place
        && let Some(place) = Place::find(sources, *span)
    {
        let mut annotation = AnnotationKind::Primary.span(place.range);
        if !label.is_empty() {
            annotation = annotation.label(label);
        }
        group = group.element(
            Snippet::source(place.text)
                .path(place.path)
                .line_start(place.line)
                .annotation(annotation),
        );
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

/// The source line that a span starts on, fit to be shown.
struct Place {
    path: String,
    line: usize,
    text: String,
    /// What to underline in `text`.
    range: std::ops::Range<usize>,
}

impl Place {
    /// Spans come from libclang, files from the disk: a span may lie past the end of a file that changed since.
    fn find(sources: &SourceMap, span: Span) -> Option<Place> {
        let file = sources.get(span.file)?;
        let source = &file.text;
        let start = (span.start as usize).min(source.len());
        let before = &source[..start];
        let line_start = before
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(0, |newline| newline + 1);
        let line_end = source[start..]
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(source.len(), |length| start + length);
        let end = (span.end as usize).clamp(start, line_end);
        let shown_end = line_end.min(start + REACH);
        let end = end.min(shown_end);

        let mut text = showable(&source[line_start..start]);
        let range_start = text.len();
        text += &showable(&source[start..end]);
        let range = range_start..text.len();
        text += &showable(&source[end..shown_end]);
        Some(Place {
            path: file.path.display().to_string(),
            line: 1 + before.iter().filter(|&&byte| byte == b'\n').count(),
            text,
            range,
        })
    }
}

/// Text that does nothing to a terminal: what is not UTF-8 and control characters are replaced.
fn showable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.trim_end_matches('\r')
        .chars()
        .map(|c| match c {
            '\t' => c,
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn rendered(source: &[u8], start: u32, end: u32) -> String {
        let mut sources = SourceMap::default();
        let file = sources.add("thing.h".into(), source.to_vec());
        let diagnostic = Diagnostic::error(Code::HeaderInvalid, "unknown type name 'size'")
            .at(Span { file, start, end }, "not declared")
            .note("first\nsecond")
            .help("include <stddef.h>");
        render_one(diagnostic, &sources, Color::Never)
    }

    fn render_one(diagnostic: Diagnostic, sources: &SourceMap, color: Color) -> String {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        render(&diagnostics, sources, color)
    }

    #[test]
    fn line_code_note_and_help_are_shown() {
        expect_test::expect![[r#"
            error[F0102]: unknown type name 'size'
             --> thing.h:2:1
              |
            2 | size f(void);
              | ^^^^ not declared
              |
              = note: first
                      second
              = help: include <stddef.h>
        "#]]
        .assert_eq(&rendered(b"int a;\nsize f(void);\n", 7, 11));
    }

    #[test]
    fn tabs_and_crlf_do_not_shift_the_mark() {
        expect_test::expect![[r#"
            error[F0102]: unknown type name 'size'
             --> thing.h:2:2
              |
            2 |     size f(void);
              |     ^^^^ not declared
              |
              = note: first
                      second
              = help: include <stddef.h>
        "#]]
        .assert_eq(&rendered(b"int a;\r\n\tsize f(void);\r\n", 9, 13));
    }

    #[test]
    fn text_that_is_not_utf8_is_replaced() {
        expect_test::expect![[r#"
            error[F0102]: unknown type name 'size'
             --> thing.h:1:18
              |
            1 | /* �t� �[31m */ size f(void);
              |                  ^^^^ not declared
              |
              = note: first
                      second
              = help: include <stddef.h>
        "#]]
        .assert_eq(&rendered(b"/* \xe9t\xe9 \x1b[31m */ size f(void);", 17, 21));
    }

    #[test]
    fn long_lines_are_cut() {
        let mut source = vec![b'x'; 5000];
        source[3000..3004].copy_from_slice(b" sz ");
        expect_test::expect![[r#"
            error[F0102]: unknown type name 'size'
             --> thing.h:1:3002
              |
            1 | ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx sz xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
              |                                                             ^^ not declared
              |
              = note: first
                      second
              = help: include <stddef.h>
        "#]].assert_eq(&rendered(&source, 3001, 3003));
    }

    #[test]
    fn places_outside_the_text_do_no_harm() {
        for source in [
            &b""[..],
            b"\n",
            b"int a;",
            b"int a;\n",
            b"\r\n",
            "é".as_bytes(),
            b"\xff",
        ] {
            for start in 0..10 {
                for end in [0, start, start + 1, 9, u32::MAX] {
                    let text = rendered(source, start, end);
                    assert!(text.starts_with("error[F0102]"), "{text}");
                }
            }
        }
    }

    #[test]
    fn colour_is_only_used_when_asked_for() {
        let has_colour = |color| {
            let diagnostic = Diagnostic::warning(Code::NothingDeclared, "nothing");
            render_one(diagnostic, &SourceMap::default(), color).contains('\x1b')
        };
        assert!(!has_colour(Color::Never));
        assert!(has_colour(Color::Always));
    }
}
