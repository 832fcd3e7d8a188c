//! What stands in the parentheses of `#[export(…)]` and `export_library!(…)`.

use super::{Names, Refusal};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Expr, Ident, LitInt, LitStr, Token,
    parse::{Parse, ParseStream, Parser},
    punctuated::Punctuated,
};

/// The options of one `#[export]`, or of a module.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What every name begins with, instead of the name of the crate.
    pub prefix: Option<String>,
    /// The number of the interface, which follows the prefix.
    pub abi: Option<u32>,
    /// What C calls the item, whole.
    pub name: Option<String>,
    /// What a function returns that fails.
    pub on_panic: Option<TokenStream>,
    /// Any thread may have a handle.
    pub send: bool,
    /// Several threads may use a handle at once.
    pub sync: bool,
    /// The item is not exported.
    pub skip: bool,
}

/// The options of a library.
#[derive(Debug, Clone, Default)]
pub struct LibraryOptions {
    /// The names.
    pub names: Options,
    /// The fingerprint of the interface.
    pub fingerprint: Option<TokenStream>,
}

const KNOWN: &str = "known are `prefix = \"…\"`, `abi = 1`, `name = \"…\"`, `on_panic = …`, `send`, `sync` and `skip`";

struct Pair {
    key: Ident,
    value: Option<Expr>,
}

impl Parse for Pair {
    fn parse(input: ParseStream<'_>) -> syn::Result<Pair> {
        let key: Ident = input.parse()?;
        let value = match input.peek(Token![=]) {
            true => {
                input.parse::<Token![=]>()?;
                Some(input.parse()?)
            }
            false => None,
        };
        Ok(Pair { key, value })
    }
}

fn pairs(tokens: &TokenStream) -> Result<Vec<Pair>, Refusal> {
    Punctuated::<Pair, Token![,]>::parse_terminated
        .parse2(tokens.clone())
        .map(|pairs| pairs.into_iter().collect())
        .map_err(|error| Refusal::malformed(tokens, error.to_string(), KNOWN))
}

impl Options {
    /// Reads what stands in the parentheses.
    ///
    /// # Errors
    /// When it is not understood.
    pub fn read(tokens: &TokenStream) -> Result<Options, Refusal> {
        let mut options = Options::default();
        for pair in pairs(tokens)? {
            options.set(&pair)?;
        }
        Ok(options)
    }

    /// The options of the first `#[export]` among attributes; none where there is none.
    ///
    /// # Errors
    /// As [`read`](Options::read).
    pub fn of(attributes: &[syn::Attribute]) -> Result<Option<Options>, Refusal> {
        let Some(attribute) = attributes.iter().find(|attribute| is_export(attribute)) else {
            return Ok(None);
        };
        match &attribute.meta {
            syn::Meta::Path(_) => Ok(Some(Options::default())),
            syn::Meta::List(list) => Options::read(&list.tokens).map(Some),
            syn::Meta::NameValue(meta) => Err(Refusal::malformed(
                meta,
                "`export` takes its options in parentheses",
                "write `#[export(…)]`",
            )),
        }
    }

    /// These options within a module that has some: prefix and number are the module's, unless they are given.
    #[must_use]
    pub fn within(mut self, module: &Options) -> Options {
        if self.prefix.is_none() && self.abi.is_none() {
            self.prefix.clone_from(&module.prefix);
            self.abi = module.abi;
        }
        self
    }

    /// The names of a library with these options in a crate of this name.
    pub fn names(&self, crate_name: &str) -> Names {
        Names::new(self.prefix.as_deref().unwrap_or(crate_name), self.abi)
    }

    fn set(&mut self, pair: &Pair) -> Result<(), Refusal> {
        let key = pair.key.to_string();
        match (key.as_str(), &pair.value) {
            ("prefix", Some(value)) => self.prefix = Some(word(value)?),
            ("name", Some(value)) => self.name = Some(word(value)?),
            ("abi", Some(value)) => {
                let number = syn::parse2::<LitInt>(value.to_token_stream());
                let number = number.and_then(|number| number.base10_parse());
                let number = number.map_err(|_| {
                    Refusal::malformed(value, "`abi` is a number", "write `abi = 1`")
                })?;
                self.abi = Some(number);
            }
            ("on_panic", Some(value)) => self.on_panic = Some(value.to_token_stream()),
            ("send", None) => self.send = true,
            ("sync", None) => self.sync = true,
            ("skip", None) => self.skip = true,
            ("send" | "sync" | "skip", Some(value)) => {
                let message = format!("`{key}` takes no value");
                return Err(Refusal::malformed(
                    value,
                    message,
                    format!("write `{key}` alone"),
                ));
            }
            ("prefix" | "name" | "abi" | "on_panic", None) => {
                let message = format!("`{key}` needs a value");
                return Err(Refusal::malformed(&pair.key, message, KNOWN));
            }
            _ => {
                let message = format!("`{key}` is no option of `export`");
                return Err(Refusal::malformed(&pair.key, message, KNOWN));
            }
        }
        Ok(())
    }
}

impl LibraryOptions {
    /// Reads what stands in the parentheses of `export_library!`.
    ///
    /// # Errors
    /// When it is not understood.
    pub fn read(tokens: &TokenStream) -> Result<LibraryOptions, Refusal> {
        const KNOWN: &str = "known are `prefix = \"…\"`, `abi = 1` and `fingerprint = …`";
        let mut options = LibraryOptions::default();
        for pair in pairs(tokens)? {
            match (pair.key.to_string().as_str(), &pair.value) {
                ("fingerprint", Some(value)) => {
                    options.fingerprint = Some(value.to_token_stream());
                }
                ("prefix" | "abi", _) => options.names.set(&pair)?,
                (key, _) => {
                    let message = format!("`{key}` is no option of `export_library`");
                    return Err(Refusal::malformed(&pair.key, message, KNOWN));
                }
            }
        }
        Ok(options)
    }
}

/// Whether an attribute is `#[export]`, by any path.
pub(super) fn is_export(attribute: &syn::Attribute) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|segment| segment.ident == "export")
}

/// A string that can begin a name of C, or be one.
fn word(value: &Expr) -> Result<String, Refusal> {
    let help = "write it in quotes, with letters, digits and `_`";
    let text: LitStr = syn::parse2(value.to_token_stream())
        .map_err(|_| Refusal::malformed(value, "this is a name, and no text", help))?;
    let text = text.value();
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_name = !text.is_empty()
        && text.chars().all(is_word)
        && !text.starts_with(|c: char| c.is_ascii_digit());
    match is_name {
        true => Ok(text),
        false => Err(Refusal::malformed(value, "C has no such names", help)),
    }
}
