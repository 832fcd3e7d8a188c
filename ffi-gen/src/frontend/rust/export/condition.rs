//! `#[cfg(…)]` and `#[cfg_attr(…)]`: which items of a crate are there.
//!
//! | condition | holds |
//! |---|---|
//! | `all`, `any`, `not` | as they say |
//! | `feature = "…"` | where the feature is asked for |
//! | `test`, `doc`, `doctest`, `miri` | never: the library is built for its users |
//! | `unix`, `windows`, `target_os`, `target_arch`, `target_family`, `target_pointer_width`, `target_endian` | for the target: Cargo's in a build script, otherwise this machine |
//! | any other | where it is asked for; if not, nobody can tell |

use proc_macro2::TokenStream;
use quote::ToTokens;
use std::env;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token, punctuated::Punctuated};

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    /// The features of the crate.
    pub features: Vec<String>,
    /// Conditions that hold: `name`, or `name="value"`.
    pub holding: Vec<String>,
}

/// A condition of which nobody can tell whether it holds.
#[derive(Debug, Clone)]
pub(super) struct Undecided(pub(super) TokenStream);

impl Conditions {
    /// The attributes that an item has; none where it is not there.
    pub(super) fn apply(
        &self,
        attributes: &[Attribute],
    ) -> Result<Option<Vec<Attribute>>, Undecided> {
        let mut all = Vec::new();
        for attribute in attributes {
            if attribute.path().is_ident("cfg") {
                let holds = match attribute.parse_args::<Meta>() {
                    Ok(condition) => self.holds(&condition)?,
                    Err(_) => return Err(Undecided(attribute.to_token_stream())),
                };
                if !holds {
                    return Ok(None);
                }
            } else if attribute.path().is_ident("cfg_attr") {
                let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
                let parts = attribute.parse_args_with(parser);
                let Ok(parts) = parts else {
                    return Err(Undecided(attribute.to_token_stream()));
                };
                let mut parts = parts.into_iter();
                let Some(condition) = parts.next() else {
                    continue;
                };
                if self.holds(&condition)? {
                    let metas = parts.map(|meta| Attribute {
                        meta,
                        ..attribute.clone()
                    });
                    let metas: Vec<Attribute> = metas.collect();
                    match self.apply(&metas)? {
                        Some(metas) => all.extend(metas),
                        None => return Ok(None),
                    }
                }
            } else {
                all.push(attribute.clone());
            }
        }
        Ok(Some(all))
    }

    fn holds(&self, condition: &Meta) -> Result<bool, Undecided> {
        let undecided = || Undecided(condition.to_token_stream());
        let word = condition.path().get_ident().map(ToString::to_string);
        let word = word.ok_or_else(undecided)?;
        match condition {
            Meta::List(list) => {
                let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
                let parts = list.parse_args_with(parser).map_err(|_| undecided())?;
                let mut parts = parts.iter().map(|part| self.holds(part));
                match word.as_str() {
                    "all" => decide(parts, false),
                    "any" => decide(parts, true),
                    "not" => parts
                        .next()
                        .unwrap_or_else(|| Err(undecided()))
                        .map(|holds| !holds),
                    _ => Err(undecided()),
                }
            }
            Meta::Path(_) => match word.as_str() {
                _ if self.holding.contains(&word) => Ok(true),
                "test" | "doc" | "doctest" | "miri" => Ok(false),
                "true" => Ok(true),
                "false" => Ok(false),
                "unix" | "windows" => Ok(target("FAMILY", env::consts::FAMILY) == word),
                _ => Err(undecided()),
            },
            Meta::NameValue(pair) => {
                let Expr::Lit(ExprLit {
                    lit: Lit::Str(value),
                    ..
                }) = &pair.value
                else {
                    return Err(undecided());
                };
                let value = value.value();
                let width = usize::BITS.to_string();
                let order = if cfg!(target_endian = "little") {
                    "little"
                } else {
                    "big"
                };
                let known = match word.as_str() {
                    _ if self.holding.contains(&format!("{word}=\"{value}\"")) => return Ok(true),
                    "feature" => return Ok(self.features.contains(&value)),
                    "target_os" => target("OS", env::consts::OS),
                    "target_arch" => target("ARCH", env::consts::ARCH),
                    "target_family" => target("FAMILY", env::consts::FAMILY),
                    "target_pointer_width" => target("POINTER_WIDTH", &width),
                    "target_endian" => target("ENDIAN", order),
                    _ => return Err(undecided()),
                };
                Ok(known == value)
            }
        }
    }
}

/// What a word is of the target: what Cargo tells a build script, or what this machine is.
fn target(word: &str, here: &str) -> String {
    env::var(format!("CARGO_CFG_TARGET_{word}")).unwrap_or_else(|_| here.to_owned())
}

/// Whether one of some conditions is `wanted`; those that nobody can tell do not matter then.
fn decide(
    parts: impl Iterator<Item = Result<bool, Undecided>>,
    wanted: bool,
) -> Result<bool, Undecided> {
    let mut open = None;
    for part in parts {
        match part {
            Ok(holds) if holds == wanted => return Ok(wanted),
            Ok(_) => {}
            Err(undecided) => open = Some(undecided),
        }
    }
    match open {
        Some(undecided) => Err(undecided),
        None => Ok(!wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn conditions_are_decided_where_they_can_be() {
        let conditions = Conditions {
            features: vec!["c".to_owned()],
            holding: vec!["loom".to_owned()],
        };
        let decide = |attribute: Attribute| conditions.apply(&[attribute]).map(|all| all.is_some());
        assert!(matches!(
            decide(parse_quote!(#[cfg(feature = "c")])),
            Ok(true)
        ));
        assert!(matches!(
            decide(parse_quote!(#[cfg(all(test, other))])),
            Ok(false)
        ));
        assert!(matches!(
            decide(parse_quote!(#[cfg(any(loom, other))])),
            Ok(true)
        ));
        assert!(matches!(
            decide(parse_quote!(#[cfg(not(feature = "d"))])),
            Ok(true)
        ));
        assert!(matches!(
            decide(parse_quote!(#[cfg(any(unix, windows))])),
            Ok(true)
        ));
        assert!(decide(parse_quote!(#[cfg(other)])).is_err());
        let added = conditions.apply(&[parse_quote!(#[cfg_attr(feature = "c", export)])]);
        assert_eq!(
            added.map(|all| all.map(|all| all.len())).ok(),
            Some(Some(1))
        );
    }
}
