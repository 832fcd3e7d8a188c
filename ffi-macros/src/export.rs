//! `#[export]`: the item as it is, and beside it the functions that C calls.

mod item;
mod shim;
mod types;

use crate::error::Report;
use ffi_gen::{
    diagnostic::Diagnostics,
    frontend::rust::{
        Places, attribute,
        export::{self, Exported, Kind, LibraryOptions, Named, Options, Refusal},
    },
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Item, ItemMod};

/// Expands the attribute.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut places = Places::copied();
    let mut diagnostics = Diagnostics::default();
    let expanded = match (Options::read(&options), syn::parse2(item.clone())) {
        (Ok(options), Ok(item)) => {
            let mut writer = Writer {
                crate_name: crate_name(),
                places: &mut places,
                diagnostics: &mut diagnostics,
            };
            writer.item(item, &options, &Options::default())
        }
        (Err(refusal), _) => {
            diagnostics.push(refusal.at(&mut places));
            item
        }
        (_, Err(error)) => error.to_compile_error(),
    };
    let report = Report::new(&diagnostics, &places);
    quote!(#report #expanded)
}

/// Expands `export_library!`.
pub(crate) fn expand_library(options: TokenStream) -> TokenStream {
    let options = match LibraryOptions::read(&options) {
        Ok(options) => options,
        Err(refusal) => return refused(refusal),
    };
    let names = options.names.names(&crate_name());
    let prefix = names.function("");
    let free = names.free();
    let fingerprint = options
        .fingerprint
        .map(|value| quote!(::ffi_runtime::export_fingerprint!(#prefix, #value);));
    quote! {
        ::ffi_runtime::export_last_error!(#prefix);
        const _: () = {
            // SAFETY: the symbol has the prefix of the library, which exports it once.
            #[unsafe(export_name = #free)]
            unsafe extern "C" fn free(block: *mut ::core::ffi::c_void) {
                // SAFETY: C gives back what a function of this library handed out, or null, as the header asks.
                unsafe { ::ffi_runtime::exported::free_block(block) }
            }
        };
        #fingerprint
    }
}

/// An error alone.
fn refused(refusal: Refusal) -> TokenStream {
    let mut places = Places::copied();
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(refusal.at(&mut places));
    Report::new(&diagnostics, &places).to_token_stream()
}

/// What names begin with where nothing else is said: a build script sees the same name.
fn crate_name() -> String {
    std::env::var("CARGO_PKG_NAME").unwrap_or_default()
}

struct Writer<'a> {
    crate_name: String,
    places: &'a mut Places,
    diagnostics: &'a mut Diagnostics,
}

impl Writer<'_> {
    /// An item without the attributes that were read, and what C calls.
    fn item(&mut self, item: Item, options: &Options, module: &Options) -> TokenStream {
        match item {
            Item::Mod(module) if module.content.is_some() => self.module(module, options),
            item => {
                let named = Named {
                    module,
                    crate_name: &self.crate_name,
                };
                let exported = export::items(&item, options, named, self.places, self.diagnostics);
                let conditions = item::conditions(&item);
                let shims: TokenStream = exported
                    .iter()
                    .map(|one| self.exported(one, &item, &conditions))
                    .collect();
                let item = item::without_attributes(item);
                quote!(#item #shims)
            }
        }
    }

    /// Each item of a module that has the attribute itself.
    fn module(&mut self, module: ItemMod, options: &Options) -> TokenStream {
        let ItemMod {
            attrs,
            vis,
            mod_token,
            ident,
            content,
            ..
        } = module;
        let mut inner = TokenStream::new();
        for item in content.into_iter().flat_map(|(_, items)| items) {
            let own = match Options::of(attribute::of_item(&item).unwrap_or_default()) {
                Ok(own) => own,
                Err(refusal) => {
                    self.diagnostics.push(refusal.at(self.places));
                    None
                }
            };
            inner.extend(match own {
                Some(own) => self.item(item, &own.within(options), options),
                None => item.into_token_stream(),
            });
        }
        quote!(#(#attrs)* #vis #mod_token #ident { #inner })
    }

    fn exported(
        &mut self,
        one: &Exported,
        item: &Item,
        conditions: &[syn::Attribute],
    ) -> TokenStream {
        let written = match one {
            Exported::Handle(handle) => types::handle(handle),
            Exported::Record(record) => types::record(record),
            Exported::Enumeration(enumeration) => types::enumeration(enumeration),
            Exported::Function(function) => {
                // Which type is what, only the compiler knows here; the reader of the whole crate checks that, too.
                let decided = export::facts(function, "free", &|_| Kind::Unknown);
                export::check(function, &decided, self.diagnostics);
                let own = item::conditions_of(item, &function.ident);
                let shim = shim::write(function);
                quote!(#(#own)* #[allow(clippy::all, clippy::pedantic)] const _: () = { #shim };)
            }
        };
        match one {
            Exported::Function(_) => written,
            _ => {
                quote!(#(#conditions)* #[allow(clippy::all, clippy::pedantic)] const _: () = { #written };)
            }
        }
    }
}
