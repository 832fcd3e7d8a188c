//! The support module: opaque stand-ins and helpers, written only when something needs them.
//!
//! It is a module of its own so that no C item can hide the names its text uses.

use super::module::Module;
use crate::emit::Writer;

/// Something the support module may hold, in the order it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    Complex,
    LongDouble,
    Float128,
    Float16,
    Bytes { size: u64, align: u64 },
    GetBits,
    GetSignedBits,
    SetBits,
}

const COMPLEX: &str = "\
/// A complex number.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Complex<T> {
    pub re: T,
    pub im: T,
}";

const GET_BITS_LITTLE: &str = "\
/// The `width` bits from bit `offset` on; the low bit comes first.
#[inline]
pub(super) const fn get_bits(bytes: &[u8], offset: usize, width: usize) -> u64 {
    let mut value: u128 = 0;
    let mut index = (offset + width).div_ceil(8);
    while index > offset / 8 {
        index -= 1;
        value = value << 8 | bytes[index] as u128;
    }
    (value >> (offset % 8)) as u64 & (u64::MAX >> (64 - width))
}";

const GET_BITS_BIG: &str = "\
/// The `width` bits from bit `offset` on; the high bit comes first.
#[inline]
pub(super) const fn get_bits(bytes: &[u8], offset: usize, width: usize) -> u64 {
    let mut value: u128 = 0;
    let end = (offset + width).div_ceil(8);
    let mut index = offset / 8;
    while index < end {
        value = value << 8 | bytes[index] as u128;
        index += 1;
    }
    (value >> (end * 8 - offset - width)) as u64 & (u64::MAX >> (64 - width))
}";

const GET_SIGNED_BITS: &str = "\
/// As `get_bits`, with the highest bit as the sign.
#[inline]
pub(super) const fn get_signed_bits(bytes: &[u8], offset: usize, width: usize) -> i64 {
    let unused = 64 - width;
    (get_bits(bytes, offset, width) << unused) as i64 >> unused
}";

const SET_BITS_LITTLE: &str = "\
/// Replaces the `width` bits from bit `offset` on by the low bits of `value`.
#[inline]
pub(super) const fn set_bits(bytes: &mut [u8], offset: usize, width: usize, value: u64) {
    let mask = ((u64::MAX >> (64 - width)) as u128) << (offset % 8);
    let value = (value as u128) << (offset % 8) & mask;
    let first = offset / 8;
    let end = (offset + width).div_ceil(8);
    let mut index = first;
    while index < end {
        let shift = 8 * (index - first);
        bytes[index] = bytes[index] & !((mask >> shift) as u8) | (value >> shift) as u8;
        index += 1;
    }
}";

const SET_BITS_BIG: &str = "\
/// Replaces the `width` bits from bit `offset` on by the low bits of `value`.
#[inline]
pub(super) const fn set_bits(bytes: &mut [u8], offset: usize, width: usize, value: u64) {
    let end = (offset + width).div_ceil(8);
    let low = end * 8 - offset - width;
    let mask = ((u64::MAX >> (64 - width)) as u128) << low;
    let value = (value as u128) << low & mask;
    let mut index = offset / 8;
    while index < end {
        let shift = 8 * (end - 1 - index);
        bytes[index] = bytes[index] & !((mask >> shift) as u8) | (value >> shift) as u8;
        index += 1;
    }
}";

impl Module<'_> {
    /// Writes the support module at the end, if anything needs it.
    pub(super) fn write_support(&mut self) {
        if self.needs.is_empty() {
            return;
        }
        if self.needs.contains(&Need::GetSignedBits) {
            self.needs.insert(Need::GetBits);
        }
        let little = self.plan.target.model.little_endian;
        self.writer.newline();
        self.writer
            .line("/// Stand-ins for C types that Rust does not have, and helpers.");
        self.push("pub mod ");
        self.writer.push(self.plan.names.support());
        self.writer.line(" {");
        self.writer.indent();
        for (index, need) in self.needs.iter().enumerate() {
            if index > 0 {
                self.writer.newline();
            }
            match *need {
                Need::Complex => self.writer.lines(COMPLEX),
                Need::LongDouble => {
                    let (size, align) = self.plan.standings.long_double();
                    write_bytes(&mut self.writer, "`long double`", "LongDouble", size, align);
                }
                Need::Float128 => {
                    write_bytes(&mut self.writer, "`__float128`", "Float128", 16, 16);
                }
                Need::Float16 => write_bytes(&mut self.writer, "`_Float16`", "Float16", 2, 2),
                Need::Bytes { size, align } => {
                    let name = bytes_name(size, align);
                    write_bytes(&mut self.writer, "a type of C", &name, size, align);
                }
                Need::GetBits if little => self.writer.lines(GET_BITS_LITTLE),
                Need::GetBits => self.writer.lines(GET_BITS_BIG),
                Need::GetSignedBits => self.writer.lines(GET_SIGNED_BITS),
                Need::SetBits if little => self.writer.lines(SET_BITS_LITTLE),
                Need::SetBits => self.writer.lines(SET_BITS_BIG),
            }
        }
        self.writer.dedent();
        self.writer.line("}");
    }
}

/// The name of an opaque type of this size and alignment.
pub(super) fn bytes_name(size: u64, align: u64) -> String {
    format!("Bytes{size}Align{align}")
}

fn write_bytes(writer: &mut Writer, what: &str, name: &str, size: u64, align: u64) {
    writer.push("/// The bytes of ");
    writer.push(what);
    writer.line(".");
    writer.push("#[repr(C");
    if align > 1 {
        writer.push(", align(");
        writer.push_int(align);
        writer.push(")");
    }
    writer.line(")]");
    writer.line("#[derive(Clone, Copy, Debug)]");
    writer.push("pub struct ");
    writer.push(name);
    writer.line(" {");
    writer.indent();
    writer.push("pub bytes: [u8; ");
    writer.push_int(size);
    writer.line("],");
    writer.dedent();
    writer.line("}");
}
