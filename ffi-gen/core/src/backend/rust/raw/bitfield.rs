//! Accessors of what is no field of the Rust type: bit-fields, and the fields of records that are just bytes.

use super::{module::Module, record, support::Need};
use crate::{
    backend::rust::{
        known::Known,
        representation::{Member, Run},
    },
    contract::{Field, FieldLayout, ItemId, ItemKind, RecordLayout, Ty},
};
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// Where the bytes behind the accessors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In members of the Rust type.
    Members {
        /// Whether reading a member needs `unsafe`.
        is_union: bool,
    },
    /// In the only member.
    Bytes,
}

/// Widest bit-field with accessors.
const MAX_WIDTH: u32 = 64;

/// One accessible field.
struct Access<'m> {
    member: &'m str,
    offset: u64,
    is_union: bool,
    getter: &'m str,
    setter: &'m str,
}

impl<'a> Module<'a> {
    /// Writes the accessors of a record, if it needs any.
    pub(super) fn write_accessors(
        &mut self,
        id: ItemId,
        fields: &'a [Field],
        layout: &RecordLayout,
        names: &[Cow<'a, str>],
        members: &[Member],
        place: Place,
    ) {
        let accessible = |(_, field): &(usize, &Field)| match field.bit_width {
            Some(width) => width > 0 && field.name.is_some(),
            None => place == Place::Bytes,
        };
        let wanted: Vec<(usize, &Field)> = fields.iter().enumerate().filter(accessible).collect();
        if wanted.is_empty() || layout.fields.len() != fields.len() {
            return;
        }
        let methods = method_names(&wanted, names, place);
        let bits = record::prefix("bitfield", names);
        self.writer.newline();
        self.push("impl ");
        self.push_name(id);
        self.writer.line(" {");
        self.writer.indent();
        for (position, ((index, field), methods)) in wanted.iter().zip(&methods).enumerate() {
            if position > 0 {
                self.writer.newline();
            }
            let at = &layout.fields[*index];
            let getter = &names[*index];
            match (field.bit_width, place) {
                (Some(width), _) if width > MAX_WIDTH => {
                    self.leave_out_accessors(getter, "it is wider than 64 bits");
                }
                (Some(_), _) if !self.bits_of(&field.ty).is_integer => {
                    self.leave_out_accessors(getter, "its type has no counterpart in Rust");
                }
                (Some(width), Place::Members { is_union }) => {
                    let Some((number, run)) = run_of(members, *index) else {
                        continue;
                    };
                    let access = Access {
                        member: &format!("{bits}{number}"),
                        offset: at.offset_bits - run.offset * 8,
                        is_union,
                        getter,
                        setter: &methods.setter,
                    };
                    let fields = &fields[*index];
                    self.write_bit_accessors(fields, width, &access);
                }
                (Some(width), Place::Bytes) => {
                    let access = Access {
                        member: "_bytes",
                        offset: at.offset_bits,
                        is_union: false,
                        getter,
                        setter: &methods.setter,
                    };
                    self.write_bit_accessors(&fields[*index], width, &access);
                }
                (None, _) => {
                    self.write_pointer_accessors(&fields[*index], at, methods);
                    // A flexible array has no value of its own, only a place.
                    if at.size > 0 {
                        self.write_value_accessors(&fields[*index], at, getter, methods);
                    }
                }
            }
        }
        self.close_braces(1);
    }

    fn leave_out_accessors(&mut self, field: &str, reason: &str) {
        self.push("// left out: accessors of `");
        self.push(field);
        self.push("`: ");
        self.writer.line(reason);
    }

    fn write_bit_accessors(&mut self, field: &'a Field, width: u32, access: &Access<'_>) {
        let value = self.plan.names.local("value");
        let bits = self.bits_of(&field.ty);
        self.push_docs(&field.docs);
        self.start_method(access, access.getter, "&self");
        self.push(") -> ");
        self.push_ty(&field.ty);
        self.writer.line(" {");
        self.writer.indent();
        self.open_unsafe(access);
        if let Some(id) = bits.enumeration {
            self.push_name(id);
            self.push("(");
        }
        let (need, function) = match bits.signed {
            true => (Need::GetSignedBits, "get_signed_bits"),
            false => (Need::GetBits, "get_bits"),
        };
        self.push_support(need, function);
        self.push("(&self.");
        self.push_place(access, width);
        self.push(")");
        if bits.is_bool {
            self.push(" != 0");
        } else {
            self.push(" as ");
            self.push_ty(bits.number);
        }
        self.push(if bits.enumeration.is_some() { ")" } else { "" });
        self.close_unsafe(access, "");
        self.close_braces(1);
        self.writer.newline();

        self.start_method(access, access.setter, "&mut self, ");
        self.push(&value);
        self.push(": ");
        self.push_ty(&field.ty);
        self.writer.line(") {");
        self.writer.indent();
        self.open_unsafe(access);
        self.push_support(Need::SetBits, "set_bits(&mut self.");
        self.push_place(access, width);
        self.push(", ");
        self.push(&value);
        self.push(if bits.enumeration.is_some() { ".0" } else { "" });
        self.push(" as ");
        self.push_known(Known::U64);
        self.push(")");
        self.close_unsafe(access, ";");
        self.close_braces(1);
    }

    fn write_pointer_accessors(&mut self, field: &'a Field, at: &FieldLayout, methods: &Methods) {
        let offset = at.offset_bits / 8;
        for (mutable, name) in [(false, &methods.pointer), (true, &methods.mut_pointer)] {
            if mutable {
                self.writer.newline();
            }
            self.writer.line("#[inline]");
            self.push("pub const fn ");
            self.push(name);
            self.push(if mutable {
                "(&mut self) -> *mut "
            } else {
                "(&self) -> *const "
            });
            self.push_field_ty(field, at);
            self.writer.line(" {");
            self.writer.indent();
            self.push(if mutable {
                "self._bytes.as_mut_ptr().wrapping_add("
            } else {
                "self._bytes.as_ptr().wrapping_add("
            });
            self.writer.push_int(offset);
            self.writer.line(").cast()");
            self.close_braces(1);
        }
    }

    fn write_value_accessors(
        &mut self,
        field: &'a Field,
        at: &FieldLayout,
        getter: &str,
        methods: &Methods,
    ) {
        let value = self.plan.names.local("value");
        self.writer.newline();
        self.push_docs(&field.docs);
        self.writer.line("#[inline]");
        self.push("pub const fn ");
        self.push(getter);
        self.push("(&self) -> ");
        self.push_field_ty(field, at);
        self.writer.line(" {");
        self.writer.indent();
        self.writer
            .line("// SAFETY: the field's bytes lie within the record's.");
        self.push("unsafe { self.");
        self.push(&methods.pointer);
        self.writer.line("().read_unaligned() }");
        self.close_braces(1);
        self.writer.newline();
        self.writer.line("#[inline]");
        self.push("pub const fn ");
        self.push(&methods.setter);
        self.push("(&mut self, ");
        self.push(&value);
        self.push(": ");
        self.push_field_ty(field, at);
        self.writer.line(") {");
        self.writer.indent();
        self.writer
            .line("// SAFETY: the field's bytes lie within the record's.");
        self.push("unsafe { self.");
        self.push(&methods.mut_pointer);
        self.push("().write_unaligned(");
        self.push(&value);
        self.writer.line(") }");
        self.close_braces(1);
    }

    fn start_method(&mut self, access: &Access<'_>, name: &str, receiver: &str) {
        if access.is_union {
            self.writer.line("/// # Safety");
            self.writer
                .line("/// The bytes of the bit-field are initialised.");
        }
        self.writer.line("#[inline]");
        self.push(if access.is_union {
            "pub const unsafe fn "
        } else {
            "pub const fn "
        });
        self.push(name);
        self.push("(");
        self.push(receiver);
    }

    fn open_unsafe(&mut self, access: &Access<'_>) {
        if access.is_union {
            self.writer
                .line("// SAFETY: the caller says that the bytes are initialised.");
            self.push("unsafe { ");
        }
    }

    fn close_unsafe(&mut self, access: &Access<'_>, end: &str) {
        if access.is_union {
            self.writer.line(" }");
        } else {
            self.writer.line(end);
        }
    }

    fn push_place(&mut self, access: &Access<'_>, width: u32) {
        self.push(access.member);
        self.push(", ");
        self.writer.push_int(access.offset);
        self.push(", ");
        self.writer.push_int(width);
    }

    /// What the bits of a field stand for.
    fn bits_of(&self, ty: &'a Ty) -> Bits<'a> {
        let contract = self.plan.contract;
        let (enumeration, number) = match contract.canonical(ty) {
            Ty::Item(id) => match &contract.item(*id).kind {
                ItemKind::Enum(enumeration) => (Some(*id), &enumeration.underlying),
                _ => (None, ty),
            },
            _ => (None, ty),
        };
        let canonical = contract.canonical(number);
        Bits {
            enumeration,
            number,
            is_integer: matches!(canonical, Ty::Int(_) | Ty::Bool),
            is_bool: *canonical == Ty::Bool,
            signed: matches!(canonical, Ty::Int(kind) if self.plan.target.model.is_signed(*kind)),
        }
    }
}

/// What the bits of a field stand for.
struct Bits<'a> {
    enumeration: Option<ItemId>,
    number: &'a Ty,
    /// Whether Rust has their type.
    is_integer: bool,
    is_bool: bool,
    signed: bool,
}

/// The number of the run that holds the bit-field of this index, and the run.
fn run_of(members: &[Member], index: usize) -> Option<(usize, Run)> {
    let runs = members.iter().filter_map(|member| match member {
        Member::Bits(run) => Some(*run),
        _ => None,
    });
    (1..)
        .zip(runs)
        .find(|(_, run)| (run.first..=run.last).contains(&index))
}

/// The methods of a field besides the one that has its name.
struct Methods {
    setter: String,
    /// Only records that are just bytes have this and the next.
    pointer: String,
    mut_pointer: String,
}

/// The names of the methods of each field, no two alike.
fn method_names(wanted: &[(usize, &Field)], names: &[Cow<'_, str>], place: Place) -> Vec<Methods> {
    let plain = |index: usize| {
        let name = &*names[index];
        name.strip_prefix("r#").unwrap_or(name)
    };
    let getters = wanted.iter().map(|(index, _)| plain(*index).to_owned());
    let mut taken: FxHashSet<String> = getters.collect();
    let mut free = |parts: [&str; 2]| {
        let mut name = parts.concat();
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        name
    };
    wanted
        .iter()
        .map(|(index, _)| {
            let name = plain(*index);
            let mut pointer = |suffix| match place {
                Place::Bytes => free([name, suffix]),
                Place::Members { .. } => String::new(),
            };
            Methods {
                pointer: pointer("_ptr"),
                mut_pointer: pointer("_mut_ptr"),
                setter: free(["set_", name]),
            }
        })
        .collect()
}
