//! What the names in a macro mean: the scope of the evaluator.

use super::{
    api::Cursor,
    macros::{self, Macros},
    record_names::RecordNames,
    translate::{Translator, omitted},
};
use crate::{
    contract::{Category, DataModel, FloatKind, IntKind, ItemKind, Reason, Record, RecordBody, Ty},
    frontend::constant::{Environment, Evaluated, Identifier, MacroDefinition, TagKeyword, Work},
};
use clang_sys::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// The file scope at the end of the translation unit.
pub(super) struct Scope<'s, 'f, 'tu> {
    macros: &'s Macros<'tu>,
    /// Macros that are no longer defined.
    undefined: &'s FxHashSet<&'tu [u8]>,
    pub(super) translator: &'s mut Translator<'f, 'tu>,
    foreign: &'s [Cursor<'tu>],
    index: Option<Index<'tu>>,
    work: Work,
    records: Option<RecordNames>,
}

/// The names of declarations that the library does not own; made when one of them is first asked for.
struct Index<'tu> {
    ordinary: FxHashMap<String, Declared<'tu>>,
    tags: FxHashMap<String, Cursor<'tu>>,
}

#[derive(Clone, Copy)]
enum Declared<'tu> {
    Type(Cursor<'tu>),
    Enumerator(Cursor<'tu>),
    Function,
    Object(Cursor<'tu>),
}

impl<'s, 'f, 'tu> Scope<'s, 'f, 'tu> {
    pub(super) fn new(
        macros: &'s Macros<'tu>,
        undefined: &'s FxHashSet<&'tu [u8]>,
        translator: &'s mut Translator<'f, 'tu>,
        foreign: &'s [Cursor<'tu>],
    ) -> Self {
        Scope {
            macros,
            undefined,
            translator,
            foreign,
            index: None,
            work: Work::default(),
            records: None,
        }
    }

    /// The item that a macro makes; none when it names itself, because then the item it names stands for both.
    pub(super) fn item_of(
        &mut self,
        value: Evaluated,
        name: &str,
        expression: &[u8],
    ) -> Option<ItemKind> {
        match macros::kind_of(value, expression, self.translator.target) {
            Ok(kind) => Some(kind),
            Err(of) if of == name => None,
            Err(of) => Some(match self.translator.registry.ordinary(&of) {
                Some(id) => macros::synonym(id),
                None => self.foreign_constant(&of).unwrap_or_else(|| {
                    omitted(
                        Category::Constant,
                        "foreign-name",
                        &format!("it is another name for `{of}`, which is not translated"),
                    )
                }),
            }),
        }
    }

    /// The value of another library's `static const int answer = 42;`, which every file has a copy of.
    fn foreign_constant(&mut self, name: &str) -> Option<ItemKind> {
        let Declared::Object(cursor) = *self.index().ordinary.get(name)? else {
            return None;
        };
        if !cursor.has_internal_linkage() {
            return None;
        }
        let kind = self.translator.static_constant(cursor, cursor.ty());
        self.translator.drain();
        matches!(kind, ItemKind::Constant(_)).then_some(kind)
    }

    fn index(&mut self) -> &Index<'tu> {
        let foreign = self.foreign;
        self.index.get_or_insert_with(|| Index::new(foreign))
    }

    fn enumerator(&mut self, value: i128, ty: &Ty) -> Identifier {
        let ty = match self.canonical(ty) {
            Ty::Int(kind) => kind,
            _ => IntKind::Int,
        };
        Identifier::Enumerator { value, ty }
    }

    fn ty(&mut self, cursor: Cursor<'tu>) -> Ty {
        let ty = self.translator.ty(cursor.ty(), "");
        self.translator.drain();
        ty
    }
}

impl<'tu> Index<'tu> {
    fn new(foreign: &[Cursor<'tu>]) -> Index<'tu> {
        let mut ordinary = FxHashMap::default();
        let mut tags = FxHashMap::default();
        for &cursor in foreign {
            match cursor.kind() {
                CXCursor_TypedefDecl => {
                    ordinary.insert(cursor.spelling(), Declared::Type(cursor));
                }
                CXCursor_FunctionDecl => {
                    ordinary.insert(cursor.spelling(), Declared::Function);
                }
                CXCursor_VarDecl => {
                    ordinary.insert(cursor.spelling(), Declared::Object(cursor));
                }
                CXCursor_StructDecl | CXCursor_UnionDecl => {
                    tags.insert(cursor.spelling(), cursor);
                }
                CXCursor_EnumDecl => {
                    tags.insert(cursor.spelling(), cursor);
                    cursor.for_each_child(|child| {
                        if child.kind() == CXCursor_EnumConstantDecl {
                            ordinary.insert(child.spelling(), Declared::Enumerator(child));
                        }
                    });
                }
                _ => {}
            }
        }
        Index { ordinary, tags }
    }
}

impl<'s, 'f, 'tu> Environment<'s> for Scope<'s, 'f, 'tu> {
    fn macro_definition(&mut self, name: &[u8]) -> Option<MacroDefinition<'s>> {
        match self.undefined.contains(name) {
            true => None,
            false => self.macros.definition(name),
        }
    }

    fn identifier(&mut self, name: &str) -> Option<Identifier> {
        if let Some((value, ty)) = self.translator.enumerators.get(name) {
            let (value, ty) = (*value, ty.clone());
            return Some(self.enumerator(value, &ty));
        }
        if let Some(id) = self.translator.registry.ordinary(name) {
            let item = self.translator.registry.item(id)?;
            return match &item.kind {
                ItemKind::Function(_) => Some(Identifier::Function),
                ItemKind::Global(_) => Some(Identifier::Object),
                ItemKind::Constant(_) => Some(Identifier::Object),
                ItemKind::Omitted(omission) => Some(match omission.category {
                    Category::Function => Identifier::Function,
                    _ => Identifier::Object,
                }),
                _ => Some(Identifier::Type(Ty::Item(id))),
            };
        }
        match *self.index().ordinary.get(name)? {
            Declared::Type(cursor) => Some(Identifier::Type(self.ty(cursor))),
            Declared::Function => Some(Identifier::Function),
            Declared::Object(_) => Some(Identifier::Object),
            Declared::Enumerator(cursor) => {
                let (value, ty) = self.translator.enumerator(cursor);
                Some(self.enumerator(value, &ty))
            }
        }
    }

    fn tag(&mut self, _keyword: TagKeyword, name: &str) -> Option<Ty> {
        if let Some(id) = self.translator.registry.tag(name) {
            return Some(Ty::Item(id));
        }
        let cursor = *self.index().tags.get(name)?;
        Some(self.ty(cursor))
    }

    fn layout(&mut self, ty: &Ty) -> Option<(u64, u64)> {
        let target = self.translator.target;
        let pointer = u64::from(target.model.pointer_bits / 8);
        let same = |size: u64| Some((size, size));
        match ty {
            Ty::Bool => same(1),
            Ty::Int(kind) => same(u64::from(target.model.bits(*kind)) / 8),
            Ty::Float(FloatKind::LongDouble) => match target.model.long_double_size {
                12 => Some((12, 4)),
                size => same(size.into()),
            },
            Ty::Float(kind) => same(target.model.float_size(*kind)?),
            Ty::Complex(kind) => {
                let (size, align) = self.layout(&Ty::Float(*kind))?;
                Some((2 * size, align))
            }
            Ty::Vector { size, align, .. } => Some((*size, *align)),
            Ty::Pointer { .. } => same(pointer),
            Ty::Array { element, len } => {
                let (size, align) = self.layout(element)?;
                Some((size.checked_mul((*len)?)?, align))
            }
            Ty::Item(id) => match &self.translator.registry.item(*id)?.kind {
                ItemKind::Alias(alias) => {
                    let ty = alias.ty.clone();
                    self.layout(&ty)
                }
                ItemKind::Enum(item) => {
                    let ty = item.underlying.clone();
                    self.layout(&ty)
                }
                ItemKind::Record(record) => match &record.body {
                    RecordBody::Defined { layout, .. } => {
                        layout.get(0).map(|layout| (layout.size, layout.align))
                    }
                    RecordBody::Opaque => None,
                },
                _ => None,
            },
            Ty::Unsupported { size, align, .. } => Some(((*size)?, (*align)?)),
            Ty::Void | Ty::Function(_) | Ty::Instance { .. } => None,
        }
    }

    fn member(&mut self, record: &Ty, name: &str) -> Option<(u64, Ty)> {
        let Ty::Item(id) = self.canonical(record) else {
            return None;
        };
        let ItemKind::Record(record) = &self.translator.registry.item(id)?.kind else {
            return None;
        };
        let RecordBody::Defined { fields, layout, .. } = &record.body else {
            return None;
        };
        let layout = layout.get(0)?;
        let mut anonymous = Vec::new();
        for (field, at) in fields.iter().zip(&layout.fields) {
            let offset = at.offset_bits / 8;
            match &field.name {
                Some(field_name) if field_name == name && field.bit_width.is_none() => {
                    return Some((offset, field.ty.clone()));
                }
                None if field.bit_width.is_none() => anonymous.push((offset, field.ty.clone())),
                _ => {}
            }
        }
        anonymous.into_iter().find_map(|(base, ty)| {
            let (offset, ty) = self.member(&ty, name)?;
            Some((base + offset, ty))
        })
    }

    fn record(&self, ty: &Ty) -> Option<&Record> {
        let Ty::Item(id) = ty else { return None };
        match &self.translator.registry.item(*id)?.kind {
            ItemKind::Record(record) => Some(record),
            _ => None,
        }
    }

    fn initialized(&mut self, name: &[u8]) -> Result<Ty, Reason> {
        let registry = &self.translator.registry;
        self.records
            .get_or_insert_with(|| RecordNames::new(registry))
            .of_initializer(name)
    }

    fn spelling(&self, ty: &Ty) -> String {
        let item = match ty {
            Ty::Item(id) => self.translator.registry.item(*id),
            _ => None,
        };
        item.map_or("the type", |item| item.name()).to_owned()
    }

    fn canonical(&mut self, ty: &Ty) -> Ty {
        let mut ty = ty.clone();
        loop {
            let Ty::Item(id) = ty else {
                return ty;
            };
            match self.translator.registry.item(id).map(|item| &item.kind) {
                Some(ItemKind::Alias(alias)) => ty = alias.ty.clone(),
                Some(ItemKind::Enum(item)) => ty = item.underlying.clone(),
                _ => return ty,
            }
        }
    }

    fn model(&self) -> DataModel {
        self.translator.target.model
    }

    fn work(&mut self) -> &mut Work {
        &mut self.work
    }
}
