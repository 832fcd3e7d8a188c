//! What lifetimes may say: how long a result lives, which C is told, and nothing else.
//!
//! An argument could be kept otherwise: by a lifetime that the caller cannot know (`'static`), by one that something
//! else has that lives on (`fn put(&mut self, word: &'a str)` of a `Words<'a>`), or by a bound between two.

use super::super::{Param, Refusal, Taken, ty};
use crate::frontend::rust::attribute;
use quote::ToTokens;
use syn::{FnArg, GenericParam, Generics, Lifetime, Signature, Type, TypeReference};

/// The lifetimes that a function or an implementation declares.
///
/// # Errors
/// When it declares anything else, or says of one that it is longer than another.
pub(super) fn declared(generics: &Generics) -> Result<Vec<Lifetime>, Refusal> {
    let bounds =
        "a bound says that one thing lives as long as another, and C is told of results only";
    let mut lifetimes = Vec::new();
    for param in &generics.params {
        match param {
            GenericParam::Lifetime(param) if param.bounds.is_empty() => {
                lifetimes.push(param.lifetime.clone());
            }
            GenericParam::Lifetime(param) => {
                let help = "give both the same lifetime";
                return Err(Refusal::new(param, bounds, help));
            }
            other => {
                return Err(Refusal::new(
                    other,
                    "a function with type parameters is many functions, and C calls one",
                    "export one function for each type that C needs, which calls this one",
                ));
            }
        }
    }
    match &generics.where_clause {
        Some(clause) => Err(Refusal::new(clause, bounds, "leave it away")),
        None => Ok(lifetimes),
    }
}

/// A lifetime in a parameter.
struct Use<'a> {
    name: String,
    param: &'a Param,
    /// Whether something that the parameter leads to has it, and not the reference itself.
    is_inside: bool,
}

/// Looks whether an argument could be kept beyond the call other than by the result.
///
/// # Errors
/// When one could.
pub(super) fn check(params: &[Param]) -> Result<(), Refusal> {
    let mut uses: Vec<Use<'_>> = Vec::new();
    for param in params {
        let is_closure = matches!(param.taken, Taken::Closure(_));
        for (index, name) in ty::lifetimes(&param.ty).into_iter().enumerate() {
            match name.as_str() {
                "_" => continue,
                "static" if is_closure => continue,
                "static" => {
                    return Err(Refusal::new(
                        &param.ty,
                        "what C gives lives for the call, and not as long as the program",
                        "leave `'static` away, and keep a copy: `String`, `Vec<T>`",
                    ));
                }
                _ if is_closure => {
                    return Err(Refusal::new(
                        &param.ty,
                        "how long C may be called, a lifetime does not tell it",
                        "leave it away: C is told when Rust lets go of a `Box<dyn FnMut(…)>`",
                    ));
                }
                _ => {}
            }
            let is_inside = index > 0 || !is_reference(&param.ty);
            uses.push(Use {
                name,
                param,
                is_inside,
            });
        }
    }
    for (index, one) in uses.iter().enumerate() {
        let twin = uses[index + 1..]
            .iter()
            .find(|other| other.name == one.name && (one.is_inside || other.is_inside));
        if let Some(twin) = twin {
            let ty = if twin.is_inside {
                &one.param.ty
            } else {
                &twin.param.ty
            };
            return Err(Refusal::new(
                ty,
                format!(
                    "one could be kept in the other, as both have `'{}`, and C is not told that",
                    one.name
                ),
                "leave the lifetime away, and keep a copy, or take it where the object is made",
            ));
        }
    }
    Ok(())
}

/// Looks whether two arguments are of the type of a block, whose lifetimes are then the same, whatever they are called.
///
/// # Errors
/// When they are, and the type has lifetimes.
pub(super) fn check_self(signature: &Signature, own: &Type) -> Result<(), Refusal> {
    let mut of_own = signature.inputs.iter().filter(|input| match input {
        FnArg::Receiver(_) => true,
        FnArg::Typed(param) => attribute::mentions(param.ty.to_token_stream(), "Self"),
    });
    match of_own.nth(1) {
        Some(second) if !ty::lifetimes(own).is_empty() => Err(Refusal::new(
            second,
            "one could be kept in the other, as both borrow for as long, and C is not told that",
            "write the type with a lifetime of its own: `T<'_>`",
        )),
        _ => Ok(()),
    }
}

/// Whether a type is a reference, which may be absent.
pub(super) fn is_reference(ty: &Type) -> bool {
    reference(ty).is_some()
}

/// Whether a type is a reference that writes.
pub(super) fn is_exclusive(ty: &Type) -> bool {
    reference(ty).is_some_and(|reference| reference.mutability.is_some())
}

fn reference(ty: &Type) -> Option<&TypeReference> {
    match ty {
        Type::Reference(reference) => Some(reference),
        Type::Paren(inner) => reference(&inner.elem),
        Type::Group(inner) => reference(&inner.elem),
        other => reference(ty::option(other)?),
    }
}
