//! Enumerations: a newtype with associated constants, because C may put any number into one.

use super::module::Module;
use crate::{
    backend::rust::{constant::Literal, ident, known::Known},
    contract::{Enum, Item, ItemId, Ty, Variant},
};
use std::borrow::Cow;

impl<'a> Module<'a> {
    /// Writes an enumeration, its conversions, and its enumerators under their bare names.
    pub(super) fn write_enum(&mut self, id: ItemId, item: &'a Item, enumeration: &'a Enum) {
        self.push_docs(&item.docs);
        self.writer.line("#[repr(transparent)]");
        self.writer
            .line("#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]");
        self.push("pub struct ");
        self.push_name(id);
        self.push("(pub ");
        self.push_ty(&enumeration.underlying);
        self.writer.line(");");
        let variants = enumeration.variants.iter();
        let names = ident::distinct(variants.map(|variant| &*variant.name));
        if !enumeration.variants.is_empty() {
            self.write_associated(id, enumeration, &names);
            self.write_try_from(id, enumeration);
        }
        self.write_from(id, &enumeration.underlying);
        self.write_bare(id, enumeration, &names);
    }

    fn write_associated(&mut self, id: ItemId, enumeration: &'a Enum, names: &[Cow<'a, str>]) {
        self.writer.newline();
        self.push("impl ");
        self.push_name(id);
        self.writer.line(" {");
        self.writer.indent();
        for (index, (variant, name)) in enumeration.variants.iter().zip(names).enumerate() {
            if index > 0 && !variant.docs.blocks.is_empty() {
                self.writer.newline();
            }
            let mark = self.writer.mark();
            self.push_docs(&variant.docs);
            self.push("pub const ");
            self.push(name);
            self.push(": ");
            self.push_name(id);
            self.assign(|module| {
                module.push_enumerator(id, &enumeration.underlying, variant.value);
            });
            self.writer.map_since(mark, variant.span);
        }
        self.writer.dedent();
        self.writer.line("}");
    }

    /// Writes `E(3)`.
    pub(super) fn push_enumerator(&mut self, id: ItemId, underlying: &'a Ty, value: i128) {
        self.push_name(id);
        self.push("(");
        self.push_literal(Literal::of(self.plan, underlying), value);
        self.push(")");
    }

    fn write_try_from(&mut self, id: ItemId, enumeration: &'a Enum) {
        let value = self.plan.names.local("value");
        self.writer.newline();
        self.push("impl ");
        self.push_known(Known::TryFrom);
        self.push("<");
        self.push_ty(&enumeration.underlying);
        self.push("> for ");
        self.push_name(id);
        self.writer.line(" {");
        self.writer.indent();
        self.push("type Error = ");
        self.push_ty(&enumeration.underlying);
        self.writer.line(";");
        self.writer.newline();
        self.writer
            .line("/// Succeeds for the values that have a name.");
        self.push("fn try_from(");
        self.push(&value);
        self.push(": ");
        self.push_ty(&enumeration.underlying);
        self.push(") -> ");
        self.push_known(Known::Result);
        self.push("<Self, ");
        self.push_ty(&enumeration.underlying);
        self.writer.line("> {");
        self.writer.indent();
        self.push("match ");
        self.push(&value);
        self.writer.line(" {");
        self.writer.indent();
        self.push_value_pattern(&enumeration.underlying, &enumeration.variants);
        self.push(" => ");
        self.push_known(Known::Ok);
        self.push("(");
        self.push_name(id);
        self.push("(");
        self.push(&value);
        self.writer.line(")),");
        self.push("_ => ");
        self.push_known(Known::Err);
        self.push("(");
        self.push(&value);
        self.writer.line("),");
        self.close_braces(3);
    }

    /// Writes the values in ascending order, neighbours as ranges.
    fn push_value_pattern(&mut self, underlying: &'a Ty, variants: &[Variant]) {
        let literal = Literal::of(self.plan, underlying);
        let mut values: Vec<i128> = variants.iter().map(|variant| variant.value).collect();
        values.sort_unstable();
        values.dedup();
        let runs =
            values.chunk_by(|one, next| literal.is_number() && one.checked_add(1) == Some(*next));
        for (index, run) in runs.enumerate() {
            if index > 0 {
                self.push(" | ");
            }
            self.push_literal(literal, run[0]);
            if let [_, .., last] = run {
                self.push("..=");
                self.push_literal(literal, *last);
            }
        }
    }

    fn write_from(&mut self, id: ItemId, underlying: &'a Ty) {
        let value = self.plan.names.local("value");
        self.writer.newline();
        self.push("impl ");
        self.push_known(Known::From);
        self.push("<");
        self.push_name(id);
        self.push("> for ");
        self.push_ty(underlying);
        self.writer.line(" {");
        self.writer.indent();
        self.push("fn from(");
        self.push(&value);
        self.push(": ");
        self.push_name(id);
        self.writer.line(") -> Self {");
        self.writer.indent();
        self.push(&value);
        self.writer.line(".0");
        self.close_braces(2);
    }

    /// Writes the enumerators as constants of the module, where no other item has the name.
    fn write_bare(&mut self, id: ItemId, enumeration: &'a Enum, names: &[Cow<'a, str>]) {
        let mut first = true;
        for (variant, name) in enumeration.variants.iter().zip(names) {
            if !self.plan.names.is_bare_enumerator(id, &variant.name, name) {
                continue;
            }
            if first {
                self.writer.newline();
                first = false;
            }
            self.push("pub const ");
            self.push(name);
            self.push(": ");
            self.push_name(id);
            self.assign(|module| {
                module.push_name(id);
                module.push("::");
                module.push(name);
            });
        }
    }

    /// Ends `count` blocks.
    pub(super) fn close_braces(&mut self, count: usize) {
        for _ in 0..count {
            self.writer.dedent();
            self.writer.line("}");
        }
    }
}
