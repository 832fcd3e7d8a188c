//! Patterns over names, and what may be meant by one that matches nothing.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Form, most_like};
use regex_lite::Regex;

/// The patterns of one option, which remember whether they ever matched.
pub(super) struct Patterns<'a> {
    option: Form,
    patterns: Vec<Pattern<'a>>,
}

struct Pattern<'a> {
    source: &'a str,
    regex: Regex,
    has_matched: bool,
}

impl<'a> Patterns<'a> {
    /// Compiles the patterns; those that are none become errors.
    pub(super) fn compile(
        sources: &'a [String],
        option: Form,
        diagnostics: &mut Diagnostics,
    ) -> Patterns<'a> {
        let mut patterns = Vec::new();
        for source in sources {
            match whole(source) {
                Ok(regex) => patterns.push(Pattern {
                    source,
                    regex,
                    has_matched: false,
                }),
                Err(error) => diagnostics.push(invalid(source, option, &error)),
            }
        }
        Patterns { option, patterns }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Whether any pattern matches the whole of `name`.
    pub(super) fn matches(&mut self, name: &str) -> bool {
        let mut any = false;
        for pattern in &mut self.patterns {
            if pattern.regex.is_match(name) {
                pattern.has_matched = true;
                any = true;
            }
        }
        any
    }

    /// The patterns as the user wrote them.
    pub(super) fn as_written(&self) -> String {
        let written: Vec<String> = self
            .patterns
            .iter()
            .map(|pattern| format!("`{}`", self.option.with(pattern.source)))
            .collect();
        written.join(", ")
    }

    /// An error for each pattern that never matched; `names` are those that it could have matched.
    pub(super) fn report_unmatched<'n>(
        &self,
        names: impl Fn() -> Vec<&'n str>,
        diagnostics: &mut Diagnostics,
    ) {
        for pattern in self.patterns.iter().filter(|pattern| !pattern.has_matched) {
            let written = self.option.with(pattern.source);
            let names = names();
            diagnostics.push(
                Diagnostic::error(
                    Code::PatternMatchesNothing,
                    format!("`{written}` matches no item"),
                )
                .note(declared(&names))
                .help(self.advice(pattern.source, &names)),
            );
        }
    }

    fn advice(&self, source: &str, names: &[&str]) -> String {
        let wider = [
            globbed(source),
            format!("{source}.*"),
            format!(".*{source}"),
            format!(".*{source}.*"),
        ];
        for candidate in wider {
            let Ok(regex) = whole(&candidate) else {
                continue;
            };
            let mut matched = names.iter().filter(|name| regex.is_match(name));
            if let Some(first) = matched.next() {
                let written = self.option.with(&candidate);
                let others = match matched.count() {
                    0 => String::new(),
                    count => format!(" and {count} more"),
                };
                return format!(
                    "a pattern is a regular expression and must match the whole name: `{written}` matches `{first}`{others}"
                );
            }
        }
        match most_like(source, names.iter().copied()) {
            Some(name) => format!("did you mean `{}`?", self.option.with(name)),
            None => "only what the named headers declare counts, not what they include of other libraries".into(),
        }
    }
}

/// `source` as a pattern of whole names.
fn whole(source: &str) -> Result<Regex, regex_lite::Error> {
    // On its own first: unbalanced parentheses might fit those around it.
    Regex::new(source).and_then(|_| Regex::new(&format!("^(?:{source})$")))
}

/// What is meant when `*` is meant as a shell understands it.
fn globbed(source: &str) -> String {
    let mut text = String::new();
    for c in source.chars() {
        if c == '*' && !text.ends_with(['.', ')', ']']) {
            text.push('.');
        }
        text.push(c);
    }
    text
}

fn invalid(source: &str, option: Form, error: &regex_lite::Error) -> Diagnostic {
    let written = option.with(source);
    let diagnostic = Diagnostic::error(
        Code::PatternInvalid,
        format!("`{written}` is not a regular expression"),
    )
    .note(error.to_string());
    let meant = globbed(source);
    if meant != source && whole(&meant).is_ok() {
        return diagnostic.help(format!("did you mean `{}`?", option.with(meant)));
    }
    diagnostic.help("a backslash makes a special character an ordinary one: `\\(`")
}

/// What there is to match, in a few words.
fn declared(names: &[&str]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = match names.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    match shown.is_empty() {
        true => "the headers declare nothing".to_owned(),
        false => format!("the headers declare {}{more}", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Terms;

    fn said(pattern: &str) -> String {
        let sources = [pattern.to_owned()];
        let mut diagnostics = Diagnostics::default();
        let option = Terms::COMMAND_LINE.allow;
        let mut patterns = Patterns::compile(&sources, option, &mut diagnostics);
        let names = ["zip_open", "zip_close", "zip_file_t"];
        for name in names {
            patterns.matches(name);
        }
        patterns.report_unmatched(|| names.to_vec(), &mut diagnostics);
        let said = diagnostics.iter().map(|diagnostic| {
            let help = diagnostic.help.as_deref().unwrap_or_default();
            format!("{} {help}", diagnostic.code)
        });
        said.collect()
    }

    #[test]
    fn a_pattern_that_misses_is_answered_with_one_that_hits() {
        assert_eq!(said("zip_.*"), "");
        assert!(said("zip_*").contains("`--allow zip_.*` matches `zip_open` and 2 more"));
        assert!(said("zip").contains("`--allow zip.*` matches `zip_open` and 2 more"));
        assert!(said("_t").contains("`--allow .*_t` matches `zip_file_t`"));
        assert!(said("file").contains("`--allow .*file.*` matches `zip_file_t`"));
        assert!(said("zip_cloze").contains("did you mean `--allow zip_close`?"));
        assert!(said("nothing").contains("only what the named headers declare"));
    }

    #[test]
    fn a_pattern_that_is_none_is_refused() {
        assert_eq!(said("*_t"), "F0201 did you mean `--allow .*_t`?");
        for pattern in ["(", "a)|(b", "[", "x{"] {
            assert!(said(pattern).starts_with("F0201"), "{pattern}");
        }
    }
}
