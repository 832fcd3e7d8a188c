//! `#[bind]` and `ffi-gen generate` are two ways to one safe API.

mod annotated;

use ffi_gen::{
    annotation::overlay,
    backend::rust::Wrappers,
    diagnostic::{Color, Diagnostics, render},
    frontend::rust::{
        Places,
        bind::{self, Options},
    },
    pipeline,
    source::SourceMap,
};
use quote::ToTokens;
use std::path::Path;
use syn::{Attribute, ImplItem, Item};

/// The public API of a safe module: every item and method without its documentation and its body, in order.
fn public_api(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).expect("what is written is Rust");
    let items = file.items.into_iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == "safe" => module.content.map(|(_, items)| items),
        _ => None,
    });
    let mut api = Vec::new();
    for item in items.expect("there is a safe module") {
        match item {
            Item::Fn(mut function) => {
                undocument(&mut function.attrs);
                let (attributes, signature) = (&function.attrs, &function.sig);
                api.push(quote::quote!(#(#attributes)* #signature).to_string());
            }
            Item::Impl(mut block) => {
                let items = std::mem::take(&mut block.items);
                api.push(block.to_token_stream().to_string());
                for item in items {
                    if let ImplItem::Fn(mut function) = item {
                        undocument(&mut function.attrs);
                        let (vis, signature) = (&function.vis, &function.sig);
                        api.push(quote::quote!(#vis #signature).to_string());
                    }
                }
            }
            Item::Use(_) | Item::Const(_) => {}
            Item::Struct(mut item) => {
                undocument(&mut item.attrs);
                api.push(item.to_token_stream().to_string());
            }
            item => api.push(item.to_token_stream().to_string()),
        }
    }
    api
}

fn undocument(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| !attribute.path().is_ident("doc"));
}

#[test]
fn sqlite_is_the_same_through_both() {
    const GENERATED: &str = include_str!(concat!(env!("OUT_DIR"), "/sqlite3.rs"));
    let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join("sqlite.ffi.toml");
    let mut diagnostics = Diagnostics::default();
    let mut sources = SourceMap::default();
    let file = sources.add(
        contract.clone(),
        std::fs::read(&contract).expect("it is there"),
    );
    let overlay = overlay::read(file, &sources, &mut diagnostics);
    let module = annotated::annotate(GENERATED, &overlay);
    let mut places = Places::copied();
    let options = Options::read(module.options, &mut places, &mut diagnostics);
    let block = bind::read(
        &module.items,
        options,
        "block.rs".into(),
        &mut places,
        &mut diagnostics,
    );
    let sources = block.contract.sources().clone();
    let emission = pipeline::expand(block, &mut diagnostics);
    assert!(
        !diagnostics.has_errors(),
        "{}",
        render(&diagnostics, &sources, Color::Never)
    );
    let bound = emission.expect("there were no errors");
    let bound = bound
        .files
        .get(Wrappers::FILE)
        .expect("one file")
        .text
        .clone();

    let generated = public_api(GENERATED);
    assert!(generated.len() > 225, "every safe function is there");
    assert_eq!(public_api(&bound), generated);
}
