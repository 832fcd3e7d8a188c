//! A header and its side file as a program would write them by hand: declarations with attributes.

use ffi_gen::annotation::{Convention, Entry, Overlay, Subject, Success, Test, pattern};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use std::str::FromStr;
use syn::{Attribute, FnArg, ForeignItem, Item, Pat, Type};

/// What stands in the parentheses of `#[bind(…)]`, and the items of the module that it stands on.
pub(crate) struct Module {
    /// The options.
    pub(crate) options: TokenStream,
    /// The declarations of the raw tier, with the facts as attributes.
    pub(crate) items: Vec<Item>,
}

/// Writes the facts of `overlay` on the declarations in `raw`, which is the text of the raw tier.
///
/// # Panics
/// When `raw` is not Rust.
pub(crate) fn annotate(raw: &str, overlay: &Overlay) -> Module {
    let file = syn::parse_file(raw).expect("the raw tier is Rust");
    let mut items = file.items.into_iter().find_map(|item| match item {
        Item::Mod(module) => module.content.map(|(_, items)| items),
        _ => None,
    });
    let mut items = items.take().expect("it is a module");
    for item in &mut items {
        annotate_item(item, overlay);
    }
    Module {
        options: options(overlay),
        items,
    }
}

fn annotate_item(item: &mut Item, overlay: &Overlay) {
    match item {
        Item::ForeignMod(block) => {
            for item in &mut block.items {
                if let ForeignItem::Fn(function) = item {
                    let name = function.sig.ident.to_string();
                    for entry in entries(overlay, Subject::Function, &name) {
                        function.attrs.push(attribute(entry));
                        rename(&mut function.sig.inputs, entry);
                    }
                }
            }
        }
        Item::Struct(item) => {
            let name = item.ident.to_string();
            item.attrs
                .extend(entries(overlay, Subject::Type, &name).map(attribute));
        }
        Item::Type(item) => {
            let name = item.ident.to_string();
            let subject = match is_function(&item.ty) {
                true => Subject::Callback,
                false => Subject::Type,
            };
            for entry in entries(overlay, subject, &name) {
                item.attrs.push(attribute(entry));
            }
        }
        _ => {}
    }
}

fn is_function(ty: &Type) -> bool {
    ty.to_token_stream().to_string().contains("fn (")
}

fn entries<'a>(
    overlay: &'a Overlay,
    subject: Subject,
    name: &str,
) -> impl Iterator<Item = &'a Entry> {
    let entries = overlay.entries.iter();
    let plain = name.trim_start_matches("r#").to_owned();
    entries
        .filter(move |entry| entry.subject == subject && pattern::matches(&entry.selector, &plain))
}

fn attribute(entry: &Entry) -> Attribute {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(entry.rename.iter().map(|name| format!("rename({name:?})")));
    facts.extend(
        entry
            .strip
            .iter()
            .map(|prefix| format!("strip({prefix:?})")),
    );
    facts.extend(entry.facts.iter().map(|(fact, _)| fact.to_string()));
    let facts = TokenStream::from_str(&facts.join(", ")).expect("facts are tokens");
    syn::parse_quote!(#[ffi(#facts)])
}

fn rename(inputs: &mut syn::punctuated::Punctuated<FnArg, syn::Token![,]>, entry: &Entry) {
    for (input, name) in inputs.iter_mut().zip(entry.params.iter().flatten()) {
        if let FnArg::Typed(input) = input
            && let Pat::Ident(pat) = &mut *input.pat
        {
            pat.ident = Ident::new(name, Span::call_site());
        }
    }
}

fn options(overlay: &Overlay) -> TokenStream {
    let library = overlay.library.name.iter();
    let strip = &overlay.library.strip;
    let conventions = overlay.conventions.iter().map(convention);
    quote!(#(library = #library,)* strip = [#(#strip),*], #(error(#conventions)),*)
}

fn convention(convention: &Convention) -> TokenStream {
    let name = format_ident!("{}", convention.name);
    let success = match &convention.success {
        Success::Constants(names) => quote!([#(#names),*]),
        Success::Truth(names) => {
            let meanings = names.iter().map(|(name, truth)| {
                let name = format_ident!("{name}");
                quote!(#name = #truth)
            });
            quote!({ #(#meanings),* })
        }
        Success::Test(test) => {
            let mut names = Test::NAMES.iter();
            let name = names
                .find(|(_, known)| known == test)
                .map(|(name, _)| *name);
            let name = format_ident!("{}", name.unwrap_or_default());
            quote!(#name)
        }
    };
    let query = |key: &str, call: &Option<(ffi_gen::annotation::Call, _)>| {
        call.iter()
            .map(|(call, _)| {
                let key = format_ident!("{key}");
                let call = call.to_string();
                quote!(, #key = #call)
            })
            .collect::<TokenStream>()
    };
    let (message, code) = (
        query("message", &convention.message),
        query("code", &convention.code),
    );
    let codes = &convention.codes;
    quote!(#name, ok = #success #message #code, codes = [#(#codes),*])
}
