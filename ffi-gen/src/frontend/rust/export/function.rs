//! Functions: from a signature of Rust to what C declares and how each argument is made.

mod lifetime;
mod outcome;

use super::{
    Answer, C, CParam, Closure, Form, Function, Life, Names, Options, Outcome, Param, Refusal,
    Taken, item::refuse_condition, name, ty,
};
use crate::{
    annotation::vocabulary::Place,
    contract::{IntKind, Ty},
    diagnostic::Diagnostics,
    frontend::rust::{Places, attribute, ty::plain},
};
use outcome::{form, outcome};
use quote::ToTokens;
use syn::{
    Attribute, FnArg, Generics, Pat, ReceiverKind, ReturnType, Safety, Signature, Type, parse_quote,
};

/// What is around a function.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The type that it is implemented for, and the parameters of the implementation.
    pub(super) of: Option<(&'a Type, &'a Generics)>,
    /// The names of the library.
    pub(super) names: &'a Names,
}

/// Reads a function.
///
/// # Errors
/// Why it cannot be exported.
pub(super) fn function(
    attributes: &[Attribute],
    signature: &Signature,
    options: &Options,
    around: Around<'_>,
    places: &mut Places,
    diagnostics: &mut Diagnostics,
) -> Result<Function, Refusal> {
    let own = around.of.map(|(ty, _)| ty);
    refuse_kind(signature)?;
    refuse_attributes(attributes)?;
    let mut lifetimes = Vec::new();
    for generics in around
        .of
        .map(|(_, generics)| generics)
        .into_iter()
        .chain([&signature.generics])
    {
        lifetimes.extend(lifetime::declared(generics)?);
    }
    if options.send || options.sync {
        return Err(Refusal::malformed(
            &signature.ident,
            "`send` and `sync` are about types",
            "write them in the `#[export]` of the handle",
        ));
    }
    let params: Result<Vec<Param>, Refusal> = signature
        .inputs
        .iter()
        .map(|input| param(input, own))
        .collect();
    let mut params = params?;
    let result = match &signature.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => ty::with_self(ty, own),
    };
    lifetime::check(&params)?;
    if let Some(own) = own {
        lifetime::check_self(signature, own)?;
    }
    let outcome = outcome(signature, &result, &params)?;
    let form = form(&outcome, options, &result)?;
    rename_taken(&mut params, &outcome);
    refuse_twins(signature, &params)?;
    let attributes = attribute::read_decided(attributes, Place::Function, places, diagnostics);
    let ident = plain(&signature.ident);
    refuse_name(&signature.ident, options, around.names)?;
    let symbol = match (&options.name, own) {
        (Some(name), _) => name.clone(),
        (None, Some(own)) => around.names.method(&type_name(own), &ident),
        (None, None) => around.names.function(&ident),
    };
    Ok(Function {
        ident: signature.ident.clone(),
        of: own.cloned(),
        lifetimes,
        symbol,
        params,
        outcome,
        form,
        docs: attributes.docs,
        facts: attributes.facts,
        span: places.span(signature.ident.to_token_stream()),
    })
}

/// A name that is not the library's, or one of those that the macro makes.
pub(super) fn refuse_name(
    ident: &syn::Ident,
    options: &Options,
    names: &Names,
) -> Result<(), Refusal> {
    if plain(ident).starts_with("__ffi_") {
        return Err(Refusal::new(
            ident,
            "names that begin with `__ffi_` are those of `export` itself",
            "give it another one",
        ));
    }
    if names.is_taken() {
        return Err(Refusal::malformed(
            ident,
            format!(
                "names of the C library begin with `{}_`, too, and this could replace one",
                names.stem()
            ),
            "choose another prefix: `#[export(prefix = \"…\")]`",
        ));
    }
    match &options.name {
        Some(name) if !names.owns(name) => Err(Refusal::malformed(
            ident,
            format!("`{name}` could be the name of something else in a program"),
            format!(
                "begin it with the prefix of the library: `{}`",
                names.function(name)
            ),
        )),
        _ => Ok(()),
    }
}

/// The last name of a type, without what follows it.
pub fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => ty::name(&path.path).unwrap_or_default(),
        _ => String::new(),
    }
}

fn refuse_kind(signature: &Signature) -> Result<(), Refusal> {
    if let Some(word) = &signature.asyncness {
        return Err(Refusal::new(
            word,
            "C cannot wait for an `async fn`",
            "export a function that blocks until it is done, or one that takes a `Box<dyn FnMut(…) + Send>` to call then",
        ));
    }
    if let Safety::Unsafe(word) = &signature.safety {
        return Err(Refusal::new(
            word,
            "what an `unsafe fn` asks of its caller, C would have to keep without being told",
            "export a safe function that checks it",
        ));
    }
    if let Some(variadic) = &signature.variadic {
        return Err(Refusal::new(
            variadic,
            "the arguments that follow have no types",
            "take a slice",
        ));
    }
    match &signature.abi {
        Some(abi) => Err(Refusal::new(
            abi,
            "this is a function for C already, and it would be wrapped once more",
            "leave `extern` away: `export` writes the function for C",
        )),
        None => Ok(()),
    }
}

/// An attribute that makes a function unsafe to call without a word of it in the signature.
fn refuse_attributes(attributes: &[Attribute]) -> Result<(), Refusal> {
    match attribute::named(attributes, "target_feature") {
        Some(attribute) => Err(Refusal::new(
            attribute,
            "C would call it on machines that have no such feature, too",
            "export a function that asks with `is_x86_feature_detected!`, and calls this one",
        )),
        None => Ok(()),
    }
}

fn param(input: &FnArg, own: Option<&Type>) -> Result<Param, Refusal> {
    let (name, ty) = match input {
        FnArg::Receiver(receiver) => {
            let Some(own) = own else {
                return Err(Refusal::new(
                    receiver,
                    "`self` of what",
                    "export the `impl` block",
                ));
            };
            let ty: Type = match &receiver.kind {
                ReceiverKind::Value => own.clone(),
                ReceiverKind::Reference(_, lifetime, mutability) => {
                    let mutability = mutability.as_ref().map(|word| word.to_token_stream());
                    parse_quote!(& #lifetime #mutability #own)
                }
                ReceiverKind::Typed(_, ty) => ty::with_self(ty, Some(own)),
                _ => {
                    return Err(Refusal::new(
                        receiver,
                        "this kind of `self` is not known",
                        "take `&self`",
                    ));
                }
            };
            ("self".to_owned(), ty)
        }
        FnArg::Typed(param) => {
            refuse_condition(&param.attrs)?;
            let Pat::Ident(pattern) = &*param.pat else {
                return Err(Refusal::new(
                    &param.pat,
                    "C needs a name for this parameter",
                    "give it one, and take it apart in the body",
                ));
            };
            (plain(&pattern.ident), ty::with_self(&param.ty, own))
        }
    };
    let (taken, optional) = ty::taken(&ty)?;
    let name = name::param(&name);
    let c = c_params(&name, &taken, &ty)?;
    Ok(Param {
        name,
        taken,
        optional,
        c,
        ty,
    })
}

/// What C has for a parameter.
fn c_params(name: &str, taken: &Taken, ty: &Type) -> Result<Vec<CParam>, Refusal> {
    let one = |ty: C| {
        vec![CParam {
            name: name.to_owned(),
            ty,
        }]
    };
    let text = || C::Pointer {
        to: Box::new(ty::of_machine(&Ty::Int(IntKind::Char))),
        is_const: true,
    };
    Ok(match taken {
        Taken::Plain => {
            let number = ty::number(&type_name(ty));
            one(number.ok_or_else(|| ty::unknown(ty))?)
        }
        Taken::Char => one(character()),
        Taken::Value(ty) => one(C::Value(ty.clone())),
        Taken::Boxed(ty) => one(C::Lent {
            ty: ty.clone(),
            exclusive: true,
        }),
        Taken::Lent { ty, exclusive } => one(C::Lent {
            ty: ty.clone(),
            exclusive: *exclusive,
        }),
        Taken::Text { .. } | Taken::CText => one(text()),
        Taken::Slice {
            element, exclusive, ..
        } => {
            let mut both = one(C::Pointer {
                to: Box::new(ty::element_of(element)?),
                is_const: !exclusive,
            });
            both.push(CParam {
                name: format!("{name}_len"),
                ty: size(),
            });
            both
        }
        Taken::Closure(closure) => {
            let Closure {
                params,
                result,
                life,
            } = &**closure;
            let mut all = one(C::Function {
                params: params.iter().map(|(_, c)| c.clone()).collect(),
                result: result.as_ref().map(|(_, c)| Box::new(c.clone())),
            });
            all.push(CParam {
                name: format!("{name}_data"),
                ty: C::Data,
            });
            if let Life::Kept { .. } = life {
                all.push(CParam {
                    name: format!("{name}_destroy"),
                    ty: C::Destroy,
                });
            }
            all
        }
    })
}

/// Makes way for the names of the places for results.
fn rename_taken(params: &mut [Param], outcome: &Outcome) {
    for param in params {
        for c in &mut param.c {
            if ["out", "out_len"].contains(&c.name.as_str())
                && !matches!(outcome.answer, Answer::Unit)
            {
                c.name.push('_');
            }
        }
        param.name.clone_from(&param.c[0].name);
    }
}

/// Where a slice is called `a`, C has `a_len`, too.
fn refuse_twins(signature: &Signature, params: &[Param]) -> Result<(), Refusal> {
    let names = params.iter().flat_map(|param| &param.c);
    match name::twin(names.map(|c| c.name.as_str())) {
        Some(twin) => Err(Refusal::new(
            &signature.inputs,
            format!("C would have two parameters called `{twin}`"),
            "give one of them another name",
        )),
        None => Ok(()),
    }
}

impl Function {
    /// The parameters of the C function, those for results included.
    pub fn c_params(&self) -> Vec<CParam> {
        let mut all: Vec<CParam> = self
            .params
            .iter()
            .flat_map(|param| param.c.clone())
            .collect();
        if let (Form::Status, Some(ty)) = (&self.form, self.c_answer()) {
            all.push(CParam {
                name: "out".to_owned(),
                ty: C::Pointer {
                    to: Box::new(ty),
                    is_const: false,
                },
            });
        }
        if self.has_length() {
            all.push(CParam {
                name: "out_len".to_owned(),
                ty: C::Pointer {
                    to: Box::new(size()),
                    is_const: false,
                },
            });
        }
        all
    }

    /// What the C function returns; none for nothing.
    pub fn c_result(&self) -> Option<C> {
        match self.form {
            Form::Status => Some(ty::of_machine(&Ty::Int(IntKind::Int))),
            Form::Pointer | Form::Direct(_) => self.c_answer(),
        }
    }

    /// Whether C is told how long the result is.
    pub fn has_length(&self) -> bool {
        matches!(
            self.outcome.answer,
            Answer::Text | Answer::Slice(..) | Answer::Vec(..)
        )
    }

    /// What C has for the result.
    pub fn c_answer(&self) -> Option<C> {
        let pointer = |to: C, is_const| C::Pointer {
            to: Box::new(to),
            is_const,
        };
        let char = || ty::of_machine(&Ty::Int(IntKind::Char));
        Some(match &self.outcome.answer {
            Answer::Unit => return None,
            Answer::Plain(_, c) => c.clone(),
            Answer::Char => character(),
            Answer::Value(ty) => C::Value(ty.clone()),
            Answer::Boxed(ty) => C::Lent {
                ty: ty.clone(),
                exclusive: true,
            },
            Answer::Text | Answer::CText => pointer(char(), true),
            Answer::Slice(_, c) => pointer(c.clone(), true),
            Answer::String => pointer(char(), false),
            Answer::Vec(_, c) => pointer(c.clone(), false),
        })
    }
}

fn character() -> C {
    ty::of_machine(&Ty::Int(IntKind::Fixed {
        bits: 32,
        signed: false,
    }))
}

fn size() -> C {
    ty::of_machine(&Ty::Int(IntKind::Size { signed: false }))
}
