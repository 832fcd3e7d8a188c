//! Declarations to items.

use super::{
    Declaration, constant,
    written::{has_layout_of_c, is_opaque, repr, symbol},
};
use crate::{
    annotation::{Entry, Import, Subject, vocabulary::Place},
    contract::{
        Alias, Claim, Constant, Enum, Fact, FactKind, Field, Function, Global, Identity, Item,
        ItemId, ItemKind, Language, Linkage, Name, Origin, PerTarget, Record, RecordBody,
        RecordKind, Root, TargetSet, Ty, Value, Variant,
    },
    diagnostic::{Code, Diagnostic, Diagnostics},
    frontend::rust::{
        Places,
        attribute::{self, Attributes},
        ty::{advice, plain},
    },
    source::Span,
};
use proc_macro2::TokenStream;
use quote::ToTokens;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use syn::{Abi, Attribute, Fields, ForeignItem, Ident};

/// The items while they are read.
pub(in crate::frontend::rust) struct Items<'a> {
    /// The types and constants of the block.
    pub(in crate::frontend::rust) names: FxHashMap<String, ItemId>,
    /// Those of them that are function types.
    pub(in crate::frontend::rust) functions: FxHashSet<ItemId>,
    /// The types that are known by name, by the text of their paths: the path, and what it is taken to be.
    pub(in crate::frontend::rust) known: BTreeMap<String, (TokenStream, String)>,
    /// The types of the last declaration that C does not have.
    pub(in crate::frontend::rust) strange: Vec<TokenStream>,
    pub(super) items: Vec<Item>,
    pub(super) entries: Vec<Entry>,
    pub(super) imports: Vec<Import>,
    /// By the text of their paths.
    pub(super) elsewhere: Vec<(String, ItemId, TokenStream)>,
    places: &'a mut Places,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Items<'a> {
    /// Reads declarations in order, after all of their names: a type can be used before it is declared.
    pub(super) fn read(
        declarations: &[Declaration<'_>],
        places: &'a mut Places,
        diagnostics: &'a mut Diagnostics,
    ) -> Items<'a> {
        let mut reader = Items {
            names: FxHashMap::default(),
            functions: FxHashSet::default(),
            known: BTreeMap::new(),
            strange: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
            imports: Vec::new(),
            elsewhere: Vec::new(),
            places,
            diagnostics,
        };
        for declaration in declarations {
            reader.declare(declaration);
        }
        for (index, declaration) in declarations.iter().enumerate() {
            let item = reader.item(declaration, index);
            reader.items[index] = item;
        }
        reader
    }

    /// Gives a declaration its number, and types their names, so that they can be used before they are declared.
    fn declare(&mut self, declaration: &Declaration<'_>) {
        let id = self.next_id();
        let name = match declaration {
            Declaration::Foreign(ForeignItem::Type(ty), _) => Some(&ty.ident),
            Declaration::Imported(imported) => Some(&imported.ident),
            Declaration::Item(syn::Item::Struct(item)) => Some(&item.ident),
            Declaration::Item(syn::Item::Union(item)) => Some(&item.ident),
            Declaration::Item(syn::Item::Enum(item)) => Some(&item.ident),
            Declaration::Item(syn::Item::Type(item)) => Some(&item.ident),
            _ => None,
        };
        if let Some(name) = name {
            self.names.insert(plain(name), id);
        }
        if let Declaration::Item(syn::Item::Type(item)) = declaration
            && matches!(*item.ty, syn::Type::FnPtr(_))
        {
            self.functions.insert(id);
        }
        self.items.push(opaque(String::new()));
    }

    fn next_id(&self) -> ItemId {
        ItemId(u32::try_from(self.items.len()).unwrap_or(u32::MAX))
    }

    /// The type of a path that leads out of the block: all that is known of it is that there are pointers to it.
    pub(in crate::frontend::rust) fn elsewhere(&mut self, path: &syn::Path, name: &str) -> ItemId {
        let segments = path.segments.iter();
        // What the module around declares has a name without it.
        let is_here = path.segments.len() == 2 && path.segments[0].ident == "self";
        let path = match segments.last() {
            Some(last) if is_here => last.to_token_stream(),
            _ => path.to_token_stream(),
        };
        let text = path.to_string();
        let mut known = self.elsewhere.iter();
        if let Some((_, id, _)) = known.find(|(other, ..)| *other == text) {
            return *id;
        }
        let mut name = name.to_owned();
        while self.items.iter().any(|item| item.name() == name) || self.names.contains_key(&name) {
            name.push('_');
        }
        let id = self.next_id();
        self.items.push(Item {
            origin: Origin::Needed,
            ..opaque(name)
        });
        self.elsewhere.push((text, id, path));
        id
    }

    fn item(&mut self, declaration: &Declaration<'_>, index: usize) -> Item {
        match declaration {
            Declaration::Foreign(item, abi) => self.foreign(item, abi),
            Declaration::Imported(item) => self.import(item),
            Declaration::Made(function) => {
                let ty = match &function.sig.output {
                    syn::ReturnType::Default => Ty::Void,
                    syn::ReturnType::Type(_, ty) => self.ty(ty),
                };
                let constant = Constant {
                    ty,
                    // Which address it is, the function knows.
                    value: PerTarget::new(TargetSet::FIRST, Value::Address(1)),
                    expression: function.block.to_token_stream().to_string(),
                };
                let ident = &function.sig.ident;
                self.finish(ident, Attributes::default(), ItemKind::Constant(constant))
            }
            Declaration::Item(syn::Item::Const(item)) => {
                self.refuse_conditions(&item.attrs);
                let value = constant::value(&item.expr, &self.items[..index]);
                let constant = Constant {
                    ty: self.ty(&item.ty),
                    value: value.map_or_else(PerTarget::default, |value| {
                        PerTarget::new(TargetSet::FIRST, value)
                    }),
                    expression: item.expr.to_token_stream().to_string(),
                };
                self.finish(
                    &item.ident,
                    Attributes::default(),
                    ItemKind::Constant(constant),
                )
            }
            Declaration::Item(syn::Item::Type(item)) => {
                let ty = self.aliased(&item.ty);
                let is_callback = match &ty {
                    Ty::Pointer { pointee, .. } => matches!(**pointee, Ty::Function(_)),
                    ty => matches!(ty, Ty::Function(_)),
                };
                let (place, subject) = match is_callback {
                    true => (Place::Callback, Subject::Callback),
                    false => (Place::Type, Subject::Type),
                };
                let attributes = self.attributes(&item.attrs, place);
                self.vouch(subject, &item.ident, &attributes);
                self.finish(&item.ident, attributes, ItemKind::Alias(Alias { ty }))
            }
            Declaration::Item(syn::Item::Struct(item)) => {
                let mut attributes = self.attributes(&item.attrs, Place::Type);
                let kind = match &item.fields {
                    Fields::Named(fields) if is_opaque(&fields.named) => opaque(String::new()).kind,
                    Fields::Named(fields) if has_layout_of_c(&item.attrs) => {
                        let fields = self.fields(&fields.named, &mut attributes);
                        record(RecordKind::Struct, fields)
                    }
                    Fields::Unnamed(fields)
                        if repr(&item.attrs) == Some("transparent".into())
                            && fields.unnamed.len() == 1 =>
                    {
                        ItemKind::Enum(Enum {
                            underlying: self.ty(&fields.unnamed[0].ty),
                            variants: Vec::<Variant>::new(),
                        })
                    }
                    _ => opaque(String::new()).kind,
                };
                self.vouch(Subject::Type, &item.ident, &attributes);
                self.finish(&item.ident, attributes, kind)
            }
            Declaration::Item(syn::Item::Union(item)) => {
                let mut attributes = self.attributes(&item.attrs, Place::Type);
                let fields = self.fields(&item.fields.named, &mut attributes);
                self.vouch(Subject::Type, &item.ident, &attributes);
                let kind = match has_layout_of_c(&item.attrs) {
                    true => record(RecordKind::Union, fields),
                    false => opaque(String::new()).kind,
                };
                self.finish(&item.ident, attributes, kind)
            }
            Declaration::Item(item) => {
                // An enumeration of Rust has no value for a number that C makes up: nothing takes it by value.
                let ident = match item {
                    syn::Item::Enum(item) => item.ident.clone(),
                    _ => Ident::new("_", proc_macro2::Span::call_site()),
                };
                self.finish(&ident, Attributes::default(), opaque(String::new()).kind)
            }
        }
    }

    fn import(&mut self, item: &syn::ItemType) -> Item {
        let span = self.span(&item.ident);
        let owned = match &*item.ty {
            syn::Type::Path(path) => path.path.segments.last(),
            _ => None,
        };
        let owned = owned.filter(|owned| owned.arguments.is_empty());
        match owned {
            Some(_) if attribute::is_plain(&item.attrs) => {
                self.imports.push(Import {
                    item: plain(&item.ident),
                    path: format!("raw::{}", imported_as(&item.ident)),
                });
                let mut handle = Attributes::default();
                handle.facts.push((
                    Fact {
                        kind: FactKind::Handle,
                        operands: Vec::new(),
                        arguments: Vec::new(),
                    },
                    span,
                ));
                handle.vouched = Some(span);
                self.vouch(Subject::Type, &item.ident, &handle);
            }
            Some(_) => self.diagnostics.push(
                Diagnostic::error(
                    Code::FactMisplaced,
                    format!(
                        "`{}` is another block's, which says what holds for it",
                        item.ident
                    ),
                )
                .at(span, "")
                .help("leave out its attributes here"),
            ),
            None => self.diagnostics.push(
                Diagnostic::error(
                    Code::DeclarationUnknown,
                    format!("`{}` is no handle of another block", item.ident),
                )
                .at(span, "")
                .help("name its owned type: `type thing = crate::things::Thing;`"),
            ),
        }
        self.finish(
            &item.ident,
            Attributes::default(),
            opaque(String::new()).kind,
        )
    }

    fn foreign(&mut self, item: &ForeignItem, abi: &Abi) -> Item {
        match item {
            ForeignItem::Fn(function) => {
                let mut attributes = self.attributes(&function.attrs, Place::Function);
                for (index, input) in (0..).zip(&function.sig.inputs) {
                    if let syn::FnArg::Typed(param) = input {
                        attributes.add_part(
                            &param.attrs,
                            Place::Function,
                            &Root::Index(index),
                            self.places,
                            self.diagnostics,
                        );
                    }
                }
                if matches!(function.sig.safety, syn::Safety::Safe(_)) {
                    let span = self.span(&function.sig.ident);
                    attributes.vouched.get_or_insert(span);
                }
                self.vouch(Subject::Function, &function.sig.ident, &attributes);
                self.strange.clear();
                let signature = self.signature(&function.sig, abi);
                if attributes.vouched.is_some() {
                    self.refuse_strange_types();
                }
                let linkage = Linkage::Symbol(symbol(&function.attrs, &function.sig.ident));
                let kind = ItemKind::Function(Function { signature, linkage });
                self.finish(&function.sig.ident, attributes, kind)
            }
            ForeignItem::Type(ty) => {
                let attributes = self.attributes(&ty.attrs, Place::Type);
                self.vouch(Subject::Type, &ty.ident, &attributes);
                self.finish(&ty.ident, attributes, opaque(String::new()).kind)
            }
            ForeignItem::Static(global) => {
                self.refuse_conditions(&global.attrs);
                let kind = ItemKind::Global(Global {
                    ty: self.ty(&global.ty),
                    mutable: matches!(global.mutability, syn::StaticMutability::Mut(_)),
                    linkage: Linkage::Symbol(symbol(&global.attrs, &global.ident)),
                });
                self.finish(&global.ident, Attributes::default(), kind)
            }
            other => {
                let span = self.places.span(other.to_token_stream());
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::DeclarationUnknown,
                        "a block of declarations holds functions, types and statics only",
                    )
                    .at(span, "none of them")
                    .help("write what a macro would expand to"),
                );
                opaque(String::new())
            }
        }
    }

    fn refuse_strange_types(&mut self) {
        for ty in std::mem::take(&mut self.strange) {
            let text = ty.to_string();
            let span = self.places.span(ty);
            self.diagnostics.push(
                Diagnostic::error(Code::TypeNotOfC, "C has no such type")
                    .at(span, "")
                    .help(advice(&text)),
            );
        }
    }

    fn fields<'f>(
        &mut self,
        fields: impl IntoIterator<Item = &'f syn::Field>,
        attributes: &mut Attributes,
    ) -> Vec<Field> {
        let mut read = Vec::new();
        for field in fields {
            let name = field.ident.as_ref().map(plain);
            if let Some(name) = &name {
                let part = Root::Named(name.clone());
                attributes.add_part(
                    &field.attrs,
                    Place::Field,
                    &part,
                    self.places,
                    self.diagnostics,
                );
            }
            read.push(Field {
                name,
                ty: self.ty(&field.ty),
                bit_width: None,
                docs: attribute::docs(&field.attrs),
            });
        }
        read
    }

    fn refuse_conditions(&mut self, attributes: &[Attribute]) {
        attribute::refuse_conditions(attributes, self.places, self.diagnostics);
    }

    fn attributes(&mut self, attributes: &[Attribute], on: Place) -> Attributes {
        attribute::read(attributes, on, self.places, self.diagnostics)
    }

    fn span(&mut self, ident: &Ident) -> Span {
        self.places.span(ident.to_token_stream())
    }

    /// Makes an entry of what the attributes of an item say.
    fn vouch(&mut self, subject: Subject, ident: &Ident, attributes: &Attributes) {
        if let Some(span) = attributes.vouched {
            self.entries.push(Entry {
                subject,
                selector: plain(ident),
                span,
                rename: None,
                strip: Vec::new(),
                params: None,
                facts: attributes.facts.clone(),
            });
        }
    }

    fn finish(&mut self, ident: &Ident, attributes: Attributes, kind: ItemKind) -> Item {
        Item {
            span: Some(self.span(ident)),
            docs: attributes.docs,
            kind,
            ..opaque(plain(ident))
        }
    }
}

/// A type of which nothing is known.
fn opaque(name: String) -> Item {
    Item {
        identity: Identity {
            language: Language::Rust,
            path: Vec::new(),
            name: Name::Ordinary(name),
            overload: None,
        },
        span: None,
        docs: Default::default(),
        origin: Origin::Library,
        targets: TargetSet::FIRST,
        claims: Vec::<Claim>::new(),
        kind: ItemKind::Record(Record {
            kind: RecordKind::Struct,
            body: RecordBody::Opaque,
        }),
    }
}

fn record(kind: RecordKind, fields: Vec<Field>) -> ItemKind {
    ItemKind::Record(Record {
        kind,
        body: RecordBody::Defined {
            bases: Vec::new(),
            fields,
            layout: PerTarget::default(),
        },
    })
}

/// What the owned type of a handle of another block is called beside the declarations; `…Ref` is the borrowed one.
pub fn imported_as(ident: &Ident) -> String {
    format!("__{}", plain(ident))
}
