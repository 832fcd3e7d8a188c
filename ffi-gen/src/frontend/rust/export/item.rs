//! Items: structures, enumerations, functions and implementations, as far as `#[export]` stands on them.

mod types;

pub(super) use types::refuse_condition;

use super::{
    Exported, Names, Options, Refusal,
    function::{self, Around},
    options::is_export,
};
use crate::{
    annotation::vocabulary::Place,
    diagnostic::Diagnostics,
    frontend::rust::{
        Places,
        attribute::{self, Attributes},
    },
    source::Span,
};
use quote::ToTokens;
use syn::{Attribute, GenericParam, Generics, ImplItem, Item, ItemFn, ItemImpl, Visibility};

/// How an item gets its names.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The options of the module around it.
    pub module: &'a Options,
    /// The name of the crate.
    pub crate_name: &'a str,
}

impl Named<'_> {
    fn names(&self, options: &Options) -> Names {
        options.clone().within(self.module).names(self.crate_name)
    }
}

/// What an item with the options of its `#[export]` exports. What it cannot is said in `diagnostics`.
pub fn items(
    item: &Item,
    options: &Options,
    named: Named<'_>,
    places: &mut Places,
    diagnostics: &mut Diagnostics,
) -> Vec<Exported> {
    let mut reader = Reader {
        names: named.names(options),
        places,
        diagnostics,
    };
    if options.skip {
        return Vec::new();
    }
    let read = match item {
        Item::Fn(item) => reader.function(item, options).map(|one| vec![one]),
        Item::Impl(item) => reader.implementation(item, options),
        Item::Struct(item) => reader.structure(item, options).map(|one| vec![one]),
        Item::Enum(item) => reader.enumeration(item, options).map(|one| vec![one]),
        Item::Union(item) => Err(Refusal::new(
            &item.ident,
            "which field of a union holds, only its author knows",
            "export a structure that knows it, as a handle",
        )),
        Item::Trait(item) => Err(Refusal::new(
            &item.ident,
            "C has no traits",
            "export a structure with a `Box<dyn …>` in it, and its methods",
        )),
        other => Err(Refusal::new(
            other,
            "`export` stands on functions, `impl` blocks, structures, enumerations and modules",
            "write it on one of these",
        )),
    };
    match read {
        Ok(exported) => exported,
        Err(refusal) => {
            let diagnostic = refusal.at(reader.places);
            reader.diagnostics.push(diagnostic);
            Vec::new()
        }
    }
}

struct Reader<'a> {
    names: Names,
    places: &'a mut Places,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn function(&mut self, item: &ItemFn, options: &Options) -> Result<Exported, Refusal> {
        let around = Around {
            of: None,
            names: &self.names,
        };
        let read = function::function(
            &item.attrs,
            &item.sig,
            options,
            around,
            self.places,
            self.diagnostics,
        );
        read.map(|function| Exported::Function(Box::new(function)))
    }

    /// Every public method and associated function. One that cannot be exported keeps no other from it.
    fn implementation(
        &mut self,
        item: &ItemImpl,
        options: &Options,
    ) -> Result<Vec<Exported>, Refusal> {
        if let Some((path, _)) = &item.trait_ {
            return Err(Refusal::new(
                path,
                "the methods of a trait have their names from it, and C calls them by the name of the type",
                "export an `impl` block without a trait, whose methods call these",
            ));
        }
        refuse_type_params(&item.generics)?;
        if options.name.is_some() || options.on_panic.is_some() {
            return Err(Refusal::malformed(
                &item.self_ty,
                "`name` and `on_panic` are about one function, and this is a block of them",
                "write `#[export(…)]` on the function in the block",
            ));
        }
        let (mut exported, mut exported_idents) = (Vec::new(), Vec::new());
        for inner in &item.items {
            let ImplItem::Fn(method) = inner else {
                continue;
            };
            let own = match Options::of(&method.attrs) {
                Ok(own) => own,
                Err(refusal) => {
                    let diagnostic = refusal.at(self.places);
                    self.diagnostics.push(diagnostic);
                    continue;
                }
            };
            let is_public = matches!(method.vis, Visibility::Public(_));
            let own = match own {
                Some(own) if own.skip => continue,
                Some(own) => own,
                None if is_public => Options::default(),
                None => continue,
            };
            let around = Around {
                of: Some((&item.self_ty, &item.generics)),
                names: &self.names,
            };
            if exported_idents.contains(&&method.sig.ident) {
                let diagnostic = Refusal::new(
                    &method.sig.ident,
                    "there are two functions of this name, and the header has one",
                    "put each in a block of its own, with the condition and `#[export]` on the block",
                )
                .at(self.places);
                self.diagnostics.push(diagnostic);
                continue;
            }
            exported_idents.push(&method.sig.ident);
            let read = function::function(
                &method.attrs,
                &method.sig,
                &own,
                around,
                self.places,
                self.diagnostics,
            );
            match read {
                Ok(function) => exported.push(Exported::Function(Box::new(function))),
                Err(refusal) => {
                    let diagnostic = refusal.at(self.places);
                    self.diagnostics.push(diagnostic);
                }
            }
        }
        if exported.is_empty() && !self.diagnostics.has_errors() {
            return Err(Refusal::new(
                &item.self_ty,
                "no method of this block is public, so nothing is exported",
                "make the methods that C needs `pub`, or write `#[export]` on them",
            ));
        }
        Ok(exported)
    }

    fn attributes(&mut self, attributes: &[Attribute]) -> Attributes {
        attribute::read_decided(attributes, Place::Type, self.places, self.diagnostics)
    }

    fn span(&mut self, ident: &syn::Ident) -> Span {
        self.places.span(ident.to_token_stream())
    }
}

fn refuse_type_params(generics: &Generics) -> Result<(), Refusal> {
    let mut params = generics.params.iter();
    match params.find(|param| !matches!(param, GenericParam::Lifetime(_))) {
        Some(param) => Err(Refusal::new(
            param,
            "a type with type parameters is many types, and C has one",
            "export a structure for each type that C needs, which holds this one",
        )),
        None => Ok(()),
    }
}

/// The attributes that stay on an item: all but those that were read here.
pub fn keep(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| !is_export(attribute) && !attribute::is_fact(attribute));
}
