//! Where the fields of a record lie, on the machine that this runs on.
//!
//! The numbers only tell which records can travel by value: the output asks the compiler for every size.

use crate::contract::{
    Alias, DataModel, Enum, FieldLayout, IntKind, Item, ItemId, ItemKind, Passing, PerTarget,
    RecordBody, RecordKind, RecordLayout, Target, TargetSet, Ty,
};

/// The machine that this runs on.
pub(in crate::frontend::rust) fn host() -> Target {
    let long = size_of::<core::ffi::c_long>();
    Target {
        triple: String::new(),
        arch: std::env::consts::ARCH.to_owned(),
        os: std::env::consts::OS.to_owned(),
        model: DataModel {
            pointer_bits: usize::BITS as u16,
            long_bits: if long == 4 { 32 } else { 64 },
            char_is_signed: core::ffi::c_char::MIN != 0,
            little_endian: cfg!(target_endian = "little"),
            wide: match cfg!(windows) {
                true => IntKind::UShort,
                false => IntKind::Int,
            },
            long_double_size: 16,
        },
    }
}

/// Gives each record its layout; those that hold what has no size get none.
pub(in crate::frontend::rust) fn fill(items: &mut [Item]) {
    let mut layouts = Layouts {
        model: host().model,
        items,
        known: vec![Known::Not; items.len()],
    };
    let found: Vec<Option<RecordLayout>> =
        (0..items.len()).map(|index| layouts.of(index)).collect();
    for (item, found) in items.iter_mut().zip(found) {
        if let ItemKind::Record(record) = &mut item.kind
            && let RecordBody::Defined { layout, .. } = &mut record.body
            && let Some(found) = found
        {
            *layout = PerTarget::new(TargetSet::FIRST, found);
        }
    }
}

struct Layouts<'a> {
    model: DataModel,
    items: &'a [Item],
    /// By the index of the item.
    known: Vec<Known>,
}

/// What is known of the layout of an item.
#[derive(Debug, Clone)]
enum Known {
    Not,
    /// It is being found out: what asks for it now holds itself.
    Asked,
    So(Option<RecordLayout>),
}

impl Layouts<'_> {
    fn of(&mut self, index: usize) -> Option<RecordLayout> {
        match &self.known[index] {
            Known::So(layout) => return layout.clone(),
            Known::Asked => return None,
            Known::Not => {}
        }
        self.known[index] = Known::Asked;
        let layout = self.find(index);
        self.known[index] = Known::So(layout.clone());
        layout
    }

    fn find(&mut self, index: usize) -> Option<RecordLayout> {
        let ItemKind::Record(record) = &self.items[index].kind else {
            return None;
        };
        let RecordBody::Defined { fields, .. } = &record.body else {
            return None;
        };
        let (mut end, mut largest, mut align, mut places) = (0_u64, 0_u64, 1, Vec::new());
        for field in fields {
            let (size, field_align) = self.measure(&field.ty)?;
            let offset = match record.kind {
                RecordKind::Union => 0,
                _ => end.checked_next_multiple_of(field_align)?,
            };
            end = offset.checked_add(size)?;
            largest = largest.max(end);
            align = align.max(field_align);
            places.push(FieldLayout {
                offset_bits: offset.checked_mul(8)?,
                size,
                align: field_align,
            });
        }
        Some(RecordLayout {
            size: largest.checked_next_multiple_of(align)?,
            align,
            fields: places,
            bases: Vec::new(),
            passing: Passing::ByFields,
        })
    }

    /// Size and alignment.
    fn measure(&mut self, ty: &Ty) -> Option<(u64, u64)> {
        let model = self.model;
        let plain = |size| Some((size, size));
        match ty {
            Ty::Bool => plain(1),
            Ty::Int(kind) => plain(u64::from(model.bits(*kind)) / 8),
            Ty::Float(kind) => plain(model.float_size(*kind)?),
            Ty::Pointer { .. } => plain(u64::from(model.pointer_bits) / 8),
            Ty::Array { element, len } => {
                let (size, align) = self.measure(element)?;
                Some((size.checked_mul((*len)?)?, align))
            }
            Ty::Item(ItemId(id)) => {
                let index = *id as usize;
                match &self.items[index].kind {
                    ItemKind::Record(_) => {
                        let layout = self.of(index)?;
                        Some((layout.size, layout.align))
                    }
                    ItemKind::Alias(Alias { ty }) | ItemKind::Enum(Enum { underlying: ty, .. }) => {
                        if matches!(self.known[index], Known::Asked) {
                            return None;
                        }
                        let before = std::mem::replace(&mut self.known[index], Known::Asked);
                        let measured = self.measure(ty);
                        self.known[index] = before;
                        measured
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
