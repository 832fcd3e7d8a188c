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
            Argument::Length { of, .. } => match self.is_place(param) {
                true => format!("&mut {}", self.length_name(*of)),
                false => self.length_name(*of),
            },
            Argument::Moving { output, .. } => format!("&mut {}", self.places[*output]),
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
            InputKind::Path => return format!("{name}_copy.as_ptr()"),
            InputKind::Texts { .. } => {
                let method = self.texts_pointer(param);
                return format!("{name}_pointers{method}");
            }
            InputKind::Record(_) if !input.nullable => return name.clone(),
            InputKind::Record(_) => return format!("{name}.map_or(ptr::null(), ptr::from_ref)"),
            InputKind::Slice { element, mutable }
            | InputKind::Array {
                element, mutable, ..
            } => (self.pointer(param, Some(element), *mutable), *mutable),
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

    /// Whether a C parameter points to something.
    pub(super) fn is_place(&self, param: usize) -> bool {
        let contract = self.page.plan.contract;
        let ty = contract.canonical(&self.signature.params[param].ty);
        matches!(ty, Ty::Pointer { .. })
    }

    /// How the pointers to texts become what C takes.
    fn texts_pointer(&self, param: usize) -> &'static str {
        let contract = self.page.plan.contract;
        let ty = contract.canonical(&self.signature.params[param].ty);
        match ty {
            Ty::Pointer { qualifiers, .. } if qualifiers.is_const => ".as_ptr().cast()",
            _ => ".as_mut_ptr().cast()",
        }
    }

    /// How a slice or text becomes the pointer that C takes.
    pub(super) fn pointer(&self, param: usize, element: Option<&Element>, mutable: bool) -> String {
        let contract = self.page.plan.contract;
        match contract.canonical(&self.signature.params[param].ty) {
            Ty::Pointer { pointee, .. } => self.pointer_to(pointee, element, mutable),
            _ => String::new(),
        }
    }

    /// How a slice or text becomes a pointer to `target`.
    pub(super) fn pointer_to(
        &self,
        target: &Ty,
        element: Option<&Element>,
        mutable: bool,
    ) -> String {
        let method = if mutable {
            ".as_mut_ptr()"
        } else {
            ".as_ptr()"
        };
        let target = self.page.scalar(target);
        let own = match element {
            None => "c_char".to_owned(),
            Some(element) => self.page.element(element),
        };
        match own == target {
            true => method.to_owned(),
            false => format!("{method}.cast()"),
        }
    }

    /// A value that the wrapper supplies for a C parameter.
    pub(super) fn constant(&self, param: usize, expression: &Expression) -> String {
        let contract = self.page.plan.contract;
        let ty = contract.canonical(&self.signature.params[param].ty);
        match expression {
            Expression::Int(value) => self.page.number(*value, ty),
            Expression::Float(value) => format!("{value:?}"),
            Expression::Null => match ty {
                Ty::Pointer { pointee, .. }
                    if matches!(contract.canonical(pointee), Ty::Function(_)) =>
                {
                    "None".to_owned()
                }
                Ty::Pointer { qualifiers, .. } if qualifiers.is_const => "ptr::null()".to_owned(),
                _ => "ptr::null_mut()".to_owned(),
            },
            Expression::Constant(named) => {
                if let ItemKind::Constant(constant) = &contract.item(named.item).kind
                    && super::super::constant::is_function(self.page.plan, constant)
                {
                    return format!("{}()", self.page.named(*named));
                }
                self.page.named_as(*named, ty)
            }
        }
    }
}
