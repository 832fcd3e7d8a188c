//! Targets: for which machines an item, a layout or a value holds.

use super::ty::{FloatKind, IntKind};

/// A machine that code is generated for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Target {
    /// The triple, as the compiler names it.
    pub triple: String,
    /// `x86_64`, `aarch64`, `x86`, … in the words of Rust's `target_arch`.
    pub arch: String,
    /// `linux`, `macos`, `windows`, … in the words of Rust's `target_os`.
    pub os: String,
    /// Sizes and signs that C leaves to the target.
    pub model: DataModel,
}

/// What C leaves to the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DataModel {
    /// Width of a pointer in bits.
    pub pointer_bits: u16,
    /// Width of `long` in bits.
    pub long_bits: u16,
    /// Whether plain `char` is signed.
    pub char_is_signed: bool,
    /// Whether the low byte comes first.
    pub little_endian: bool,
    /// The type behind `wchar_t`.
    pub wide: IntKind,
    /// Size of `long double` in bytes.
    pub long_double_size: u16,
}

/// A set of targets of one contract, by their index in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TargetSet(u64);

/// Something that may differ by target: the sets are disjoint.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PerTarget<T> {
    variants: Vec<(TargetSet, T)>,
}

impl Target {
    /// Whether plain `char` has the sign that the platform gives it, and no flag such as `-funsigned-char` another.
    pub fn is_char_usual(&self) -> bool {
        let is_usually_unsigned = matches!(
            self.arch.as_str(),
            "aarch64"
                | "arm"
                | "csky"
                | "hexagon"
                | "msp430"
                | "powerpc"
                | "powerpc64"
                | "riscv32"
                | "riscv64"
                | "s390x"
                | "xtensa"
        ) && !matches!(self.os.as_str(), "macos" | "ios" | "windows");
        self.model.char_is_signed != is_usually_unsigned
    }
}

impl DataModel {
    /// Width of an integer type in bits (without padding; C's `int` is 32 bits wide on every supported target).
    pub fn bits(&self, kind: IntKind) -> u16 {
        match kind {
            IntKind::Char | IntKind::SChar | IntKind::UChar => 8,
            IntKind::Short | IntKind::UShort => 16,
            IntKind::Int | IntKind::UInt => 32,
            IntKind::Long | IntKind::ULong => self.long_bits,
            IntKind::LongLong | IntKind::ULongLong => 64,
            IntKind::Int128 | IntKind::UInt128 => 128,
            IntKind::Fixed { bits, .. } => bits,
            IntKind::Size { .. } => self.pointer_bits,
        }
    }

    /// Whether an integer type has negative values.
    pub fn is_signed(&self, kind: IntKind) -> bool {
        match kind {
            IntKind::Char => self.char_is_signed,
            IntKind::SChar
            | IntKind::Short
            | IntKind::Int
            | IntKind::Long
            | IntKind::LongLong
            | IntKind::Int128 => true,
            IntKind::UChar
            | IntKind::UShort
            | IntKind::UInt
            | IntKind::ULong
            | IntKind::ULongLong
            | IntKind::UInt128 => false,
            IntKind::Fixed { signed, .. } | IntKind::Size { signed } => signed,
        }
    }

    /// Size of a floating-point type in bytes, where every supported target agrees.
    pub fn float_size(&self, kind: FloatKind) -> Option<u64> {
        match kind {
            FloatKind::Half => Some(2),
            FloatKind::Float => Some(4),
            FloatKind::Double => Some(8),
            FloatKind::Quad => Some(16),
            FloatKind::LongDouble => None,
        }
    }
}

impl TargetSet {
    /// The set of the only target of a contract that was read for one.
    pub const FIRST: TargetSet = TargetSet(1);

    /// The set that holds the target at `index`; at most 64 targets share a contract.
    pub fn single(index: usize) -> Option<TargetSet> {
        (index < 64).then(|| TargetSet(1 << index))
    }

    /// Every target of either set.
    #[must_use]
    pub fn union(self, other: TargetSet) -> TargetSet {
        TargetSet(self.0 | other.0)
    }

    /// Whether the target at `index` is in the set.
    pub fn contains(self, index: usize) -> bool {
        index < 64 && self.0 >> index & 1 == 1
    }

    /// Whether every target of `other` is in this set.
    pub fn covers(self, other: TargetSet) -> bool {
        self.0 & other.0 == other.0
    }
}

impl<T> Default for PerTarget<T> {
    /// Nothing on any target.
    fn default() -> PerTarget<T> {
        PerTarget {
            variants: Vec::new(),
        }
    }
}

impl<T> PerTarget<T> {
    /// The same thing on every target of `targets`.
    pub fn new(targets: TargetSet, value: T) -> PerTarget<T> {
        PerTarget {
            variants: vec![(targets, value)],
        }
    }

    /// What holds on the target at `index`.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.variants
            .iter()
            .find(|(targets, _)| targets.contains(index))
            .map(|(_, value)| value)
    }

    /// Every variant with the targets it holds for.
    pub fn iter(&self) -> impl Iterator<Item = (TargetSet, &T)> {
        self.variants
            .iter()
            .map(|(targets, value)| (*targets, value))
    }
}

impl<T: PartialEq> PerTarget<T> {
    /// Adds what holds on `targets`, joining it with an equal variant.
    pub fn insert(&mut self, targets: TargetSet, value: T) {
        match self.variants.iter_mut().find(|(_, known)| *known == value) {
            Some((set, _)) => *set = set.union(targets),
            None => self.variants.push((targets, value)),
        }
    }
}
