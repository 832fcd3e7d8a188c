//! A source file whose declarations somebody wrote by hand, with attributes of ours or without.

use proc_macro2::TokenStream;
use syn::Item;

/// Everything in a file that may repeat what a header declares, whatever module it stands in.
///
/// # Errors
/// When the text is not Rust.
pub fn declarations(text: &str) -> Result<Vec<Item>, syn::Error> {
    let tokens: TokenStream = text.parse()?;
    let file: syn::File = syn::parse2(tokens)?;
    let mut found = Vec::new();
    collect(file.items, &mut found);
    Ok(found)
}

fn collect(items: Vec<Item>, found: &mut Vec<Item>) {
    for item in items {
        match item {
            Item::Mod(module) => {
                let items = module.content.map(|(_, items)| items);
                collect(items.unwrap_or_default(), found);
            }
            Item::ForeignMod(_)
            | Item::Const(_)
            | Item::Enum(_)
            | Item::Struct(_)
            | Item::Type(_)
            | Item::Union(_) => found.push(item),
            _ => {}
        }
    }
}
