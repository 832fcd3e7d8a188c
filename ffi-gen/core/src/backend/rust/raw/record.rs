//! Structures and unions, with the assertions that prove their layout.

use super::{bitfield::Place, module::Module};
use crate::{
    backend::rust::{
        ident::field_names,
        known::Known,
        representation::{Member, Representation},
        standing::Standing,
    },
    contract::{
        Field, FieldLayout, Item, ItemId, Record, RecordBody, RecordKind, RecordLayout, Ty,
    },
};
use std::borrow::Cow;

/// Largest record that a `Default` is written for: it lives on the stack.
const MAX_DEFAULT: u64 = 64 * 1024;

impl<'a> Module<'a> {
    /// Writes a record.
    pub(super) fn write_record(&mut self, id: ItemId, item: &'a Item, record: &'a Record) {
        self.push_docs(&item.docs);
        let RecordBody::Defined { fields, layout, .. } = &record.body else {
            self.write_opaque(id);
            return;
        };
        let plan = self.plan;
        let layout = layout.get(plan.target_index);
        let representation = plan.standings.representation(id);
        let (Some(layout), Some(representation)) = (layout, representation) else {
            self.write_opaque(id);
            return;
        };
        let names = field_names(fields);
        self.write_attributes(representation);
        match &representation.members {
            Some(members) => {
                let place = Place::Members {
                    is_union: record.kind == RecordKind::Union,
                };
                self.write_members(id, record.kind, members, fields, layout, &names);
                self.write_default(id, layout);
                self.write_accessors(id, fields, layout, &names, members, place);
                self.write_assertions(id, layout, members, &names);
            }
            None => {
                self.push("pub struct ");
                self.push_name(id);
                self.writer.line(" {");
                self.writer.indent();
                self.push("_bytes: [");
                self.push_known(Known::U8);
                self.push("; ");
                self.writer.push_int(layout.size);
                self.writer.line("],");
                self.close_braces(1);
                self.write_default(id, layout);
                self.write_accessors(id, fields, layout, &names, &[], Place::Bytes);
                self.write_assertions(id, layout, &[], &names);
            }
        }
    }

    /// Writes a type that only exists behind pointers.
    pub(super) fn write_opaque(&mut self, id: ItemId) {
        self.writer.line("#[repr(C)]");
        self.push("pub struct ");
        self.push_name(id);
        self.writer.line(" {");
        self.writer.indent();
        self.push("_opaque: [");
        self.push_known(Known::U8);
        self.writer.line("; 0],");
        self.push("_marker: ");
        self.push_known(Known::PhantomData);
        self.push("<(*mut ");
        self.push_known(Known::U8);
        self.push(", ");
        self.push_known(Known::PhantomPinned);
        self.writer.line(")>,");
        self.close_braces(1);
    }

    /// Writes the type of a field.
    pub(super) fn push_field_ty(&mut self, field: &'a Field, layout: &FieldLayout) {
        match self.plan.standings.of(&field.ty) {
            Standing::Value(_) if !self.plan.standings.is_too_deep(&field.ty) => {
                self.push_ty(&field.ty);
            }
            Standing::Value(_) if matches!(field.ty, Ty::Pointer { .. }) => {
                self.push("*mut ");
                self.push_known(Known::CVoid);
            }
            _ => {
                self.push("[");
                self.push_known(Known::U8);
                self.push("; ");
                self.writer.push_int(layout.size);
                self.push("]");
            }
        }
    }

    fn write_attributes(&mut self, representation: &Representation) {
        self.push("#[repr(C");
        for (name, value) in [
            ("packed", representation.packed),
            ("align", representation.align),
        ] {
            if let Some(value) = value {
                self.push(", ");
                self.push(name);
                if (name, value) != ("packed", 1) {
                    self.push("(");
                    self.writer.push_int(value);
                    self.push(")");
                }
            }
        }
        self.writer.line(")]");
        self.writer.line(if representation.debug {
            "#[derive(Clone, Copy, Debug)]"
        } else {
            "#[derive(Clone, Copy)]"
        });
    }

    fn write_members(
        &mut self,
        id: ItemId,
        kind: RecordKind,
        members: &[Member],
        fields: &'a [Field],
        layout: &RecordLayout,
        names: &[Cow<'a, str>],
    ) {
        self.push(if kind == RecordKind::Union {
            "pub union "
        } else {
            "pub struct "
        });
        self.push_name(id);
        if members.is_empty() {
            self.writer.line(" {}");
            return;
        }
        self.writer.line(" {");
        self.writer.indent();
        let bits = prefix("bitfield", names);
        let padding = prefix("padding", names);
        let mut runs = 0;
        let mut paddings = 0;
        for member in members {
            match member {
                Member::Field { index, .. } => {
                    let field = &fields[*index];
                    self.push_docs(&field.docs);
                    self.push("pub ");
                    self.push(&names[*index]);
                    self.push(": ");
                    self.push_field_ty(field, &layout.fields[*index]);
                }
                Member::Bits(run) => {
                    runs += 1;
                    self.push("pub ");
                    self.push(&bits);
                    self.writer.push_int(runs);
                    self.push_byte_array(run.size);
                }
                Member::Padding { size, .. } => {
                    paddings += 1;
                    self.push("pub ");
                    self.push(&padding);
                    self.writer.push_int(paddings);
                    self.push_byte_array(*size);
                }
            }
            self.writer.line(",");
        }
        self.close_braces(1);
    }

    fn push_byte_array(&mut self, size: u64) {
        self.push(": [");
        self.push_known(Known::U8);
        self.push("; ");
        self.writer.push_int(size);
        self.push("]");
    }

    /// Zero is a value of every field: numbers, null pointers, no function, `false`.
    fn write_default(&mut self, id: ItemId, layout: &RecordLayout) {
        if layout.size > MAX_DEFAULT {
            return;
        }
        self.writer.newline();
        self.push("impl ");
        self.push_known(Known::Default);
        self.push(" for ");
        self.push_name(id);
        self.writer.line(" {");
        self.writer.indent();
        self.writer.line("fn default() -> Self {");
        self.writer.indent();
        self.writer.line("// SAFETY: all fields may be zero.");
        self.writer.line("unsafe { ::core::mem::zeroed() }");
        self.close_braces(2);
    }

    fn write_assertions(
        &mut self,
        id: ItemId,
        layout: &RecordLayout,
        members: &[Member],
        names: &[Cow<'a, str>],
    ) {
        self.writer.newline();
        self.writer.line("const _: () = {");
        self.writer.indent();
        for (function, value) in [(Known::SizeOf, layout.size), (Known::AlignOf, layout.align)] {
            self.push("assert!(");
            self.push_known(function);
            self.push("::<");
            self.push_name(id);
            self.push(">() == ");
            self.writer.push_int(value);
            self.writer.line(");");
        }
        for member in members {
            if let Member::Field { index, offset } = member {
                self.push("assert!(");
                self.push_known(Known::OffsetOf);
                self.push("!(");
                self.push_name(id);
                self.push(", ");
                self.push(&names[*index]);
                self.push(") == ");
                self.writer.push_int(*offset);
                self.writer.line(");");
            }
        }
        self.writer.dedent();
        self.writer.line("};");
    }
}

/// What the names of members that C does not have begin with, which those of no other member do.
pub(super) fn prefix(kind: &str, names: &[Cow<'_, str>]) -> String {
    let mut prefix = format!("_{kind}_");
    while names.iter().any(|name| name.starts_with(&prefix)) {
        prefix.push('_');
    }
    prefix
}
