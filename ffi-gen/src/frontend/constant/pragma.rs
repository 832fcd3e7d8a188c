//! The pragma operator, which is no part of the value of the macro that it stands in.

use super::token::{Kind, Token};

/// Removes every `_Pragma("…")`; says whether there was one. One that is malformed stays.
pub(super) fn remove(tokens: &mut Vec<Token<'_>>) -> bool {
    let is_operator =
        |token: &Token<'_>| token.kind == Kind::Identifier && *token.text == *b"_Pragma";
    if !tokens.iter().any(is_operator) {
        return false;
    }
    let before = tokens.len();
    let mut rest = std::mem::take(tokens).into_iter();
    while let Some(token) = rest.next() {
        match rest.as_slice() {
            [open, text, close, ..]
                if is_operator(&token)
                    && open.is("(")
                    && text.kind == Kind::Text
                    && close.is(")") =>
            {
                rest.nth(2);
            }
            _ => tokens.push(token),
        }
    }
    tokens.len() < before
}
