//! How the data of a callback travels: to the library, and back to the closure.

use super::super::{missing, operation::Call, scope::Place, unsupported};
use crate::{
    annotation::{Call as Question, grammar::parse_call},
    contract::{Argument as Value, Fact, FactKind, FloatKind, Reason, Ty},
    resolve::api::{CallbackScope, DataBack, DataTo, End, Form},
};

/// The most parameters that a function can have which is made for a closure.
const MOST_BOUND: usize = 8;

impl<'a> Call<'a> {
    /// How C gets the data: by a parameter, by another function, or not at all.
    pub(super) fn data_to(
        &self,
        fact: &Fact,
        params: &[usize],
        scope: &CallbackScope,
    ) -> Result<DataTo, Reason> {
        if let Some(name) = fact.text("set_by") {
            let setter = self.function(name)?;
            let object = self.scope.signature.params.first();
            let fits = match (&setter.1.params[..], object) {
                ([first, data], Some(object)) => {
                    let contract = self.scope.contract;
                    contract.canonical(&first.ty) == contract.canonical(&object.ty)
                        && is_untyped(contract.canonical(&data.ty))
                }
                _ => false,
            };
            return match fits && *self.scope.contract.canonical(&setter.1.result) == Ty::Void {
                true => Ok(DataTo::SetBy { function: setter.0 }),
                false => Err(unsupported(format!(
                    "`{name}` does not take the object and a pointer, or it answers"
                ))),
            };
        }
        let shown = self.scope.param_name(params.first().copied().unwrap_or(0));
        if fact.argument("data").is_none() {
            return match fact.argument("from") {
                None => self.without_data(params, scope),
                Some(_) => Err(missing(
                    &format!("callback({shown}, data = …)"),
                    format!(
                        "where the data of `{shown}` comes from is said, and not how it gets there"
                    ),
                )),
            };
        }
        let Some(param) = self.scope.param_argument(fact, "data") else {
            return Err(unsupported(format!(
                "the data of `{shown}` is no parameter"
            )));
        };
        let is_taken = self.arguments[param].is_some();
        match is_untyped(self.scope.ty(param)) && !is_taken {
            true => Ok(DataTo::Param(param)),
            false => Err(unsupported(format!(
                "the data of `{shown}` is no `void *` of its own"
            ))),
        }
    }

    /// Callbacks that get no data: the thread keeps them for the time of a call; otherwise each needs a function of its own.
    fn without_data(&self, params: &[usize], scope: &CallbackScope) -> Result<DataTo, Reason> {
        let name = self.scope.param_name(params.first().copied().unwrap_or(0));
        match (scope, params) {
            (CallbackScope::Call, _) => Ok(DataTo::Nowhere),
            (CallbackScope::Once | CallbackScope::Notified { .. }, _) | (_, [] | [_, _, ..]) => {
                Err(missing(
                    &format!("callback({name}, data = …)"),
                    format!("`{name}` is called later, and nothing tells it which closure it is"),
                ))
            }
            (_, [param]) => {
                let contract = self.scope.contract;
                let is_word = |ty: &Ty| {
                    matches!(
                        contract.canonical(ty),
                        Ty::Int(_)
                            | Ty::Bool
                            | Ty::Float(FloatKind::Float | FloatKind::Double)
                            | Ty::Pointer { .. }
                            | Ty::Void
                    )
                };
                let signature = contract.pointed_function(self.scope.ty(*param));
                let fits = signature.is_some_and(|signature| {
                    signature.params.len() <= MOST_BOUND
                        && is_word(&signature.result)
                        && signature.params.iter().all(|param| is_word(&param.ty))
                });
                match fits {
                    true => Ok(DataTo::Bound),
                    false => Err(unsupported(format!(
                        "`{name}` gets no data, and is given or answers with more than a number or a pointer"
                    ))),
                }
            }
        }
    }

    /// What holds between the way of the data and the time that the callbacks live.
    pub(super) fn check_data(&self, scope: &CallbackScope, data: DataTo) -> Result<(), Reason> {
        let object = self.object();
        let is_owned = object.is_some_and(|handle| {
            let handle = self.context.handles.get(handle);
            handle.form == Form::Pointer && matches!(handle.end, End::Destroy(_))
        });
        let needs_object = match scope {
            CallbackScope::Object { .. } => true,
            CallbackScope::Registered { replaces: true, .. } => object.is_some(),
            _ => matches!(data, DataTo::SetBy { .. }),
        };
        if needs_object && !is_owned {
            return Err(unsupported(
                "a callback stays with an object that has no owner, or is no pointer",
            ));
        }
        if matches!(data, DataTo::SetBy { .. }) && !matches!(scope, CallbackScope::Object { .. }) {
            return Err(unsupported(
                "data that another function sets, for a callback that ends before its object",
            ));
        }
        Ok(())
    }

    /// How the data comes back: `from = "f(cb.p)"`, the argument that `data = cb.p` names or that has the data's name,
    /// or the first `void *`.
    pub(super) fn data_back(
        &self,
        fact: &Fact,
        param: usize,
        outer: &Call<'_>,
    ) -> Result<DataBack, Reason> {
        let name = outer.scope.param_name(param);
        let params = &self.scope.signature.params;
        if let Some(Value::Position(position)) = fact.argument("data")
            && let Some(inside) = outer.position_inside(param, position)
        {
            return match self.scope.place(&inside) {
                Some(Place::Param(index)) if matches!(self.scope.ty(index), Ty::Pointer { .. }) => {
                    Ok(DataBack::Argument(index))
                }
                _ => Err(unsupported(format!(
                    "`{position}`, which the data comes back as, is no pointer"
                ))),
            };
        }
        if let Some(text) = fact.text("from") {
            let found = parse_call(text)
                .ok()
                .and_then(|call| self.question_of(&call));
            return found.ok_or_else(|| {
                unsupported(format!("`{text}` is not asked of an argument of `{name}`"))
            });
        }
        let contract = self.scope.contract;
        let is_mutable = |ty: &Ty| match contract.canonical(ty) {
            Ty::Pointer { qualifiers, .. } => !qualifiers.is_const,
            _ => false,
        };
        let wanted = outer.scope.param_argument(fact, "data");
        let wanted = wanted.map(|param| outer.scope.param_name(param));
        let untyped: Vec<usize> = (0..params.len())
            .filter(|index| is_untyped(contract.canonical(&params[*index].ty)))
            .filter(|index| !self.is_something_else(*index))
            .collect();
        let named = |index: &&usize| Some(self.scope.param_name(**index)) == wanted;
        let mutable: Vec<usize> = untyped
            .iter()
            .copied()
            .filter(|index| is_mutable(&params[*index].ty))
            .collect();
        let found = match (untyped.iter().find(named), &mutable[..], &untyped[..]) {
            (Some(named), ..) => Some(*named),
            (None, [only], _) | (None, [], [only]) => Some(*only),
            (None, [], []) => None,
            _ => {
                let wanted = match fact.text("set_by") {
                    Some(_) => format!("callback({name}, data = {name}.#…)"),
                    None => format!("skip({name}.#…)"),
                };
                return Err(missing(
                    &wanted,
                    format!("which `void *` of `{name}` is its data is not said"),
                ));
            }
        };
        found.map(DataBack::Argument).ok_or_else(|| {
            missing(
                &format!("callback({name}, from = \"f({name}.…)\")"),
                format!("`{name}` gets no `void *` back"),
            )
        })
    }

    /// Whether a fact says of a `void *` what it is, so that it is not the data.
    fn is_something_else(&self, param: usize) -> bool {
        let place = Place::Param(param);
        let kinds = [
            FactKind::Skip,
            FactKind::Is,
            FactKind::Bytes,
            FactKind::Len,
            FactKind::NulTerminated,
        ];
        kinds.into_iter().any(|kind| self.scope.is(kind, place)) || self.handle_at(place).is_some()
    }

    fn question_of(&self, call: &Question) -> Option<DataBack> {
        let [argument] = &call.arguments[..] else {
            return None;
        };
        // Callbacks that share their data are asked in the same way; the question names one of them.
        let (_, argument) = argument.split_once('.')?;
        let argument = match argument.strip_prefix('#') {
            Some(index) => index.parse().ok()?,
            None => self.scope.param(argument)?,
        };
        let (function, signature) = self.function(&call.function).ok()?;
        let contract = self.scope.contract;
        let [param] = &signature.params[..] else {
            return None;
        };
        let fits = contract.canonical(&param.ty) == self.scope.ty(argument)
            && is_untyped(contract.canonical(&signature.result));
        fits.then_some(DataBack::Call { function, argument })
    }
}

/// Whether a type is `void *`.
pub(super) fn is_untyped(ty: &Ty) -> bool {
    matches!(ty, Ty::Pointer { pointee, .. } if **pointee == Ty::Void)
}
