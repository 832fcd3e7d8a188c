//! Where the fields of a record lie, on the machine that this runs on.
//!
//! The numbers only tell which records can travel by value: the output asks the compiler for every size.

use crate::contract::{
    DataModel, FieldLayout, IntKind, Item, ItemId, ItemKind, Passing, PerTarget, RecordBody,
    RecordKind, RecordLayout, Target, TargetSet, Ty,
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
    let layouts: Vec<Option<RecordLayout>> = (0..items.len())
        .map(|index| layout(items, index, items.len()))
        .collect();
    for (item, found) in items.iter_mut().zip(layouts) {
        if let ItemKind::Record(record) = &mut item.kind
            && let RecordBody::Defined { layout, .. } = &mut record.body
            && let Some(found) = found
        {
            *layout = PerTarget::new(TargetSet::FIRST, found);
        }
    }
}

/// No record nests deeper than there are items.
fn layout(items: &[Item], index: usize, depth: usize) -> Option<RecordLayout> {
    let ItemKind::Record(record) = &items[index].kind else {
        return None;
    };
    let RecordBody::Defined { fields, .. } = &record.body else {
        return None;
    };
    let (mut end, mut largest, mut align, mut places) = (0_u64, 0, 1, Vec::new());
    for field in fields {
        let (size, field_align) = measure(items, &field.ty, depth.checked_sub(1)?)?;
        let offset = match record.kind {
            RecordKind::Union => 0,
            _ => end.next_multiple_of(field_align),
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
fn measure(items: &[Item], ty: &Ty, depth: usize) -> Option<(u64, u64)> {
    let model = host().model;
    let plain = |size| Some((size, size));
    match ty {
        Ty::Bool => plain(1),
        Ty::Int(kind) => plain(u64::from(model.bits(*kind)) / 8),
        Ty::Float(kind) => plain(model.float_size(*kind)?),
        Ty::Pointer { .. } => plain(u64::from(model.pointer_bits) / 8),
        Ty::Array { element, len } => {
            let (size, align) = measure(items, element, depth)?;
            Some((size.checked_mul((*len)?)?, align))
        }
        Ty::Item(ItemId(id)) => match &items[*id as usize].kind {
            ItemKind::Alias(alias) => measure(items, &alias.ty, depth.checked_sub(1)?),
            ItemKind::Enum(newtype) => measure(items, &newtype.underlying, depth.checked_sub(1)?),
            _ => {
                let layout = layout(items, *id as usize, depth)?;
                Some((layout.size, layout.align))
            }
        },
        _ => None,
    }
}
