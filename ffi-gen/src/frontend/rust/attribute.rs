//! Facts as attributes: `#[ffi(utf8(name), len(p, count = n))]`, and those that are attributes of their own.

use super::Places;
use crate::{
    annotation::{
        grammar::{self, Written},
        vocabulary::{self, Place},
    },
    contract::{Block, Docs, Fact, Root},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::ops::Range;
use syn::{Attribute, Expr, ExprLit, Item, Lit, Meta};

/// The attribute that holds any facts.
pub const FFI: &str = "ffi";

/// The facts that are attributes of their own; all others stand in [`FFI`].
pub const FACTS: [&str; 9] = [
    "borrows",
    "consumes",
    "exclusive",
    "handle",
    "invalidates",
    "nullable",
    "refcounted",
    "retains",
    "returns_owned",
];

/// Whether an attribute holds facts.
pub fn is_fact(attribute: &Attribute) -> bool {
    let name = last_word(attribute);
    name.is_some_and(|name| name == FFI || FACTS.contains(&&*name))
}

/// Whether none of an item's attributes holds facts.
pub fn is_plain(attributes: &[Attribute]) -> bool {
    !attributes.iter().any(is_fact)
}

/// What the attributes of an item say.
#[derive(Debug, Default)]
pub struct Attributes {
    /// The facts, each with its place.
    pub facts: Vec<(Fact, Span)>,
    /// Where the first attribute of ours stands: somebody vouches for the item, be it without a fact.
    pub vouched: Option<Span>,
    /// The documentation.
    pub docs: Docs,
}

/// Reads the attributes of an item of the kind `on`.
pub fn read(
    attributes: &[Attribute],
    on: Place,
    places: &mut Places,
    diagnostics: &mut Diagnostics,
) -> Attributes {
    refuse_conditions(attributes, places, diagnostics);
    read_decided(attributes, on, places, diagnostics)
}

/// Reads the attributes of an item whose conditions, if it has any, hold for what is made of it, too.
pub fn read_decided(
    attributes: &[Attribute],
    on: Place,
    places: &mut Places,
    diagnostics: &mut Diagnostics,
) -> Attributes {
    let mut read = Attributes::default();
    read.add(attributes, on, None, places, diagnostics);
    read.docs = docs(attributes);
    read
}

/// Complains of a declaration that depends on a condition: a macro reads it before the compiler decides.
pub fn refuse_conditions(
    attributes: &[Attribute],
    places: &mut Places,
    diagnostics: &mut Diagnostics,
) {
    let is_condition = |attribute: &&Attribute| {
        let mut names = ["cfg", "cfg_attr"].iter();
        names.any(|name| attribute.path().is_ident(name))
    };
    if let Some(condition) = attributes.iter().find(is_condition) {
        let span = places.span(condition.meta.to_token_stream());
        diagnostics.push(
            Diagnostic::error(
                Code::DeclarationConditional,
                "a condition within a block is not decided before the block is read",
            )
            .at(span, "")
            .help("let it stand on a module of its own: `#[cfg(…)] #[bind] mod only_here { … }`"),
        );
    }
}

impl Attributes {
    /// Adds the facts that stand on a part of the item, a parameter or a field, and are about it.
    pub fn add_part(
        &mut self,
        attributes: &[Attribute],
        on: Place,
        part: &Root,
        places: &mut Places,
        diagnostics: &mut Diagnostics,
    ) {
        self.add(attributes, on, Some(part), places, diagnostics);
    }

    fn add(
        &mut self,
        attributes: &[Attribute],
        on: Place,
        part: Option<&Root>,
        places: &mut Places,
        diagnostics: &mut Diagnostics,
    ) {
        for attribute in attributes.iter().filter(|attribute| is_fact(attribute)) {
            let (text, span) = match list(attribute, places) {
                Ok(list) => list,
                Err(diagnostic) => {
                    diagnostics.push(diagnostic);
                    continue;
                }
            };
            self.vouched.get_or_insert(span);
            match grammar::parse_list(&text) {
                Ok(list) => {
                    for mut written in list {
                        if let Some(part) = part {
                            written.is_about(part);
                        }
                        self.fact(written, on, span, diagnostics);
                    }
                }
                Err(problem) => {
                    let place = within(span, problem.range.clone());
                    diagnostics.push(problem.at(place));
                }
            }
        }
    }

    fn fact(&mut self, written: Written, on: Place, text: Span, diagnostics: &mut Diagnostics) {
        let problems = vocabulary::check(&written, on);
        if problems.is_empty() {
            let place = within(text, written.range);
            self.facts.push((written.fact, place));
        }
        for problem in problems {
            let place = within(text, problem.range.clone());
            diagnostics.push(problem.at(place));
        }
    }
}

/// The list of facts that an attribute is: its own, or those in `ffi`.
fn list(attribute: &Attribute, places: &mut Places) -> Result<(String, Span), Diagnostic> {
    let name = last_word(attribute).unwrap_or_default();
    match &attribute.meta {
        Meta::List(list) if name == FFI && !list.tokens.is_empty() => {
            Ok(places.text(list.tokens.clone()))
        }
        meta @ (Meta::Path(_) | Meta::List(_)) => {
            let (text, span) = places.text(unqualified(meta));
            Ok((if name == FFI { String::new() } else { text }, span))
        }
        Meta::NameValue(meta) => Err(Diagnostic::error(
            Code::FactMalformed,
            format!("`{name}` takes its arguments in parentheses"),
        )
        .at(places.span(meta.to_token_stream()), "")
        .help(format!("write `#[{name}(…)]`"))),
    }
}

/// `returns_owned(…)` of `ffi_macros::returns_owned(…)`.
fn unqualified(meta: &Meta) -> TokenStream {
    let tokens: Vec<TokenTree> = meta.to_token_stream().into_iter().collect();
    let word = tokens
        .iter()
        .rposition(|token| matches!(token, TokenTree::Ident(_)));
    tokens.into_iter().skip(word.unwrap_or(0)).collect()
}

fn last_word(attribute: &Attribute) -> Option<String> {
    let word = attribute.path().segments.last()?;
    Some(word.ident.to_string())
}

/// The part of the text at `span` that has the bytes of `range`.
fn within(span: Span, range: Range<usize>) -> Span {
    let start = span.start as usize;
    Span::new(span.file, start + range.start..start + range.end)
}

/// The first attribute of a name, also where it depends on a condition: `#[cfg_attr(…, name)]`.
pub fn named<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a Attribute> {
    attributes.iter().find(|attribute| {
        let path = attribute.path();
        path.is_ident(name)
            || path.is_ident("cfg_attr") && mentions(attribute.meta.to_token_stream(), name)
    })
}

/// Whether a word stands anywhere among tokens.
pub fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        _ => false,
    })
}

/// The text of `#[name = "…"]`.
pub(super) fn text(attribute: &Attribute, name: &str) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident(name) => match &meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// The text of `#[doc = "…"]`, without the space that follows `///`.
pub(super) fn docs(attributes: &[Attribute]) -> Docs {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let Some(text) = text(attribute, "doc") {
            let text = text.split('\n');
            let text = text.map(|line| line.strip_prefix(' ').unwrap_or(line));
            lines.extend(text.map(str::to_owned));
        }
    }
    let text = lines.join("\n");
    let blocks = match text.trim().is_empty() {
        true => Vec::new(),
        false => vec![Block::Markdown(text)],
    };
    Docs { blocks }
}

/// The attributes of an item that may be exported, or lead to some; none for any other.
pub fn of_item(item: &Item) -> Option<&[Attribute]> {
    Some(match item {
        Item::Fn(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        _ => return None,
    })
}
