//! Diagnostics as errors of the compiler, on the user's line.

use ffi_gen::{
    diagnostic::{Diagnostic, Diagnostics, Severity},
    frontend::rust::Places,
};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote_spanned};

/// Errors and warnings.
pub(crate) struct Report(TokenStream);

impl Report {
    /// What is to be said, where it belongs.
    pub(crate) fn new(diagnostics: &Diagnostics, places: &Places) -> Report {
        let mut tokens = TokenStream::new();
        for diagnostic in diagnostics.iter() {
            let place = diagnostic.place.as_ref();
            let (first, last) = place
                .and_then(|(span, _)| places.tokens(*span))
                .unwrap_or((Span::call_site(), Span::call_site()));
            tokens.extend(match diagnostic.severity {
                Severity::Error => error(first, last, &text(diagnostic)),
                Severity::Warning => warning(first, &text(diagnostic)),
            });
        }
        Report(tokens)
    }
}

impl ToTokens for Report {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.clone());
    }
}

/// An error about some tokens.
pub(crate) fn wrong(tokens: TokenStream, message: &str) -> TokenStream {
    let mut spans = tokens.into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    error(first, spans.last().unwrap_or(first), message)
}

/// Says that an attribute stands outside of a block that could read it, and leaves the item as it is.
pub(crate) fn outside(name: &str, arguments: TokenStream, item: TokenStream) -> TokenStream {
    let written = match arguments.is_empty() {
        true => format!("#[{name}]"),
        false => format!("#[{name}({arguments})]"),
    };
    let declaration = match name {
        "handle" | "refcounted" => "type",
        _ => "fn",
    };
    let message = format!(
        "`#[{name}]` says something of a C declaration, and this is none that `#[bind]` reads\n\
         help: write it within a block: `#[bind] unsafe extern \"C\" {{ {written} {declaration} …; }}`"
    );
    let mut tokens = error(Span::call_site(), Span::call_site(), &message);
    tokens.extend(item);
    tokens
}

fn text(diagnostic: &Diagnostic) -> String {
    let mut text = format!("{} [{}]", diagnostic.message, diagnostic.code);
    for note in &diagnostic.notes {
        text += &format!("\nnote: {note}");
    }
    if let Some(help) = &diagnostic.help {
        text += &format!("\nhelp: {help}");
    }
    text
}

/// The compiler underlines everything from the first token of the macro's call to the last one.
fn error(first: Span, last: Span, message: &str) -> TokenStream {
    let path = quote_spanned!(first=> ::core::compile_error!);
    let arguments = quote_spanned!(last=> { #message });
    path.into_iter().chain(arguments).collect()
}

/// Stable macros cannot warn: the use of something deprecated does it for them.
fn warning(place: Span, message: &str) -> TokenStream {
    let name = format_ident!("warning_of_ffi_gen", span = place);
    let line: TokenTree = name.clone().into();
    quote_spanned! {place=>
        const _: () = {
            #[deprecated(note = #message)]
            #[allow(non_upper_case_globals)]
            const #name: () = ();
            #line
        };
    }
}
