//! Functions and objects with linkage.

use super::{module::Module, ty::param_name};
use crate::{
    backend::rust::{guard::WIDTH, plan::Plan, standing::Standing},
    contract::{Function, Global, Item, ItemId, Linkage, Ty},
};

/// The string after `extern` for a function that can be called.
pub(super) fn extern_abi(plan: &Plan<'_>, function: &Function) -> &'static str {
    plan.standings.abi(&function.signature).unwrap_or("C")
}

impl<'a> Module<'a> {
    /// Writes a function within its `extern` block.
    pub(super) fn write_function(&mut self, id: ItemId, item: &'a Item, function: &'a Function) {
        self.push_docs(&item.docs);
        self.push_why_unsafe(id, !item.docs.blocks.is_empty());
        self.push_link_name(id, &function.linkage);
        self.push("pub fn ");
        self.push_name(id);
        self.push("(");
        let mark = self.writer.mark();
        let signature = &function.signature;
        for index in 0..signature.params.len() {
            if index > 0 {
                self.push(", ");
            }
            self.push_param(function, index);
        }
        if signature.variadic {
            self.push(if signature.params.is_empty() {
                "..."
            } else {
                ", ..."
            });
        }
        self.push(")");
        self.push_result(signature);
        self.push(";");
        if self.writer.column() > WIDTH && !signature.params.is_empty() {
            self.writer.rewind(mark);
            self.writer.newline();
            self.writer.indent();
            for index in 0..signature.params.len() {
                self.push_param(function, index);
                self.writer.line(",");
            }
            if signature.variadic {
                self.writer.line("...");
            }
            self.writer.dedent();
            self.push(")");
            self.push_result(signature);
            self.push(";");
        }
        self.writer.newline();
    }

    /// Says why a function that somebody has reviewed has no safe form.
    fn push_why_unsafe(&mut self, id: ItemId, after_docs: bool) {
        let Some(reasons) = self.plan.kept_unsafe.get(&id) else {
            return;
        };
        if after_docs {
            self.writer.line("///");
        }
        self.writer.line("/// # Safety");
        self.writer.line("/// The safe API leaves it out:");
        for reason in *reasons {
            let text = super::module::printable(&reason.text);
            self.writer.line(&format!("/// - {text}"));
        }
    }

    /// Writes an object within its `extern` block.
    pub(super) fn write_global(&mut self, id: ItemId, item: &'a Item, global: &'a Global) {
        self.push_docs(&item.docs);
        self.push_link_name(id, &global.linkage);
        self.push(if global.mutable {
            "pub static mut "
        } else {
            "pub static "
        });
        self.push_name(id);
        self.push(": ");
        match (
            self.plan.contract.canonical(&global.ty),
            self.plan.standings.of(&global.ty),
        ) {
            (Ty::Void, _) | (_, Standing::LeftOut(_)) => self.push("[u8; 0]"),
            _ => self.push_ty(&global.ty),
        }
        self.writer.line(";");
    }

    fn push_param(&mut self, function: &'a Function, index: usize) {
        let name = param_name(&function.signature, index);
        self.push(&name);
        self.push(": ");
        self.push_ty(&function.signature.params[index].ty);
    }

    /// Names the symbol where Rust would derive another one from the item's name.
    fn push_link_name(&mut self, id: ItemId, linkage: &Linkage) {
        let (Linkage::Symbol(symbol) | Linkage::Shim(symbol)) = linkage else {
            return;
        };
        let name = self.plan.names.get(id).unwrap_or_default();
        if name.strip_prefix("r#").unwrap_or(name) == symbol && symbol.is_ascii() {
            return;
        }
        self.push("#[link_name = \"");
        for character in symbol.chars() {
            match character {
                '"' | '\\' => {
                    self.push("\\");
                    self.writer.push_char(character);
                }
                c if c.is_control() => {
                    for part in c.escape_default() {
                        self.writer.push_char(part);
                    }
                }
                c => self.writer.push_char(c),
            }
        }
        self.writer.line("\"]");
    }
}
