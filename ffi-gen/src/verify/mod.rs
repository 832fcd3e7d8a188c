//! Declarations written by hand, against the header that they claim to repeat.
//!
//! Nothing else compares the two: a parameter too many, a `c_int` for a `long`, a field in the wrong place compile and
//! link, and do harm when they run.

mod record;
mod shown;
mod ty;

use crate::{
    annotation::spelling::{nearest, suggestion},
    contract::{
        Constant, Contract, Exit, Function, Global, Item, ItemId, ItemKind, Linkage, Origin,
        RecordBody, Signature, Ty, Value,
    },
    diagnostic::{Code, Diagnostic},
};
use rustc_hash::FxHashMap;
use shown::{declaration, spelled};
use ty::Types;

/// What of `declared` differs from `header`, in the order of the declarations; each diagnostic is about a place in the
/// sources of `declared`.
///
/// What a macro or a tool cannot see is not compared: a type that is declared elsewhere is taken to be the one of the
/// header where a record or an enumeration is expected, and a constant whose value is not a number is taken as it is.
pub fn compare(declared: &Contract, header: &Contract, own: Own) -> Vec<Diagnostic> {
    let comparison = Comparison::new(declared, header, own);
    let items = declared.items();
    let items = items.filter(|(_, item)| item.origin == Origin::Library);
    items.flat_map(|(_, item)| comparison.item(item)).collect()
}

/// Whether the header must have every type and constant. Functions and objects it must have in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// It must: they stand in a block for it.
    Refused,
    /// A file may have more.
    Allowed,
}

struct Comparison<'a> {
    own: Own,
    header: &'a Contract,
    types: Types<'a>,
    /// The functions and objects of the header by symbol.
    symbols: FxHashMap<&'a str, ItemId>,
    /// Its types and constants by name.
    names: FxHashMap<&'a str, ItemId>,
}

impl<'a> Comparison<'a> {
    fn new(declared: &'a Contract, header: &'a Contract, own: Own) -> Comparison<'a> {
        let mut symbols = FxHashMap::default();
        let mut names = FxHashMap::default();
        for (id, item) in header.items() {
            match &item.kind {
                ItemKind::Function(Function { linkage, .. }) => {
                    symbols.insert(symbol(linkage).unwrap_or(item.name()), id);
                }
                ItemKind::Global(global) => {
                    symbols.insert(symbol(&global.linkage).unwrap_or(item.name()), id);
                }
                _ => {
                    // A definition says more than a typedef of the same name.
                    let is_alias = matches!(item.kind, ItemKind::Alias(_));
                    if !is_alias || !names.contains_key(item.name()) {
                        names.insert(item.name(), id);
                    }
                }
            }
        }
        Comparison {
            own,
            header,
            types: Types { declared, header },
            symbols,
            names,
        }
    }

    fn item(&self, item: &Item) -> Vec<Diagnostic> {
        match &item.kind {
            ItemKind::Function(function) => self.function(item, function),
            ItemKind::Global(global) => self.global(item, global),
            ItemKind::Record(record) if matches!(record.body, RecordBody::Defined { .. }) => {
                match self.names.get(item.name()) {
                    Some(theirs) => self.record(item, record, *theirs),
                    None => self.missing(item, "type"),
                }
            }
            ItemKind::Record(_) | ItemKind::Enum(_) => match self.names.get(item.name()) {
                Some(theirs) => self.newtype(item, *theirs),
                None => self.missing(item, "type"),
            },
            ItemKind::Constant(constant) => self.constant(item, constant),
            // What an alias stands for shows wherever it is used.
            _ => Vec::new(),
        }
    }

    fn global(&self, item: &Item, global: &Global) -> Vec<Diagnostic> {
        let name = item.name();
        let Some(theirs) = self.symbol(symbol(&global.linkage).unwrap_or(name)) else {
            return vec![self.undeclared(item, "object", &self.symbols)];
        };
        let ItemKind::Global(other) = &theirs.kind else {
            let message = format!("`{name}` is a function in the header");
            return vec![self.differs(item, theirs, message)];
        };
        if !self.types.same(&global.ty, &other.ty) {
            let (wanted, ours) = self.pair(&other.ty, &global.ty);
            let message = format!("`{name}` is {wanted} in the header, and {ours} here");
            return vec![self.differs(item, theirs, message)];
        }
        let message = match (global.mutable, other.mutable) {
            (false, true) => "may be written in the header: it is `static mut`",
            (true, false) => "is constant in the header: it is no `static mut`",
            _ => return Vec::new(),
        };
        vec![self.differs(item, theirs, format!("`{name}` {message}"))]
    }

    fn constant(&self, item: &Item, constant: &Constant) -> Vec<Diagnostic> {
        let Some(Value::Int(ours)) = constant.value.get(0) else {
            return Vec::new();
        };
        let (value, of) = match self.names.get(item.name()) {
            Some(theirs) => {
                let theirs = self.header.item(*theirs);
                match &theirs.kind {
                    ItemKind::Constant(other) => match other.value.get(0) {
                        Some(Value::Int(value)) => (*value, theirs),
                        _ => return Vec::new(),
                    },
                    _ => return Vec::new(),
                }
            }
            None => match self.enumerator(item.name()) {
                Some(found) => found,
                // One of the author's own, for a convention, unless it is one of the header's in another spelling.
                None if nearest(item.name(), self.names.keys().copied()).is_none() => {
                    return Vec::new();
                }
                None => return self.missing(item, "constant"),
            },
        };
        if self.types.same_bits(&constant.ty, value, *ours) {
            return Vec::new();
        }
        let message = format!("`{}` is {value} in the header", item.name());
        vec![self.differs(item, of, message)]
    }

    /// A structure that stands for an enumeration or for a number, by its one field.
    fn newtype(&self, item: &Item, theirs: ItemId) -> Vec<Diagnostic> {
        let ItemKind::Enum(newtype) = &item.kind else {
            return Vec::new();
        };
        let theirs = self.header.item(theirs);
        let underlying = match &theirs.kind {
            ItemKind::Enum(enumeration) => &enumeration.underlying,
            ItemKind::Alias(alias) => &alias.ty,
            _ => return Vec::new(),
        };
        if self.types.same(&newtype.underlying, underlying)
            || self.types.is_as_wide(&newtype.underlying, underlying)
        {
            return Vec::new();
        }
        let (wanted, ours) = self.pair(underlying, &newtype.underlying);
        let message = format!(
            "`{}` is {wanted} in the header, and {ours} here",
            item.name()
        );
        vec![self.differs(item, theirs, message)]
    }

    fn function(&self, item: &Item, function: &Function) -> Vec<Diagnostic> {
        let name = symbol(&function.linkage).unwrap_or(item.name());
        let Some(theirs) = self.symbol(name) else {
            return vec![self.undeclared(item, "function", &self.symbols)];
        };
        let ItemKind::Function(other) = &theirs.kind else {
            let message = format!("`{name}` is no function in the header");
            return vec![self.differs(item, theirs, message)];
        };
        let differences = self.signature(name, &function.signature, &other.signature);
        let differences = differences.into_iter();
        differences
            .map(|message| self.differs(item, theirs, message))
            .collect()
    }

    fn signature(&self, name: &str, ours: &Signature, theirs: &Signature) -> Vec<String> {
        let mut differences = Vec::new();
        let counted = |count: usize| match count {
            1 => "1 parameter".to_owned(),
            count => format!("{count} parameters"),
        };
        if ours.params.len() != theirs.params.len() {
            differences.push(format!(
                "`{name}` has {} in the header, and {} here",
                counted(theirs.params.len()),
                ours.params.len()
            ));
        }
        for (index, (our, their)) in ours.params.iter().zip(&theirs.params).enumerate() {
            if !self.types.same(&our.ty, &their.ty) {
                let called = our.name.as_ref().or(their.name.as_ref());
                let called = called.map(|name| format!(" `{name}`")).unwrap_or_default();
                let (theirs, ours) = self.pair(&their.ty, &our.ty);
                differences.push(format!(
                    "parameter {}{called} of `{name}` is {theirs} in the header, and {ours} here",
                    index + 1,
                ));
            }
        }
        if !self.types.same(&ours.result, &theirs.result) {
            let (theirs, ours) = self.pair(&theirs.result, &ours.result);
            differences.push(format!(
                "`{name}` returns {theirs} in the header, and {ours} here"
            ));
        }
        let values = ours.params.iter().map(|param| &param.ty);
        for ty in values
            .chain([&ours.result])
            .filter(|ty| self.types.is_unseen(ty))
        {
            differences.push(format!(
                "`{}` travels by value in `{name}`, and is not written as C lays it out: `#[repr(C)]`, with its fields",
                spelled(self.types.declared, ty)
            ));
        }
        if ours.exit == Exit::Never && theirs.exit != Exit::Never {
            differences.push(format!("`{name}` returns in the header"));
        }
        if ours.variadic != theirs.variadic {
            differences.push(match theirs.variadic {
                true => format!("`{name}` takes more arguments in the header: `...` is missing"),
                false => format!("`{name}` takes no more arguments in the header"),
            });
        }
        if ours.convention != theirs.convention {
            differences.push(format!("`{name}` is called in another way in the header"));
        }
        differences
    }

    /// Both types in words; where the words are the same, with what they stand for.
    fn pair(&self, theirs: &Ty, ours: &Ty) -> (String, String) {
        let words = (
            spelled(self.header, theirs),
            spelled(self.types.declared, ours),
        );
        if words.0 != words.1 {
            return (format!("`{}`", words.0), format!("`{}`", words.1));
        }
        let meaning = |contract: &Contract, ty: &Ty| match contract.canonical(ty) {
            Ty::Pointer { pointee, .. } => {
                format!("{} *", spelled(contract, contract.canonical(pointee)))
            }
            ty => spelled(contract, ty),
        };
        let both = |words: &str, meaning: String| format!("`{words}` (that is, `{meaning}`)");
        (
            both(&words.0, meaning(self.header, theirs)),
            both(&words.1, meaning(self.types.declared, ours)),
        )
    }

    fn symbol(&self, name: &str) -> Option<&'a Item> {
        let id = self.symbols.get(name)?;
        Some(self.header.item(*id))
    }

    /// The value of an enumerator, and the enumeration that it belongs to.
    fn enumerator(&self, name: &str) -> Option<(i128, &'a Item)> {
        self.header.items().find_map(|(_, item)| {
            let ItemKind::Enum(enumeration) = &item.kind else {
                return None;
            };
            let mut variants = enumeration.variants.iter();
            let variant = variants.find(|variant| variant.name == name)?;
            Some((variant.value, item))
        })
    }

    fn missing(&self, item: &Item, what: &str) -> Vec<Diagnostic> {
        match self.own {
            Own::Refused => vec![self.undeclared(item, what, &self.names)],
            Own::Allowed => Vec::new(),
        }
    }

    fn undeclared(&self, item: &Item, what: &str, known: &FxHashMap<&str, ItemId>) -> Diagnostic {
        let name = item.name();
        let mut diagnostic = Diagnostic::error(
            Code::DeclarationDiffers,
            format!("the header declares no {what} `{name}`"),
        );
        let mut names: Vec<&str> = known.keys().copied().collect();
        names.sort_unstable();
        diagnostic.help = suggestion(name, names).filter(|help| help.len() < 80);
        match item.span {
            Some(span) => diagnostic.at(span, "only here"),
            None => diagnostic,
        }
    }

    /// A difference, with the declaration in C.
    fn differs(&self, ours: &Item, theirs: &Item, message: String) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(Code::DeclarationDiffers, message);
        if let Some(span) = ours.span {
            diagnostic = diagnostic.at(span, "differs from the header");
        }
        match declaration(self.header, theirs) {
            Some(text) => diagnostic.note(text),
            None => diagnostic,
        }
    }
}

fn symbol(linkage: &Linkage) -> Option<&str> {
    match linkage {
        Linkage::Symbol(name) => Some(name),
        _ => None,
    }
}
