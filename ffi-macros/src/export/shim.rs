//! The function that C calls: it checks what it is given, calls what the user wrote, and says how it went.

use ffi_gen::frontend::rust::export::{
    Answer, C, Closure, Form, Function, Life, Outcome, Param, Taken,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};

/// The function for C.
pub(super) fn write(function: &Function) -> TokenStream {
    let span = function.ident.span();
    let symbol = &function.symbol;
    let lifetimes = &function.lifetimes;
    let generics = (!lifetimes.is_empty()).then(|| quote!(<#(#lifetimes),*>));
    let params = function.c_params();
    let params = params.iter().map(|param| {
        let name = format_ident!("c_{}", param.name);
        let ty = c_type(&param.ty);
        quote!(#name: #ty)
    });
    let result = function.c_result().map(|c| {
        let ty = c_type(&c);
        quote!(-> #ty)
    });
    let body = body(function);
    quote_spanned! {span=>
        // SAFETY: the symbol has the prefix of the library, which exports it once.
        #[unsafe(export_name = #symbol)]
        #[allow(clippy::too_many_arguments, clippy::type_complexity, improper_ctypes_definitions)]
        unsafe extern "C" fn __export #generics (#(#params),*) #result {
            #body
        }
    }
}

/// What C gives and gets, as Rust spells it.
fn c_type(c: &C) -> TokenStream {
    match c {
        C::Plain(ty, _) | C::Array(_, ty, _) | C::Element(ty) => ty.to_token_stream(),
        C::Value(ty) => quote!(<#ty as ::ffi_runtime::exported::Pass>::C),
        C::Lent {
            exclusive: true, ..
        }
        | C::Data => quote!(*mut ::core::ffi::c_void),
        C::Lent { .. } => quote!(*const ::core::ffi::c_void),
        C::Pointer { to, is_const } => {
            let to = c_type(to);
            match is_const {
                true => quote!(*const #to),
                false => quote!(*mut #to),
            }
        }
        C::Destroy => {
            quote!(::core::option::Option<unsafe extern "C" fn(*mut ::core::ffi::c_void)>)
        }
        C::Function { params, result } => {
            let params = params.iter().map(c_type);
            let result = result.as_ref().map(|result| {
                let result = c_type(result);
                quote!(-> #result)
            });
            quote!(::core::option::Option<
                unsafe extern "C" fn(#(#params,)* *mut ::core::ffi::c_void) #result
            >)
        }
    }
}

fn body(function: &Function) -> TokenStream {
    let Outcome {
        fallible,
        optional,
        answer,
        at,
        ..
    } = &function.outcome;
    let places = places(function);
    let claims = function.params.iter().filter_map(claim);
    let arguments = function.params.iter().map(argument);
    let settled = function.params.iter().filter_map(settle);
    let names = function.params.iter().map(pass);
    let ident = &function.ident;
    let call = match &function.of {
        Some(of) => quote!(<#of>::#ident(#(#names),*)),
        None => quote!(#ident(#(#names),*)),
    };
    let unwrap = fallible.then(|| {
        let keep = quote_spanned!(*at=> ::ffi_runtime::status::kept(error));
        quote! {
            let result = match result {
                ::core::result::Result::Ok(result) => result,
                ::core::result::Result::Err(error) => return ::core::result::Result::Err(#keep),
            };
        }
    });
    let give = give(function, answer, *optional);
    let inner = quote! {
        #(#claims)*
        #places
        #(#arguments)*
        #(#settled)*
        let result = #call;
        #unwrap
        #give
    };
    match &function.form {
        Form::Status => quote!(::ffi_runtime::exported::status(|| { #inner })),
        Form::Pointer => quote!(::ffi_runtime::exported::pointer(|| { #inner }) as _),
        Form::Direct(instead) => {
            let instead = match answer {
                Answer::Value(_) => quote!(::ffi_runtime::exported::Pass::into_c(#instead)),
                Answer::Char => quote!(u32::from(#instead)),
                _ => quote!(#instead),
            };
            quote!(::ffi_runtime::exported::direct(#instead, || { #inner }))
        }
    }
}

/// Takes what C gives away, before anything can fail: whatever becomes of the call, it is C's no more.
fn claim(param: &Param) -> Option<TokenStream> {
    let local = format_ident!("{}", local(param));
    let c = format_ident!("c_{}", param.name);
    let name = &param.name;
    let claim = match &param.taken {
        Taken::Value(ty) | Taken::Boxed(ty) => {
            quote!(unsafe { <#ty as ::ffi_runtime::exported::Pass>::claim(#c, #name) })
        }
        Taken::Closure(Closure {
            life: Life::Kept { .. },
            ..
        }) => {
            let data = format_ident!("c_{}", param.c[1].name);
            let destroy = format_ident!("c_{}", param.c[2].name);
            return Some(quote! {
                // SAFETY: C gives data and what frees it, as the header asks.
                let #local = unsafe { ::ffi_runtime::exported::Foreign::new(#data, #destroy) };
            });
        }
        _ => return None,
    };
    let claim = match param.optional {
        true => quote! {
            match #c.is_null() {
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
fn settle(param: &Param) -> Option<TokenStream> {
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

/// The places for results are looked at before anything is done.
fn places(function: &Function) -> TokenStream {
    let place = |name: &str| {
        let ident = format_ident!("c_{name}");
        quote!(let #ident = ::ffi_runtime::exported::place(#ident, #name)?;)
    };
    let has_out = matches!(function.form, Form::Status) && function.c_answer().is_some();
    let out = has_out.then(|| place("out"));
    let length = function.has_length().then(|| place("out_len"));
    quote!(#out #length)
}

/// Makes an argument of what C gave.
fn argument(param: &Param) -> TokenStream {
    let local = format_ident!("{}", local(param));
    let c = format_ident!("c_{}", param.name);
    let name = &param.name;
    let second = param
        .c
        .get(1)
        .map(|second| format_ident!("c_{}", second.name));
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
fn pass(param: &Param) -> TokenStream {
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
    format!("rust_{}", param.name)
}

/// A closure that calls a function of C's.
fn function_of_c(param: &Param, closure: &Closure) -> TokenStream {
    let local = format_ident!("{}", local(param));
    let name = &param.name;
    let c = format_ident!("c_{}", param.c[0].name);
    let data = format_ident!("c_{}", param.c[1].name);
    let count = closure.params.len();
    let arguments: Vec<_> = (0..count)
        .map(|index| format_ident!("argument_{index}"))
        .collect();
    let types = closure.params.iter().map(|(ty, _)| ty);
    let typed = quote!(#(#arguments: #types),*);
    match &closure.life {
        Life::Kept { object, .. } => {
            quote! {
                let foreign = #local;
                let #local = ::ffi_runtime::exported::function(#c, #name)?;
                let #local: ::std::boxed::Box<#object> = ::std::boxed::Box::new(move |#typed| {
                    // SAFETY: C may be called with its data until `foreign` is dropped.
                    unsafe { #local(#(#arguments,)* foreign.data()) }
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

/// Gives C the result.
fn give(function: &Function, answer: &Answer, optional: bool) -> TokenStream {
    if let Answer::Unit = answer {
        return quote! {
            let () = result;
            ::core::result::Result::Ok(())
        };
    }
    let value = converted(answer);
    let length = function.has_length().then(|| {
        let none = optional.then(|| quote!(if let ::core::option::Option::Some(result) = &result));
        let otherwise = optional.then(|| {
            quote!(else {
                // SAFETY: as above.
                unsafe { c_out_len.write(0) };
            })
        });
        quote! {
            #none {
                // SAFETY: the place was checked, and C lends it.
                unsafe { c_out_len.write(result.len()) };
            } #otherwise
        }
    });
    let value = match optional {
        true => quote! {
            match result {
                ::core::option::Option::Some(result) => #value,
                ::core::option::Option::None => ::core::ptr::null_mut(),
            }
        },
        false => value,
    };
    match function.form {
        Form::Status => quote! {
            #length
            let result = #value;
            // SAFETY: the place was checked, and C lends it.
            unsafe { c_out.write(result as _) };
            ::core::result::Result::Ok(())
        },
        Form::Pointer | Form::Direct(_) => quote! {
            #length
            ::core::result::Result::Ok(#value)
        },
    }
}

/// What C has instead of a value of Rust.
fn converted(answer: &Answer) -> TokenStream {
    match answer {
        Answer::Unit => quote!(()),
        Answer::Plain(..) => quote!(result),
        Answer::Char => quote!(u32::from(result)),
        Answer::Value(_) => quote!(::ffi_runtime::exported::Pass::into_c(result)),
        Answer::Boxed(_) => quote!(::ffi_runtime::exported::into_raw(*result)),
        Answer::Text => quote!(result.as_ptr().cast_mut().cast::<::core::ffi::c_char>()),
        Answer::CText => quote!(result.as_ptr().cast_mut()),
        Answer::Slice(..) => quote!(result.as_ptr().cast_mut()),
        Answer::String => quote!(::ffi_runtime::exported::copy_text(&result)?),
        Answer::Vec(..) => quote!(::ffi_runtime::exported::copy_slice(&result)),
    }
}
