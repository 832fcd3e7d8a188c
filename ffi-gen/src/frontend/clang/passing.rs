//! How a record travels by value, by the rules of the target.

use super::api::Type;
use crate::contract::{Passing, RegisterClass, Target};
use clang_sys::*;

/// The passing of a complete record. Only the System V rules for x86-64 are spelled out; elsewhere the fields decide.
///
/// Source: System V Application Binary Interface, AMD64 Architecture Processor Supplement, 3.2.3 “Parameter passing”.
pub(super) fn passing(ty: Type<'_>, target: &Target) -> Passing {
    let is_system_v = target.arch == "x86_64" && target.os != "windows";
    // The largest vector register has 64 bytes: nothing larger is ever passed in registers.
    if is_system_v && ty.size().is_some_and(|size| size > 64) {
        return Passing::Memory;
    }
    let mut classes = Classes::default();
    let known = classes.add(ty.canonical(), 0);
    if classes.has_vector {
        return Passing::Unknown;
    }
    if !is_system_v {
        return Passing::ByFields;
    }
    match (known, ty.size()) {
        (Fit::Registers, Some(size @ 1..=16)) => {
            let count = if size > 8 { 2 } else { 1 };
            // An eightbyte of padding alone has class NO_CLASS; compilers agree to give it an SSE register.
            let class = |class: Option<RegisterClass>| class.unwrap_or(RegisterClass::Sse);
            Passing::Registers(
                classes.eightbytes[..count]
                    .iter()
                    .copied()
                    .map(class)
                    .collect(),
            )
        }
        (Fit::Registers, Some(0)) => Passing::ByFields,
        _ => Passing::Memory,
    }
}

#[derive(Default)]
struct Classes {
    eightbytes: [Option<RegisterClass>; 2],
    has_vector: bool,
}

#[derive(PartialEq)]
enum Fit {
    Registers,
    Memory,
}

impl Classes {
    /// Adds the class of a value of type `ty` at a byte offset.
    fn add(&mut self, ty: Type<'_>, offset: u64) -> Fit {
        match ty.kind() {
            CXType_Record => self.add_record(ty, offset),
            CXType_ConstantArray => {
                let element = ty.element().canonical();
                let (Some(count), Some(size)) = (ty.element_count(), element.size()) else {
                    return Fit::Memory;
                };
                if size.saturating_mul(count) > 16 {
                    // Too large for registers; one element tells whether there are vectors in it.
                    self.add(element, offset);
                    return Fit::Memory;
                }
                (0..count).fold(Fit::Registers, |fit, index| {
                    worst(fit, self.add(element, offset + index * size))
                })
            }
            CXType_IncompleteArray => Fit::Registers,
            CXType_Vector | CXType_ExtVector => {
                self.has_vector = true;
                Fit::Memory
            }
            CXType_Complex => {
                let element = ty.element().canonical();
                match element.size() {
                    Some(size) => {
                        worst(self.add(element, offset), self.add(element, offset + size))
                    }
                    None => Fit::Memory,
                }
            }
            CXType_Float | CXType_Double | CXType_Half | CXType_Float16 => {
                self.scalar(ty, offset, RegisterClass::Sse)
            }
            // Class X87, which a record never returns in anything but memory when passed.
            CXType_LongDouble | CXType_Float128 => Fit::Memory,
            _ => self.scalar(ty, offset, RegisterClass::Integer),
        }
    }

    fn add_record(&mut self, ty: Type<'_>, offset: u64) -> Fit {
        let mut fit = Fit::Registers;
        for field in ty.fields() {
            let Some(bits) = field.field_offset() else {
                return Fit::Memory;
            };
            fit = worst(
                fit,
                match field.bit_width() {
                    Some(0) => Fit::Registers,
                    Some(width) if !field.spelling().is_empty() => {
                        let start = offset * 8 + bits;
                        self.mark(start / 64, RegisterClass::Integer);
                        self.mark((start + u64::from(width) - 1) / 64, RegisterClass::Integer)
                    }
                    // Unnamed bit-fields are padding.
                    Some(_) => Fit::Registers,
                    None => self.add(field.ty().canonical(), offset + bits / 8),
                },
            );
        }
        fit
    }

    fn scalar(&mut self, ty: Type<'_>, offset: u64, class: RegisterClass) -> Fit {
        let (Some(size @ 1..), Some(align @ 1..)) = (ty.size(), ty.align()) else {
            return Fit::Memory;
        };
        // A field out of its alignment puts the whole record in memory.
        if !offset.is_multiple_of(align) {
            return Fit::Memory;
        }
        worst(
            self.mark(offset / 8, class),
            self.mark((offset + size - 1) / 8, class),
        )
    }

    fn mark(&mut self, eightbyte: u64, class: RegisterClass) -> Fit {
        let Some(slot) = usize::try_from(eightbyte)
            .ok()
            .and_then(|index| self.eightbytes.get_mut(index))
        else {
            return Fit::Memory;
        };
        // INTEGER wins over SSE when both share eight bytes.
        if *slot != Some(RegisterClass::Integer) {
            *slot = Some(class);
        }
        Fit::Registers
    }
}

fn worst(a: Fit, b: Fit) -> Fit {
    if a == Fit::Memory || b == Fit::Memory {
        Fit::Memory
    } else {
        Fit::Registers
    }
}
