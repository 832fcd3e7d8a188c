//! What each type is worth in Rust: its size and alignment there, and what stands in the way of its values.

use super::{
    omission::Obstacle,
    representation::{self, Representation},
};
use crate::contract::{
    CallConv, Contract, FloatKind, IntKind, ItemId, ItemKind, RecordBody, Signature, Target, Ty,
};

/// How deep pointers and aliases may lie inside each other; rustc's own limit is 128 for each.
pub(super) const MAX_NESTING: u16 = 64;

/// What a type is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing<'a> {
    /// It has values.
    Value(Shape<'a>),
    /// It has none, but there are pointers to it: `void`, functions, records without a definition.
    Pointee(Obstacle<'a>),
    /// It cannot be written in Rust; where it has a name, an opaque type takes its place behind pointers.
    LeftOut(Obstacle<'a>),
}

/// A type's values in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape<'a> {
    pub(super) size: u64,
    pub(super) align: u64,
    /// Whether `#[repr(align)]` stands somewhere inside, which keeps it out of packed records.
    pub(super) aligned: bool,
    /// Whether it implements `Debug`.
    pub(super) debug: bool,
    /// How many records lie inside each other.
    pub(super) depth: u16,
    /// What keeps it from travelling by value.
    pub(super) obstacle: Option<Obstacle<'a>>,
}

/// How deep an alias is.
#[derive(Debug, Clone, Copy, Default)]
struct Depth {
    /// Pointers, arrays and functions inside each other.
    nesting: u16,
    /// Aliases of aliases.
    chain: u16,
}

/// Every type item's standing.
pub(super) struct Standings<'a> {
    contract: &'a Contract,
    target: &'a Target,
    target_index: usize,
    known: Vec<Option<Standing<'a>>>,
    depths: Vec<Depth>,
    representations: Vec<Option<Box<Representation>>>,
}

impl<'a> Standings<'a> {
    /// Weighs every type of `items`.
    pub(super) fn new(
        contract: &'a Contract,
        target_index: usize,
        count: usize,
        items: impl Iterator<Item = ItemId>,
    ) -> Standings<'a> {
        let mut standings = Standings {
            contract,
            target: &contract.targets()[target_index],
            target_index,
            known: vec![None; count],
            depths: vec![Depth::default(); count],
            representations: (0..count).map(|_| None).collect(),
        };
        for id in items {
            standings.weigh(id);
        }
        standings
    }

    /// How a defined record is written.
    pub(super) fn representation(&self, id: ItemId) -> Option<&Representation> {
        self.representations[id.index()].as_deref()
    }

    /// The standing of an item that is a type.
    pub(super) fn item(&self, id: ItemId) -> Standing<'a> {
        self.known[id.index()].unwrap_or(Standing::LeftOut(Obstacle::LeftOut(id)))
    }

    /// Whether an alias must name the base of its chain instead of the next link.
    pub(super) fn is_chain_too_long(&self, id: ItemId) -> bool {
        self.depths[id.index()].chain >= MAX_NESTING
    }

    /// Whether a type nests too deep to be written.
    pub(super) fn is_too_deep(&self, ty: &Ty) -> bool {
        self.depth(ty, 0).nesting > MAX_NESTING
    }

    /// The standing of any type.
    pub(super) fn of(&self, ty: &'a Ty) -> Standing<'a> {
        let plain = |size, align| Standing::Value(Shape::plain(size, align));
        match ty {
            Ty::Void | Ty::Function(_) => Standing::Pointee(Obstacle::NoValue),
            Ty::Bool => plain(1, 1),
            Ty::Int(kind) => self.integer(*kind),
            Ty::Float(kind) => self.float(*kind),
            Ty::Complex(kind) => match self.float(*kind) {
                Standing::Value(part) => Standing::Value(Shape {
                    size: part.size * 2,
                    obstacle: part
                        .obstacle
                        .or((!self.has_complex()).then_some(Obstacle::Complex)),
                    ..part
                }),
                other => other,
            },
            Ty::Vector { size, align, .. } => {
                Standing::Value(Shape::opaque(*size, *align, Obstacle::Vector))
            }
            Ty::Pointer { .. } => {
                let size = u64::from(self.target.model.pointer_bits / 8);
                plain(size, size)
            }
            Ty::Array { element, len } => match self.of(element) {
                Standing::Value(element) => match element.size.checked_mul(len.unwrap_or(0)) {
                    Some(size) if size < self.max_size() => {
                        Standing::Value(Shape { size, ..element })
                    }
                    _ => Standing::LeftOut(Obstacle::TooLarge),
                },
                other => other,
            },
            Ty::Item(id) => self.item(*id),
            Ty::Instance { .. } => Standing::LeftOut(Obstacle::Unsupported("a generic type")),
            Ty::Unsupported {
                spelling,
                size,
                align,
            } => match (size, align) {
                (Some(size), Some(align)) => Standing::Value(Shape::opaque(
                    *size,
                    *align,
                    Obstacle::Unsupported(spelling),
                )),
                _ => Standing::LeftOut(Obstacle::Unsupported(spelling)),
            },
        }
    }

    /// What keeps a function of this signature from being called.
    pub(super) fn signature_obstacle(&self, signature: &'a Signature) -> Option<Obstacle<'a>> {
        let by_value = |ty: &'a Ty| match self.of(ty) {
            _ if self.is_too_deep(ty) => Some(Obstacle::TooDeep),
            Standing::Value(shape) => shape.obstacle,
            Standing::Pointee(obstacle) | Standing::LeftOut(obstacle) => Some(obstacle),
        };
        let convention = match self.abi(signature) {
            None => Some(Obstacle::Convention),
            Some(abi) if signature.variadic && !matches!(abi, "C" | "C-unwind") => {
                Some(Obstacle::VariadicConvention)
            }
            Some(_) => None,
        };
        convention
            .or_else(|| match self.contract.canonical(&signature.result) {
                Ty::Void => None,
                _ => by_value(&signature.result),
            })
            .or_else(|| {
                signature
                    .params
                    .iter()
                    .find_map(|param| by_value(&param.ty))
            })
    }

    /// The string after `extern`; none when Rust has no such convention on this target.
    pub(super) fn abi(&self, signature: &Signature) -> Option<&'static str> {
        use crate::contract::Exit;
        let unwinds = matches!(signature.exit, Exit::Longjmp | Exit::Exception);
        let arch = self.target.arch.as_str();
        let (plain, unwinding) = match signature.convention {
            CallConv::C => ("C", "C-unwind"),
            CallConv::Stdcall if arch == "x86" => ("stdcall", "stdcall-unwind"),
            CallConv::Fastcall if arch == "x86" => ("fastcall", "fastcall-unwind"),
            CallConv::Thiscall if arch == "x86" => ("thiscall", "thiscall-unwind"),
            CallConv::Win64 if arch == "x86_64" => ("win64", "win64-unwind"),
            CallConv::SysV64 if arch == "x86_64" => ("sysv64", "sysv64-unwind"),
            CallConv::Aapcs if arch == "arm" => ("aapcs", "aapcs-unwind"),
            _ => return None,
        };
        Some(if unwinds { unwinding } else { plain })
    }

    /// Whether `long double` is `double` on this target.
    pub(super) fn is_long_double_double(&self) -> bool {
        self.target.model.long_double_size == 8
    }

    /// Size and alignment of `long double`.
    pub(super) fn long_double(&self) -> (u64, u64) {
        match self.float(FloatKind::LongDouble) {
            Standing::Value(shape) => (shape.size, shape.align),
            _ => (16, 16),
        }
    }

    fn weigh(&mut self, id: ItemId) -> Standing<'a> {
        if let Some(known) = self.known[id.index()] {
            return known;
        }
        // Meets a type that contains itself, which C does not allow.
        self.known[id.index()] = Some(Standing::LeftOut(Obstacle::NoValue));
        let standing = match &self.contract.item(id).kind {
            ItemKind::Alias(alias) => {
                self.weigh_parts(&alias.ty);
                self.weigh_alias(id, &alias.ty)
            }
            ItemKind::Enum(enumeration) => {
                self.weigh_parts(&enumeration.underlying);
                self.of(&enumeration.underlying)
            }
            ItemKind::Record(record) => match &record.body {
                RecordBody::Opaque => Standing::Pointee(Obstacle::Incomplete(id)),
                RecordBody::Defined {
                    bases,
                    fields,
                    layout,
                } => {
                    for field in fields {
                        self.weigh_parts(&field.ty);
                    }
                    match layout.get(self.target_index) {
                        Some(layout) if layout.size < self.max_size() => {
                            let (representation, shape) = representation::choose(
                                self,
                                id,
                                record.kind,
                                bases,
                                fields,
                                layout,
                            );
                            self.representations[id.index()] = Some(Box::new(representation));
                            Standing::Value(shape)
                        }
                        Some(_) => Standing::LeftOut(Obstacle::TooLarge),
                        None => Standing::LeftOut(Obstacle::NoValueHere),
                    }
                }
            },
            _ => Standing::LeftOut(Obstacle::LeftOut(id)),
        };
        self.known[id.index()] = Some(standing);
        standing
    }

    /// Weighs what `ty` holds by value, and the aliases it names.
    fn weigh_parts(&mut self, ty: &'a Ty) {
        match ty {
            Ty::Item(id) => {
                self.weigh(*id);
            }
            Ty::Array { element, .. } => self.weigh_parts(element),
            _ => {}
        }
    }

    fn weigh_alias(&mut self, id: ItemId, ty: &'a Ty) -> Standing<'a> {
        let mut depth = self.depth(ty, 0);
        depth.chain += 1;
        if depth.chain >= MAX_NESTING {
            let base = self.depth(self.contract.canonical(ty), 0);
            if base.chain < MAX_NESTING {
                // Written in terms of its base, the alias starts a new chain.
                depth = Depth {
                    chain: MAX_NESTING,
                    ..base
                };
            }
        }
        if depth.nesting > MAX_NESTING || depth.chain > MAX_NESTING {
            self.depths[id.index()] = Depth::default();
            return Standing::LeftOut(Obstacle::TooDeep);
        }
        self.depths[id.index()] = depth;
        match self.of(ty) {
            Standing::Value(shape) => Standing::Value(shape),
            Standing::Pointee(obstacle) => Standing::Pointee(obstacle),
            Standing::LeftOut(obstacle) => Standing::LeftOut(obstacle),
        }
    }

    fn depth(&self, ty: &Ty, level: u16) -> Depth {
        let deeper = |inner: Depth| Depth {
            nesting: inner.nesting + 1,
            ..inner
        };
        match ty {
            _ if level > MAX_NESTING => Depth {
                nesting: MAX_NESTING,
                chain: 0,
            },
            Ty::Pointer { pointee: inner, .. } | Ty::Array { element: inner, .. } => {
                deeper(self.depth(inner, level + 1))
            }
            Ty::Function(signature) => {
                let mut depth = self.depth(&signature.result, level + 1);
                for param in &signature.params {
                    let other = self.depth(&param.ty, level + 1);
                    depth.nesting = depth.nesting.max(other.nesting);
                    depth.chain = depth.chain.max(other.chain);
                }
                deeper(depth)
            }
            Ty::Item(id) => self.depths[id.index()],
            _ => Depth::default(),
        }
    }

    fn integer(&self, kind: IntKind) -> Standing<'a> {
        let bits = self.target.model.bits(kind);
        if !matches!(bits, 8 | 16 | 32 | 64 | 128) {
            return Standing::LeftOut(Obstacle::Unsupported("an integer of an odd width"));
        }
        let size = u64::from(bits / 8);
        let shape = Shape::plain(size, self.scalar_align(size));
        Standing::Value(if bits == 128 && self.target.os == "windows" {
            Shape {
                obstacle: Some(Obstacle::Int128),
                ..shape
            }
        } else {
            shape
        })
    }

    fn float(&self, kind: FloatKind) -> Standing<'a> {
        let opaque =
            |size, align| Standing::Value(Shape::opaque(size, align, Obstacle::Float(kind)));
        match kind {
            FloatKind::Float => Standing::Value(Shape::plain(4, 4)),
            FloatKind::Double => Standing::Value(Shape::plain(8, self.scalar_align(8))),
            FloatKind::Half => opaque(2, 2),
            FloatKind::Quad => opaque(16, 16),
            FloatKind::LongDouble if self.is_long_double_double() => {
                Standing::Value(Shape::plain(8, self.scalar_align(8)))
            }
            FloatKind::LongDouble => match self.target.model.long_double_size {
                12 => opaque(12, 4),
                size => opaque(size.into(), size.into()),
            },
        }
    }

    /// Alignment that Rust gives a number of `size` bytes.
    fn scalar_align(&self, size: u64) -> u64 {
        let target = self.target;
        if size == 8 && target.arch == "x86" && target.os != "windows" {
            4
        } else {
            size
        }
    }

    /// Whether `_Complex` travels like a structure of two numbers.
    fn has_complex(&self) -> bool {
        matches!(self.target.arch.as_str(), "x86_64" | "aarch64") && self.target.os != "windows"
    }

    /// The machine.
    pub(super) fn target(&self) -> &'a Target {
        self.target
    }

    fn max_size(&self) -> u64 {
        match self.target.model.pointer_bits {
            64 => 1 << 47,
            bits => 1 << (bits - 1),
        }
    }
}

impl<'a> Shape<'a> {
    fn plain(size: u64, align: u64) -> Shape<'a> {
        Shape {
            size,
            align,
            aligned: false,
            debug: true,
            depth: 0,
            obstacle: None,
        }
    }

    /// Bytes with an alignment, which no function takes by value.
    pub(super) fn opaque(size: u64, align: u64, obstacle: Obstacle<'a>) -> Shape<'a> {
        Shape {
            aligned: align > 1,
            obstacle: Some(obstacle),
            ..Shape::plain(size, align)
        }
    }
}
