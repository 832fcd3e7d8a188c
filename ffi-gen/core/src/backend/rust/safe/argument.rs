//! How each C argument is made.

use super::{body::Maker, ty::ANY};
use crate::{
    contract::{ItemKind, Ty},
    resolve::api::{Access, Argument, Element, Expression, Form, HandleId, InputKind, OutputKind},
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
            Argument::Output(output) if self.is_in_place(*output) => {
                format!("{}.as_ptr()", self.places[*output])
            }
            Argument::Output(output) => format!("&mut {}", self.places[*output]),
            Argument::SizeOfAny => format!("size_of::<{ANY}>()"),
            Argument::Constant(expression) => self.constant(param, expression),
            Argument::Input(input) => self.input(param, *input),
            Argument::CallbackData(index) => self.callback_data(*index),
            Argument::CallbackDestroy(index) => self.callback_destroy(*index),
        }
    }

    pub(super) fn input(&self, param: usize, index: usize) -> String {
        let input = &self.operation.inputs[index];
        let name = &self.inputs[index];
        let (method, mutable) = match &input.kind {
            InputKind::Scalar(_) => return name.clone(),
            InputKind::Closure(_) => return self.callback_function(index),
            InputKind::Inout(_) if !input.nullable => return name.clone(),
            InputKind::Inout(_) => return format!("{name}.map_or(ptr::null_mut(), ptr::from_mut)"),
            InputKind::Handle(handle, Access::Consumed(_)) if !input.nullable => {
                return match self.page.api.handle(*handle).is_integer() {
                    true => self.object(index),
                    false => format!(
                        "{}.as_ptr(){}",
                        self.object(index),
                        self.recast(param, *handle)
                    ),
                };
            }
            InputKind::Handle(handle, Access::Consumed(_)) => (
                format!(".into_raw().as_ptr(){}", self.recast(param, *handle)),
                true,
            ),
            InputKind::Handle(handle, _) => (
                format!(
                    ".{}{}",
                    self.page.accessor(*handle),
                    self.recast(param, *handle)
                ),
                true,
            ),
            InputKind::Text | InputKind::Path => (self.pointer(param, None, false), false),
            InputKind::Texts { .. } => {
                let method = self.texts_pointer(param);
                return format!("{name}_pointers{method}");
            }
            InputKind::Any if !input.nullable => return format!("ptr::from_ref({name}).cast()"),
            InputKind::Any => {
                return format!("{name}.map_or(ptr::null(), |given| ptr::from_ref(given).cast())");
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

    /// What turns the pointer of a handle into what a parameter takes, where `is` says that they are the same.
    fn recast(&self, param: usize, handle: HandleId) -> &'static str {
        let contract = self.page.plan.contract;
        let Ty::Pointer { pointee, .. } = contract.canonical(&self.signature.params[param].ty)
        else {
            return "";
        };
        let is_untyped = *contract.canonical(pointee) == Ty::Void;
        if self.page.api.handle(handle).made_elsewhere.is_some() {
            return ".cast()";
        }
        match is_untyped && self.page.object_type(handle) != "c_void" {
            true => ".cast()",
            false => "",
        }
    }

    /// Whether an output is an object that the callee makes in memory of the caller's.
    pub(super) fn is_in_place(&self, output: usize) -> bool {
        matches!(
            self.operation.outputs[output].kind,
            OutputKind::Owned { handle, .. } if self.page.api.handle(handle).form == Form::InPlace
        )
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
        self.constant_of(
            contract.canonical(&self.signature.params[param].ty),
            expression,
        )
    }

    /// A value that the wrapper supplies, of a type.
    pub(super) fn constant_of(&self, ty: &Ty, expression: &Expression) -> String {
        let contract = self.page.plan.contract;
        match expression {
            Expression::Int(value) => self.page.number(*value, ty),
            Expression::Decimal(value) => value.clone(),
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
