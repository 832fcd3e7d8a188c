//! Rust.

use super::{Backend, Emission};
use crate::{emit::Output, resolve::Resolved};

/// Raw bindings.
#[derive(Debug, Clone, Default)]
pub struct Raw;

impl Backend for Raw {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn emit(&self, resolved: &Resolved) -> Emission {
        let mut emission = Emission::default();
        let text = format!("// {} items\n", resolved.items().count());
        let map = Vec::new();
        emission.files.insert("raw.rs", Output { text, map });
        emission
    }
}
