//! Rust's types as types of a contract.

use super::bind::Items;
use crate::contract::{
    CallConv, Exit, FloatKind, IntKind, ItemId, Param, Qualifiers, Signature, Ty,
};
use quote::ToTokens;
use syn::{
    Abi, Expr, ExprLit, GenericArgument, Lit, Path, PathArguments, PointerMutability, ReturnType,
    Type, TypeFnPtr,
};

/// Types that have the same name wherever they come from: `core::ffi`, `std::os::raw`, `libc`.
pub(super) const KNOWN: &[(&str, Ty)] = &[
    ("bool", Ty::Bool),
    ("c_char", Ty::Int(IntKind::Char)),
    ("c_double", Ty::Float(FloatKind::Double)),
    ("c_float", Ty::Float(FloatKind::Float)),
    ("c_int", Ty::Int(IntKind::Int)),
    ("c_long", Ty::Int(IntKind::Long)),
    ("c_longlong", Ty::Int(IntKind::LongLong)),
    ("c_schar", Ty::Int(IntKind::SChar)),
    ("c_short", Ty::Int(IntKind::Short)),
    ("c_uchar", Ty::Int(IntKind::UChar)),
    ("c_uint", Ty::Int(IntKind::UInt)),
    ("c_ulong", Ty::Int(IntKind::ULong)),
    ("c_ulonglong", Ty::Int(IntKind::ULongLong)),
    ("c_ushort", Ty::Int(IntKind::UShort)),
    ("c_void", Ty::Void),
    ("f32", Ty::Float(FloatKind::Float)),
    ("f64", Ty::Float(FloatKind::Double)),
    ("i128", fixed(128, true)),
    ("i16", fixed(16, true)),
    ("i32", fixed(32, true)),
    ("i64", fixed(64, true)),
    ("i8", fixed(8, true)),
    ("int16_t", fixed(16, true)),
    ("int32_t", fixed(32, true)),
    ("int64_t", fixed(64, true)),
    ("int8_t", fixed(8, true)),
    ("intptr_t", size(true)),
    ("isize", size(true)),
    ("ptrdiff_t", size(true)),
    ("size_t", size(false)),
    ("ssize_t", size(true)),
    ("u128", fixed(128, false)),
    ("u16", fixed(16, false)),
    ("u32", fixed(32, false)),
    ("u64", fixed(64, false)),
    ("u8", fixed(8, false)),
    ("uint16_t", fixed(16, false)),
    ("uint32_t", fixed(32, false)),
    ("uint64_t", fixed(64, false)),
    ("uint8_t", fixed(8, false)),
    ("uintptr_t", size(false)),
    ("usize", size(false)),
];

const fn fixed(bits: u16, signed: bool) -> Ty {
    Ty::Int(IntKind::Fixed { bits, signed })
}

const fn size(signed: bool) -> Ty {
    Ty::Int(IntKind::Size { signed })
}

impl Items<'_> {
    /// A type as C sees it. What has no counterpart in C is [`Ty::Unsupported`], which keeps the wrapper away.
    pub(super) fn ty(&mut self, ty: &Type) -> Ty {
        match ty {
            Type::Group(group) => self.ty(&group.elem),
            Type::Paren(paren) => self.ty(&paren.elem),
            Type::Tuple(tuple) if tuple.elems.is_empty() => Ty::Void,
            Type::Ptr(pointer) => Ty::Pointer {
                pointee: Box::new(self.ty(&pointer.elem)),
                qualifiers: Qualifiers {
                    is_const: matches!(pointer.mutability, PointerMutability::Const(_)),
                    is_volatile: false,
                },
            },
            Type::Array(array) => match length(&array.len) {
                Some(len) => Ty::Array {
                    element: Box::new(self.ty(&array.elem)),
                    len: Some(len),
                },
                None => self.unsupported(ty),
            },
            Type::Path(path) if path.qself.is_none() => self.path(&path.path),
            _ => self.unsupported(ty),
        }
    }

    /// What an alias stands for: it may name a function type, which is a function pointer only within `Option`.
    pub(super) fn aliased(&mut self, ty: &Type) -> Ty {
        match ty {
            Type::FnPtr(function) => match self.function(function) {
                Ty::Pointer { pointee, .. } => *pointee,
                other => other,
            },
            ty => self.ty(ty),
        }
    }

    /// What a signature comes down to.
    pub(super) fn signature(&mut self, signature: &syn::Signature, abi: &Abi) -> Signature {
        let mut params = Vec::new();
        for input in &signature.inputs {
            if let syn::FnArg::Typed(param) = input {
                let name = match &*param.pat {
                    syn::Pat::Ident(pat) => Some(plain(&pat.ident)),
                    _ => None,
                };
                let ty = self.ty(&param.ty);
                params.push(Param { name, ty });
            }
        }
        self.assemble(params, &signature.output, signature.variadic.is_some(), abi)
    }

    fn path(&mut self, path: &Path) -> Ty {
        let Some(last) = path.segments.last() else {
            return self.unsupported(path);
        };
        let name = plain(&last.ident);
        match &last.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(arguments) if name == "Option" => {
                return match arguments.args.first() {
                    Some(GenericArgument::Type(Type::FnPtr(function))) => self.function(function),
                    Some(GenericArgument::Type(Type::Path(inner))) => {
                        match self.declared(&inner.path) {
                            Some(function) if self.functions.contains(&function) => {
                                Ty::pointer_to(Ty::Item(function))
                            }
                            _ => self.unsupported(path),
                        }
                    }
                    _ => self.unsupported(path),
                };
            }
            _ => return self.unsupported(path),
        }
        match self.declared(path) {
            // C has no function that is a value, and Rust no null among its function pointers.
            Some(id) if self.functions.contains(&id) => return self.unsupported(path),
            Some(id) => return Ty::Item(id),
            None => {}
        }
        match KNOWN.iter().find(|(known, _)| *known == name) {
            Some((_, ty)) => {
                self.known
                    .entry(path.to_token_stream().to_string())
                    .or_insert_with(|| (path.to_token_stream(), meaning(&name, ty)));
                ty.clone()
            }
            None => Ty::Item(self.elsewhere(path, &name)),
        }
    }

    /// A pointer to a function, which may be null.
    fn function(&mut self, function: &TypeFnPtr) -> Ty {
        let Some(abi) = &function.abi else {
            return self.unsupported(function);
        };
        let params = function.inputs.iter().map(|input| Param {
            name: input.name.as_ref().map(|(name, _)| plain(name)),
            ty: self.ty(&input.ty),
        });
        let params = params.collect();
        let variadic = function.variadic.is_some();
        let signature = self.assemble(params, &function.output, variadic, abi);
        Ty::pointer_to(Ty::Function(Box::new(signature)))
    }

    fn assemble(
        &mut self,
        params: Vec<Param>,
        output: &ReturnType,
        variadic: bool,
        abi: &Abi,
    ) -> Signature {
        let (result, never) = match output {
            ReturnType::Default => (Ty::Void, false),
            ReturnType::Type(_, ty) if matches!(**ty, Type::Never(_)) => (Ty::Void, true),
            ReturnType::Type(_, ty) => (self.ty(ty), false),
        };
        let (convention, unwinds) = convention(abi);
        Signature {
            params,
            result,
            variadic,
            convention,
            exit: match (never, unwinds) {
                (true, _) => Exit::Never,
                (false, true) => Exit::Exception,
                (false, false) => Exit::Returns,
            },
        }
    }

    /// Remembers a type that C does not have: whoever vouches for the function is told.
    fn unsupported(&mut self, ty: &impl ToTokens) -> Ty {
        let tokens = ty.to_token_stream();
        let spelling = tokens.to_string();
        self.strange.push(tokens);
        Ty::Unsupported {
            spelling,
            size: None,
            align: None,
        }
    }

    /// The item of the block that a path names.
    fn declared(&self, path: &Path) -> Option<ItemId> {
        let name = match path.leading_colon {
            None if path.segments.len() == 1 => path.segments.first(),
            None if path.segments.len() == 2 && path.segments[0].ident == "self" => {
                path.segments.last()
            }
            _ => None,
        };
        self.names.get(&plain(&name?.ident)).copied()
    }
}

/// The type of Rust that a name of [`KNOWN`] stands for.
pub(super) fn meaning(name: &str, ty: &Ty) -> String {
    let number = |bits: u16, signed| format!("{}{bits}", if signed { 'i' } else { 'u' });
    let primitive = match ty {
        _ if name.starts_with("c_") => return format!("::core::ffi::{name}"),
        Ty::Int(IntKind::Fixed { bits, signed }) => number(*bits, *signed),
        Ty::Int(IntKind::Size { signed: true }) => "isize".to_owned(),
        Ty::Int(_) => "usize".to_owned(),
        Ty::Float(FloatKind::Float) => "f32".to_owned(),
        Ty::Float(_) => "f64".to_owned(),
        _ => "bool".to_owned(),
    };
    format!("::core::primitive::{primitive}")
}

/// What to write instead of a type that C does not have.
pub(super) fn advice(ty: &str) -> &'static str {
    match ty {
        _ if ty.starts_with('&') => {
            "a pointer of C is `*const T` or `*mut T`; the wrapper makes a reference of it"
        }
        _ if ty.contains("fn") => {
            "a function pointer of C may be null: write `Option<unsafe extern \"C\" fn(…)>`"
        }
        _ if ty.contains("NonNull") || ty.contains("Box") => {
            "write `*mut T`, and what holds for it as a fact: `#[ffi(nonnull(…))]`"
        }
        _ => "write the type as C has it: a number, a pointer, a structure with `#[repr(C)]`",
    }
}

/// The words after `extern`, and whether calls may unwind.
fn convention(abi: &Abi) -> (CallConv, bool) {
    let name = abi.name.as_ref().map_or("C".to_owned(), syn::LitStr::value);
    let (plain, unwinds) = match name.strip_suffix("-unwind") {
        Some(plain) => (plain, true),
        None => (&*name, false),
    };
    let convention = match plain {
        // On 32-bit Windows it is another one, and everywhere else that of C.
        "system" if cfg!(all(windows, target_arch = "x86")) => CallConv::Stdcall,
        "C" | "cdecl" | "system" => CallConv::C,
        "stdcall" => CallConv::Stdcall,
        "fastcall" => CallConv::Fastcall,
        "thiscall" => CallConv::Thiscall,
        "vectorcall" => CallConv::Vectorcall,
        "win64" => CallConv::Win64,
        "sysv64" => CallConv::SysV64,
        "aapcs" => CallConv::Aapcs,
        _ => CallConv::Other,
    };
    (convention, unwinds)
}

pub(super) fn length(length: &Expr) -> Option<u64> {
    match length {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        _ => None,
    }
}

/// An identifier without `r#`.
pub(super) fn plain(ident: &syn::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}
