//! Types as C spells them: declarations are read from the name outwards, so they are written that way, too.

use super::frame::{Needs, Standard};
use crate::contract::{
    CallConv, Contract, FloatKind, IntKind, Item, ItemId, ItemKind, Name, Origin, Qualifiers,
    Reason, Record, RecordBody, RecordKind, Signature, Ty,
};

/// What a type is spelled with: the items that it may name, and the standard headers that it turns out to need.
pub(super) struct Speller<'a> {
    pub(super) contract: &'a Contract,
    pub(super) needs: &'a mut Needs,
}

impl Speller<'_> {
    /// The declaration of `name` with the type `ty`; of a type alone where `name` is empty.
    ///
    /// # Errors
    /// Why C cannot say it.
    pub(super) fn declare(&mut self, ty: &Ty, name: &str) -> Result<String, Reason> {
        self.qualified(ty, Qualifiers::default(), name.to_owned())
    }

    fn qualified(
        &mut self,
        ty: &Ty,
        qualifiers: Qualifiers,
        inner: String,
    ) -> Result<String, Reason> {
        match ty {
            Ty::Pointer {
                pointee,
                qualifiers: of_pointee,
            } => {
                let own = words(qualifiers);
                let gap = if own.is_empty() || inner.is_empty() {
                    ""
                } else {
                    " "
                };
                let pointer = format!("*{}{gap}{inner}", own.trim_end());
                let inner = match **pointee {
                    Ty::Function(_) | Ty::Array { .. } => format!("({pointer})"),
                    _ => pointer,
                };
                self.qualified(pointee, *of_pointee, inner)
            }
            Ty::Array { element, len } => {
                let len = len.map_or(String::new(), |len| len.to_string());
                self.qualified(element, qualifiers, format!("{inner}[{len}]"))
            }
            Ty::Function(signature) => self.function(signature, &inner),
            _ => {
                let base = self.base(ty)?;
                let gap = if inner.is_empty() { "" } else { " " };
                Ok(format!("{}{base}{gap}{inner}", words(qualifiers)))
            }
        }
    }

    /// A function called `inner`, with its parameters as they are.
    pub(super) fn function(
        &mut self,
        signature: &Signature,
        inner: &str,
    ) -> Result<String, Reason> {
        let params = signature.params.iter();
        let params: Result<Vec<String>, Reason> = params
            .map(|param| self.declare(&param.ty, param.name.as_deref().unwrap_or_default()))
            .collect();
        self.function_with(signature, inner, params?)
    }

    /// A function called `inner`, with its parameters as they were spelled.
    pub(super) fn function_with(
        &mut self,
        signature: &Signature,
        inner: &str,
        mut params: Vec<String>,
    ) -> Result<String, Reason> {
        if signature.convention != CallConv::C {
            return Err(Reason::new(
                "calling-convention",
                "compilers spell its calling convention differently",
            ));
        }
        if signature.variadic {
            params.push("...".to_owned());
        }
        if params.is_empty() {
            params.push("void".to_owned());
        }
        let inner = format!("{inner}({})", params.join(", "));
        self.qualified(&signature.result, Qualifiers::default(), inner)
    }

    fn base(&mut self, ty: &Ty) -> Result<String, Reason> {
        Ok(match ty {
            Ty::Void => "void".to_owned(),
            Ty::Bool => {
                self.needs.include(Standard::Bool);
                "bool".to_owned()
            }
            Ty::Int(kind) => self.int(*kind)?,
            Ty::Float(kind) => float(*kind)?.to_owned(),
            Ty::Complex(kind) => format!("{} _Complex", float(*kind)?),
            Ty::Item(id) => return self.item(*id),
            Ty::Vector { .. } => return Err(unsupported("a vector of a compiler extension")),
            Ty::Instance { item, .. } => {
                let name = self.contract.item(*item).name();
                return Err(unsupported(&format!("`{name}`, a type with arguments,")));
            }
            Ty::Unsupported { spelling, .. } => return Err(unsupported(&format!("`{spelling}`"))),
            // These three never are a base.
            Ty::Pointer { .. } | Ty::Array { .. } | Ty::Function(_) => self.declare(ty, "")?,
        })
    }

    fn int(&mut self, kind: IntKind) -> Result<String, Reason> {
        if let Some(keywords) = kind.keywords() {
            return match kind {
                IntKind::Int128 | IntKind::UInt128 => Err(unsupported("`__int128`")),
                _ => Ok(keywords.to_owned()),
            };
        }
        match kind {
            IntKind::Fixed {
                bits: bits @ (8 | 16 | 32 | 64),
                signed,
            } => {
                self.needs.include(Standard::Int);
                let sign = if signed { "" } else { "u" };
                Ok(format!("{sign}int{bits}_t"))
            }
            IntKind::Size { signed: false } => {
                self.needs.include(Standard::Def);
                Ok("size_t".to_owned())
            }
            // `ssize_t` is POSIX's, and `ptrdiff_t` every C's.
            IntKind::Size { signed: true } => {
                self.needs.include(Standard::Def);
                Ok("ptrdiff_t".to_owned())
            }
            IntKind::Fixed { bits, .. } => Err(unsupported(&format!("an integer of {bits} bits"))),
            _ => Err(unsupported("an integer that C does not have")),
        }
    }

    fn item(&mut self, id: ItemId) -> Result<String, Reason> {
        let item = self.contract.item(id);
        if let Some(reason) = obstacle(item) {
            return Err(reason);
        }
        Ok(spelled(self.contract, item))
    }
}

/// Why a type cannot be named in a header that stands alone.
pub(super) fn obstacle(item: &Item) -> Option<Reason> {
    let name = item.name();
    let text = match (&item.kind, &item.identity.name) {
        (ItemKind::Omitted(omission), _) => format!("it needs `{name}`: {}", omission.reason.text),
        (_, Name::Derived(_)) => {
            format!("it needs `{name}`, a type that has no name outside of another")
        }
        _ if item.origin == Origin::Needed => {
            format!("it needs `{name}`, which a header of another library declares")
        }
        _ => return None,
    };
    Some(Reason::new("type-elsewhere", text))
}

/// A type by its name: structures have a typedef of their own name, unless something else is called so.
pub(super) fn spelled(contract: &Contract, item: &Item) -> String {
    match (&item.identity.name, keyword(&item.kind)) {
        (Name::Tag(tag), Some(keyword)) if is_taken(contract, tag) => format!("{keyword} {tag}"),
        (name, _) => name.as_str().to_owned(),
    }
}

/// Whether the ordinary name of a tag is that of something else.
pub(super) fn is_taken(contract: &Contract, tag: &str) -> bool {
    contract.items().any(|(_, other)| {
        matches!(&other.identity.name, Name::Ordinary(name) | Name::Macro(name) if name == tag)
    })
}

/// The word before a tag.
pub(super) fn keyword(kind: &ItemKind) -> Option<&'static str> {
    match kind {
        ItemKind::Record(Record {
            kind: RecordKind::Union,
            ..
        }) => Some("union"),
        ItemKind::Record(_) => Some("struct"),
        ItemKind::Enum(_) => Some("enum"),
        _ => None,
    }
}

/// Whether a type is a record that may be declared first and defined later.
pub(super) fn can_be_forward(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Record(_)) && matches!(item.identity.name, Name::Tag(_))
}

/// Whether a record shows its fields.
pub(super) fn is_defined(item: &Item) -> bool {
    matches!(&item.kind, ItemKind::Record(record) if matches!(record.body, RecordBody::Defined { .. }))
}

fn words(qualifiers: Qualifiers) -> &'static str {
    match (qualifiers.is_const, qualifiers.is_volatile) {
        (false, false) => "",
        (true, false) => "const ",
        (false, true) => "volatile ",
        (true, true) => "const volatile ",
    }
}

fn float(kind: FloatKind) -> Result<&'static str, Reason> {
    match kind {
        FloatKind::Float => Ok("float"),
        FloatKind::Double => Ok("double"),
        FloatKind::LongDouble => Ok("long double"),
        FloatKind::Half => Err(unsupported("`_Float16`")),
        FloatKind::Quad => Err(unsupported("`__float128`")),
    }
}

fn unsupported(what: &str) -> Reason {
    Reason::new("not-in-c", format!("{what} is not in C99"))
}
