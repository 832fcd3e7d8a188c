//! What a function gives, how C is told, and what the result must not outlive.

use super::{
    super::{Answer, Form, Lender, Options, Outcome, Param, Refusal, ty},
    lifetime,
};
use quote::ToTokens;
use syn::{ReturnType, Signature, Type};

pub(super) fn outcome(
    signature: &Signature,
    result: &Type,
    params: &[Param],
) -> Result<Outcome, Refusal> {
    if let Type::Never(_) = result {
        return Err(Refusal::new(
            result,
            "a function that never returns can only end by a panic, which becomes an error",
            "return nothing",
        ));
    }
    let (fallible, whole) = match ty::result(result) {
        Some(inner) => (true, inner),
        None => (false, result),
    };
    let (optional, whole) = match ty::option(whole) {
        Some(inner) => (true, inner),
        None => (false, whole),
    };
    if ty::lifetimes(result) != ty::lifetimes(whole) {
        return Err(Refusal::new(
            result,
            "C is told what a result must not outlive, and of an error only its text and its number",
            "let the error own what it tells, without a lifetime",
        ));
    }
    let answer = ty::answer(whole)?;
    if optional && matches!(answer, Answer::Unit | Answer::Plain(..) | Answer::Char) {
        return Err(Refusal::new(
            result,
            "C has no value that would mean `None` here",
            "return a `Result`, whose error says that there is none",
        ));
    }
    let lenders = match answer {
        Answer::Value(_) | Answer::Boxed(_) | Answer::Text | Answer::CText | Answer::Slice(..) => {
            let is_object = matches!(answer, Answer::Value(_) | Answer::Boxed(_));
            lenders(signature, whole, params, is_object)?
        }
        _ => Vec::new(),
    };
    Ok(Outcome {
        whole: whole.clone(),
        fallible,
        optional,
        answer,
        at: first_span(&signature.output),
        lenders,
    })
}

/// Where a result type begins, or what stands for one.
fn first_span(output: &ReturnType) -> proc_macro2::Span {
    let tokens = match output {
        ReturnType::Default => return proc_macro2::Span::call_site(),
        ReturnType::Type(_, ty) => ty.to_token_stream(),
    };
    let first = tokens.into_iter().next();
    first.map_or_else(proc_macro2::Span::call_site, |token| token.span())
}

/// What the result must not outlive, as the lifetimes say it.
fn lenders(
    signature: &Signature,
    whole: &Type,
    params: &[Param],
    is_object: bool,
) -> Result<Vec<Lender>, Refusal> {
    let mut lenders = Vec::new();
    for name in ty::lifetimes(whole) {
        if name == "static" {
            // An object lives until it is ended; only of what is lent there is something to say.
            if !is_object {
                lenders.push(Lender::Static);
            }
            continue;
        }
        let mut found = false;
        for param in params {
            let all = ty::lifetimes(&param.ty);
            let is_reference = lifetime::is_reference(&param.ty);
            let is_self = param.name == "self" && is_reference;
            let has_receiver = params
                .first()
                .is_some_and(|first| first.name == "self" && lifetime::is_reference(&first.ty));
            let lender = match name == "_" {
                true if has_receiver => is_self.then(|| Lender::Param(param.name.clone())),
                true if all.is_empty() => None,
                true if is_reference => Some(Lender::Param(param.name.clone())),
                true => Some(Lender::ParentOf(param.name.clone())),
                false => match all.iter().position(|one| *one == name) {
                    Some(0) if is_reference => Some(Lender::Param(param.name.clone())),
                    Some(_) => Some(Lender::ParentOf(param.name.clone())),
                    None => None,
                },
            };
            if let Some(Lender::Param(_)) = lender
                && lifetime::is_exclusive(&param.ty)
            {
                return Err(Refusal::new(
                    &signature.output,
                    format!(
                        "`{}` would stay lent for writing after the call, and C would have to leave it alone until then",
                        param.name
                    ),
                    "take it by a shared reference, or return a copy: `String`, `Vec<T>`",
                ));
            }
            if let Some(lender) = lender {
                found = true;
                if !lenders.contains(&lender) {
                    lenders.push(lender);
                }
            }
        }
        if !found {
            return Err(Refusal::new(
                &signature.output,
                format!("no parameter says how long `'{name}` is"),
                "return something that is borrowed from a parameter, or owned",
            ));
        }
    }
    Ok(lenders)
}

pub(super) fn form(outcome: &Outcome, options: &Options, result: &Type) -> Result<Form, Refusal> {
    let by_value = matches!(
        outcome.answer,
        Answer::Unit | Answer::Plain(..) | Answer::Char | Answer::Value(_)
    );
    if let Some(instead) = &options.on_panic {
        return match by_value && !outcome.optional && !outcome.fallible {
            true => Ok(Form::Direct(instead.clone())),
            false => Err(Refusal::new(
                result,
                "`on_panic` is for functions whose result C gets by value; this one tells its failures otherwise",
                "leave `on_panic` away",
            )),
        };
    }
    match by_value || outcome.optional || outcome.fallible {
        true => Ok(Form::Status),
        false => Ok(Form::Pointer),
    }
}
