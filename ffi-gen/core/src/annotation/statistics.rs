//! How much a side file says.

use super::{Overlay, Subject};
use crate::contract::FactKind;
use std::fmt::{self, Display, Formatter};

/// Counts of what stands in a side file, not of what it selects: a pattern counts once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    /// How often each fact is written, in the order of the vocabulary; those that are not are left out.
    pub facts: Vec<(FactKind, usize)>,
    /// How many entries there are, conventions included.
    pub entries: usize,
    /// How many of them select functions.
    pub functions: usize,
}

impl Statistics {
    /// Counts.
    pub fn of(overlay: &Overlay) -> Statistics {
        let facts = overlay.entries.iter().flat_map(|entry| &entry.facts);
        let count = |kind| facts.clone().filter(|(fact, _)| fact.kind == kind).count();
        let counts = FactKind::ALL.iter().map(|&kind| (kind, count(kind)));
        let is_function = |subject| subject == Subject::Function;
        let functions = overlay
            .entries
            .iter()
            .filter(|entry| is_function(entry.subject));
        Statistics {
            facts: counts.filter(|(_, count)| *count > 0).collect(),
            entries: overlay.entries.len() + overlay.conventions.len(),
            functions: functions.count(),
        }
    }

    /// How many facts are written in all.
    pub fn total(&self) -> usize {
        self.facts.iter().map(|(_, count)| count).sum()
    }
}

impl Display for Statistics {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (kind, count) in &self.facts {
            writeln!(f, "{:<20}{count:>6}", kind.as_str())?;
        }
        writeln!(f, "{:<20}{:>6}", "facts in total", self.total())?;
        writeln!(f, "{:<20}{:>6}", "entries", self.entries)?;
        writeln!(f, "{:<20}{:>6}", "functions", self.functions)
    }
}
