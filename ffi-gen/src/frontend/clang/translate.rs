//! Declarations of clang as items of the model.

use super::{
    annotation,
    api::{Cursor, CursorKey, Evaluation, Type, TypeKey, View},
    attribute,
    comment::Comments,
    files::{Files, Place},
    passing::passing,
    registry::{Pending, Registry},
    types::is_of_prototype,
    written,
};
use crate::{
    contract::{
        Alias, Category, Claim, Constant, Docs, Enum, Exit, Field, FieldLayout, Function, Global,
        Identity, Item, ItemId, ItemKind, Linkage, Name, Omission, Origin, PerTarget, Reason,
        Record, RecordBody, RecordKind, RecordLayout, Target, TargetSet, Ty, Value, Variant,
    },
    diagnostic::Diagnostics,
    frontend::comment_text,
};
use clang_sys::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// Translates the declarations of one translation unit.
pub(super) struct Translator<'f, 'tu> {
    pub(super) files: &'f Files<'tu>,
    pub(super) target: &'f Target,
    /// Where clang found errors: what it makes of a declaration there is not to be trusted.
    errors: &'f [Place],
    /// What is wrong with the annotations of the header.
    diagnostics: &'f mut Diagnostics,
    pub(super) registry: Registry<'tu>,
    pub(super) types: FxHashMap<TypeKey, Ty>,
    pub(super) exits: FxHashMap<TypeKey, Exit>,
    /// Records that clang can lay out, and those that it cannot.
    pub(super) layouts: FxHashMap<TypeKey, bool>,
    comments: FxHashMap<usize, Comments<'tu>>,
    /// Nameless enumerations that have been dealt with.
    seen: FxHashSet<CursorKey>,
    /// Values of the enumerators of the library's own enumerations.
    pub(super) enumerators: FxHashMap<String, (i128, Ty)>,
}

impl<'f, 'tu> Translator<'f, 'tu> {
    pub(super) fn new(
        files: &'f Files<'tu>,
        target: &'f Target,
        errors: &'f [Place],
        diagnostics: &'f mut Diagnostics,
    ) -> Self {
        Translator {
            files,
            target,
            errors,
            diagnostics,
            registry: Registry::default(),
            types: FxHashMap::default(),
            exits: FxHashMap::default(),
            layouts: FxHashMap::default(),
            comments: FxHashMap::default(),
            seen: FxHashSet::default(),
            enumerators: FxHashMap::default(),
        }
    }

    /// Translates a declaration of the library at the top of the translation unit, if it is one of an item.
    pub(super) fn declaration(&mut self, cursor: Cursor<'tu>, place: Place) {
        match cursor.kind() {
            CXCursor_FunctionDecl => self.function(cursor, place),
            CXCursor_VarDecl => self.variable(cursor, place),
            // One without a name is found through the declaration that uses it.
            CXCursor_StructDecl | CXCursor_UnionDecl if self.tag_name(cursor).is_none() => {}
            CXCursor_StructDecl | CXCursor_UnionDecl | CXCursor_EnumDecl | CXCursor_TypedefDecl => {
                let ty = self.ty(cursor.ty(), "");
                if let Ty::Item(id) = ty
                    && cursor.has_attributes()
                {
                    self.drain();
                    self.claim_again(cursor, id);
                }
            }
            _ => {}
        }
        self.drain();
    }

    /// Translates every type that something refers to.
    pub(super) fn drain(&mut self) {
        while let Some(pending) = self.registry.next_pending() {
            let item = self.type_item(&pending);
            self.registry.fill(pending.id, item);
        }
    }

    fn type_item(&mut self, pending: &Pending<'tu>) -> Item {
        let cursor = pending.declaration;
        let origin = match self.files.place(cursor) {
            Some(place) if self.files.in_library(place.file) => Origin::Library,
            _ => Origin::Needed,
        };
        let name = pending.identity.name.as_str();
        let kind = match cursor.kind() {
            _ if self.is_erroneous(cursor) => erroneous(Category::Type),
            CXCursor_StructDecl => self.record(cursor, RecordKind::Struct, name, origin),
            CXCursor_UnionDecl => self.record(cursor, RecordKind::Union, name, origin),
            CXCursor_EnumDecl => self.enumeration(cursor, origin),
            CXCursor_TypedefDecl => ItemKind::Alias(Alias {
                ty: self.ty(cursor.typedef_underlying(), &format!("{name}_target")),
            }),
            _ => omitted(
                Category::Type,
                "unknown-declaration",
                "it is declared in a way that the C front end does not know",
            ),
        };
        Item {
            origin,
            kind,
            ..self.item_shell(cursor, pending.identity.clone(), origin)
        }
    }

    fn record(
        &mut self,
        cursor: Cursor<'tu>,
        kind: RecordKind,
        name: &str,
        origin: Origin,
    ) -> ItemKind {
        let ty = cursor.ty();
        if !self.has_layout(ty) {
            return omitted(
                Category::Type,
                "unknown-layout",
                "it has a vector that is too large for clang",
            );
        }
        let body = match (cursor.definition(), ty.size(), ty.align()) {
            (Some(_), Some(size), Some(align)) => self.fields(ty, size, align, name, origin),
            _ => Some(RecordBody::Opaque),
        };
        match body {
            Some(body) => ItemKind::Record(Record { kind, body }),
            None => omitted(
                Category::Type,
                "unknown-layout",
                "clang does not know the offset of one of its fields",
            ),
        }
    }

    fn fields(
        &mut self,
        ty: Type<'tu>,
        size: u64,
        align: u64,
        name: &str,
        origin: Origin,
    ) -> Option<RecordBody> {
        let mut fields = Vec::new();
        let mut layouts = Vec::new();
        for cursor in ty.fields() {
            let spelling = cursor.spelling();
            // clang describes unnamed members instead of naming them.
            let named = !spelling.is_empty() && !spelling.contains(['(', ' ']);
            let hint = if named {
                format!("{name}_{spelling}")
            } else {
                format!("{name}_anonymous_{}", fields.len() + 1)
            };
            let field_ty = cursor.ty();
            layouts.push(FieldLayout {
                offset_bits: cursor.field_offset()?,
                size: field_ty.size().unwrap_or(0),
                align: field_ty.align().unwrap_or(1),
            });
            fields.push(Field {
                name: named.then_some(spelling),
                ty: self.ty(field_ty, &hint),
                bit_width: cursor.bit_width(),
                docs: self.docs(cursor, origin),
            });
        }
        let layout = RecordLayout {
            size,
            align,
            fields: layouts,
            bases: Vec::new(),
            passing: passing(ty, self.target),
        };
        Some(RecordBody::Defined {
            bases: Vec::new(),
            fields,
            layout: PerTarget::new(TargetSet::FIRST, layout),
        })
    }

    fn enumeration(&mut self, cursor: Cursor<'tu>, origin: Origin) -> ItemKind {
        let integer = cursor.enum_integer_type();
        if integer.kind() == CXType_Invalid {
            return omitted(
                Category::Type,
                "incomplete-type",
                "it is declared but not defined, so its size is unknown",
            );
        }
        let underlying = self.ty(integer, "");
        let mut variants = Vec::new();
        for child in cursor.children() {
            if child.kind() != CXCursor_EnumConstantDecl {
                continue;
            }
            let name = child.spelling();
            let (value, ty) = self.enumerator(child);
            if origin == Origin::Library {
                self.enumerators.insert(name.clone(), (value, ty));
            }
            variants.push(Variant {
                name,
                value,
                docs: self.docs(child, origin),
                span: None,
            });
        }
        ItemKind::Enum(Enum {
            underlying,
            variants,
        })
    }

    /// The value of an enumerator and its type in C: `int` where the value fits and the enumeration's otherwise, or
    /// always the latter where the source says which that is.
    pub(super) fn enumerator(&mut self, cursor: Cursor<'tu>) -> (i128, Ty) {
        let mut ty = cursor.ty();
        if ty.canonical().kind() == CXType_Enum {
            ty = ty.canonical().declaration().enum_integer_type();
        }
        let value = match ty.canonical().kind() {
            CXType_Bool..=CXType_UInt128 => i128::from(cursor.enumerator_unsigned()),
            _ => i128::from(cursor.enumerator_signed()),
        };
        (value, self.ty(ty, ""))
    }

    /// Enumerators of an enumeration that no name refers to: each is a constant of its own.
    pub(super) fn nameless_enum(&mut self, cursor: Cursor<'tu>) {
        if !self.seen.insert(cursor.key()) {
            return;
        }
        let Some(place) = self.files.place(cursor) else {
            return;
        };
        if !self.files.in_library(place.file) {
            return;
        }
        for child in cursor.children() {
            if child.kind() != CXCursor_EnumConstantDecl {
                continue;
            }
            let name = child.spelling();
            let (value, ty) = self.enumerator(child);
            self.enumerators.insert(name.clone(), (value, ty.clone()));
            let kind = ItemKind::Constant(Constant {
                ty,
                value: PerTarget::new(TargetSet::FIRST, Value::Int(value)),
                expression: value.to_string(),
            });
            self.add(child, Name::Ordinary(name), kind);
        }
    }

    fn function(&mut self, cursor: Cursor<'tu>, place: Place) {
        let name = cursor.spelling();
        // Nothing more is asked about a declaration with an error in it: clang has repaired it in some way of its own.
        let symbol = match self.is_erroneous(cursor) {
            true => Err(erroneous(Category::Function)),
            false => self.symbol(cursor, &name),
        };
        let kind = match symbol {
            Err(kind) => kind,
            Ok(_) if cursor.ty().canonical().kind() == CXType_FunctionNoProto => omitted(
                Category::Function,
                "no-prototype",
                "it has no prototype, so what arguments it takes is unknown; with `-- -std=c23` it takes none",
            ),
            Ok(symbol) => {
                let mut signature = self.signature(cursor.ty(), &format!("{name}_result"));
                for (param, name) in signature.params.iter_mut().zip(cursor.parameter_names()) {
                    param.name = name;
                }
                if attribute::is_noreturn(cursor, self.files) {
                    signature.exit = Exit::Never;
                }
                ItemKind::Function(Function {
                    signature,
                    linkage: Linkage::Symbol(symbol),
                })
            }
        };
        let mut identity = Identity::c(Name::Ordinary(name));
        if attribute::is_overloadable(cursor, self.files) {
            identity.overload = Some(cursor.ty().canonical().spelling());
        }
        self.add_or_redeclare(cursor, identity, kind, place);
    }

    /// The symbol of a function, or why it has none.
    fn symbol(&mut self, cursor: Cursor<'tu>, name: &str) -> Result<String, ItemKind> {
        let inline = |text| Err(omitted(Category::Function, "inline", text));
        // clang would never end if it were asked for the symbol: that has the type in it, whose own name has the
        // function in it.
        let is_overload = attribute::is_overloadable(cursor, self.files);
        if is_overload && cursor.ty().parameters().any(|ty| is_of_prototype(ty, 0)) {
            return Err(omitted(
                Category::Function,
                "overload",
                "it is overloaded by a type that its own parameter list declares, which nothing else can name",
            ));
        }
        if self.is_foreign(cursor) {
            return Err(omitted(
                Category::Function,
                "foreign-function",
                "another library's header declares it before; name that header to have it translated",
            ));
        }
        if cursor.has_internal_linkage() {
            return inline("it is static: its body is compiled where it is used and has no symbol");
        }
        if cursor.is_inline() && cursor.storage_class() == CX_SC_None {
            return inline("it is inline: no library need have a symbol for it");
        }
        Ok(attribute::symbol(cursor, name, self.target, self.files)
            .unwrap_or_else(|| name.to_owned()))
    }

    /// Whether an error lies in the text of a declaration.
    fn is_erroneous(&self, cursor: Cursor<'tu>) -> bool {
        !self.errors.is_empty()
            && self.files.extent(cursor).is_none_or(|(file, start, end)| {
                let is_inside =
                    |place: &Place| place.file == file && (start..=end).contains(&place.offset);
                self.errors.iter().any(is_inside)
            })
    }

    /// Whether a header that is not the library's declares the same thing first: `memcpy`, once more.
    fn is_foreign(&self, cursor: Cursor<'tu>) -> bool {
        cursor
            .first_declaration()
            .and_then(|first| self.files.place(first))
            .is_some_and(|place| !self.files.in_library(place.file))
    }

    fn variable(&mut self, cursor: Cursor<'tu>, place: Place) {
        let name = cursor.spelling();
        let ty = cursor.ty();
        let kind = if self.is_erroneous(cursor) {
            erroneous(Category::Global)
        } else if cursor.is_thread_local() {
            omitted(
                Category::Global,
                "thread-local",
                "it is thread-local, and stable Rust cannot declare a foreign thread-local",
            )
        } else if cursor.has_internal_linkage() {
            self.static_constant(cursor, ty)
        } else {
            let qualifiers = super::types::qualifiers(ty);
            ItemKind::Global(Global {
                // What is both const and volatile changes by itself, and Rust may read it only once.
                mutable: !qualifiers.is_const || qualifiers.is_volatile,
                ty: self.ty(ty, &format!("{name}_type")),
                linkage: Linkage::Symbol(
                    attribute::symbol(cursor, &name, self.target, self.files)
                        .unwrap_or_else(|| name.clone()),
                ),
            })
        };
        let identity = Identity::c(Name::Ordinary(name));
        self.add_or_redeclare(cursor, identity, kind, place);
    }

    /// Adds a function or object, or completes what an earlier declaration said of it: in C a later one may add a
    /// prototype, a bound or a symbol, and clang shows in each what all before it said.
    fn add_or_redeclare(
        &mut self,
        cursor: Cursor<'tu>,
        identity: Identity,
        kind: ItemKind,
        place: Place,
    ) {
        let key = cursor.key();
        match self.registry.find(key) {
            Some(id) => {
                self.registry.redeclare(id, kind);
                self.claim_again(cursor, id);
            }
            None => {
                let id = self.add_at(cursor, identity, kind, place);
                self.registry.unify(key, id);
            }
        }
    }

    /// `static const int answer = 42;` in a header is a constant in all but name.
    pub(super) fn static_constant(&mut self, cursor: Cursor<'tu>, ty: Type<'tu>) -> ItemKind {
        let qualifiers = super::types::qualifiers(ty);
        let is_fixed = qualifiers.is_const && !qualifiers.is_volatile;
        // libclang gives the low 64 bits of a value.
        let is_small = self.has_layout(ty) && ty.size().is_some_and(|size| size <= 8);
        let value = match cursor.evaluate().filter(|_| is_fixed && is_small) {
            Some(Evaluation::Int(value)) => Value::Int(value),
            Some(Evaluation::Float(value)) => Value::Float(value),
            None => {
                return omitted(
                    Category::Global,
                    "internal-linkage",
                    "it is static: every file that includes the header has its own",
                );
            }
        };
        let model = self.ty(ty, "");
        let fits = matches!(
            (&value, basic_kind(ty)),
            (Value::Int(_), Some(Basic::Integer)) | (Value::Float(_), Some(Basic::Float))
        );
        if !fits {
            return omitted(
                Category::Global,
                "internal-linkage",
                "it is static, and its value is not a number of its own type",
            );
        }
        ItemKind::Constant(Constant {
            ty: model,
            value: PerTarget::new(TargetSet::FIRST, value),
            expression: String::new(),
        })
    }

    fn add(&mut self, cursor: Cursor<'tu>, name: Name, kind: ItemKind) {
        if let Some(place) = self.files.place(cursor) {
            self.add_at(cursor, Identity::c(name), kind, place);
        }
    }

    fn add_at(
        &mut self,
        cursor: Cursor<'tu>,
        identity: Identity,
        kind: ItemKind,
        place: Place,
    ) -> ItemId {
        let item = Item {
            kind,
            ..self.item_shell(cursor, identity, Origin::Library)
        };
        self.registry.add(item, self.files.position(place))
    }

    /// Everything about an item but its kind.
    fn item_shell(&mut self, cursor: Cursor<'tu>, identity: Identity, origin: Origin) -> Item {
        let (span, docs, claims) = match (origin, self.files.extent(cursor)) {
            (Origin::Needed, _) => (None, Docs::default(), Vec::new()),
            (Origin::Library, Some((file, start, end))) => (
                Some(self.files.span(file, start, end)),
                match self.is_in_passing(cursor, file, start, end) {
                    true => Docs::default(),
                    false => self.docs_of(file, start, end),
                },
                match cursor.kind() {
                    CXCursor_FunctionDecl => {
                        [self.claims(cursor), self.written_claims(file, start, end)].concat()
                    }
                    _ => self.claims(cursor),
                },
            ),
            (Origin::Library, None) => (
                self.files.span_at(cursor.location(View::File)),
                Docs::default(),
                self.claims(cursor),
            ),
        };
        Item {
            identity,
            span,
            docs,
            origin,
            targets: TargetSet::FIRST,
            claims,
            kind: ItemKind::Alias(Alias { ty: Ty::Void }),
        }
    }

    /// Adds what one more declaration of an item claims.
    fn claim_again(&mut self, cursor: Cursor<'tu>, id: ItemId) {
        let claims = self.claims(cursor);
        self.registry.claim(id, claims);
    }

    fn claims(&mut self, cursor: Cursor<'tu>) -> Vec<Claim> {
        let mut claims = attribute::claims(cursor, self.files);
        claims.extend(annotation::claims(cursor, self.files, self.diagnostics));
        claims
    }

    /// What the text of a function's declaration says that clang does not pass on.
    fn written_claims(&mut self, file: usize, start: u32, end: u32) -> Vec<Claim> {
        let text = self.files.text(file);
        let files = self.files;
        let span = |start, end| files.span(file, start, end);
        let mut claims = written::attributes(text, start as usize, span);
        if let Some(comment) = self.comments(file).of(start as usize, end as usize) {
            let offset = comment.as_ptr().addr() - text.as_ptr().addr();
            claims.extend(written::directions(comment, offset, span));
        }
        claims
    }

    /// Whether a declaration only mentions a structure, union or enumeration: `struct thing *thing_new(void);`. A
    /// comment before it is about something else.
    fn is_in_passing(&self, cursor: Cursor<'tu>, file: usize, start: u32, end: u32) -> bool {
        if !matches!(
            cursor.kind(),
            CXCursor_StructDecl | CXCursor_UnionDecl | CXCursor_EnumDecl
        ) || cursor.definition().is_some()
        {
            return false;
        }
        let text = self.files.text(file);
        let before = text.get(..start as usize).unwrap_or_default();
        let after = text.get(end as usize..).unwrap_or_default();
        !before.trim_ascii_end().ends_with(b"typedef")
            && !after.trim_ascii_start().starts_with(b";")
    }

    fn docs(&mut self, cursor: Cursor<'tu>, origin: Origin) -> Docs {
        if origin == Origin::Needed {
            return Docs::default();
        }
        match self.files.extent(cursor) {
            Some((file, start, end)) => self.docs_of(file, start, end),
            None => Docs::default(),
        }
    }

    /// The documentation of what stands at a byte range.
    pub(super) fn docs_of(&mut self, file: usize, start: u32, end: u32) -> Docs {
        self.comments(file)
            .of(start as usize, end as usize)
            .map(comment_text::parse)
            .unwrap_or_default()
    }

    /// The comments of a file.
    pub(super) fn comments(&mut self, file: usize) -> &Comments<'tu> {
        self.comments
            .entry(file)
            .or_insert_with(|| Comments::scan(self.files.text(file)))
    }

    /// The items by id and in order.
    pub(super) fn finish(mut self) -> (Vec<Item>, Vec<ItemId>) {
        self.drain();
        self.registry.finish()
    }
}

fn erroneous(category: Category) -> ItemKind {
    omitted(category, "error", "clang found an error in it")
}

/// An item that is left out.
pub(super) fn omitted(category: Category, code: &'static str, text: &str) -> ItemKind {
    ItemKind::Omitted(Omission {
        category,
        reason: Reason::new(code, text),
    })
}

enum Basic {
    Integer,
    Float,
}

fn basic_kind(ty: Type<'_>) -> Option<Basic> {
    match ty.canonical().kind() {
        CXType_Bool..=CXType_Int128 | CXType_Enum => Some(Basic::Integer),
        CXType_Float | CXType_Double => Some(Basic::Float),
        _ => None,
    }
}
