//! The items that users write, and the attributes on them.

use ffi_gen::frontend::rust::{attribute, export::keep};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, FnArg, Ident, ImplItem, Item, Signature};

/// The conditions under which an item is there, which hold for what is written beside it.
pub(super) fn conditions(item: &Item) -> Vec<Attribute> {
    only_conditions(attribute::of_item(item).unwrap_or_default())
}

/// The conditions of a function, also one within a block.
pub(super) fn conditions_of(item: &Item, function: &Ident) -> Vec<Attribute> {
    let mut all = conditions(item);
    if let Item::Impl(block) = item {
        for inner in &block.items {
            if let ImplItem::Fn(method) = inner
                && method.sig.ident == *function
            {
                all.extend(only_conditions(&method.attrs));
            }
        }
    }
    all
}

fn only_conditions(attributes: &[Attribute]) -> Vec<Attribute> {
    let conditions = attributes.iter();
    let conditions = conditions.filter(|attribute| attribute.path().is_ident("cfg"));
    conditions.cloned().collect()
}

/// The item as the compiler takes it.
pub(super) fn without_attributes(mut item: Item) -> TokenStream {
    match &mut item {
        Item::Fn(item) => {
            keep(&mut item.attrs);
            without_facts(&mut item.sig);
        }
        Item::Struct(item) => keep(&mut item.attrs),
        Item::Enum(item) => keep(&mut item.attrs),
        Item::Union(item) => keep(&mut item.attrs),
        Item::Trait(item) => keep(&mut item.attrs),
        Item::Impl(item) => {
            keep(&mut item.attrs);
            for inner in &mut item.items {
                if let ImplItem::Fn(method) = inner {
                    keep(&mut method.attrs);
                    without_facts(&mut method.sig);
                }
            }
        }
        _ => {}
    }
    item.into_token_stream()
}

fn without_facts(signature: &mut Signature) {
    for input in &mut signature.inputs {
        match input {
            FnArg::Typed(param) => keep(&mut param.attrs),
            FnArg::Receiver(receiver) => keep(&mut receiver.attrs),
        }
    }
}
