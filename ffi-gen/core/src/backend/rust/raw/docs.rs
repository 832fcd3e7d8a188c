//! The documentation of items.

use super::module::Module;
use crate::{
    backend::rust::docs::{is_plain_literal, longest_run, visible, write},
    contract::Docs,
};

/// Longest expression that is worth quoting.
const MAX_EXPRESSION: usize = 300;

impl Module<'_> {
    /// Writes the documentation of an item.
    pub(super) fn push_docs(&mut self, docs: &Docs) {
        write(&mut self.writer, docs);
    }

    /// Writes the C expression behind a constant, unless its value says as much.
    pub(super) fn push_expression(&mut self, expression: &str, after_docs: bool) {
        if is_plain_literal(expression) || expression.len() > MAX_EXPRESSION {
            return;
        }
        let text: String = expression.chars().map(visible).collect();
        let ticks = "`".repeat(1 + longest_run(&text, '`'));
        if after_docs {
            self.writer.line("///");
        }
        self.push("/// ");
        self.push(&ticks);
        let padded = text.starts_with('`') || text.ends_with('`');
        self.push(if padded { " " } else { "" });
        self.push(text.trim());
        self.push(if padded { " " } else { "" });
        self.push(&ticks);
        self.writer.newline();
    }
}
