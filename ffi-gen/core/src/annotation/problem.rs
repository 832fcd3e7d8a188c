//! What is wrong with a fact, before it is known in which file the fact stands.

use crate::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};
use std::ops::Range;

/// Something wrong in the text of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The stable code.
    pub code: Code,
    /// The bytes of the text that it is about.
    pub range: Range<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// A few words for the place.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    pub(super) fn new(
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Problem {
        Problem {
            code,
            range,
            message: message.into(),
            label: label.into(),
            help: None,
        }
    }

    pub(super) fn syntax(
        range: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Problem {
        Problem::new(Code::FactMalformed, range, message, label)
    }

    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    /// Offers the nearest of `known`, or else lists them all.
    #[must_use]
    pub(super) fn suggest<'a>(
        self,
        wrong: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Problem {
        let help = super::spelling::suggestion(wrong, known);
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    /// The problem as a diagnostic at `span`, which is where its range lies in a file.
    pub fn at(self, span: Span) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.code, self.message).at(span, self.label);
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}
