//! Arguments: what C gives, checked and made into what Rust takes.

use ffi_gen::frontend::rust::export::{Closure, Function, Life, Param, Taken};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Takes what C gives away, before anything can fail: whatever becomes of the call, it is C's no more.
pub(super) fn claim(param: &Param) -> Option<TokenStream> {
    let local = format_ident!("{}", local(param));
    let c = format_ident!("__ffi_c_{}", param.name);
    let name = &param.name;
    let ty = match &param.taken {
        Taken::Value(ty) | Taken::Boxed(ty) => ty,
        Taken::Closure(closure) if matches!(closure.life, Life::Kept { .. }) => {
            let data = format_ident!("__ffi_c_{}", param.c[1].name);
            let destroy = format_ident!("__ffi_c_{}", param.c[2].name);
            return Some(quote! {
                // SAFETY: C gives data and what frees it, as the header asks.
                let #local = unsafe { ::ffi_runtime::exported::Foreign::new(#data, #destroy) };
            });
        }
        _ => return None,
    };
    let claim = quote!(unsafe { <#ty as ::ffi_runtime::exported::Pass>::claim(#c, #name) });
    let claim = match param.optional {
        true => quote! {
            match <#ty as ::ffi_runtime::exported::Absent>::is_none(#c) {
                true => ::core::option::Option::None,
                // SAFETY: C gives away what it owns, as the header asks.
                false => ::core::option::Option::Some(#claim),
            }
        },
        false => claim,
    };
    Some(quote! {
        // SAFETY: C gives away what it owns, as the header asks.
        let #local = #claim;
    })
}

/// Makes values of what was taken, once all other arguments are known to be good.
pub(super) fn settle(param: &Param) -> Option<TokenStream> {
    let local = format_ident!("{}", local(param));
    let (ty, is_boxed) = match &param.taken {
        Taken::Value(ty) => (ty, false),
        Taken::Boxed(ty) => (ty, true),
        _ => return None,
    };
    let settle = quote!(<#ty as ::ffi_runtime::exported::Pass>::settle);
    let value = match is_boxed {
        true => quote!(|claim| ::std::boxed::Box::new(#settle(claim))),
        false => settle,
    };
    Some(match param.optional {
        true => quote!(let #local = #local.map(#value);),
        false => quote!(let #local = (#value)(#local);),
    })
}

/// Looks whether what the function writes is part of another argument, where there is anything to look at.
pub(super) fn apart(function: &Function) -> Option<TokenStream> {
    let mut is_any_written = false;
    let mut extents = Vec::new();
    for param in &function.params {
        let c = format_ident!("__ffi_c_{}", param.name);
        let name = &param.name;
        extents.push(match &param.taken {
            Taken::Lent { ty, exclusive } => {
                is_any_written |= exclusive;
                quote!(::ffi_runtime::exported::Extent::of(#c.cast::<#ty>(), 1, #exclusive, #name))
            }
            Taken::Slice { exclusive, .. } => {
                is_any_written |= exclusive;
                let length = format_ident!("__ffi_c_{}", param.c[1].name);
                quote!(::ffi_runtime::exported::Extent::of(#c, #length, #exclusive, #name))
            }
            Taken::Text { .. } | Taken::CText => quote! {
                // SAFETY: C gives text that ends with a NUL, or null, as the header asks.
                unsafe { ::ffi_runtime::exported::Extent::of_text(#c, #name) }
            },
            _ => continue,
        });
    }
    // One handle and numbers are what most methods take: there is nothing to compare.
    let is_needed = is_any_written && extents.len() > 1;
    is_needed.then(|| quote!(::ffi_runtime::exported::apart(&[#(#extents),*])?;))
}

/// Makes an argument of what C gave.
pub(super) fn argument(param: &Param) -> TokenStream {
    let local = format_ident!("{}", local(param));
    let c = format_ident!("__ffi_c_{}", param.name);
    let name = &param.name;
    let second = param
        .c
        .get(1)
        .map(|second| format_ident!("__ffi_c_{}", second.name));
    let checked = match &param.taken {
        Taken::Plain => return quote!(let #local = #c;),
        Taken::Char => return quote!(let #local = ::ffi_runtime::exported::character(#c, #name)?;),
        Taken::Closure(closure) => return function_of_c(param, closure),
        Taken::Value(_) | Taken::Boxed(_) if param.optional => {
            return quote!(let #local = #local.transpose()?;);
        }
        Taken::Value(_) | Taken::Boxed(_) => return quote!(let #local = #local?;),
        Taken::Lent {
            ty,
            exclusive: false,
        } => quote!(unsafe { <#ty as ::ffi_runtime::exported::Lend>::shared(#c, #name) }?),
        Taken::Lent { ty, .. } => {
            quote!(unsafe { <#ty as ::ffi_runtime::exported::Lend>::exclusive(#c, #name) }?)
        }
        Taken::Text { owned } => {
            let text = quote!(unsafe { ::ffi_runtime::exported::text(#c, #name) }?);
            match owned {
                true => quote!(::std::string::String::from(#text)),
                false => text,
            }
        }
        Taken::CText => quote!(unsafe { ::ffi_runtime::exported::c_text(#c, #name) }?),
        Taken::Slice {
            element,
            exclusive,
            owned,
        } => {
            let make = match exclusive {
                true => quote!(slice_mut),
                false => quote!(slice),
            };
            let slice =
                quote!(unsafe { ::ffi_runtime::exported::#make::<#element>(#c, #second, #name) }?);
            match owned {
                true => quote!(#slice.to_vec()),
                false => slice,
            }
        }
    };
    let checked = match param.optional {
        true => quote! {
            match #c.is_null() {
                true => ::core::option::Option::None,
                // SAFETY: C gives what the header asks for, which the runtime checks as far as it can be checked.
                false => ::core::option::Option::Some(#checked),
            }
        },
        false => checked,
    };
    let mutable = matches!(
        param.taken,
        Taken::Lent {
            exclusive: true,
            ..
        }
    )
    .then(|| quote!(mut));
    quote! {
        // SAFETY: C gives what the header asks for, which the runtime checks as far as it can be checked.
        let #mutable #local = #checked;
    }
}

/// The argument as the user's function takes it.
pub(super) fn pass(param: &Param) -> TokenStream {
    let local = format_ident!("{}", local(param));
    match (&param.taken, param.optional) {
        (
            Taken::Lent {
                exclusive: false, ..
            },
            false,
        ) => quote!(&*#local),
        (
            Taken::Lent {
                exclusive: false, ..
            },
            true,
        ) => quote!(#local.as_deref()),
        (Taken::Lent { .. }, false) => quote!(&mut *#local),
        (Taken::Lent { .. }, true) => quote!(#local.as_deref_mut()),
        (Taken::Closure(closure), _) => match closure.life {
            Life::CallByReference { exclusive: true } => quote!(&mut #local),
            Life::CallByReference { exclusive: false } => quote!(&#local),
            _ => quote!(#local),
        },
        _ => quote!(#local),
    }
}

/// A name that no name of the user's is.
fn local(param: &Param) -> String {
    format!("__ffi_rust_{}", param.name)
}

/// A closure that calls a function of C's.
fn function_of_c(param: &Param, closure: &Closure) -> TokenStream {
    let local = format_ident!("{}", local(param));
    let name = &param.name;
    let c = format_ident!("__ffi_c_{}", param.c[0].name);
    let data = format_ident!("__ffi_c_{}", param.c[1].name);
    let count = closure.params.len();
    let arguments: Vec<_> = (0..count)
        .map(|index| format_ident!("argument_{index}"))
        .collect();
    let types = closure.params.iter().map(|(ty, _)| ty);
    let typed = quote!(#(#arguments: #types),*);
    match &closure.life {
        Life::Kept { object, .. } => {
            quote! {
                let __ffi_foreign = #local;
                let #local = ::ffi_runtime::exported::function(#c, #name)?;
                let #local: ::std::boxed::Box<#object> = ::std::boxed::Box::new(move |#typed| {
                    // SAFETY: C may be called with its data until `__ffi_foreign` is dropped.
                    unsafe { #local(#(#arguments,)* __ffi_foreign.data()) }
                });
            }
        }
        life => {
            let mutable =
                matches!(life, Life::CallByReference { exclusive: true }).then(|| quote!(mut));
            quote! {
                let #local = ::ffi_runtime::exported::function(#c, #name)?;
                let #mutable #local = |#typed| {
                    // SAFETY: C may be called with its data until this call ends.
                    unsafe { #local(#(#arguments,)* #data) }
                };
            }
        }
    }
}
