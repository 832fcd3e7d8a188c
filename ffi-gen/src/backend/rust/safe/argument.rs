//! How each C argument is made.

use super::body::Maker;
use crate::{
    contract::{ItemKind, Ty},
    resolve::api::{Access, Argument, Element, Expression, InputKind},
};

impl Maker<'_, '_> {
    /// A C argument.
    pub(super) fn argument(&self, param: usize) -> String {
        match &self.operation.arguments[param] {
            Argument::Length { of, .. } => self.length_name(*of),
            Argument::Output(output) => format!("&mut {}", self.places[*output]),
            Argument::Constant(expression) => self.constant(param, expression),
            Argument::Input(input) => self.input(param, *input),
        }
    }

    pub(super) fn input(&self, param: usize, index: usize) -> String {
        let input = &self.operation.inputs[index];
        let name = &self.inputs[index];
        let (method, mutable) = match &input.kind {
            InputKind::Scalar(_) => return name.clone(),
            InputKind::Inout(_) if !input.nullable => return name.clone(),
            InputKind::Inout(_) => return format!("{name}.map_or(ptr::null_mut(), ptr::from_mut)"),
            InputKind::Handle(_, Access::Consumed(_)) if !input.nullable => {
                return format!("{}.as_ptr()", self.object(index));
            }
            InputKind::Handle(_, Access::Consumed(_)) => (".into_raw().as_ptr()".to_owned(), true),
            InputKind::Handle(..) => (".as_ptr()".to_owned(), true),
            InputKind::Text => (self.pointer(param, None, false), false),
            InputKind::Slice { element, mutable } => {
                (self.pointer(param, Some(element), *mutable), *mutable)
            }
        };
        match input.nullable {
            false => format!("{name}{method}"),
            true => {
                let null = if mutable {
                    "ptr::null_mut()"
                } else {
                    "ptr::null()"
                };
                format!("{name}.map_or({null}, |given| given{method})")
            }
        }
    }

    /// How a slice or text becomes the pointer that C takes.
    pub(super) fn pointer(&self, param: usize, element: Option<&Element>, mutable: bool) -> String {
        let method = if mutable {
            ".as_mut_ptr()"
        } else {
            ".as_ptr()"
        };
        let target = match self
            .page
            .plan
            .contract
            .canonical(&self.signature.params[param].ty)
        {
            Ty::Pointer { pointee, .. } => self.page.scalar(pointee),
            _ => String::new(),
        };
        let own = match element {
            None => "c_char".to_owned(),
            Some(Element::Byte | Element::Utf8) => "u8".to_owned(),
            Some(Element::Utf16) => "u16".to_owned(),
            Some(Element::Value(ty)) => self.page.scalar(ty),
        };
        match own == target {
            true => method.to_owned(),
            false => format!("{method}.cast()"),
        }
    }

    pub(super) fn constant(&self, param: usize, expression: &Expression) -> String {
        let contract = self.page.plan.contract;
        let ty = contract.canonical(&self.signature.params[param].ty);
        match expression {
            Expression::Int(value) => value.to_string(),
            Expression::Null => match ty {
                Ty::Pointer { pointee, .. }
                    if matches!(contract.canonical(pointee), Ty::Function(_)) =>
                {
                    "None".to_owned()
                }
                Ty::Pointer { qualifiers, .. } if qualifiers.is_const => "ptr::null()".to_owned(),
                _ => "ptr::null_mut()".to_owned(),
            },
            Expression::Constant(id) => {
                let ItemKind::Constant(constant) = &contract.item(*id).kind else {
                    return self.page.raw(*id);
                };
                if super::super::constant::is_function(self.page.plan, constant) {
                    return format!("{}()", self.page.raw(*id));
                }
                match self.page.constant_value(*id) {
                    Some(value) if contract.canonical(&constant.ty) != ty => value.to_string(),
                    _ => self.page.raw(*id),
                }
            }
        }
    }
}
