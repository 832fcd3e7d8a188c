//! Types of Rust, taken apart as far as their spelling goes.

use super::{Answer, C, Closure, Refusal, Taken, closure};
use crate::contract::{IntKind, Ty};
use crate::frontend::rust::ty::{KNOWN, meaning, plain};
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    GenericArgument, Lifetime, Path, PathArguments, Type, TypePath, TypeReference, parse_quote,
};

/// What a parameter is, and whether null is none.
pub(super) fn taken(ty: &Type) -> Result<(Taken, bool), Refusal> {
    match option(ty) {
        Some(inner) => match taken_whole(inner)? {
            Taken::Plain | Taken::Char => Err(Refusal::new(
                ty,
                "C has no value that would mean `None` here",
                "take the number itself, with one of its values for none, or a pointer: `Option<&T>`",
            )),
            Taken::Closure(_) => Err(Refusal::new(
                ty,
                "a function that may be left out cannot be exported",
                "export a second function that takes none",
            )),
            other => Ok((other, true)),
        },
        None => Ok((taken_whole(ty)?, false)),
    }
}

fn taken_whole(ty: &Type) -> Result<Taken, Refusal> {
    match ty {
        Type::Paren(inner) => taken_whole(&inner.elem),
        Type::Group(inner) => taken_whole(&inner.elem),
        Type::Reference(reference) => lent(ty, reference),
        Type::ImplTrait(function) => closure::given(ty, &function.bounds).map(closure_of),
        Type::Path(path) => by_value(ty, path),
        _ => Err(unknown(ty)),
    }
}

fn closure_of(closure: Closure) -> Taken {
    Taken::Closure(Box::new(closure))
}

fn lent(ty: &Type, reference: &TypeReference) -> Result<Taken, Refusal> {
    let exclusive = reference.mutability.is_some();
    match &*reference.elem {
        Type::TraitObject(object) => {
            closure::by_reference(ty, &object.bounds, exclusive).map(closure_of)
        }
        Type::Slice(slice) => {
            let element = (*slice.elem).clone();
            element_of(&element)?;
            Ok(Taken::Slice {
                element,
                exclusive,
                owned: false,
            })
        }
        Type::Path(path) => match name(&path.path).as_deref() {
            Some("str" | "CStr") if exclusive => Err(Refusal::new(
                ty,
                "text that C gives cannot be written",
                "take `&str` and return a `String`, or take `&mut [u8]`",
            )),
            Some("str") => Ok(Taken::Text { owned: false }),
            Some("CStr") => Ok(Taken::CText),
            Some("String" | "Vec" | "Box" | "Option" | "Result") => Err(Refusal::new(
                ty,
                "C has no pointers to this",
                "take what it holds: `&str`, `&[T]`, `&T`, `Option<&T>`",
            )),
            Some(known) if known == "char" || number(known).is_some() => Err(Refusal::new(
                ty,
                format!("a reference to a `{known}` cannot be told from one to many"),
                format!("take it by value, or as `&[{known}]`"),
            )),
            _ => Ok(Taken::Lent {
                ty: named(&reference.elem)?,
                exclusive,
            }),
        },
        _ => Err(unknown(ty)),
    }
}

fn by_value(ty: &Type, path: &TypePath) -> Result<Taken, Refusal> {
    let known = name(&path.path);
    match (known.as_deref(), argument(&path.path)) {
        (Some("char"), _) => Ok(Taken::Char),
        (Some("String"), _) => Ok(Taken::Text { owned: true }),
        (Some("Vec"), Some(element)) => {
            element_of(element)?;
            Ok(Taken::Slice {
                element: element.clone(),
                exclusive: false,
                owned: true,
            })
        }
        (Some("Box"), Some(Type::TraitObject(object))) => closure::kept(ty, object).map(closure_of),
        (Some("Box"), Some(inner)) => Ok(Taken::Boxed(named(inner)?)),
        (Some(known), _) if number(known).is_some() => Ok(Taken::Plain),
        _ => named(ty).map(Taken::Value),
    }
}

/// What a result is, without `Result` and `Option`.
pub(super) fn answer(ty: &Type) -> Result<Answer, Refusal> {
    match ty {
        Type::Paren(inner) => answer(&inner.elem),
        Type::Group(inner) => answer(&inner.elem),
        Type::Tuple(tuple) if tuple.elems.is_empty() => Ok(Answer::Unit),
        Type::Tuple(_) => Err(Refusal::new(
            ty,
            "C has no tuples",
            "return a `#[repr(C)]` structure that is exported and `Copy`",
        )),
        Type::ImplTrait(_) => Err(Refusal::new(
            ty,
            "C cannot hold a value of a type that has no name",
            "return an exported type that holds it: a structure with a `Box<dyn …>` in it",
        )),
        Type::Reference(reference) => lent_answer(ty, reference),
        Type::Path(path) => {
            let known = name(&path.path);
            match (known.as_deref(), argument(&path.path)) {
                (Some("char"), _) => Ok(Answer::Char),
                (Some("String"), _) => Ok(Answer::String),
                (Some("Vec"), Some(element)) => {
                    Ok(Answer::Vec(element.clone(), element_of(element)?))
                }
                (Some("Box"), Some(inner)) => Ok(Answer::Boxed(named(inner)?)),
                (Some(known), _) if let Some(number) = number(known) => {
                    Ok(Answer::Plain(ty.clone(), number))
                }
                _ => named(ty).map(Answer::Value),
            }
        }
        _ => Err(unknown(ty)),
    }
}

fn lent_answer(ty: &Type, reference: &TypeReference) -> Result<Answer, Refusal> {
    if reference.mutability.is_some() {
        return Err(Refusal::new(
            ty,
            "nobody would see to it that C writes this only while nothing else uses it",
            "export a function that writes it",
        ));
    }
    match &*reference.elem {
        Type::Slice(slice) => Ok(Answer::Slice(
            (*slice.elem).clone(),
            element_of(&slice.elem)?,
        )),
        Type::Path(path) => match name(&path.path).as_deref() {
            Some("str") => Ok(Answer::Text),
            Some("CStr") => Ok(Answer::CText),
            _ => Err(Refusal::new(
                ty,
                "a value within another one is no object of its own, which a pointer of C's could lead to",
                "return a copy, or a handle that holds a reference: `struct View<'a>(&'a T)`",
            )),
        },
        _ => Err(unknown(ty)),
    }
}

/// The type of elements that C can store.
pub(super) fn element_of(ty: &Type) -> Result<C, Refusal> {
    let Type::Path(path) = ty else {
        return Err(Refusal::new(
            ty,
            "C cannot store such elements",
            "elements are numbers, or `#[repr(C)]` structures that are exported and `Copy`",
        ));
    };
    match name(&path.path).as_deref() {
        Some("bool" | "char") => Err(Refusal::new(
            ty,
            "not every byte that C may store is one",
            "take `&[u8]` or `&[u32]`, and look at each",
        )),
        Some(known) if let Some(number) = number(known) => Ok(number),
        _ => named(ty).map(C::Element),
    }
}

/// The type of a field that both sides have.
pub(super) fn field(ty: &Type) -> Result<C, Refusal> {
    match ty {
        Type::Array(array) => {
            let length = crate::frontend::rust::ty::length(&array.len).ok_or_else(|| {
                Refusal::new(
                    &array.len,
                    "how long this is, only the compiler knows",
                    "write the length as a number",
                )
            })?;
            Ok(C::Array(Box::new(field(&array.elem)?), ty.clone(), length))
        }
        Type::Reference(_) => Err(Refusal::new(
            ty,
            "C would copy the reference and not what it leads to, and keep it longer than that lives",
            "leave `#[repr(C)]` away, so that the type is a handle, or store the value itself",
        )),
        Type::Ptr(_) => Err(Refusal::new(
            ty,
            "who owns what the pointer leads to, a copy cannot say",
            "leave `#[repr(C)]` away, so that the type is a handle",
        )),
        Type::Path(path) => match name(&path.path).as_deref() {
            Some("char") => Err(Refusal::new(
                ty,
                "not every number that C may store is a character",
                "store a `u32`",
            )),
            Some("String" | "Vec" | "Box" | "Option" | "Rc" | "Arc") => Err(Refusal::new(
                ty,
                "C would copy it, and then two would own it",
                "leave `#[repr(C)]` away, so that the type is a handle",
            )),
            Some(known) if let Some(number) = number(known) => Ok(number),
            _ => named(ty).map(C::Value),
        },
        _ => Err(unknown(ty)),
    }
}

/// A type that is exported somewhere.
fn named(ty: &Type) -> Result<Type, Refusal> {
    let Type::Path(TypePath {
        qself: None, path, ..
    }) = ty
    else {
        return Err(unknown(ty));
    };
    let Some(last) = path.segments.last() else {
        return Err(unknown(ty));
    };
    match (plain(&last.ident).as_str(), &last.arguments) {
        (
            "Rc" | "Arc" | "Cow" | "Pin" | "Vec" | "Box" | "HashMap" | "BTreeMap" | "Result"
            | "Option",
            _,
        ) => Err(unknown(ty)),
        ("u128" | "i128", _) => Err(Refusal::new(
            ty,
            "C99 has no integers of 128 bits",
            "take two halves of 64 bits",
        )),
        ("CString" | "OsStr" | "OsString" | "Path" | "PathBuf" | "str", _) => Err(unknown(ty)),
        (_, PathArguments::None) => Ok(ty.clone()),
        (_, PathArguments::AngleBracketed(arguments))
            if arguments
                .args
                .iter()
                .all(|one| matches!(one, GenericArgument::Lifetime(_))) =>
        {
            Ok(ty.clone())
        }
        _ => Err(Refusal::new(
            ty,
            "a type with arguments is none that C could name",
            "export a structure that holds it, and use that",
        )),
    }
}

pub(super) fn unknown(ty: &Type) -> Refusal {
    Refusal::new(
        ty,
        format!("`{}` has no counterpart in C", spelled(ty)),
        "use numbers, `&str`, `&[T]`, `Option`, `Result`, closures, and types that are exported",
    )
}

/// A number or a truth value, which is the same on both sides. It is spelled so that no type of the user's is meant that
/// has its name.
pub(super) fn number(name: &str) -> Option<C> {
    let (_, ty) = KNOWN.iter().find(|(known, _)| *known == name)?;
    match ty {
        Ty::Void | Ty::Int(IntKind::Fixed { bits: 128, .. }) => None,
        ty => Some(C::Plain(
            syn::parse_str(&meaning(name, ty)).ok()?,
            ty.clone(),
        )),
    }
}

/// The last name of a path.
pub(super) fn name(path: &Path) -> Option<String> {
    path.segments.last().map(|segment| plain(&segment.ident))
}

/// The first type among the arguments of a path.
pub(super) fn argument(path: &Path) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn argument_of<'a>(ty: &'a Type, wanted: &str) -> Option<&'a Type> {
    match ty {
        Type::Path(path) if name(&path.path).as_deref() == Some(wanted) => argument(&path.path),
        Type::Paren(inner) => argument_of(&inner.elem, wanted),
        Type::Group(inner) => argument_of(&inner.elem, wanted),
        _ => None,
    }
}

/// What may be absent.
pub fn option(ty: &Type) -> Option<&Type> {
    argument_of(ty, "Option")
}

/// What a function that can fail gives.
pub(super) fn result(ty: &Type) -> Option<&Type> {
    argument_of(ty, "Result")
}

/// Puts a type in the place of `Self`.
pub(super) fn with_self(ty: &Type, own: Option<&Type>) -> Type {
    let Some(own) = own else { return ty.clone() };
    let replaced = replace_self(ty.to_token_stream(), &own.to_token_stream());
    syn::parse2(replaced).unwrap_or_else(|_| ty.clone())
}

fn replace_self(tokens: TokenStream, own: &TokenStream) -> TokenStream {
    let replace = |token: TokenTree| match token {
        TokenTree::Ident(ident) if ident == "Self" => own.clone(),
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), replace_self(group.stream(), own));
            inner.set_span(group.span());
            TokenTree::from(inner).into()
        }
        other => other.into(),
    };
    tokens.into_iter().flat_map(replace).collect()
}

/// The lifetimes that a type names; `_` for those that it leaves out.
pub fn lifetimes(ty: &Type) -> Vec<String> {
    let mut found = Vec::new();
    find_lifetimes(ty.to_token_stream(), &mut found);
    found
}

/// A type with other lifetimes: `name` gives each that is written, by its number, another one.
pub fn with_lifetimes(ty: &Type, name: &dyn Fn(usize) -> Lifetime) -> TokenStream {
    rename_lifetimes(ty.to_token_stream(), name, &mut 0)
}

fn rename_lifetimes(
    tokens: TokenStream,
    name: &dyn Fn(usize) -> Lifetime,
    count: &mut usize,
) -> TokenStream {
    let mut renamed = TokenStream::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '\'' => {
                tokens.next();
                renamed.extend(name(*count).into_token_stream());
                *count += 1;
            }
            TokenTree::Group(group) => {
                let inner = rename_lifetimes(group.stream(), name, count);
                let mut inner = Group::new(group.delimiter(), inner);
                inner.set_span(group.span());
                renamed.extend([TokenTree::from(inner)]);
            }
            other => renamed.extend([other]),
        }
    }
    renamed
}

fn find_lifetimes(tokens: TokenStream, found: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let next = tokens.peek();
        let is_named = matches!(next, Some(TokenTree::Punct(mark)) if mark.as_char() == '\'');
        match (token, next) {
            (TokenTree::Punct(mark), Some(TokenTree::Ident(name))) if mark.as_char() == '\'' => {
                found.push(name.to_string());
            }
            (TokenTree::Punct(mark), _) if mark.as_char() == '&' && !is_named => {
                found.push("_".to_owned());
            }
            (TokenTree::Group(group), _) => find_lifetimes(group.stream(), found),
            _ => {}
        }
    }
}

/// A number of the machine, for parameters that C has and Rust has not.
pub(super) fn of_machine(ty: &Ty) -> C {
    let spelled: Type = match ty {
        Ty::Int(IntKind::Char) => parse_quote!(::core::ffi::c_char),
        Ty::Int(IntKind::Size { .. }) => parse_quote!(::core::primitive::usize),
        Ty::Int(IntKind::Fixed { .. }) => parse_quote!(::core::primitive::u32),
        _ => parse_quote!(::core::ffi::c_int),
    };
    C::Plain(spelled, ty.clone())
}

/// A type as it was written, without the spaces between its tokens.
fn spelled(ty: &Type) -> String {
    let text = ty.to_token_stream().to_string();
    text.replace(" < ", "<")
        .replace(" >", ">")
        .replace("& ", "&")
        .replace(" :: ", "::")
        .replace(" ,", ",")
}
