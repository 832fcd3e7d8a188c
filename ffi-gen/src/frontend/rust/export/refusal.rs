//! What cannot be exported: where, why, and what to write instead.

use crate::{
    diagnostic::{Code, Diagnostic},
    frontend::rust::Places,
};
use proc_macro2::TokenStream;
use quote::ToTokens;

/// Why something cannot be exported.
#[derive(Debug, Clone)]
pub struct Refusal {
    code: Code,
    tokens: TokenStream,
    message: String,
    help: String,
}

impl Refusal {
    /// What is not sound, or not possible.
    pub fn new(
        tokens: &impl ToTokens,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Refusal {
        Refusal {
            code: Code::NotExportable,
            tokens: tokens.to_token_stream(),
            message: message.into(),
            help: help.into(),
        }
    }

    /// An attribute that is not understood.
    pub fn malformed(
        tokens: &impl ToTokens,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Refusal {
        Refusal {
            code: Code::ExportOptionInvalid,
            ..Refusal::new(tokens, message, help)
        }
    }

    /// The diagnostic.
    pub fn at(self, places: &mut Places) -> Diagnostic {
        let span = places.span(self.tokens);
        Diagnostic::error(self.code, self.message)
            .at(span, "")
            .help(self.help)
    }
}
