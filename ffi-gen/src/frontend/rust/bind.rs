//! `#[bind]`: a block of declarations, or a module of blocks, constants and records, whose attributes are facts.

mod constant;
mod items;
pub(super) mod layout;
mod options;
mod written;

pub(super) use items::Items;
pub use items::imported_as;
pub use options::Options;

use super::Places;
use crate::{
    annotation::Overlay,
    contract::{Contract, ItemId},
    diagnostic::Diagnostics,
};
use proc_macro2::TokenStream;
use std::path::PathBuf;
use syn::{Abi, ForeignItem};

/// What a block declares, and what its attributes say.
#[derive(Debug)]
pub struct Block {
    /// The declarations.
    pub contract: Contract,
    /// The facts, as a side file would say them.
    pub overlay: Overlay,
    /// The types that are declared elsewhere, by what the contract calls them.
    pub elsewhere: Vec<(String, TokenStream)>,
    /// The types that are known by the last word of their paths, and what they are taken to be: the output must not
    /// compile where a name means something else.
    pub known: Vec<(TokenStream, String)>,
}

/// Reads a block. What cannot be read is said in `diagnostics`.
///
/// The contract has one target, the machine that this runs on: a macro is not told for which one it expands. No output
/// of it may hold for one target only.
pub fn read(
    items: &[syn::Item],
    options: Options,
    path: PathBuf,
    places: &mut Places,
    diagnostics: &mut Diagnostics,
) -> Block {
    let Items {
        mut items,
        entries,
        imports,
        elsewhere,
        known,
        ..
    } = Items::read(&declarations(items), places, diagnostics);
    layout::fill(&mut items);
    let order = (0..).map(ItemId).take(items.len()).collect();
    let elsewhere = elsewhere
        .into_iter()
        .map(|(_, id, path)| (items[id.index()].name().to_owned(), path));
    Block {
        elsewhere: elsewhere.collect(),
        known: known.into_values().collect(),
        contract: Contract::new(vec![layout::host()], places.sources(path), items, order),
        overlay: Overlay {
            library: options.library,
            entries,
            conventions: options.conventions,
            imports,
        },
    }
}

/// One declaration of a block.
enum Declaration<'a> {
    Foreign(&'a ForeignItem, &'a Abi),
    Item(&'a syn::Item),
    /// A handle that another block makes: `type thing = crate::things::Thing;`.
    Imported(Box<syn::ItemType>),
    /// A function that returns a constant which no `const` can hold: `((destructor)-1)`.
    Made(&'a syn::ItemFn),
}

/// The declarations in order; what says nothing about the C side (imports, implementations) is not among them.
fn declarations(items: &[syn::Item]) -> Vec<Declaration<'_>> {
    let mut declarations = Vec::new();
    for item in items {
        match item {
            syn::Item::ForeignMod(block) => {
                let foreign = block.items.iter().map(|item| match imported(item) {
                    Some(imported) => Declaration::Imported(Box::new(imported)),
                    None => Declaration::Foreign(item, &block.abi),
                });
                declarations.extend(foreign);
            }
            syn::Item::Const(_)
            | syn::Item::Struct(_)
            | syn::Item::Type(_)
            | syn::Item::Union(_)
            | syn::Item::Enum(_) => declarations.push(Declaration::Item(item)),
            syn::Item::Fn(function) if function.sig.inputs.is_empty() => {
                declarations.push(Declaration::Made(function));
            }
            _ => {}
        }
    }
    declarations
}

/// The handle of another block that a line in this one names.
pub fn imported(item: &ForeignItem) -> Option<syn::ItemType> {
    match item {
        ForeignItem::Verbatim(tokens) => syn::parse2(tokens.clone()).ok(),
        _ => None,
    }
}
