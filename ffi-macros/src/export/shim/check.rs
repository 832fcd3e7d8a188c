//! What only the compiler can see to, which has no code at run time: functions and constants that compile or do not.

use crate::export::types::named;
use ffi_gen::frontend::rust::export::{
    Answer, C, Function, Lender, Life, Outcome, Param, Taken, option,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Type, spanned::Spanned};

/// What only the compiler can see to: that types are those that the header finds by their names, and that what lends
/// itself may.
pub(super) fn checks(function: &Function) -> TokenStream {
    let (value, pointed) = (format_ident!("named"), format_ident!("named_lent"));
    let taken = function
        .params
        .iter()
        .filter_map(|param| match &param.taken {
            Taken::Value(ty) | Taken::Boxed(ty) => Some((ty, &value)),
            Taken::Lent { ty, .. } => Some((ty, &pointed)),
            Taken::Slice { .. } => match &param.c[0].ty {
                C::Pointer { to, .. } => Some((element(to)?, &value)),
                _ => None,
            },
            _ => None,
        });
    let given = match &function.outcome.answer {
        Answer::Value(ty) | Answer::Boxed(ty) => Some(ty),
        Answer::Slice(_, c) | Answer::Vec(_, c) => element(c),
        _ => None,
    };
    let all = taken.chain(given.map(|ty| (ty, &value)));
    let named = all.map(|(ty, check)| named(ty, check));
    let is_object = matches!(function.outcome.answer, Answer::Value(_) | Answer::Boxed(_));
    let lent = function
        .params
        .iter()
        .filter_map(|param| match &param.taken {
            Taken::Lent { ty, .. }
                if is_object
                    && function
                        .outcome
                        .lenders
                        .contains(&Lender::Param(param.name.clone())) =>
            {
                Some(quote_spanned!(ty.span()=> const { ::ffi_runtime::exported::lends::<#ty>() };))
            }
            _ => None,
        });
    let bounds = bounds(function);
    quote!(#(#named)* #(#lent)* #bounds)
}

/// A call whose lifetimes are bound by nothing but the parameters: what a result or an error asks of them would tie
/// arguments to each other, and C is not told that.
fn bounds(function: &Function) -> TokenStream {
    let lifetimes = &function.lifetimes;
    let ident = &function.ident;
    let (names, types): (Vec<_>, Vec<_>) = function
        .params
        .iter()
        .map(|param| (format_ident!("__ffi_{}", param.name), understood(param)))
        .unzip();
    let result = understood_result(&function.outcome);
    let call = match &function.of {
        Some(of) => quote!(<#of>::#ident),
        None => quote!(#ident),
    };
    quote! {
        #[allow(dead_code, deprecated, let_underscore_drop)]
        fn __ffi_bounds<#(#lifetimes),*>(#(#names: #types),*) {
            let _: #result = #call(#(#names),*);
        }
    }
}

/// The type of a parameter as it was understood: an alias that is called `Option` or `Box` may be something else.
fn understood(param: &Param) -> TokenStream {
    let written = option(&param.ty).unwrap_or(&param.ty);
    let inner = match &param.taken {
        Taken::Boxed(ty) => quote!(::std::boxed::Box<#ty>),
        Taken::Closure(closure) => match &closure.life {
            Life::Kept { object, .. } => quote!(::std::boxed::Box<#object>),
            _ => written.to_token_stream(),
        },
        _ => written.to_token_stream(),
    };
    match param.optional {
        true => quote!(::core::option::Option<#inner>),
        false => inner,
    }
}

/// The same of a result.
fn understood_result(outcome: &Outcome) -> TokenStream {
    let whole = match &outcome.answer {
        Answer::Boxed(ty) => quote!(::std::boxed::Box<#ty>),
        _ => outcome.whole.to_token_stream(),
    };
    let whole = match outcome.optional {
        true => quote!(::core::option::Option<#whole>),
        false => whole,
    };
    match outcome.fallible {
        true => quote!(::core::result::Result<#whole, _>),
        false => whole,
    }
}

/// The exported type of elements, where they are no numbers.
fn element(c: &C) -> Option<&Type> {
    match c {
        C::Element(ty) => Some(ty),
        _ => None,
    }
}
