//! What is exported where nobody sees it who reads the sources: within functions, and by macros.

use super::Refusal;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ImplItem, Item};

/// Refuses an item within which something is exported.
pub(super) fn refuse(item: &Item) -> Option<Refusal> {
    let bodies: Vec<TokenStream> = match item {
        Item::Fn(item) => vec![item.block.to_token_stream()],
        Item::Macro(item) => vec![item.mac.tokens.clone()],
        Item::Impl(item) => {
            let methods = item.items.iter().filter_map(|inner| match inner {
                ImplItem::Fn(method) => Some(method.block.to_token_stream()),
                _ => None,
            });
            methods.collect()
        }
        _ => return None,
    };
    let found = bodies.into_iter().find_map(attribute_within)?;
    Some(Refusal::new(
        &found,
        "this is exported, and the header does not have it: who reads the sources sees no functions within others, \
         and not what macros write",
        "write the item itself in a module",
    ))
}

fn attribute_within(tokens: TokenStream) -> Option<TokenStream> {
    let mut is_after_hash = false;
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            if is_after_hash && group.delimiter() == Delimiter::Bracket && is_export(group.stream())
            {
                return Some(token.into());
            }
            if let Some(found) = attribute_within(group.stream()) {
                return Some(found);
            }
        }
        is_after_hash = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#');
    }
    None
}

/// Whether a path ends with `export` before anything else comes.
fn is_export(attribute: TokenStream) -> bool {
    let path = attribute.into_iter().take_while(|token| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(mark) => mark.as_char() == ':',
        _ => false,
    });
    let last = path.last();
    matches!(last, Some(TokenTree::Ident(ident)) if ident == "export")
}
