//! The module while it is written.

use super::support::Need;
use crate::{
    backend::rust::{
        guard::WIDTH,
        ident::{self, is_directional},
        known::{self, Known, Scope},
        plan::Plan,
    },
    contract::{Category, ItemId, Omission, Reason},
    emit::{Output, Writer},
};
use std::collections::{BTreeMap, BTreeSet};

/// The text of the module so far, and what it turned out to need.
pub(super) struct Module<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) writer: Writer,
    /// The names of `core` to import.
    used: u64,
    /// What the support module must hold.
    pub(super) needs: BTreeSet<Need>,
    omissions: Vec<(ItemId, Omission)>,
    emitted: BTreeMap<Category, usize>,
}

/// The finished module.
pub(in crate::backend::rust) struct Page {
    pub(in crate::backend::rust) output: Output,
    pub(in crate::backend::rust) omissions: Vec<(ItemId, Omission)>,
    pub(in crate::backend::rust) emitted: BTreeMap<Category, usize>,
}

impl<'a> Module<'a> {
    /// An empty module.
    pub(super) fn new(plan: &'a Plan<'a>) -> Module<'a> {
        let mut writer = Writer::with_capacity(128 * plan.items.len());
        writer.indent();
        Module {
            plan,
            writer,
            used: 0,
            needs: BTreeSet::new(),
            omissions: Vec::new(),
            emitted: BTreeMap::new(),
        }
    }

    /// Appends a part of a line.
    pub(super) fn push(&mut self, text: &str) {
        self.writer.push(text);
    }

    /// Appends a name of the core library so that it means that, whatever C calls its own.
    pub(super) fn push_known(&mut self, name: Known) {
        let entry = name.entry();
        if self.plan.names.is_shadowed(name) {
            self.writer.push("::core::");
            self.writer.push(entry.module);
            self.writer.push("::");
        } else if entry.scope == Scope::Import {
            self.used |= name.bit();
        }
        self.writer.push(entry.name);
    }

    /// Appends the path of something in the support module.
    pub(super) fn push_support(&mut self, need: Need, name: &str) {
        self.needs.insert(need);
        self.writer.push(self.plan.names.support());
        self.writer.push("::");
        self.writer.push(name);
    }

    /// Appends the name of an item; every item that has one was named by the plan.
    pub(super) fn push_name(&mut self, id: ItemId) {
        match self.plan.names.get(id) {
            Some(name) => self.writer.push(name),
            None => self
                .writer
                .push(&ident::item(self.plan.contract.item(id).name())),
        }
    }

    /// Writes ` = …;`, on a line of its own where it would run past the width.
    pub(super) fn assign(&mut self, value: impl Fn(&mut Module<'a>)) {
        self.push(" =");
        let mark = self.writer.mark();
        self.push(" ");
        value(self);
        self.push(";");
        if self.writer.column() > WIDTH {
            self.writer.rewind(mark);
            self.writer.newline();
            self.writer.indent();
            value(self);
            self.push(";");
            self.writer.dedent();
        }
        self.writer.newline();
    }

    /// Counts an item as written.
    pub(super) fn count(&mut self, category: Category) {
        *self.emitted.entry(category).or_default() += 1;
    }

    /// Says in place that an item is left out, and why.
    pub(super) fn leave_out(&mut self, id: ItemId, category: Category, reason: Reason) {
        self.push("// left out: ");
        self.push(category.as_str());
        self.push(" `");
        let name = printable(self.plan.contract.item(id).name());
        self.push(&name);
        self.push("`: ");
        let text = printable(&reason.text);
        self.push(&text);
        self.writer.newline();
        self.omissions.push((id, Omission { category, reason }));
    }

    /// The module, with its imports in front.
    pub(super) fn finish(self) -> Page {
        let mut head = Writer::with_capacity(self.writer.column() + 64);
        head.indent();
        let imports = |module: &str| {
            known::ALL
                .iter()
                .enumerate()
                .filter(|(index, _)| self.used >> index & 1 == 1)
                .filter(|(_, entry)| entry.module == module && entry.scope == Scope::Import)
                .map(|(_, entry)| entry.name)
                .collect::<Vec<_>>()
        };
        let mut any = false;
        for module in ["ffi", "marker", "mem"] {
            let names = imports(module);
            any |= !names.is_empty();
            write_import(&mut head, module, &names);
        }
        if any {
            head.newline();
        }
        head.append(&self.writer.finish());
        Page {
            output: head.finish(),
            omissions: self.omissions,
            emitted: self.emitted,
        }
    }
}

/// `text` on one line, without characters that would change how the comment reads.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || is_directional(c) {
                ' '
            } else {
                c
            }
        })
        .collect()
}

fn write_import(writer: &mut Writer, module: &str, names: &[&str]) {
    if names.is_empty() {
        return;
    }
    writer.push("use ::core::");
    writer.push(module);
    writer.push("::");
    if let [name] = names {
        writer.push(name);
        writer.line(";");
        return;
    }
    writer.push("{");
    let mark = writer.mark();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            writer.push(", ");
        }
        writer.push(name);
    }
    writer.push("};");
    if writer.column() <= WIDTH {
        writer.newline();
        return;
    }
    writer.rewind(mark);
    writer.newline();
    writer.indent();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            if writer.column() + name.len() + 2 > WIDTH {
                writer.newline();
            } else {
                writer.push(" ");
            }
        }
        writer.push(name);
        writer.push(",");
    }
    writer.newline();
    writer.dedent();
    writer.line("};");
}
