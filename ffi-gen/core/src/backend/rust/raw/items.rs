//! The walk over the items, in the order of the header.

use super::{
    function::extern_abi,
    module::{Module, Page},
};
use crate::{
    backend::rust::{constant, name::Naming, omission::Obstacle, plan::Plan},
    contract::{Alias, Category, Item, ItemId, ItemKind, Name, Synonym, Ty},
};

/// Writes the module of one target: everything between its braces.
pub(in crate::backend::rust) fn write(plan: &Plan<'_>) -> Page {
    let mut module = Module::new(plan);
    let mut section = Section::Start;
    for &(id, item) in &plan.items {
        section = module.write_item(id, item, section);
    }
    module.close(section);
    module.write_support();
    module.finish()
}

/// What was written last, which decides where blank lines go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Start,
    /// Within `unsafe extern "…" {`.
    Extern(&'static str),
    Aliases,
    Constants,
    LeftOut,
    Block,
}

impl<'a> Module<'a> {
    fn write_item(&mut self, id: ItemId, item: &'a Item, section: Section) -> Section {
        if matches!(self.plan.names.naming(id), Naming::Same(_)) {
            return section;
        }
        if let ItemKind::Omitted(omission) = &item.kind {
            let section = self.enter(
                section,
                self.comment_section(section, omission.category),
                false,
            );
            self.leave_out(id, omission.category, omission.reason.clone());
            return self.stand_in(id, item, section);
        }
        if let Some(obstacle) = self.plan.obstacle(id) {
            let category = item.kind.category();
            let section = self.enter(section, self.comment_section(section, category), false);
            self.leave_out(id, category, obstacle.reason(self.plan.contract));
            return self.stand_in(id, item, section);
        }
        let has_docs = !item.docs.blocks.is_empty() || self.plan.kept_unsafe.contains_key(&id);
        let next = match &item.kind {
            ItemKind::Function(function) => Section::Extern(extern_abi(self.plan, function)),
            ItemKind::Global(_) => Section::Extern("C"),
            ItemKind::Alias(_) => Section::Aliases,
            ItemKind::Constant(constant) if constant::is_function(self.plan, constant) => {
                Section::Block
            }
            ItemKind::Constant(_) => Section::Constants,
            // A block of its own: rustfmt sorts neighbouring imports, and the header's order is kept.
            _ => Section::Block,
        };
        let section = self.enter(section, next, has_docs);
        let mark = self.writer.mark();
        match &item.kind {
            ItemKind::Function(function) => self.write_function(id, item, function),
            ItemKind::Global(global) => self.write_global(id, item, global),
            ItemKind::Alias(alias) => self.write_alias(id, item, alias),
            ItemKind::Record(record) => self.write_record(id, item, record),
            ItemKind::Enum(enumeration) => self.write_enum(id, item, enumeration),
            ItemKind::Constant(constant) => self.write_constant(id, item, constant),
            ItemKind::Synonym(synonym) => self.write_synonym(id, item, synonym),
            ItemKind::Omitted(_) => {}
        }
        self.writer.map_since(mark, item.span);
        self.count(item.kind.category());
        section
    }

    /// Ends one section and starts another, with the blank line that belongs between them.
    fn enter(&mut self, section: Section, next: Section, has_docs: bool) -> Section {
        if section == next && section != Section::Block {
            if has_docs {
                self.writer.newline();
            }
            return section;
        }
        self.close(section);
        if section != Section::Start {
            self.writer.newline();
        }
        if let Section::Extern(abi) = next {
            self.push("unsafe extern \"");
            self.push(abi);
            self.writer.line("\" {");
            self.writer.indent();
        }
        next
    }

    fn close(&mut self, section: Section) {
        if matches!(section, Section::Extern(_)) {
            self.writer.dedent();
            self.writer.line("}");
        }
    }

    /// Comments stay where the item would have been, within a block of declarations too.
    fn comment_section(&self, section: Section, category: Category) -> Section {
        match (section, category) {
            (Section::Extern(_), Category::Function | Category::Global)
            | (Section::Constants, Category::Constant)
            | (Section::Aliases, Category::Type) => section,
            _ => Section::LeftOut,
        }
    }

    /// Writes an opaque type in place of one that was left out, for the pointers to it.
    fn stand_in(&mut self, id: ItemId, item: &'a Item, section: Section) -> Section {
        let is_named = matches!(self.plan.names.naming(id), Naming::Own(_));
        let is_type = item.kind.category() == Category::Type;
        if !is_type || !is_named || matches!(item.identity.name, Name::Macro(_)) {
            return section;
        }
        self.close(section);
        self.write_opaque(id);
        Section::Block
    }

    fn write_alias(&mut self, id: ItemId, item: &'a Item, alias: &'a Alias) {
        self.push_docs(&item.docs);
        if let Some(obstacle) = self.untyped_callback(&alias.ty) {
            let reason = obstacle.reason(self.plan.contract);
            self.push("// A function pointer without its signature: ");
            self.push(&reason.text);
            self.push(".");
            self.writer.newline();
        }
        self.push("pub type ");
        self.push_name(id);
        self.push(" = ");
        if self.plan.standings.is_chain_too_long(id) {
            self.push_ty(self.plan.contract.canonical(&alias.ty));
        } else {
            self.push_ty(&alias.ty);
        }
        self.push(";");
        self.writer.newline();
    }

    /// What keeps a function pointer from having its signature.
    fn untyped_callback(&self, ty: &'a Ty) -> Option<Obstacle<'a>> {
        let Ty::Pointer { pointee, .. } = ty else {
            return None;
        };
        match &**pointee {
            Ty::Function(signature) => self.plan.standings.signature_obstacle(signature),
            _ => None,
        }
    }

    fn write_synonym(&mut self, id: ItemId, item: &'a Item, synonym: &'a Synonym) {
        self.push_docs(&item.docs);
        self.push("pub use self::");
        self.push_name(synonym.of);
        self.push(" as ");
        self.push_name(id);
        self.push(";");
        self.writer.newline();
    }
}
