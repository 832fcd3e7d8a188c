//! Values of structures, unions and arrays: whether they can be written, and of what parts.

use super::{
    constant::{self, Literal},
    omission::Obstacle,
    plan::Plan,
    representation::{Member, Run},
    standing::Standing,
};
use crate::contract::{
    Field, FieldLayout, ItemKind, Part, Record, RecordBody, RecordKind, RecordLayout, TextKind, Ty,
    Value,
};

/// Largest array in bytes that is written out element by element.
const MAX_ARRAY: u64 = 16 * 1024;

/// A record as it is written in Rust.
pub(super) struct Shown<'p, 'a> {
    pub(super) is_union: bool,
    pub(super) fields: &'a [Field],
    layout: &'a RecordLayout,
    /// The fields of the Rust type; none when it is just bytes.
    pub(super) members: Option<&'p [Member]>,
}

impl<'p, 'a> Shown<'p, 'a> {
    /// The record that `ty` is.
    pub(super) fn of(plan: &'p Plan<'a>, ty: &Ty) -> Option<Shown<'p, 'a>> {
        let contract = plan.contract;
        let Ty::Item(id) = *contract.canonical(ty) else {
            return None;
        };
        let ItemKind::Record(Record { kind, body }) = &contract.item(id).kind else {
            return None;
        };
        let RecordBody::Defined { fields, layout, .. } = body else {
            return None;
        };
        Some(Shown {
            is_union: *kind == RecordKind::Union,
            fields,
            layout: layout.get(plan.target_index)?,
            members: plan.standings.representation(id)?.members.as_deref(),
        })
    }

    /// What keeps a field from having the value of `part`.
    fn field_obstacle(&self, plan: &Plan<'a>, part: &Part) -> Option<Obstacle<'a>> {
        if is_zero(&part.value) {
            return None;
        }
        let index = usize::try_from(part.index).unwrap_or(usize::MAX);
        let (Some(members), Some(field), Some(at)) = (
            self.members,
            self.fields.get(index),
            self.layout.fields.get(index),
        ) else {
            return Some(Obstacle::NoLiteral);
        };
        if let Some(width) = field.bit_width {
            let is_plain = !self.is_union && width <= 64 && matches!(part.value, Value::Int(_));
            return (!is_plain).then_some(Obstacle::NoLiteral);
        }
        let is_member = members
            .iter()
            .any(|member| matches!(member, Member::Field { index: of, .. } if *of == index));
        // What lies beyond the member of a union would have no value in Rust.
        let is_covered = !self.is_union || at.size == self.layout.size;
        if !is_member || !is_covered || !is_written_as_itself(plan, field) {
            return Some(Obstacle::NoLiteral);
        }
        part_obstacle(plan, &field.ty, &part.value)
    }

    /// The field of C that a member is.
    pub(super) fn field(&self, member: &Member) -> Option<(&'a Field, &'a FieldLayout)> {
        match member {
            Member::Field { index, .. } => {
                Some((self.fields.get(*index)?, self.layout.fields.get(*index)?))
            }
            _ => None,
        }
    }

    /// The bytes of a run of bit-fields.
    pub(super) fn bytes(&self, run: &Run, parts: &[Part], little_endian: bool) -> Vec<u8> {
        let mut bytes = vec![0u8; usize::try_from(run.size).unwrap_or(0)];
        for part in parts {
            let index = usize::try_from(part.index).unwrap_or(usize::MAX);
            let (Some(field), Some(at), Value::Int(value)) = (
                self.fields.get(index),
                self.layout.fields.get(index),
                &part.value,
            ) else {
                continue;
            };
            if !(run.first..=run.last).contains(&index) {
                continue;
            }
            let width = u64::from(field.bit_width.unwrap_or(0));
            for bit in 0..width {
                if value >> bit & 1 == 0 {
                    continue;
                }
                let from_start = at.offset_bits - run.offset * 8;
                // Within a byte the first bit is the lowest where the first byte is, and the highest elsewhere.
                let (place, mask) = if little_endian {
                    (from_start + bit, 1 << ((from_start + bit) % 8))
                } else {
                    let place = from_start + width - 1 - bit;
                    (place, 0x80 >> (place % 8))
                };
                if let Some(byte) = bytes.get_mut(usize::try_from(place / 8).unwrap_or(usize::MAX))
                {
                    *byte |= mask;
                }
            }
        }
        bytes
    }
}

/// Whether a field has its own type in Rust and not bytes instead.
pub(super) fn is_written_as_itself(plan: &Plan<'_>, field: &Field) -> bool {
    matches!(plan.standings.of(&field.ty), Standing::Value(_))
        && !plan.standings.is_too_deep(&field.ty)
}

/// What keeps the value of a structure, union or array from being written.
pub(super) fn obstacle<'a>(plan: &Plan<'a>, ty: &'a Ty, value: &Value) -> Option<Obstacle<'a>> {
    match plan.standings.of(ty) {
        Standing::Value(_) => part_obstacle(plan, ty, value),
        Standing::Pointee(obstacle) | Standing::LeftOut(obstacle) => Some(obstacle),
    }
}

fn part_obstacle<'a>(plan: &Plan<'a>, ty: &'a Ty, value: &Value) -> Option<Obstacle<'a>> {
    if is_zero(value) {
        return None;
    }
    match (plan.contract.canonical(ty), value) {
        (Ty::Array { .. }, _) if !is_small(plan, ty) => Some(Obstacle::NoLiteral),
        (Ty::Array { element, .. }, Value::Text { .. }) => {
            let is_integer = Literal::of(plan, element).is_number();
            (!is_integer).then_some(Obstacle::NoLiteral)
        }
        (Ty::Array { element, .. }, Value::Aggregate(parts)) => parts
            .iter()
            .find_map(|part| part_obstacle(plan, element, &part.value)),
        (_, Value::Aggregate(parts)) => match Shown::of(plan, ty) {
            Some(shown) => parts
                .iter()
                .find_map(|part| shown.field_obstacle(plan, part)),
            None => Some(Obstacle::NoLiteral),
        },
        (_, value) => match (value, Literal::of(plan, ty)) {
            (
                Value::Text {
                    kind: TextKind::Bytes,
                    ..
                },
                Literal::Pointer,
            ) => None,
            (Value::Text { .. }, _) | (Value::Address(_), Literal::FunctionPointer) => {
                Some(Obstacle::NoLiteral)
            }
            _ => constant::scalar_obstacle(plan, ty, value),
        },
    }
}

fn is_small<'a>(plan: &Plan<'a>, ty: &'a Ty) -> bool {
    match plan.standings.of(ty) {
        Standing::Value(shape) => shape.size <= MAX_ARRAY,
        _ => false,
    }
}

/// Whether all bits of a value are zero.
pub(super) fn is_zero(value: &Value) -> bool {
    match value {
        Value::Int(value) => *value == 0,
        Value::Float(value) => value.to_bits() == 0,
        Value::Address(address) => *address == 0,
        Value::Text { .. } => false,
        Value::Aggregate(parts) => parts.iter().all(|part| is_zero(&part.value)),
    }
}

/// The value that the source gives a member.
pub(super) fn value_of<'v>(member: &Member, parts: &'v [Part]) -> Option<&'v Value> {
    match member {
        Member::Field { index, .. } => value_at(*index as u64, parts),
        _ => None,
    }
}

/// The value that the source gives the part of this index.
pub(super) fn value_at(index: u64, parts: &[Part]) -> Option<&Value> {
    let found = parts.binary_search_by_key(&index, |part| part.index);
    found.ok().map(|at| &parts[at].value)
}

/// Whether the source gives a member a value.
pub(super) fn is_given(member: &Member, parts: &[Part]) -> bool {
    value_of(member, parts).is_some()
}
