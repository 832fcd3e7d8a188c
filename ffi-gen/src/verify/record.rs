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
        // Bit-fields and parts without a name have no counterpart in Rust: what has a name must be where it is then.
        let is_plain = |field: &Field| field.bit_width.is_none() && field.name.is_some();
        let is_all_plain = their_fields.iter().all(is_plain);
        if !is_all_plain {
            let ours = Contents { fields, layout };
            let wanted_fields = Contents {
                fields: their_fields,
                layout: their_layout,
            };
            for message in self.named_fields(item, ours, wanted_fields) {
                differ(message);
            }
        }
        let (fields, their_fields) = match is_all_plain {
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
            // `type_` is how Rust writes `type`.
            if our_name != name && our_name.trim_end_matches('_') != name {
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

    /// What differs between the fields that have a name and a place of their own, wherever they stand.
    fn named_fields(&self, item: &Item, ours: Contents<'_>, theirs: Contents<'_>) -> Vec<String> {
        let mut differences = Vec::new();
        for (index, their) in theirs.fields.iter().enumerate() {
            let Some(name) = their.name.as_deref().filter(|_| their.bit_width.is_none()) else {
                continue;
            };
            let mut own = ours.fields.iter();
            let Some(at) = own.position(|field| field.name.as_deref() == Some(name)) else {
                differences.push(format!(
                    "`{}` lacks the field `{name}` of the header",
                    item.name()
                ));
                continue;
            };
            let offset = |layout: Option<&RecordLayout>, index: usize| {
                Some(layout?.fields.get(index)?.offset_bits / 8)
            };
            let (here, there) = (offset(ours.layout, at), offset(theirs.layout, index));
            if !self.types.same(&ours.fields[at].ty, &their.ty) {
                differences.push(format!(
                    "the field `{name}` of `{}` has another type in the header",
                    item.name()
                ));
            } else if let (Some(here), Some(there)) = (here, there)
                && here != there
            {
                differences.push(format!(
                    "the field `{name}` of `{}` stands at byte {there} in the header, and {here} here",
                    item.name()
                ));
            }
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

/// The fields of a record, and where they lie.
#[derive(Clone, Copy)]
struct Contents<'a> {
    fields: &'a [Field],
    layout: Option<&'a RecordLayout>,
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
