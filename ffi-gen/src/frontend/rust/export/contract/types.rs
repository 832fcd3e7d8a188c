//! Types of C as types of a contract.

use super::Page;
use crate::{
    contract::{Exit, ItemId, Param, Qualifiers, Signature, Ty},
    diagnostic::{Code, Diagnostic},
    frontend::rust::export::{C, facts::Kind, function::type_name},
    source::Span,
};
use syn::Type;

impl Page<'_> {
    /// A type of C's. One that is not exported becomes `void`, and is said.
    pub(super) fn ty(&mut self, c: &C, span: Span) -> Ty {
        match c {
            C::Plain(_, ty) => ty.clone(),
            C::Value(ty) => match self.named(ty, span) {
                Some((id, Kind::Handle)) => pointer(Ty::Item(id), false),
                Some((id, _)) => Ty::Item(id),
                None => Ty::Void,
            },
            C::Element(ty) => match self.named(ty, span) {
                Some((id, Kind::Value)) => Ty::Item(id),
                Some((id, _)) => {
                    let name = self.items[id.index()].name().to_owned();
                    self.diagnostics.push(
                        Diagnostic::error(
                            Code::NotExportable,
                            format!("C cannot store elements of `{name}`, which is a handle"),
                        )
                        .at(span, "")
                        .help("elements are numbers, or `#[repr(C)]` structures that are exported and `Copy`"),
                    );
                    Ty::Void
                }
                None => Ty::Void,
            },
            C::Lent { ty, exclusive } => {
                let to = self
                    .named(ty, span)
                    .map_or(Ty::Void, |(id, _)| Ty::Item(id));
                pointer(to, !exclusive)
            }
            C::Array(element, _, len) => Ty::Array {
                element: Box::new(self.ty(element, span)),
                len: Some(*len),
            },
            C::Pointer { to, is_const } => pointer(self.ty(to, span), *is_const),
            C::Data => pointer(Ty::Void, false),
            C::Destroy => {
                let data = Param {
                    name: None,
                    ty: pointer(Ty::Void, false),
                };
                function_pointer(signature(vec![data], Ty::Void))
            }
            C::Function { params, result } => {
                let mut all: Vec<Param> = Vec::new();
                for param in params {
                    let ty = self.ty(param, span);
                    all.push(Param { name: None, ty });
                }
                all.push(Param {
                    name: None,
                    ty: pointer(Ty::Void, false),
                });
                let result = match result {
                    Some(result) => self.ty(result, span),
                    None => Ty::Void,
                };
                function_pointer(signature(all, result))
            }
        }
    }

    fn named(&mut self, ty: &Type, span: Span) -> Option<(ItemId, Kind)> {
        let name = type_name(ty);
        let found = self.types.get(&name).copied();
        if found.is_none() {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::TypeNotExported,
                    format!("`{name}` is used here, and is not exported"),
                )
                .at(span, "")
                .help(format!("write `#[export]` on the declaration of `{name}`")),
            );
        }
        found
    }
}

pub(super) fn pointer(pointee: Ty, is_const: bool) -> Ty {
    Ty::Pointer {
        pointee: Box::new(pointee),
        qualifiers: Qualifiers {
            is_const,
            is_volatile: false,
        },
    }
}

pub(super) fn function_pointer(signature: Signature) -> Ty {
    Ty::pointer_to(Ty::Function(Box::new(signature)))
}

pub(super) fn signature(params: Vec<Param>, result: Ty) -> Signature {
    Signature {
        params,
        result,
        variadic: false,
        convention: Default::default(),
        exit: Exit::Returns,
    }
}
