//! Chooses how a record is written so that every byte lies where C has it.

use super::{
    omission::Obstacle,
    standing::{MAX_NESTING, Shape, Standing, Standings},
};
use crate::contract::{Base, Field, ItemId, Passing, RecordKind, RecordLayout, RegisterClass};

/// How a record is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Representation {
    /// `packed(N)`.
    pub(super) packed: Option<u64>,
    /// `align(N)`.
    pub(super) align: Option<u64>,
    /// The fields of the Rust type; none when it is just bytes with accessors.
    pub(super) members: Option<Vec<Member>>,
    /// Whether it has members by value that Rust's `Debug` can print.
    pub(super) debug: bool,
}

/// One field of the Rust type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    /// The C field of this index.
    Field {
        /// Its index.
        index: usize,
        /// Its offset in bytes.
        offset: u64,
    },
    /// The bytes of a run of bit-fields.
    Bits(Run),
    /// Bytes without meaning.
    Padding {
        /// Where they start.
        offset: u64,
        /// How many.
        size: u64,
    },
}

/// A run of bit-fields that share bytes or lie next to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Index of the first bit-field.
    pub(super) first: usize,
    /// Index of the last one.
    pub(super) last: usize,
    /// Offset of the first byte.
    pub(super) offset: u64,
    /// Number of bytes.
    pub(super) size: u64,
}

/// A member with what its place depends on.
struct Placed {
    member: Member,
    offset: u64,
    size: u64,
    align: u64,
}

/// Chooses the representation of a record and says what its values are worth.
pub(super) fn choose<'a>(
    standings: &Standings<'a>,
    id: ItemId,
    kind: RecordKind,
    bases: &[Base],
    fields: &'a [Field],
    layout: &RecordLayout,
) -> (Representation, Shape<'a>) {
    let placed = place(standings, fields, layout);
    let is_union = kind == RecordKind::Union;
    let natural = placed.iter().map(|part| part.align).max().unwrap_or(1);
    let shapes = || {
        let standings = fields.iter().map(|field| standings.of(&field.ty));
        standings.filter_map(|standing| match standing {
            Standing::Value(shape) => Some(shape),
            _ => None,
        })
    };
    let aligned_inside = shapes().any(|shape| shape.aligned);
    let depth = shapes().map(|shape| shape.depth + 1).max().unwrap_or(0);
    let (packed, align) = if natural > layout.align {
        (Some(layout.align), None)
    } else {
        (None, (natural < layout.align).then_some(layout.align))
    };
    let cap = packed.unwrap_or(u64::MAX);
    let possible = bases.is_empty()
        && layout.align.is_power_of_two()
        && layout.fields.len() == fields.len()
        && depth <= MAX_NESTING
        && !(packed.is_some() && aligned_inside);
    let members = match possible {
        false => None,
        true if is_union => arrange_union(&placed, layout),
        true => arrange(&placed, cap, layout),
    };
    let debug = members.is_none() || !is_union && shapes().all(|shape| shape.debug);
    let representation = match members {
        Some(members) => Representation {
            packed,
            align,
            members: Some(members),
            debug,
        },
        None => Representation {
            packed: None,
            align: (layout.align > 1).then_some(layout.align),
            members: None,
            debug,
        },
    };
    let obstacle = passing_obstacle(standings, id, fields, layout, &representation);
    let shape = Shape {
        size: layout.size,
        align: layout.align,
        aligned: representation.align.is_some()
            || aligned_inside && representation.members.is_some(),
        debug,
        depth: match representation.members {
            Some(_) => depth,
            None => 0,
        },
        obstacle,
    };
    (representation, shape)
}

/// The members in the order of the fields, each with what Rust would go by.
fn place(standings: &Standings<'_>, fields: &[Field], layout: &RecordLayout) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::with_capacity(fields.len());
    for (index, (field, at)) in fields.iter().zip(&layout.fields).enumerate() {
        if let Some(width) = field.bit_width {
            if field.name.is_none() || width == 0 {
                continue;
            }
            let start = at.offset_bits / 8;
            let end = (at.offset_bits + u64::from(width)).div_ceil(8);
            match placed.last_mut() {
                Some(Placed {
                    member: Member::Bits(run),
                    offset,
                    size,
                    ..
                }) if start >= *offset && start <= *offset + *size && at.offset_bits > 0 => {
                    run.last = index;
                    run.size = end.max(run.offset + run.size) - run.offset;
                    *size = run.size;
                }
                _ => placed.push(Placed {
                    member: Member::Bits(Run {
                        first: index,
                        last: index,
                        offset: start,
                        size: end - start,
                    }),
                    offset: start,
                    size: end - start,
                    align: 1,
                }),
            }
            continue;
        }
        let offset = at.offset_bits / 8;
        let (size, align) = match standings.of(&field.ty) {
            Standing::Value(shape) => (shape.size, shape.align),
            // Written as bytes.
            _ => (at.size, 1),
        };
        placed.push(Placed {
            member: Member::Field { index, offset },
            offset,
            size,
            align,
        });
    }
    placed
}

/// Adds padding where Rust would place a member too early; none when it would place one too late.
fn arrange(placed: &[Placed], cap: u64, layout: &RecordLayout) -> Option<Vec<Member>> {
    let mut members = Vec::with_capacity(placed.len());
    let mut end: u64 = 0;
    for part in placed {
        let align = part.align.min(cap);
        if part.offset % align != 0 || part.offset < end {
            return None;
        }
        if end.next_multiple_of(align) != part.offset {
            members.push(Member::Padding {
                offset: end,
                size: part.offset - end,
            });
        }
        members.push(part.member);
        end = part.offset + part.size;
    }
    if end > layout.size {
        return None;
    }
    if end.next_multiple_of(layout.align) != layout.size {
        members.push(Member::Padding {
            offset: end,
            size: layout.size - end,
        });
    }
    Some(members)
}

fn arrange_union(placed: &[Placed], layout: &RecordLayout) -> Option<Vec<Member>> {
    if placed.iter().any(|part| part.offset != 0) {
        return None;
    }
    let mut members: Vec<Member> = placed.iter().map(|part| part.member).collect();
    let size = placed.iter().map(|part| part.size).max().unwrap_or(0);
    if size > layout.size {
        return None;
    }
    // A union of Rust has at least one field.
    if size.next_multiple_of(layout.align) != layout.size || members.is_empty() {
        members.push(Member::Padding {
            offset: 0,
            size: layout.size,
        });
    }
    Some(members)
}

/// Rust decides from the fields how a record travels; this says whether it comes to C's conclusion.
fn passing_obstacle<'a>(
    standings: &Standings<'a>,
    id: ItemId,
    fields: &'a [Field],
    layout: &RecordLayout,
    representation: &Representation,
) -> Option<Obstacle<'a>> {
    let arch = standings.target().arch.as_str();
    let has_fields = representation.members.is_some()
        && fields.iter().all(|field| match standings.of(&field.ty) {
            Standing::Value(shape) => shape.obstacle.is_none(),
            _ => false,
        });
    let is_padding = |member: &&Member| matches!(member, Member::Padding { .. });
    let members = representation.members.as_deref().unwrap_or_default();
    let exact = has_fields && !members.iter().any(|member| is_padding(&member));
    let has_bits = fields.iter().any(|field| field.bit_width.is_some());
    let fits = match &layout.passing {
        Passing::Unknown => false,
        // Small records are in memory only because of how their fields lie.
        Passing::Memory => exact || layout.size > 16 || arch == "x86",
        Passing::Registers(classes) => {
            let is_integer = |index: u64| {
                let class = classes.get(index as usize);
                class == Some(&RegisterClass::Integer)
            };
            // Padding is bytes to Rust: it travels like an integer.
            let as_bytes = |member: &Member| match *member {
                Member::Padding { offset, size } => {
                    (offset / 8..(offset + size).div_ceil(8)).all(is_integer)
                }
                _ => true,
            };
            has_fields && members.iter().all(as_bytes)
                || (0..layout.size.div_ceil(8)).all(is_integer)
        }
        Passing::ByFields => {
            exact && (!has_bits || layout.align <= 8 && standings.target().model.pointer_bits == 64)
        }
    };
    (!fits).then_some(Obstacle::Passing(id))
}
