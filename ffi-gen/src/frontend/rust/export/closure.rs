//! Functions that C gives: closures on the side of Rust.

use super::{C, Closure, Life, Refusal, ty};
use crate::frontend::rust::ty::plain;
use quote::quote;
use syn::{
    ParenthesizedGenericArguments, PathArguments, ReturnType, Token, Type, TypeParamBound,
    TypeTraitObject, punctuated::Punctuated,
};

type Bounds = Punctuated<TypeParamBound, Token![+]>;

/// `impl FnMut(A) -> R`.
pub(super) fn given(whole: &Type, bounds: &Bounds) -> Result<Closure, Refusal> {
    let found = read(whole, bounds)?;
    if found.is_static {
        return Err(Refusal::new(
            whole,
            "how long it is kept decides who frees its data, and this does not say it",
            "take a `Box<dyn FnMut(…)>`, with whose end the data ends",
        ));
    }
    if found.is_send {
        return Err(threads(whole));
    }
    Ok(found.with(Life::Call))
}

/// `&mut dyn FnMut(A) -> R`, `&dyn Fn(A) -> R`.
pub(super) fn by_reference(
    whole: &Type,
    bounds: &Bounds,
    exclusive: bool,
) -> Result<Closure, Refusal> {
    let found = read(whole, bounds)?;
    if found.is_send {
        return Err(threads(whole));
    }
    Ok(found.with(Life::CallByReference { exclusive }))
}

/// `Box<dyn FnMut(A) -> R>`.
pub(super) fn kept(whole: &Type, object: &TypeTraitObject) -> Result<Closure, Refusal> {
    let found = read(whole, &object.bounds)?;
    let any_thread = found.is_send;
    Ok(found.with(Life::Kept {
        object: quote!(#object),
        any_thread,
    }))
}

/// A function type as it was written.
struct Read {
    params: Vec<(Type, C)>,
    result: Option<(Type, C)>,
    is_send: bool,
    is_static: bool,
}

impl Read {
    fn with(self, life: Life) -> Closure {
        Closure {
            params: self.params,
            result: self.result,
            life,
        }
    }
}

fn read(whole: &Type, bounds: &Bounds) -> Result<Read, Refusal> {
    let (mut signature, mut unknown) = (None, None);
    let (mut is_send, mut is_static) = (false, false);
    for bound in bounds {
        match bound {
            TypeParamBound::Trait(bound) => {
                let Some(last) = bound.path.segments.last() else {
                    continue;
                };
                match (plain(&last.ident).as_str(), &last.arguments) {
                    ("Fn" | "FnMut", PathArguments::Parenthesized(found)) => {
                        signature = Some(found)
                    }
                    ("FnOnce", _) => {
                        return Err(Refusal::new(
                            bound,
                            "C could call it twice",
                            "take an `FnMut`",
                        ));
                    }
                    ("Send" | "Sync", _) => is_send = true,
                    _ => unknown = Some(bound),
                }
            }
            TypeParamBound::Lifetime(lifetime) if lifetime.ident == "static" => is_static = true,
            _ => {}
        }
    }
    let signature = signature.ok_or_else(|| {
        Refusal::new(
            whole,
            "of what C gives, only functions can be taken for a trait",
            "take a type that is exported, or an `impl FnMut(…)`",
        )
    })?;
    if let Some(bound) = unknown {
        return Err(Refusal::new(
            bound,
            "what this asks of a function, C is not told",
            "`Send` and `Sync` are known, by these names",
        ));
    }
    let (params, result) = types(signature)?;
    Ok(Read {
        params,
        result,
        is_send,
        is_static,
    })
}

type Types = (Vec<(Type, C)>, Option<(Type, C)>);

fn types(signature: &ParenthesizedGenericArguments) -> Result<Types, Refusal> {
    let params: Result<Vec<(Type, C)>, Refusal> = signature
        .inputs
        .iter()
        .map(|input| Ok((input.ty.clone(), number(&input.ty)?)))
        .collect();
    let result = match &signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => match &**ty {
            Type::Tuple(tuple) if tuple.elems.is_empty() => None,
            ty => Some((ty.clone(), number(ty)?)),
        },
    };
    Ok((params?, result))
}

fn number(ty: &Type) -> Result<C, Refusal> {
    let known = match ty {
        Type::Path(path) => ty::name(&path.path).and_then(|name| ty::number(&name)),
        _ => None,
    };
    known.ok_or_else(|| {
        Refusal::new(
            ty,
            "functions of C are given numbers and truth values, and answer with one",
            "hand out what it needs as numbers, or let it call exported functions",
        )
    })
}

fn threads(whole: &Type) -> Refusal {
    Refusal::new(
        whole,
        "a function that other threads call must be kept until they are done",
        "take a `Box<dyn FnMut(…) + Send>`, with whose end the data ends",
    )
}
