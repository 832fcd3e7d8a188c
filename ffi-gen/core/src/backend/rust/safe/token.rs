//! Proofs that a call needs: values that can only be had when a condition holds.

use super::Page;
use crate::resolve::api::Token;

impl Page<'_> {
    /// Writes the types of the proofs that operations need or give.
    pub(super) fn write_tokens(&mut self) {
        let operations = self.api.operations.iter();
        let mut tokens: Vec<Token> = operations
            .flat_map(|operation| operation.needs.iter().copied().chain(operation.gives))
            .collect();
        tokens.sort();
        tokens.dedup();
        for token in tokens {
            let (what, safety, body, make) = match token {
                Token::Library => (
                    "Proof that the library is set up.",
                    "The library was set up, and is not shut down while anything of it is used.",
                    "()",
                    "()",
                ),
                Token::MainThread => (
                    "Proof that the code runs on the main thread, which it cannot leave.",
                    "The caller runs on the main thread.",
                    "PhantomData<*mut ()>",
                    "PhantomData",
                ),
            };
            let name = token_name(token);
            self.lines(&format!(
                "/// {what}
#[derive(Debug, Clone, Copy)]
pub struct {name}({body});

impl {name} {{
    /// Takes the caller's word for it.
    ///
    /// # Safety
    /// {safety}
    #[inline]
    #[must_use]
    pub const unsafe fn assume() -> Self {{
        Self({make})
    }}
}}
"
            ));
            self.blank_line();
        }
    }
}

/// The type of a proof.
pub(super) fn token_name(token: Token) -> &'static str {
    match token {
        Token::Library => "Initialized",
        Token::MainThread => "OnMainThread",
    }
}

/// The parameter that a proof is passed as.
pub(super) fn token_param(token: Token) -> String {
    let name = match token {
        Token::Library => "_library",
        Token::MainThread => "_thread",
    };
    format!("{name}: {}", token_name(token))
}
