//! Whether two types are one to the machine, and to whoever reads them.

use crate::contract::{Contract, IntKind, ItemId, ItemKind, Origin, RecordBody, Signature, Ty};

/// The two sides.
pub(super) struct Types<'a> {
    pub(super) declared: &'a Contract,
    pub(super) header: &'a Contract,
}

impl Types<'_> {
    /// Whether a declared type says what a type of the header says.
    pub(super) fn same(&self, ours: &Ty, theirs: &Ty) -> bool {
        if self.share_a_name(ours, theirs) {
            return true;
        }
        let (ours, theirs) = (self.declared.canonical(ours), self.header.canonical(theirs));
        match (ours, theirs) {
            (Ty::Void, Ty::Void) | (Ty::Bool, Ty::Bool) => true,
            (Ty::Int(ours), Ty::Int(theirs)) => self.same_integer(*ours, *theirs),
            (Ty::Float(ours), Ty::Float(theirs)) => ours == theirs,
            (
                Ty::Pointer {
                    pointee: ours,
                    qualifiers: our,
                },
                Ty::Pointer {
                    pointee: theirs,
                    qualifiers: their,
                },
            ) => match (self.declared.canonical(ours), self.header.canonical(theirs)) {
                (Ty::Function(ours), Ty::Function(theirs)) => self.same_signature(ours, theirs),
                (our_bytes, their_bytes) if self.are_bytes(our_bytes, their_bytes) => {
                    our.is_const == their.is_const
                }
                _ => our.is_const == their.is_const && self.same(ours, theirs),
            },
            (
                Ty::Array {
                    element: ours,
                    len: our,
                },
                Ty::Array {
                    element: theirs,
                    len: their,
                },
                // An array without a length is written as one of no elements.
            ) => our.unwrap_or(0) == their.unwrap_or(0) && self.same(ours, theirs),
            (Ty::Item(ours), Ty::Item(theirs)) => self.same_item(*ours, *theirs),
            // Rust has no such types: whoever needs one declares it.
            (Ty::Item(ours), Ty::Float(_) | Ty::Complex(_) | Ty::Vector { .. }) => {
                self.declared.item(*ours).origin == Origin::Needed
            }
            // An enumeration of C is an integer, whose sign is the compiler's choice.
            (Ty::Int(kind), Ty::Item(id)) => match &self.header.item(*id).kind {
                ItemKind::Enum(enumeration) => match self.header.canonical(&enumeration.underlying)
                {
                    Ty::Int(underlying) => {
                        self.bits(self.declared, *kind) == self.bits(self.header, *underlying)
                    }
                    _ => false,
                },
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether any of the names on the way to the meaning of one type is one of the other's: `thing` and
    /// `struct thing`, `sqlite3_int64` on both sides.
    ///
    /// A record that is defined here under another name is compared by that, and a number by what it is.
    fn share_a_name(&self, ours: &Ty, theirs: &Ty) -> bool {
        let their_names = names(self.header, theirs);
        let is_theirs = |name: &&str| their_names.contains(name);
        let our_names = names(self.declared, ours);
        match self.declared.canonical(ours) {
            Ty::Item(id) => {
                let item = self.declared.item(*id);
                match (&item.kind, item.origin) {
                    // What is declared elsewhere may be a number, too: `libc::time_t`.
                    (_, Origin::Needed) => our_names.iter().any(is_theirs),
                    (ItemKind::Record(record), _)
                        if matches!(record.body, RecordBody::Defined { .. }) =>
                    {
                        is_theirs(&item.name())
                    }
                    (ItemKind::Record(_) | ItemKind::Enum(_), _) => {
                        is_compound(self.header, theirs) && our_names.iter().any(is_theirs)
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Whether a value of a type travels whose contents cannot be compared: it is not written as C would.
    pub(super) fn is_unseen(&self, ours: &Ty) -> bool {
        match self.declared.canonical(ours) {
            Ty::Item(id) => {
                let item = self.declared.item(*id);
                item.origin == Origin::Library
                    && matches!(&item.kind, ItemKind::Record(record) if matches!(record.body, RecordBody::Opaque))
            }
            _ => false,
        }
    }

    fn same_item(&self, ours: ItemId, theirs: ItemId) -> bool {
        let ours = self.declared.item(ours);
        let theirs = self.header.item(theirs);
        let is_compound = matches!(theirs.kind, ItemKind::Record(_) | ItemKind::Enum(_));
        // What is declared elsewhere cannot be seen.
        ours.name() == theirs.name() || ours.origin == Origin::Needed && is_compound
    }

    fn same_signature(&self, ours: &Signature, theirs: &Signature) -> bool {
        let params = ours.params.iter().zip(&theirs.params);
        ours.params.len() == theirs.params.len()
            && ours.variadic == theirs.variadic
            && ours.convention == theirs.convention
            && self.same(&ours.result, &theirs.result)
            && params
                .into_iter()
                .all(|(our, their)| self.same(&our.ty, &their.ty))
    }

    /// Bytes are bytes behind a pointer, whatever sign a language gives them.
    fn are_bytes(&self, ours: &Ty, theirs: &Ty) -> bool {
        matches!((ours, theirs), (Ty::Int(ours), Ty::Int(theirs))
            if self.bits(self.declared, *ours) == 8 && self.bits(self.header, *theirs) == 8)
    }

    fn same_integer(&self, ours: IntKind, theirs: IntKind) -> bool {
        let signed = |contract: &Contract, kind| {
            let mut targets = contract.targets().iter();
            targets.next().map(|target| target.model.is_signed(kind))
        };
        self.bits(self.declared, ours) == self.bits(self.header, theirs)
            && signed(self.declared, ours) == signed(self.header, theirs)
    }

    /// Whether two integers, or what stands for them, are equally wide: the sign of an enumeration is the compiler's choice.
    pub(super) fn is_as_wide(&self, ours: &Ty, theirs: &Ty) -> bool {
        let theirs = match self.header.canonical(theirs) {
            Ty::Item(id) => match &self.header.item(*id).kind {
                ItemKind::Enum(enumeration) => self.header.canonical(&enumeration.underlying),
                _ => return false,
            },
            theirs => theirs,
        };
        match (self.declared.canonical(ours), theirs) {
            (Ty::Int(ours), Ty::Int(theirs)) => {
                self.bits(self.declared, *ours) == self.bits(self.header, *theirs)
            }
            _ => false,
        }
    }

    /// Whether two numbers are one as values of a declared type: `1 << 31` is negative in an `i32`.
    pub(super) fn same_bits(&self, ty: &Ty, one: i128, other: i128) -> bool {
        match self.declared.canonical(ty) {
            Ty::Int(kind) => {
                let bits = u32::from(self.bits(self.declared, *kind)).min(127);
                (one ^ other) & ((1 << bits) - 1) == 0
            }
            _ => one == other,
        }
    }

    fn bits(&self, contract: &Contract, kind: IntKind) -> u16 {
        let mut targets = contract.targets().iter();
        targets.next().map_or(0, |target| target.model.bits(kind))
    }
}

/// Whether a type is a record or an enumeration.
fn is_compound(contract: &Contract, ty: &Ty) -> bool {
    match contract.canonical(ty) {
        Ty::Item(id) => matches!(
            contract.item(*id).kind,
            ItemKind::Record(_) | ItemKind::Enum(_)
        ),
        _ => false,
    }
}

/// The names that a type goes by, from its own to that of what it stands for.
fn names<'c>(contract: &'c Contract, ty: &Ty) -> Vec<&'c str> {
    let mut names = Vec::new();
    let mut ty = ty;
    while let Ty::Item(id) = ty {
        let item = contract.item(*id);
        names.push(item.name());
        match &item.kind {
            ItemKind::Alias(alias) => ty = &alias.ty,
            _ => break,
        }
    }
    names
}
