//! What attributes and fields of declarations say of their layout and their names.

use crate::frontend::rust::{attribute, ty::plain};
use quote::ToTokens;
use syn::{Attribute, Ident};

/// Whether a structure stands for a foreign type of which nothing is known: it begins with an array of no elements.
pub(super) fn is_opaque<'f>(fields: impl IntoIterator<Item = &'f syn::Field>) -> bool {
    let first = fields.into_iter().next();
    first.is_some_and(|field| match &field.ty {
        syn::Type::Array(array) => array.len.to_token_stream().to_string() == "0",
        _ => false,
    })
}

/// What `#[repr(…)]` says, all of them together.
pub(super) fn repr(attributes: &[Attribute]) -> Option<String> {
    let reprs = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("repr"));
    let reprs = reprs.filter_map(|attribute| attribute.meta.require_list().ok());
    let words: Vec<String> = reprs.map(|list| list.tokens.to_string()).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// Whether the fields of a record lie where C would put them; one that is packed or aligned is left to the compiler.
pub(super) fn has_layout_of_c(attributes: &[Attribute]) -> bool {
    repr(attributes).is_some_and(|repr| repr == "C")
}

/// The name in the object file.
pub(super) fn symbol(attributes: &[Attribute], ident: &Ident) -> String {
    let mut named = attributes.iter();
    let named = named.find_map(|attribute| attribute::text(attribute, "link_name"));
    named.unwrap_or_else(|| plain(ident))
}
