//! Whether two types are one to the machine, and to whoever reads them.

use crate::contract::{Contract, IntKind, ItemId, ItemKind, Origin, Signature, Ty};

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
    fn share_a_name(&self, ours: &Ty, theirs: &Ty) -> bool {
        let theirs = names(self.header, theirs);
        let ours = names(self.declared, ours);
        // What an alias of a number stands for must be compared all the same.
        ours.iter().any(|(name, is_number)| {
            !is_number
                && theirs
                    .iter()
                    .any(|(other, is_number)| name == other && !is_number)
        })
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

    fn bits(&self, contract: &Contract, kind: IntKind) -> u16 {
        let mut targets = contract.targets().iter();
        targets.next().map_or(0, |target| target.model.bits(kind))
    }
}

/// The names that a type goes by, from its own to that of what it stands for, and whether it is a number.
fn names<'c>(contract: &'c Contract, ty: &Ty) -> Vec<(&'c str, bool)> {
    let is_number = match contract.canonical(ty) {
        Ty::Item(id) => !matches!(
            contract.item(*id).kind,
            ItemKind::Record(_) | ItemKind::Enum(_)
        ),
        _ => true,
    };
    let mut names = Vec::new();
    let mut ty = ty;
    while let Ty::Item(id) = ty {
        let item = contract.item(*id);
        names.push((item.name(), is_number));
        match &item.kind {
            ItemKind::Alias(alias) => ty = &alias.ty,
            _ => break,
        }
    }
    names
}
