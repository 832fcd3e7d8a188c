//! The fingerprint of an interface: one number that differs where two sides built from two versions of a header would
//! not fit together.
//!
//! It is the 64-bit FNV-1a hash of a text that says, one item in a line, the lines sorted:
//!
//! | | |
//! |---|---|
//! | the target | architecture, system, width of a pointer, byte order |
//! | functions | symbol, calling convention, parameters, result, whether more arguments may follow |
//! | objects | symbol, type, whether they may be written |
//! | structures, unions | size, alignment; of each field its name, place, type and width in bits |
//! | enumerations | the integer type; of each enumerator its name and value |
//! | constants | the type and value of those that facts refer to: the codes of errors, arguments that wrappers supply |
//!
//! Types are written as the machine sees them: `size_t` and `unsigned long` are both `u64` where they are as wide, and a
//! typedef is what it stands for. What other libraries declare counts where it is part of a structure of this one.
//!
//! Not in it, because machine code does not depend on it: comments, names of parameters, the order of declarations,
//! macros that no fact refers to, facts themselves. The last means that two sides with the same fingerprint may still
//! disagree about who frees what, if a library changes that without changing a declaration.

use super::{Resolved, api};
use crate::contract::{
    CallConv, Contract, FloatKind, IntKind, Item, ItemId, ItemKind, Linkage, Origin, Record,
    RecordBody, RecordKind, Signature, Ty, Value,
};
use rustc_hash::FxHashSet;
use std::{collections::BTreeSet, fmt::Write};

/// The fingerprint of what is translated, for one of the contract's targets.
///
/// # Panics
/// When the contract has no target of that index.
pub fn fingerprint(resolved: &Resolved, target: usize) -> u64 {
    hash(text(resolved, target).as_bytes())
}

/// The text that [`fingerprint`] is the hash of: what two versions of it differ in is what changed.
///
/// # Panics
/// As [`fingerprint`].
pub fn text(resolved: &Resolved, target: usize) -> String {
    let contract = resolved.contract();
    let mut page = Page {
        contract,
        target,
        lines: BTreeSet::new(),
        seen: FxHashSet::default(),
    };
    for (id, item) in resolved.items() {
        if item.origin == Origin::Library && item.targets.contains(target) {
            page.item(id, item);
        }
    }
    for named in constants(resolved.api()) {
        page.constant(named);
    }
    let machine = &contract.targets()[target];
    let order = match machine.model.little_endian {
        true => "little",
        false => "big",
    };
    let mut text = format!(
        "fingerprint 1\ntarget {} {} {} {order}\n",
        machine.arch, machine.os, machine.model.pointer_bits
    );
    for line in page.lines {
        text += &line;
        text.push('\n');
    }
    text
}

/// FNV-1a, in 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The constants that facts refer to.
fn constants(api: &api::Api) -> Vec<api::Named> {
    let mut found = Vec::new();
    for convention in &api.conventions {
        found.extend(&convention.codes);
        match &convention.success {
            api::Success::Constants(constants) => found.extend(constants),
            api::Success::Truth(constants) => found.extend(constants.iter().map(|(one, _)| *one)),
            api::Success::Test(_) | api::Success::Errno | api::Success::Given => {}
        }
    }
    let mut supplied = |expression: &api::Expression| {
        if let api::Expression::Constant(named) = expression {
            found.push(*named);
        }
    };
    for handle in &api.handles {
        for argument in &handle.end_arguments {
            if let api::EndArgument::Value(expression) = argument {
                supplied(expression);
            }
        }
    }
    for operation in &api.operations {
        for argument in &operation.arguments {
            if let api::Argument::Constant(expression) = argument {
                supplied(expression);
            }
        }
        let defaults = operation.inputs.iter();
        defaults
            .filter_map(|input| input.default.as_ref())
            .for_each(&mut supplied);
    }
    found
}

/// The text while it is put together.
struct Page<'a> {
    contract: &'a Contract,
    target: usize,
    lines: BTreeSet<String>,
    /// The records and enumerations that are written already.
    seen: FxHashSet<ItemId>,
}

impl Page<'_> {
    fn item(&mut self, id: ItemId, item: &Item) {
        let line = match &item.kind {
            ItemKind::Function(function) => {
                let Linkage::Symbol(symbol) = &function.linkage else {
                    return;
                };
                format!("function {symbol}{}", self.signature(&function.signature))
            }
            ItemKind::Global(global) => {
                let Linkage::Symbol(symbol) = &global.linkage else {
                    return;
                };
                let mutable = if global.mutable { " mutable" } else { "" };
                format!("object {symbol} {}{mutable}", self.ty(&global.ty))
            }
            ItemKind::Record(_) | ItemKind::Enum(_) => return self.define(id),
            // An alias is what it stands for, a constant counts where a fact refers to it.
            ItemKind::Alias(_)
            | ItemKind::Constant(_)
            | ItemKind::Synonym(_)
            | ItemKind::Omitted(_) => return,
        };
        self.lines.insert(line);
    }

    /// Writes a record or an enumeration, once.
    fn define(&mut self, id: ItemId) {
        if !self.seen.insert(id) {
            return;
        }
        let item = self.contract.item(id);
        let line = match &item.kind {
            ItemKind::Record(record) => self.record(item.name(), record),
            ItemKind::Enum(item_enum) => {
                let variants = item_enum.variants.iter();
                let values: Vec<String> = variants
                    .map(|variant| format!("{} = {}", variant.name, variant.value))
                    .collect();
                let underlying = self.ty(&item_enum.underlying);
                Some(format!(
                    "enum {}: {underlying} {{ {} }}",
                    item.name(),
                    values.join(", ")
                ))
            }
            _ => None,
        };
        self.lines.extend(line);
    }

    fn record(&mut self, name: &str, record: &Record) -> Option<String> {
        let RecordBody::Defined { fields, layout, .. } = &record.body else {
            return None;
        };
        let layout = layout.get(self.target)?;
        let mut line = format!(
            "{} {name}: {} bytes, aligned to {} {{",
            kind(record.kind),
            layout.size,
            layout.align
        );
        for (field, place) in fields.iter().zip(&layout.fields) {
            let name = field.name.as_deref().unwrap_or("_");
            let ty = self.ty(&field.ty);
            let _ = write!(line, " {name} at {}: {ty}", place.offset_bits);
            if let Some(width) = field.bit_width {
                let _ = write!(line, " in {width}");
            }
            line.push(';');
        }
        line.push_str(" }");
        Some(line)
    }

    fn constant(&mut self, named: api::Named) {
        let name = named.name(self.contract);
        let line = match &self.contract.item(named.item).kind {
            ItemKind::Constant(constant) => match constant.value.get(self.target) {
                Some(value) => format!(
                    "constant {name}: {} = {}",
                    self.ty(&constant.ty),
                    spell(value)
                ),
                None => return,
            },
            // It is written with all others of its type.
            _ => return self.define(named.item),
        };
        self.lines.insert(line);
    }

    /// A type as the machine sees it; the definition of what it has by value is written, too.
    fn ty(&mut self, ty: &Ty) -> String {
        let model = &self.contract.targets()[self.target].model;
        match self.contract.canonical(ty) {
            Ty::Void => "void".to_owned(),
            Ty::Bool => "bool".to_owned(),
            Ty::Int(kind) => int(model.bits(*kind), model.is_signed(*kind), *kind),
            Ty::Float(kind) => float(*kind).to_owned(),
            Ty::Complex(kind) => format!("complex {}", float(*kind)),
            Ty::Vector { element, len, .. } => format!("vector {} {len}", self.ty(element)),
            Ty::Pointer {
                pointee,
                qualifiers,
            } => {
                let mutability = if qualifiers.is_const { "const" } else { "mut" };
                format!("*{mutability} {}", self.pointee(pointee))
            }
            Ty::Function(signature) => format!("function{}", self.signature(signature)),
            Ty::Array { element, len } => match len {
                Some(len) => format!("[{}; {len}]", self.ty(element)),
                None => format!("[{}]", self.ty(element)),
            },
            Ty::Item(id) => {
                self.define(*id);
                self.name(*id)
            }
            Ty::Instance { item, arguments } => {
                let arguments: Vec<String> = arguments.iter().map(|ty| self.ty(ty)).collect();
                format!("{}<{}>", self.name(*item), arguments.join(", "))
            }
            Ty::Unsupported {
                spelling,
                size,
                align,
            } => {
                let number =
                    |number: &Option<u64>| number.map_or("?".to_owned(), |n| n.to_string());
                format!("{spelling} {} {}", number(size), number(align))
            }
        }
    }

    /// What a pointer points to: a record behind it is only named.
    fn pointee(&mut self, ty: &Ty) -> String {
        match self.contract.canonical(ty) {
            Ty::Item(id) => self.name(*id),
            other => self.ty(other),
        }
    }

    fn name(&self, id: ItemId) -> String {
        let item = self.contract.item(id);
        let kind = match &item.kind {
            ItemKind::Record(record) => kind(record.kind),
            ItemKind::Enum(_) => "enum",
            _ => "type",
        };
        format!("{kind} {}", item.name())
    }

    fn signature(&mut self, signature: &Signature) -> String {
        let mut params: Vec<String> = signature
            .params
            .iter()
            .map(|param| self.ty(&param.ty))
            .collect();
        if signature.variadic {
            params.push("...".to_owned());
        }
        let convention = match signature.convention {
            CallConv::C => "",
            CallConv::Stdcall => " stdcall",
            CallConv::Fastcall => " fastcall",
            CallConv::Thiscall => " thiscall",
            CallConv::Vectorcall => " vectorcall",
            CallConv::Win64 => " win64",
            CallConv::SysV64 => " sysv64",
            CallConv::Aapcs => " aapcs",
            CallConv::Other => " other",
        };
        let result = self.ty(&signature.result);
        format!("{convention}({}) -> {result}", params.join(", "))
    }
}

fn kind(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Struct => "struct",
        RecordKind::Union => "union",
        RecordKind::Class => "class",
    }
}

/// `char` is a type of its own: its sign is the target's, and it says that text is meant.
fn int(bits: u16, is_signed: bool, kind: IntKind) -> String {
    match (kind, is_signed) {
        (IntKind::Char, _) => "char".to_owned(),
        (_, true) => format!("i{bits}"),
        (_, false) => format!("u{bits}"),
    }
}

fn float(kind: FloatKind) -> &'static str {
    match kind {
        FloatKind::Half => "f16",
        FloatKind::Float => "f32",
        FloatKind::Double => "f64",
        FloatKind::LongDouble => "long double",
        FloatKind::Quad => "f128",
    }
}

fn spell(value: &Value) -> String {
    match value {
        Value::Int(value) => value.to_string(),
        Value::Float(value) => format!("{:016x}", value.to_bits()),
        Value::Text { units, .. } => format!("{units:?}"),
        Value::Address(address) => format!("{address:#x}"),
        Value::Aggregate(parts) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| format!("{}: {}", part.index, spell(&part.value)))
                .collect();
            format!("{{ {} }}", parts.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn the_hash_is_that_of_the_tables() {
        // From the test vectors of Fowler, Noll and Vo.
        assert_eq!(hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
