//! The text that a back end wrote, as tokens that stand where the user wrote what they came from.

use ffi_gen::{
    emit::{Mapping, Output},
    frontend::rust::Places,
};
use proc_macro2::{Group, Span, TokenStream, TokenTree};

/// The tokens of an output. Those that came from a declaration have its place, so that errors in them and editors lead
/// there.
pub(crate) fn of(output: &Output, places: &Places) -> TokenStream {
    match output.text.parse() {
        Ok(tokens) => Walk {
            text: &output.text,
            at: 0,
            map: &output.map,
            places,
            known: None,
        }
        .tokens(tokens),
        // What back ends write is Rust: only a name that is no identifier could make it anything else.
        Err(error) => {
            let message = format!("the wrappers cannot be read as Rust: {error}");
            quote::quote!(::core::compile_error!(#message);)
        }
    }
}

/// Goes through tokens and the text that they were parsed from at once: parsing tells no offsets.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    map: &'a [Mapping],
    places: &'a Places,
    /// The last part of the map that was looked up, and its place.
    known: Option<(usize, Span)>,
}

impl Walk<'_> {
    fn tokens(&mut self, tokens: TokenStream) -> TokenStream {
        let mut placed = Vec::new();
        let mut tokens = tokens.into_iter();
        while let Some(mut token) = tokens.next() {
            self.skip_blank();
            let span = self.span();
            if self.text[self.at..].starts_with("///") {
                // A comment has become `#[doc = "…"]`.
                self.skip_line();
                token.set_span(span);
                placed.push(token);
                placed.extend(tokens.next().map(|mut text| {
                    text.set_span(span);
                    text
                }));
                continue;
            }
            match token {
                TokenTree::Group(group) => {
                    self.at += 1;
                    let mut inner = Group::new(group.delimiter(), self.tokens(group.stream()));
                    self.skip_blank();
                    self.at += 1;
                    inner.set_span(span);
                    placed.push(inner.into());
                }
                TokenTree::Punct(ref mark) => {
                    self.at += mark.as_char().len_utf8();
                    token.set_span(span);
                    placed.push(token);
                }
                TokenTree::Ident(_) | TokenTree::Literal(_) => {
                    self.at += token.to_string().len();
                    token.set_span(span);
                    placed.push(token);
                }
            }
        }
        placed.into_iter().collect()
    }

    fn skip_blank(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_start().len();
            let rest = &self.text[self.at..];
            if !rest.starts_with("//") || rest.starts_with("///") {
                break;
            }
            self.skip_line();
        }
    }

    fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find('\n').unwrap_or(rest.len());
    }

    /// The place of what the text here came from: the innermost part of the map that holds it.
    fn span(&mut self) -> Span {
        let before = self.map.partition_point(|part| part.range.start <= self.at);
        let parts = self.map[..before].iter().enumerate().rev();
        // Parts may nest, but never many.
        let found = parts.take(16).find(|(_, part)| self.at < part.range.end);
        let Some((index, part)) = found else {
            return Span::call_site();
        };
        if let Some((known, span)) = self.known
            && known == index
        {
            return span;
        }
        let span = match self.places.tokens(part.span) {
            Some((first, _)) => Span::call_site().located_at(first),
            None => Span::call_site(),
        };
        self.known = Some((index, span));
        span
    }
}
