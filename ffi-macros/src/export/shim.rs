//! The function that C calls: it checks what it is given, calls what the user wrote, and says how it went.

mod argument;
mod check;

use argument::{apart, argument, claim, pass, settle};
use check::checks;
use ffi_gen::frontend::rust::export::{Answer, C, Form, Function, Outcome, Taken, with_lifetimes};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Lifetime, spanned::Spanned};

/// The function for C.
pub(super) fn write(function: &Function) -> TokenStream {
    let span = function.ident.span();
    let symbol = &function.symbol;
    let lifetimes = &function.lifetimes;
    let generics = (!lifetimes.is_empty()).then(|| quote!(<#(#lifetimes),*>));
    let params = function.c_params();
    let params = params.iter().map(|param| {
        let name = format_ident!("__ffi_c_{}", param.name);
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
        #[allow(improper_ctypes_definitions)]
        unsafe extern "C" fn __ffi_export #generics (#(#params),*) #result {
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
    let apart = apart(function);
    let claims = function.params.iter().filter_map(claim);
    let arguments = function.params.iter().map(argument);
    let settled = function.params.iter().filter_map(settle);
    let names = function.params.iter().map(pass);
    let ident = &function.ident;
    let call = match &function.of {
        Some(of) => {
            // Of this call, whatever the lifetimes are called where the function is declared.
            let of = with_lifetimes(of, &|_| Lifetime::new("'_", of.span()));
            quote!(<#of>::#ident(#(#names),*))
        }
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
    // A function that C gave may have called another one, which failed.
    let has_closure = function
        .params
        .iter()
        .any(|param| matches!(param.taken, Taken::Closure(_)));
    let forget = has_closure.then(|| quote!(::ffi_runtime::last_error::clear();));
    let inner = quote! {
        #(#claims)*
        #places
        #apart
        #(#arguments)*
        #(#settled)*
        let result = #call;
        #unwrap
        #forget
        #give
    };
    let checks = checks(function);
    match &function.form {
        Form::Status => quote!(#checks ::ffi_runtime::exported::status(|| { #inner })),
        Form::Pointer => quote!(#checks ::ffi_runtime::exported::pointer(|| { #inner }) as _),
        Form::Direct(instead) => {
            let (ty, result) = match answer {
                Answer::Plain(ty, _) | Answer::Value(ty) => {
                    let ty = with_lifetimes(ty, &|_| Lifetime::new("'static", ty.span()));
                    (ty, converted(answer))
                }
                Answer::Char => (quote!(::core::primitive::char), converted(answer)),
                _ => (quote!(()), quote!(result)),
            };
            // A function of its own, in which nothing is unsafe that the user has not called so.
            quote! {
                #checks
                fn __ffi_instead() -> #ty {
                    #instead
                }
                let instead = || {
                    let result = __ffi_instead();
                    #result
                };
                ::ffi_runtime::exported::direct(instead, || { #inner })
            }
        }
    }
}

/// The places for results are looked at before anything is done.
fn places(function: &Function) -> TokenStream {
    let place = |name: &str| {
        let ident = format_ident!("__ffi_c_{name}");
        quote!(let #ident = ::ffi_runtime::exported::place(#ident, #name)?;)
    };
    let has_out = matches!(function.form, Form::Status) && function.c_answer().is_some();
    let out = has_out.then(|| place("out"));
    let length = function.has_length().then(|| place("out_len"));
    quote!(#out #length)
}

/// Gives C the result.
fn give(function: &Function, answer: &Answer, optional: bool) -> TokenStream {
    if let Answer::Unit = answer {
        return quote! {
            let () = result;
            ::core::result::Result::Ok(())
        };
    }
    let whole = viewed(answer);
    let value = converted(answer);
    let length = |length: TokenStream| {
        function.has_length().then(|| {
            quote! {
                // SAFETY: the place was checked, and C lends it.
                unsafe { __ffi_c_out_len.write(#length) };
            }
        })
    };
    let some = length(quote!(result.len()));
    let value = match optional {
        true => {
            let no_length = length(quote!(0));
            let none = match answer {
                Answer::Value(ty) => quote!(<#ty as ::ffi_runtime::exported::Absent>::none()),
                _ => quote!(::core::ptr::null_mut()),
            };
            quote! {
                match result {
                    ::core::option::Option::Some(result) => {
                        #whole
                        #some
                        #value
                    }
                    ::core::option::Option::None => {
                        #no_length
                        #none
                    }
                }
            }
        }
        false => quote!({
            #whole
            #some
            #value
        }),
    };
    // Pointers of Rust's own to what C only reads.
    let is_pointer = matches!(
        function.c_answer(),
        Some(C::Pointer { .. } | C::Lent { .. })
    );
    let pointer = is_pointer.then(|| quote!(as _));
    match function.form {
        Form::Status => quote! {
            let result = #value;
            // SAFETY: the place was checked, and C lends it.
            unsafe { __ffi_c_out.write(result #pointer) };
            ::core::result::Result::Ok(())
        },
        Form::Pointer | Form::Direct(_) => quote!(::core::result::Result::Ok(#value)),
    }
}

/// What C has instead of a value of Rust.
fn converted(answer: &Answer) -> TokenStream {
    match answer {
        Answer::Unit => quote!(()),
        Answer::Plain(..) => quote!(result),
        Answer::Char => quote!(::core::primitive::u32::from(result)),
        Answer::Value(_) => quote!(::ffi_runtime::exported::Pass::into_c(result)),
        Answer::Boxed(_) => quote!(::ffi_runtime::exported::into_raw(*result)),
        Answer::Text => quote!(result.as_ptr().cast_mut().cast::<::core::ffi::c_char>()),
        Answer::CText => quote!(result.as_ptr().cast_mut()),
        Answer::Slice(_, c) => {
            let element = c_type(c);
            quote!(::ffi_runtime::exported::lent_slice::<#element>(result))
        }
        Answer::String => quote!(::ffi_runtime::exported::copy_text(result)?),
        Answer::Vec(..) => quote!(::ffi_runtime::exported::copy_slice(result)),
    }
}

/// Text and elements as what they are, whatever the type of the result adds to them.
fn viewed(answer: &Answer) -> Option<TokenStream> {
    Some(match answer {
        Answer::Text => quote!(let result: &::core::primitive::str = result;),
        Answer::CText => quote!(let result: &::core::ffi::CStr = result;),
        Answer::String => quote!(let result: &::core::primitive::str = &result;),
        Answer::Slice(_, c) => {
            let element = c_type(c);
            quote!(let result: &[#element] = result;)
        }
        Answer::Vec(_, c) => {
            let element = c_type(c);
            quote!(let result: &[#element] = &result;)
        }
        _ => return None,
    })
}
