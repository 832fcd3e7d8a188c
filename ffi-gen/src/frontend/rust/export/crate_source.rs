//! The sources of a crate: every file that `mod` leads to, and what is exported in it.

use super::{
    Exported, LibraryOptions, Named, Options, Refusal,
    condition::{Conditions, Undecided},
    contract::Library,
    hidden, item,
    options::is_export,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    frontend::rust::{Places, attribute},
    source::{SourceMap, Span},
};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::{
    fs,
    path::{Path, PathBuf},
};
use syn::{Attribute, ImplItem, Item, ItemMod};

/// A crate to read.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file that the compiler begins with: `src/lib.rs`.
    pub root: PathBuf,
    /// The name of the crate, which is the prefix where no other is given.
    pub name: String,
    /// Which items are there.
    pub conditions: Conditions,
}

/// What a crate exports, as it was found.
pub struct Exports {
    /// Everything, in the order of the sources.
    pub exported: Vec<Exported>,
    /// `export_library!`.
    pub library: Option<Library>,
    /// The text of every file.
    pub sources: SourceMap,
    /// Every file, also those that could not be read.
    pub files: Vec<PathBuf>,
}

/// Reads the sources of a crate. What is wrong is said in `diagnostics`.
///
/// It follows `mod`, and looks into modules in line. What macros expand to it does not see.
pub fn read_crate(source: &Source, diagnostics: &mut Diagnostics) -> Exports {
    let mut walk = Walk {
        source,
        diagnostics,
        found: Exports {
            exported: Vec::new(),
            library: None,
            sources: SourceMap::default(),
            files: Vec::new(),
        },
    };
    let directory = source.root.parent().unwrap_or(Path::new("")).to_owned();
    walk.file(&source.root, &directory, &Options::default(), None);
    let no_error = !walk.diagnostics.has_errors();
    if walk.found.exported.is_empty() && no_error {
        walk.diagnostics.push(
            Diagnostic::error(
                Code::NothingExported,
                format!("`{}` exports nothing", source.root.display()),
            )
            .help("write `#[ffi_macros::export]` on what C shall use"),
        );
    }
    walk.found
}

struct Walk<'a> {
    source: &'a Source,
    diagnostics: &'a mut Diagnostics,
    found: Exports,
}

impl Walk<'_> {
    /// Reads a file whose modules stand in `directory`.
    fn file(&mut self, path: &Path, directory: &Path, module: &Options, from: Option<Span>) {
        if self.found.files.iter().any(|known| known == path) {
            return;
        }
        self.found.files.push(path.to_owned());
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("`{}` cannot be read: {error}", path.display());
                let mut diagnostic = Diagnostic::error(Code::SourceInvalid, message);
                if let Some(span) = from {
                    diagnostic = diagnostic.at(span, "it belongs to this");
                }
                return self.diagnostics.push(diagnostic.help(
                    "name the file that the crate begins with, `src/lib.rs`, or its `Cargo.toml`",
                ));
            }
        };
        let file = self.found.sources.add(path.to_owned(), text.as_bytes());
        match syn::parse_file(&text) {
            Ok(parsed) => {
                let mut places = Places::read(file, text);
                match self.source.conditions.apply(&parsed.attrs) {
                    Ok(Some(_)) => {}
                    Ok(None) => return,
                    Err(undecided) => return self.undecided(undecided, &mut places),
                }
                let base = path.parent().unwrap_or(Path::new(""));
                self.items(&parsed.items, [base, directory], module, &mut places);
            }
            Err(error) => {
                let range = error.span().byte_range();
                let diagnostic =
                    Diagnostic::error(Code::SourceInvalid, format!("this is not Rust: {error}"));
                let span = Span::new(file, range);
                self.diagnostics
                    .push(diagnostic.at(span, "").help("`cargo check` says more"));
            }
        }
    }

    /// Reads items. A `#[path]` on one of them is relative to `base`, and files of other modules stand in `directory`.
    fn items(
        &mut self,
        items: &[Item],
        [base, directory]: [&Path; 2],
        module: &Options,
        places: &mut Places,
    ) {
        for item in items {
            let Some(attributes) = attribute::of_item(item) else {
                continue;
            };
            let applied = match self.source.conditions.apply(attributes) {
                Ok(Some(applied)) => applied,
                Ok(None) => continue,
                Err(undecided) => {
                    // It matters only where something may be exported.
                    if matches!(item, Item::Mod(_))
                        || item.to_token_stream().to_string().contains("export")
                    {
                        self.undecided(undecided, places);
                    }
                    continue;
                }
            };
            if let Some(refusal) = hidden::refuse(item) {
                self.diagnostics.push(refusal.at(places));
            }
            let options = match Options::of(&applied) {
                Ok(options) => options,
                Err(refusal) => {
                    self.diagnostics.push(refusal.at(places));
                    continue;
                }
            };
            match item {
                Item::Mod(inner) => {
                    // The macro sees what stands in a module that it stands on, and no further.
                    let options = options.map(|options| options.within(module));
                    let options = options.unwrap_or_default();
                    self.module(inner, &applied, [base, directory], &options, places);
                }
                Item::Macro(call) if is_library(&call.mac.path) => {
                    self.library(call.mac.tokens.clone(), &call.mac, module, places);
                }
                _ => {
                    let Some(options) = options else { continue };
                    let present = self.with_attributes(item, applied, places);
                    let named = Named {
                        module,
                        crate_name: &self.source.name,
                    };
                    let exported = item::items(&present, &options, named, places, self.diagnostics);
                    self.found.exported.extend(exported);
                }
            }
        }
    }

    fn module(
        &mut self,
        inner: &ItemMod,
        attributes: &[Attribute],
        [base, directory]: [&Path; 2],
        options: &Options,
        places: &mut Places,
    ) {
        let name = inner.ident.to_string();
        let name = name.trim_start_matches("r#");
        let below = directory.join(name);
        if let Some((_, items)) = &inner.content {
            return self.items(items, [&below, &below], options, places);
        }
        let span = places.span(inner.ident.to_token_stream());
        let (file, children) = match path_attribute(attributes) {
            Some(written) => {
                let file = base.join(written);
                let children = file.parent().unwrap_or(Path::new("")).to_owned();
                (file, children)
            }
            None => {
                let beside = directory.join(format!("{name}.rs"));
                let within = below.join("mod.rs");
                let file = if within.is_file() && !beside.is_file() {
                    within
                } else {
                    beside
                };
                (file, below)
            }
        };
        self.file(&file, &children, options, Some(span));
    }

    fn library(
        &mut self,
        tokens: TokenStream,
        call: &impl ToTokens,
        module: &Options,
        places: &mut Places,
    ) {
        let options = match LibraryOptions::read(&tokens) {
            Ok(options) => options,
            Err(refusal) => return self.diagnostics.push(refusal.at(places)),
        };
        if self.found.library.is_some() {
            let refusal = Refusal::malformed(
                call,
                "`export_library!` stands here for the second time",
                "leave one of them away",
            );
            return self.diagnostics.push(refusal.at(places));
        }
        self.found.library = Some(Library {
            names: options.names.within(module).names(&self.source.name),
            has_fingerprint: options.fingerprint.is_some(),
            span: places.span(call.to_token_stream()),
        });
    }

    /// The item with the attributes that it has once conditions are decided, and without the methods that are not there.
    fn with_attributes(
        &mut self,
        item: &Item,
        attributes: Vec<Attribute>,
        places: &mut Places,
    ) -> Item {
        let mut item = item.clone();
        match &mut item {
            Item::Fn(item) => item.attrs = attributes,
            Item::Struct(item) => item.attrs = attributes,
            Item::Enum(item) => item.attrs = attributes,
            Item::Impl(item) => {
                item.attrs = attributes;
                item.items.retain_mut(|inner| {
                    let ImplItem::Fn(method) = inner else {
                        return true;
                    };
                    match self.source.conditions.apply(&method.attrs) {
                        Ok(Some(applied)) => {
                            method.attrs = applied;
                            true
                        }
                        Ok(None) => false,
                        Err(undecided) => {
                            self.undecided(undecided, places);
                            false
                        }
                    }
                });
            }
            _ => {}
        }
        item
    }

    fn undecided(&mut self, undecided: Undecided, places: &mut Places) {
        let span = places.span(undecided.0);
        self.diagnostics.push(
            Diagnostic::error(
                Code::ConditionUndecided,
                "whether this holds, the sources do not tell",
            )
            .at(span, "")
            .help("name it where it holds: `--cfg NAME`, or `.cfg(\"NAME\")` in a build script"),
        );
    }
}

fn is_library(path: &syn::Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|segment| segment.ident == "export_library")
}

fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    let mut attributes = attributes.iter();
    attributes.find_map(|attribute| attribute::text(attribute, "path"))
}

/// Whether any of some attributes is `#[export]`.
pub fn is_exported(attributes: &[Attribute]) -> bool {
    attributes.iter().any(is_export)
}
