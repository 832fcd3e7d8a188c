//! Records, field by field.

use super::{Comparison, shown::spelled};
use crate::{
    contract::{Field, Item, ItemId, ItemKind, Record, RecordBody, RecordLayout, Ty},
    diagnostic::Diagnostic,
};

impl<'a> Comparison<'a> {
    /// What differs between a declared record and that of the header.
    pub(super) fn record(&self, item: &Item, record: &Record, theirs: ItemId) -> Vec<Diagnostic> {
        let named = self.header.item(theirs);
        let Some((theirs, other)) = self.defined(theirs) else {
            let message = match named.kind {
                ItemKind::Record(_) | ItemKind::Alias(_) => {
                    format!("`{}` has no definition in the header", item.name())
                }
                _ => format!("`{}` is no structure in the header", item.name()),
            };
            return vec![self.differs(item, named, message)];
        };
        let (Some((fields, layout)), Some((their_fields, their_layout))) =
            (contents(record), contents(other))
        else {
            return Vec::new();
        };
        let mut differences = Vec::new();
        let mut differ = |message| differences.push(self.differs(item, theirs, message));
        if record.kind != other.kind {
            differ(format!(
                "`{}` is another kind of record in the header",
                item.name()
            ));
        }
        let size = |layout: Option<&RecordLayout>| layout.map(|layout| (layout.size, layout.align));
        // Bit-fields and parts without a name have no counterpart in Rust: only the size tells something then.
        let is_plain = |field: &Field| field.bit_width.is_none() && field.name.is_some();
        let (fields, their_fields) = match their_fields.iter().all(is_plain) {
            true => (fields, their_fields),
            false => (&[][..], &[][..]),
        };
        for (index, their) in their_fields.iter().enumerate() {
            let name = their.name.as_deref().unwrap_or_default();
            let Some(our) = fields.get(index) else {
                let missing: Vec<String> = their_fields[index..].iter().map(quoted).collect();
                let missing = missing.join(", ");
                differ(format!(
                    "`{}` lacks fields of the header: {missing}",
                    item.name()
                ));
                break;
            };
            let our_name = our.name.as_deref().unwrap_or_default();
            if our_name != name {
                differ(format!(
                    "field {} of `{}` is called `{name}` in the header, and `{our_name}` here",
                    index + 1,
                    item.name()
                ));
            } else if !self.types.same(&our.ty, &their.ty) {
                differ(format!(
                    "the field `{name}` of `{}` is `{}` in the header, and `{}` here",
                    item.name(),
                    spelled(self.header, &their.ty),
                    spelled(self.types.declared, &our.ty)
                ));
            }
        }
        for extra in fields.iter().skip(their_fields.len()) {
            let name = extra.name.as_deref().unwrap_or_default();
            differ(format!(
                "`{}` has no field `{name}` in the header",
                item.name()
            ));
        }
        if differences.is_empty()
            && let (Some(ours), Some(wanted)) = (size(layout), size(their_layout))
            && ours != wanted
        {
            let message = format!(
                "`{}` has {} bytes, aligned to {}, in the header, and {} aligned to {} here",
                item.name(),
                wanted.0,
                wanted.1,
                ours.0,
                ours.1
            );
            differences.push(self.differs(item, theirs, message));
        }
        differences
    }

    /// The definition behind a name of the header.
    fn defined(&self, id: ItemId) -> Option<(&'a Item, &'a Record)> {
        let id = match &self.header.item(id).kind {
            ItemKind::Alias(alias) => match self.header.canonical(&alias.ty) {
                Ty::Item(id) => *id,
                _ => return None,
            },
            _ => id,
        };
        let item = self.header.item(id);
        match &item.kind {
            ItemKind::Record(record) if matches!(record.body, RecordBody::Defined { .. }) => {
                Some((item, record))
            }
            _ => None,
        }
    }
}

fn quoted(field: &Field) -> String {
    format!("`{}`", field.name.as_deref().unwrap_or_default())
}

fn contents(record: &Record) -> Option<(&[Field], Option<&RecordLayout>)> {
    match &record.body {
        RecordBody::Defined { fields, layout, .. } => Some((fields, layout.get(0))),
        RecordBody::Opaque => None,
    }
}
