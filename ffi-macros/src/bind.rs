//! `#[bind]`: the declarations as a module `raw`, and beside it the wrappers.

use crate::{
    error::{self, Report},
    tokens,
};
use ffi_gen::{
    backend::rust::Wrappers,
    diagnostic::{Diagnostics, Terms},
    frontend::rust::{
        Places, attribute,
        bind::{self, Options},
    },
    pipeline,
};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{Attribute, ForeignItem, ForeignItemType, Item, ItemForeignMod, ItemMod, Visibility};

/// Expands the macro.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    match syn::parse2(item.clone()) {
        Ok(Item::ForeignMod(block)) => {
            let items = vec![Item::ForeignMod(block)];
            // The declarations go one level down, and what they name may stand where they stood.
            wrap(options, items, Depth::Around)
        }
        Ok(Item::Mod(ItemMod {
            attrs,
            vis,
            mod_token,
            ident,
            content: Some((_, items)),
            ..
        })) => {
            let inner = wrap(options, items, Depth::Within);
            quote!(#(#attrs)* #vis #mod_token #ident { #inner })
        }
        Ok(_) => error::wrong(
            item,
            "`#[bind]` stands on a block of C declarations, `unsafe extern \"C\" { … }`, or on a module of such blocks",
        ),
        Err(error) => error.to_compile_error(),
    }
}

/// Where the names that declarations use are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// In the module around the block.
    Around,
    /// In the module of the block, beside the declarations.
    Within,
}

fn wrap(options: TokenStream, items: Vec<Item>, depth: Depth) -> TokenStream {
    let mut places = Places::copied();
    let mut diagnostics = Diagnostics::new(Terms::BLOCK);
    let options = Options::read(options, &mut places, &mut diagnostics);
    let header = options.header.clone();
    #[cfg(feature = "verify")]
    let arguments = options.arguments.clone();
    let block = bind::read(&items, options, "".into(), &mut places, &mut diagnostics);
    #[cfg(feature = "verify")]
    let read = header
        .map(|header| crate::verify::compare(&block.contract, header, arguments, &mut diagnostics));
    // Without the feature, the header is a remark.
    #[cfg(not(feature = "verify"))]
    let read = header.map(|_| TokenStream::new());
    let elsewhere: Vec<TokenStream> = block
        .elsewhere
        .iter()
        .filter_map(|(name, path)| import(name, path))
        .collect();
    let known: Vec<TokenStream> = block
        .known
        .iter()
        .filter_map(|(path, meaning)| means(path, meaning))
        .collect();
    let emission = pipeline::expand(block, &mut diagnostics);
    let raw = items.into_iter().map(declare);
    let around = (depth == Depth::Around).then(|| {
        quote!(
            pub(super) use super::*;
        )
    });
    let report = Report::new(&diagnostics, &places);
    let safe = emission
        .as_ref()
        .and_then(|emission| emission.files.get(Wrappers::FILE));
    let safe = safe.map(|output| {
        let safe = tokens::of(output, &places);
        quote!(#safe pub use safe::*;)
    });
    quote! {
        #report
        /// The C API as it is: declarations, types and constants, without checks.
        #[allow(
            clippy::all,
            clippy::pedantic,
            dead_code,
            improper_ctypes,
            missing_copy_implementations,
            missing_debug_implementations,
            missing_docs,
            non_camel_case_types,
            non_snake_case,
            non_upper_case_globals,
            private_interfaces,
            unreachable_pub,
            unused_imports,
        )]
        pub mod raw {
            #around
            #(#elsewhere)*
            #(#raw)*
            #(#known)*
        }
        #safe
        #read
    }
}

/// Makes a type that is declared elsewhere an item of the module, unless it has a name there already.
fn import(name: &str, path: &TokenStream) -> Option<TokenStream> {
    if path.to_string() == name {
        return None;
    }
    let name = format_ident!("{name}");
    let path = deepen(path.clone());
    Some(quote!(pub(super) use #path as #name;))
}

/// Does not compile unless a type is what its name says: another one of the name may be in scope.
fn means(path: &TokenStream, meaning: &str) -> Option<TokenStream> {
    let path = deepen(path.clone());
    let meaning: TokenStream = meaning.parse().ok()?;
    Some(quote!(const _: fn(*mut #path) -> *mut #meaning = |known| known;))
}

/// An item as the compiler takes it: without our attributes, and visible beside its module.
fn declare(item: Item) -> TokenStream {
    let tokens = match item {
        Item::ForeignMod(block) => return declare_block(block),
        Item::Const(mut item) => {
            publish(&mut item.vis);
            item.to_token_stream()
        }
        Item::Struct(mut item) => {
            strip(&mut item.attrs);
            item.fields
                .iter_mut()
                .for_each(|field| strip(&mut field.attrs));
            publish(&mut item.vis);
            item.to_token_stream()
        }
        Item::Union(mut item) => {
            strip(&mut item.attrs);
            let fields = item.fields.named.iter_mut();
            fields.for_each(|field| strip(&mut field.attrs));
            publish(&mut item.vis);
            item.to_token_stream()
        }
        Item::Type(mut item) => {
            strip(&mut item.attrs);
            publish(&mut item.vis);
            item.to_token_stream()
        }
        // Its own items stand as deep in it as before.
        Item::Mod(item) => return item.to_token_stream(),
        Item::Fn(mut item) => {
            publish(&mut item.vis);
            item.to_token_stream()
        }
        Item::Use(item) => {
            let is_private = matches!(item.vis, Visibility::Inherited);
            let import = deepen(item.to_token_stream());
            return match is_private {
                true => quote!(pub(super) #import),
                false => import,
            };
        }
        other => other.to_token_stream(),
    };
    deepen(tokens)
}

fn declare_block(mut block: ItemForeignMod) -> TokenStream {
    let mut opaque = TokenStream::new();
    let items = std::mem::take(&mut block.items);
    for item in items {
        match item {
            ForeignItem::Fn(mut function) => {
                strip(&mut function.attrs);
                for input in &mut function.sig.inputs {
                    if let syn::FnArg::Typed(param) = input {
                        strip(&mut param.attrs);
                    }
                }
                publish(&mut function.vis);
                block.items.push(ForeignItem::Fn(function));
            }
            ForeignItem::Static(mut global) => {
                strip(&mut global.attrs);
                publish(&mut global.vis);
                block.items.push(ForeignItem::Static(global));
            }
            ForeignItem::Type(ty) => opaque.extend(declare_opaque(ty)),
            // What else it may be has been said in an error.
            other => opaque.extend(bind::imported(&other).map(declare_imported)),
        }
    }
    let block = deepen(block.to_token_stream());
    quote!(#opaque #block)
}

/// Stable Rust has no foreign types: a structure without contents takes their place.
fn declare_opaque(mut ty: ForeignItemType) -> TokenStream {
    strip(&mut ty.attrs);
    let ForeignItemType { attrs, ident, .. } = ty;
    let here = declare_opaque_as(&ident);
    quote!(#(#attrs)* #here)
}

fn declare_opaque_as(ident: &Ident) -> TokenStream {
    quote! {
        #[repr(C)]
        pub struct #ident {
            _opaque: [::core::primitive::u8; 0],
            _marker: ::core::marker::PhantomData<(*mut ::core::primitive::u8, ::core::marker::PhantomPinned)>,
        }
    }
}

/// A handle of another block: its types, for the wrappers, and one for the declarations here.
fn declare_imported(item: syn::ItemType) -> TokenStream {
    let syn::Type::Path(owned) = *item.ty else {
        return TokenStream::new();
    };
    let mut borrowed = owned.path.clone();
    if let Some(last) = borrowed.segments.last_mut() {
        last.ident = format_ident!("{}Ref", last.ident);
    }
    let here = declare_opaque_as(&item.ident);
    let (own, lent) = (
        bind::imported_as(&item.ident),
        bind::imported_as(&item.ident) + "Ref",
    );
    let (own, lent) = (format_ident!("{own}"), format_ident!("{lent}"));
    let owned = deepen(owned.to_token_stream());
    let borrowed = deepen(borrowed.to_token_stream());
    quote! {
        pub(super) use #owned as #own;
        pub(super) use #borrowed as #lent;
        // Nothing else than a handle is behind a pointer to the object of C.
        const _: fn() = || {
            fn is_handle<T: ::ffi_runtime::Handle>() {}
            is_handle::<#lent>();
        };
        #here
    }
}

fn strip(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| !attribute::is_fact(attribute));
}

fn publish(visibility: &mut Visibility) {
    *visibility = syn::parse_quote!(pub);
}

/// Corrects paths for declarations that now stand in a module within the one where they were written. `self` needs none:
/// the module imports what stands around it.
fn deepen(tokens: TokenStream) -> TokenStream {
    let mut deeper = Vec::new();
    let tokens = tokens.into_iter();
    // Whether the token before belongs to the same path: `::`, but not the end of a type.
    let mut in_path = false;
    for token in tokens {
        let is_first = !std::mem::take(&mut in_path);
        match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), deepen(group.stream()));
                if is_within_super(&group) {
                    inner = Group::new(Delimiter::Parenthesis, quote!(in super::super));
                }
                inner.set_span(group.span());
                deeper.push(inner.into());
            }
            TokenTree::Ident(word) if word == "super" && is_first => {
                push_path(&mut deeper, "super", word.span());
                deeper.push(word.into());
            }
            TokenTree::Punct(mark) => {
                in_path = mark.as_char() == ':'
                    && matches!(deeper.last(), Some(TokenTree::Punct(before)) if before.as_char() == ':');
                deeper.push(mark.into());
            }
            token => deeper.push(token),
        }
    }
    deeper.into_iter().collect()
}

/// The `(super)` of `pub(super)`.
fn is_within_super(group: &Group) -> bool {
    group.delimiter() == Delimiter::Parenthesis && group.stream().to_string() == "super"
}

fn push_path(tokens: &mut Vec<TokenTree>, word: &str, span: Span) {
    tokens.push(Ident::new(word, span).into());
    tokens.extend(quote!(::));
}
