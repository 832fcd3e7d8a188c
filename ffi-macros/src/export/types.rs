//! Types that C knows: what the runtime is told of each.

use ffi_gen::frontend::rust::export::{
    C, Enumeration, Handle, Record, lifetimes, type_name, with_lifetimes,
};
use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, Lifetime, Type, ext::IdentExt, spanned::Spanned};

/// A handle, and the function that ends one.
pub(super) fn handle(handle: &Handle) -> TokenStream {
    let Handle {
        ident,
        name,
        free,
        send,
        sync,
        ..
    } = handle;
    let lifetimes = (0..handle.lifetimes).map(|_| quote!('_));
    let lifetimes: Vec<TokenStream> = lifetimes.collect();
    let ty = match lifetimes.is_empty() {
        true => quote!(#ident),
        false => quote!(#ident<#(#lifetimes),*>),
    };
    let own: Vec<Lifetime> = (0..handle.lifetimes).map(fresh).collect();
    let span = ident.span();
    let spelled = ident.unraw().to_string();
    let count = handle.lifetimes;
    let bounds = [(handle.send, quote!(Send)), (handle.sync, quote!(Sync))];
    let bounds = bounds
        .into_iter()
        .filter(|(said, _)| *said)
        .map(|(_, bound)| {
            quote_spanned! {span=>
                const _: fn() = || {
                    fn holds<T: ::core::marker::#bound>() {}
                    holds::<#ty>();
                };
            }
        });
    quote! {
        #(#bounds)*
        // SAFETY: the number is made of the path of the type and a symbol of its own, and no other type has these. What
        // threads may do is checked above.
        unsafe impl ::ffi_runtime::exported::Handle for #ty {
            const TAG: ::core::primitive::u64 = ::ffi_runtime::exported::tag(::core::concat!(
                ::core::module_path!(), "::", ::core::stringify!(#ident), " ", #free, " ",
                ::core::env!("CARGO_PKG_VERSION"),
            ));
            const NAME: &'static ::core::primitive::str = #name;
            const SEND: ::core::primitive::bool = #send;
            const SYNC: ::core::primitive::bool = #sync;
        }
        // SAFETY: each lifetime stands for itself.
        unsafe impl<#(#own),*> ::ffi_runtime::exported::Lives<(#(&#own (),)*)> for #ident<#(#own),*> {}
        // SAFETY: C has a pointer, as the header says.
        unsafe impl ::ffi_runtime::exported::Pass for #ty {
            type C = *mut ::core::ffi::c_void;
            const IDENT: &'static ::core::primitive::str = #spelled;
            const MODULE: &'static ::core::primitive::str = ::core::module_path!();
            const LIFETIMES: ::core::primitive::usize = #count;
            type Claim = ::ffi_runtime::exported::Claim<Self>;
            unsafe fn claim(
                c: Self::C,
                name: &'static ::core::primitive::str,
            ) -> ::core::result::Result<Self::Claim, ::ffi_runtime::last_error::LastError> {
                // SAFETY: as the caller says.
                unsafe { ::ffi_runtime::exported::claim(c, name) }
            }
            fn settle(claim: Self::Claim) -> Self {
                claim.value()
            }
            fn into_c(self) -> Self::C {
                ::ffi_runtime::exported::into_raw(self)
            }
        }
        impl ::ffi_runtime::exported::Absent for #ty {
            fn none() -> *mut ::core::ffi::c_void {
                ::core::ptr::null_mut()
            }
            fn is_none(c: *mut ::core::ffi::c_void) -> ::core::primitive::bool {
                c.is_null()
            }
        }
        // SAFETY: the runtime checks that it is an object of this type, and how it is used.
        unsafe impl ::ffi_runtime::exported::Lend for #ty {
            const LENDS: ::core::primitive::bool = #sync || !#send;
            type Shared<'lent> = ::ffi_runtime::exported::Shared<'lent, Self> where Self: 'lent;
            type Exclusive<'lent> = ::ffi_runtime::exported::Exclusive<'lent, Self> where Self: 'lent;
            unsafe fn shared<'lent>(
                pointer: *const ::core::ffi::c_void,
                name: &'static ::core::primitive::str,
            ) -> ::core::result::Result<Self::Shared<'lent>, ::ffi_runtime::last_error::LastError>
            where
                Self: 'lent,
            {
                // SAFETY: as the caller says.
                unsafe { ::ffi_runtime::exported::shared(pointer, name) }
            }
            unsafe fn exclusive<'lent>(
                pointer: *mut ::core::ffi::c_void,
                name: &'static ::core::primitive::str,
            ) -> ::core::result::Result<Self::Exclusive<'lent>, ::ffi_runtime::last_error::LastError>
            where
                Self: 'lent,
            {
                // SAFETY: as the caller says.
                unsafe { ::ffi_runtime::exported::exclusive(pointer, name) }
            }
        }
        // SAFETY: the symbol has the prefix of the library, which exports it once.
        #[unsafe(export_name = #free)]
        unsafe extern "C" fn __ffi_export(this: *mut ::core::ffi::c_void) {
            // SAFETY: C gives back an object that it owns, or null, as the header asks.
            unsafe { ::ffi_runtime::exported::free::<#ty>(this) }
        }
    }
}

/// A record, whose fields C has, too.
pub(super) fn record(record: &Record) -> TokenStream {
    let ident = &record.ident;
    let spelled = ident.unraw().to_string();
    let fields = record.fields.iter().map(|field| {
        let ty = &field.ty;
        let same = same(&field.c, ty);
        quote!(field::<#ty>(); #same)
    });
    quote! {
        const _: fn() = || {
            fn field<T: ::ffi_runtime::exported::Field>() {}
            #(#fields)*
        };
        // SAFETY: it has the layout of C and is copied, and its fields are such that C stores nothing else in them.
        unsafe impl ::ffi_runtime::exported::Field for #ident {}
        // SAFETY: as above.
        unsafe impl ::ffi_runtime::exported::Element for #ident {}
        // SAFETY: both sides have the same structure.
        unsafe impl ::ffi_runtime::exported::Pass for #ident {
            type C = Self;
            const IDENT: &'static ::core::primitive::str = #spelled;
            const MODULE: &'static ::core::primitive::str = ::core::module_path!();
            const LIFETIMES: ::core::primitive::usize = 0;
            type Claim = Self;
            #[inline]
            unsafe fn claim(
                c: Self,
                _: &'static ::core::primitive::str,
            ) -> ::core::result::Result<Self, ::ffi_runtime::last_error::LastError> {
                ::core::result::Result::Ok(c)
            }
            #[inline]
            fn settle(claim: Self) -> Self {
                claim
            }
            #[inline]
            fn into_c(self) -> Self {
                self
            }
        }
        // SAFETY: that it is neither null nor misaligned is checked, and more cannot be.
        unsafe impl ::ffi_runtime::exported::Lend for #ident {
            const LENDS: ::core::primitive::bool = true;
            type Shared<'lent> = &'lent Self;
            type Exclusive<'lent> = &'lent mut Self;
            #[inline]
            unsafe fn shared<'lent>(
                pointer: *const ::core::ffi::c_void,
                name: &'static ::core::primitive::str,
            ) -> ::core::result::Result<&'lent Self, ::ffi_runtime::last_error::LastError> {
                let place = ::ffi_runtime::exported::place_of::<Self>(pointer, name)?;
                // SAFETY: it is neither null nor misaligned, and the caller lends it.
                ::core::result::Result::Ok(unsafe { &*place })
            }
            #[inline]
            unsafe fn exclusive<'lent>(
                pointer: *mut ::core::ffi::c_void,
                name: &'static ::core::primitive::str,
            ) -> ::core::result::Result<&'lent mut Self, ::ffi_runtime::last_error::LastError> {
                let place = ::ffi_runtime::exported::place_of::<Self>(pointer, name)?;
                // SAFETY: it is neither null nor misaligned, and the caller lends it to nobody else.
                ::core::result::Result::Ok(unsafe { &mut *place })
            }
        }
    }
}

/// Checks that the type of a field is the one that the header has.
fn same(c: &C, ty: &Type) -> TokenStream {
    match c {
        C::Plain(plain, _) => quote_spanned! {ty.span()=>
            let _: fn(#ty) -> #plain = |number| number;
        },
        C::Array(element, Type::Array(array), _) => same(element, &array.elem),
        C::Value(ty) => named(ty, &format_ident!("named")),
        _ => TokenStream::new(),
    }
}

/// Checks that a type is the one that the header finds by its name, with the lifetimes that are written.
pub(super) fn named(ty: &Type, check: &Ident) -> TokenStream {
    let ident = type_name(ty);
    let count = lifetimes(ty).len();
    let lives = (count > 0).then(|| {
        let of_any = with_lifetimes(ty, &fresh);
        let any: Vec<Lifetime> = (0..count).map(fresh).collect();
        quote_spanned! {ty.span()=>
            const _: () = {
                #[allow(dead_code)]
                fn __ffi_lives<#(#any),*>() {
                    ::ffi_runtime::exported::lives::<#of_any, (#(&#any (),)*)>()
                }
            };
        }
    });
    quote_spanned! {ty.span()=>
        const { ::ffi_runtime::exported::#check::<#ty>(#ident, #count, ::core::module_path!()) };
        #lives
    }
}

/// A lifetime that no other is.
fn fresh(number: usize) -> Lifetime {
    Lifetime::new(&format!("'__ffi_{number}"), Span::mixed_site())
}

/// An enumeration, whose numbers are checked.
pub(super) fn enumeration(enumeration: &Enumeration) -> TokenStream {
    let Enumeration {
        ident, repr, name, ..
    } = enumeration;
    let why = format!("is no `{name}`");
    let spelled = ident.unraw().to_string();
    let values = enumeration.variants.iter().map(|(variant, _, value, _)| {
        let value = Literal::i128_unsuffixed(*value);
        (variant, value)
    });
    let (variants, values): (Vec<_>, Vec<_>) = values.unzip();
    quote! {
        // SAFETY: C has the number, whose type is as the header says.
        unsafe impl ::ffi_runtime::exported::Pass for #ident {
            type C = #repr;
            const IDENT: &'static ::core::primitive::str = #spelled;
            const MODULE: &'static ::core::primitive::str = ::core::module_path!();
            const LIFETIMES: ::core::primitive::usize = 0;
            type Claim = Self;
            #[inline]
            unsafe fn claim(
                c: Self::C,
                name: &'static ::core::primitive::str,
            ) -> ::core::result::Result<Self, ::ffi_runtime::last_error::LastError> {
                match c {
                    #(#values => ::core::result::Result::Ok(#ident::#variants),)*
                    _ => ::core::result::Result::Err(::ffi_runtime::exported::refuse(
                        ::ffi_runtime::exported::NO_VALUE,
                        name,
                        #why,
                    )),
                }
            }
            #[inline]
            fn settle(claim: Self) -> Self {
                claim
            }
            #[inline]
            fn into_c(self) -> Self::C {
                match self {
                    #(#ident::#variants => #values,)*
                }
            }
        }
    }
}
