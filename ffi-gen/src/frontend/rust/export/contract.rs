//! What is exported, as a contract.

mod library;
mod types;

use super::{
    Enumeration, Exported, Function, Handle, Names, Record,
    facts::{self, Kind},
    function::type_name,
    memory,
};
use crate::{
    contract::{
        Alias, Block, Claim, Constant, Contract, Docs, Enum, Fact, Field, Identity, IntKind, Item,
        ItemId, ItemKind, Language, Linkage, Name, Origin, Param, PerTarget, Provenance,
        RecordBody, RecordKind, TargetSet, Ty, Value, Variant,
    },
    diagnostic::{Code, Diagnostic, Diagnostics},
    frontend::rust::bind::layout,
    source::{SourceMap, Span},
};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use syn::Type;
use types::{pointer, signature};

/// The functions that a library has beside its own.
#[derive(Debug, Clone)]
pub struct Library {
    /// Its names.
    pub names: Names,
    /// Whether it tells its fingerprint.
    pub has_fingerprint: bool,
    /// Where it is declared.
    pub span: Span,
}

/// The contract of what a crate exports; with its fingerprint as a constant, once it is known.
pub fn contract(
    exported: &[Exported],
    library: Option<&Library>,
    fingerprint: Option<u64>,
    sources: SourceMap,
    diagnostics: &mut Diagnostics,
) -> Contract {
    let mut page = Page {
        items: Vec::new(),
        order: Vec::new(),
        types: FxHashMap::default(),
        library,
        diagnostics,
    };
    let declared: Vec<&Exported> = exported.iter().filter(|one| page.declare(one)).collect();
    for one in declared {
        page.define(one);
    }
    if let Some(library) = library {
        page.library(library);
        if let Some(number) = fingerprint {
            page.fingerprint(library, number);
        }
    }
    page.check_names();
    let Page {
        mut items, order, ..
    } = page;
    layout::fill(&mut items);
    Contract::new(vec![layout::host()], sources, items, order)
}

struct Page<'a> {
    items: Vec<Item>,
    /// What was defined, in the order of the sources.
    order: Vec<ItemId>,
    types: FxHashMap<String, (ItemId, Kind)>,
    library: Option<&'a Library>,
    diagnostics: &'a mut Diagnostics,
}

impl Page<'_> {
    /// Adds an item that is complete.
    fn push(
        &mut self,
        name: Name,
        span: Span,
        docs: Docs,
        facts: Vec<(Fact, Span)>,
        kind: ItemKind,
    ) {
        let id = self.add(name, span, docs, facts, kind);
        self.order.push(id);
    }

    fn add(
        &mut self,
        name: Name,
        span: Span,
        docs: Docs,
        facts: Vec<(Fact, Span)>,
        kind: ItemKind,
    ) -> ItemId {
        let id = ItemId(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
        let claims = facts.into_iter().map(|(fact, span)| Claim {
            fact,
            provenance: Provenance::Annotation,
            span,
        });
        self.items.push(Item {
            identity: Identity {
                language: Language::Rust,
                ..Identity::c(name)
            },
            span: Some(span),
            docs,
            origin: Origin::Library,
            targets: TargetSet::FIRST,
            claims: claims.collect(),
            kind,
        });
        id
    }

    /// Gives types their place in the contract, so that they can be used before they are defined; not one whose name is
    /// another's.
    fn declare(&mut self, one: &Exported) -> bool {
        let opaque = ItemKind::Record(crate::contract::Record {
            kind: RecordKind::Struct,
            body: RecordBody::Opaque,
        });
        let (ident, kind, span, name) = match one {
            Exported::Handle(one) => (&one.ident, Kind::Handle, one.span, &one.name),
            Exported::Record(one) => (&one.ident, Kind::Value, one.span, &one.name),
            Exported::Enumeration(one) => (&one.ident, Kind::Value, one.span, &one.name),
            Exported::Function(_) => return true,
        };
        if self.types.contains_key(&ident.to_string()) {
            let message =
                format!("two types are called `{ident}`, and functions name them by that");
            let diagnostic = Diagnostic::error(Code::NameTaken, message).at(span, "the second one");
            let diagnostic = diagnostic.help("call one of them something else in Rust, too");
            self.diagnostics.push(diagnostic);
            return false;
        }
        let id = self.add(
            Name::Tag(name.clone()),
            span,
            Docs::default(),
            Vec::new(),
            opaque,
        );
        self.types.insert(ident.to_string(), (id, kind));
        true
    }

    fn define(&mut self, one: &Exported) {
        match one {
            Exported::Handle(handle) => self.handle(handle),
            Exported::Record(record) => self.record(record),
            Exported::Enumeration(enumeration) => self.enumeration(enumeration),
            Exported::Function(function) => self.function(function),
        }
    }

    /// Puts the definition of a type where it was declared.
    fn fill(&mut self, ident: &syn::Ident, docs: Docs, facts: &[(Fact, Span)], kind: ItemKind) {
        let Some((id, _)) = self.types.get(&ident.to_string()) else {
            return;
        };
        self.order.push(*id);
        let item = &mut self.items[id.index()];
        item.docs = docs;
        item.kind = kind;
        let claims = facts.iter().map(|(fact, span)| Claim {
            fact: fact.clone(),
            provenance: Provenance::Annotation,
            span: *span,
        });
        item.claims.extend(claims);
    }

    fn handle(&mut self, handle: &Handle) {
        let mut texts = vec![format!("handle(destroy = {})", handle.free)];
        let mut docs = handle.docs.clone();
        for (holds, word) in [(handle.send, "send"), (handle.sync, "sync")] {
            if holds {
                texts.push(word.to_owned());
            }
        }
        let threads = match (handle.send, handle.sync) {
            (true, true) => None,
            (true, false) => Some("Only one thread at a time may use it."),
            (false, true) => Some("Only the thread that made one may change or end it."),
            (false, false) => Some("Only the thread that made one may use it."),
        };
        if let Some(threads) = threads {
            paragraph(&mut docs, threads);
        }
        texts.push(format!("rename(\"{}\")", handle.ident));
        let mut facts = vouched(&texts, handle.span);
        facts.extend(handle.facts.iter().cloned());
        let opaque = self.types[&handle.ident.to_string()].0;
        let kind = self.items[opaque.index()].kind.clone();
        self.fill(&handle.ident, docs, &facts, kind);
        let pointer = pointer(Ty::Item(opaque), false);
        let docs = said(&format!(
            "Ends a `{}`. Null is none. What goes wrong becomes the last error.",
            handle.name
        ));
        let params = vec![("self", pointer)];
        self.c_function(
            &handle.free,
            handle.span,
            docs,
            Vec::new(),
            params,
            Ty::Void,
        );
    }

    fn record(&mut self, record: &Record) {
        let mut fields = Vec::new();
        for field in &record.fields {
            fields.push(Field {
                name: Some(field.name.clone()),
                ty: self.ty(&field.c, record.span),
                bit_width: None,
                docs: field.docs.clone(),
            });
        }
        let kind = ItemKind::Record(crate::contract::Record {
            kind: RecordKind::Struct,
            body: RecordBody::Defined {
                bases: Vec::new(),
                fields,
                layout: PerTarget::default(),
            },
        });
        self.fill(&record.ident, record.docs.clone(), &record.facts, kind);
    }

    fn enumeration(&mut self, enumeration: &Enumeration) {
        let (underlying, is_enum) = &enumeration.underlying;
        if *is_enum {
            let variants = enumeration
                .variants
                .iter()
                .map(|(_, name, value, docs)| Variant {
                    name: name.clone(),
                    value: *value,
                    docs: docs.clone(),
                    span: Some(enumeration.span),
                });
            let kind = ItemKind::Enum(Enum {
                underlying: underlying.clone(),
                variants: variants.collect(),
            });
            return self.fill(
                &enumeration.ident,
                enumeration.docs.clone(),
                &enumeration.facts,
                kind,
            );
        }
        let kind = ItemKind::Alias(Alias {
            ty: underlying.clone(),
        });
        self.fill(
            &enumeration.ident,
            enumeration.docs.clone(),
            &enumeration.facts,
            kind,
        );
        let (id, _) = self.types[&enumeration.ident.to_string()];
        self.items[id.index()].identity.name = Name::Ordinary(enumeration.name.clone());
        for (_, name, value, docs) in &enumeration.variants {
            let kind = ItemKind::Constant(Constant {
                ty: Ty::Int(IntKind::Int),
                value: PerTarget::new(TargetSet::FIRST, Value::Int(*value)),
                expression: value.to_string(),
            });
            let name = Name::Macro(name.clone());
            self.push(name, enumeration.span, docs.clone(), Vec::new(), kind);
        }
    }

    fn function(&mut self, function: &Function) {
        let free = self.library.map(|library| library.names.free());
        if free.is_none() && function.needs_free() {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NotExportable,
                    format!("nothing frees what `{}` hands out", function.ident),
                )
                .at(function.span, "")
                .help("write `ffi_macros::export_library!(…);` in the crate, which exports the function that does"),
            );
        }
        let types = &self.types;
        let kind = |ty: &Type| {
            types
                .get(&type_name(ty))
                .map_or(Kind::Unknown, |(_, kind)| *kind)
        };
        let decided = facts::facts(function, free.as_deref().unwrap_or("free"), &kind);
        let sentences = memory::sentences(function, &kind);
        let more = facts::check(function, &decided, self.diagnostics);
        let mut facts: Vec<(Fact, Span)> = decided
            .into_iter()
            .map(|fact| (fact, function.span))
            .collect();
        let is_method = function.of.as_ref().is_some_and(|of| {
            let is_handle = kind(of) == Kind::Handle;
            let gives = matches!(&function.outcome.answer, super::Answer::Value(ty) | super::Answer::Boxed(ty) if type_name(ty) == type_name(of));
            is_handle && (gives || function.params.first().is_some_and(|param| param.name == "self"))
        });
        facts.extend(more);
        let stem = self
            .library
            .map(|library| format!("{}_", library.names.stem()));
        let short = stem.and_then(|stem| function.symbol.strip_prefix(&stem).map(str::to_owned));
        if let (false, Some(short)) = (is_method, short) {
            facts.extend(vouched(&[format!("rename(\"{short}\")")], function.span));
        }
        if facts.is_empty() {
            facts = vouched(&["tag(reviewed = true)".to_owned()], function.span);
        }
        let mut params = Vec::new();
        for param in function.c_params() {
            let ty = self.ty(&param.ty, function.span);
            params.push((param.name, ty));
        }
        let result = match function.c_result() {
            Some(c) => self.ty(&c, function.span),
            None => Ty::Void,
        };
        let mut docs = function.docs.clone();
        if let super::Form::Direct(instead) = &function.form {
            paragraph(
                &mut docs,
                &format!(
                    "After a failure it is `{}`, and the last error says why.",
                    tight(instead)
                ),
            );
        }
        for sentence in sentences {
            paragraph(&mut docs, &sentence);
        }
        let params = params
            .iter()
            .map(|(name, ty)| (name.as_str(), ty.clone()))
            .collect();
        self.c_function(&function.symbol, function.span, docs, facts, params, result);
    }

    fn c_function(
        &mut self,
        symbol: &str,
        span: Span,
        docs: Docs,
        facts: Vec<(Fact, Span)>,
        params: Vec<(&str, Ty)>,
        result: Ty,
    ) {
        let params = params.into_iter().map(|(name, ty)| Param {
            name: Some(name.to_owned()),
            ty,
        });
        let kind = ItemKind::Function(crate::contract::Function {
            signature: signature(params.collect(), result),
            linkage: Linkage::Symbol(symbol.to_owned()),
        });
        self.push(Name::Ordinary(symbol.to_owned()), span, docs, facts, kind);
    }

    fn check_names(&mut self) {
        let names = self.items.iter().flat_map(|item| {
            let variants = match &item.kind {
                ItemKind::Enum(enumeration) => &enumeration.variants[..],
                _ => &[],
            };
            let variants = variants.iter().map(|one| (one.name.as_str(), one.span));
            [(item.name(), item.span)].into_iter().chain(variants)
        });
        let mut known = BTreeSet::new();
        for (name, span) in names {
            let Some(span) = span else { continue };
            if !known.insert(name) {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NameTaken,
                        format!("C would have two things called `{name}`"),
                    )
                    .at(span, "the second")
                    .help("give one of them another name: `#[export(name = \"…\")]`"),
                );
            }
        }
    }
}

impl Function {
    /// Whether what it hands out is freed by the function that the library has for all text and elements.
    pub fn needs_free(&self) -> bool {
        matches!(
            self.outcome.answer,
            super::Answer::String | super::Answer::Vec(..)
        )
    }
}

/// An expression without the spaces that the compiler puts between its tokens.
fn tight(tokens: &proc_macro2::TokenStream) -> String {
    tokens.to_string().replace(" :: ", "::").replace("- ", "-")
}

fn vouched(texts: &[String], span: Span) -> Vec<(Fact, Span)> {
    let parsed = texts
        .iter()
        .filter_map(|text| crate::annotation::grammar::parse(text).ok());
    parsed.map(|written| (written.fact, span)).collect()
}

fn said(text: &str) -> Docs {
    Docs {
        blocks: vec![Block::Paragraph(text.to_owned())],
    }
}

fn paragraph(docs: &mut Docs, text: &str) {
    docs.blocks.push(Block::Paragraph(text.to_owned()));
}
