//! Rust.

use super::Backend;
use crate::{
    emit::{Files, Output},
    resolve::Resolved,
};

/// Raw bindings.
#[derive(Debug, Clone, Default)]
pub struct Raw {}

impl Backend for Raw {
    fn emit(&self, resolved: &Resolved) -> Files {
        let mut files = Files::default();
        let text = format!("// {} items\n", resolved.items().count());
        files.insert("bindings.rs", Output { text });
        files
    }
}
