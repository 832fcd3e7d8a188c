//! One parameter: what goes in through it, or what comes out.

use super::{
    data, missing,
    operation::Call,
    scope::{Place, pointee},
    unsupported,
};
use crate::{
    contract::{FactKind, FloatKind, Ty},
    resolve::api::{InputKind, OutputKind},
};

impl<'a> Call<'a> {
    /// Finds out what a parameter is.
    pub(super) fn param(&mut self, param: usize) {
        let place = Place::Param(param);
        if self.scope.is(FactKind::ReturnsOwned, place) {
            return self.owned(param);
        }
        let read = self.tail_of(param);
        if let Some(read) = read {
            self.tails.push((self.outputs.len(), read));
            return self.output(param, false, OutputKind::Tail { of: usize::MAX });
        }
        let receives = self.scope.is(FactKind::Out, place);
        if let Some(handle) = self.handle_at(place).filter(|_| !receives) {
            return self.handle(param, handle);
        }
        if self.scope.is(FactKind::Consumes, place) {
            return self.obstacles.push(missing(
                "handle(…)",
                format!(
                    "`{}` is taken and is no handle",
                    self.scope.param_name(param)
                ),
            ));
        }
        let ty = self.scope.ty(param);
        match ty {
            Ty::Pointer { pointee, .. } => self.pointer(param, pointee),
            Ty::Int(_)
            | Ty::Bool
            | Ty::Float(FloatKind::Float | FloatKind::Double)
            | Ty::Item(_) => {
                let ty = &self.scope.signature.params[param].ty;
                match self.is_plain(ty, 0) {
                    true => self.input(param, InputKind::Scalar(ty.clone())),
                    false => self.obstacles.push(unsupported(format!(
                        "`{}` is a record that holds pointers",
                        self.scope.param_name(param)
                    ))),
                }
            }
            _ => self.obstacles.push(unsupported(format!(
                "`{}` has a type that the safe API cannot express",
                self.scope.param_name(param)
            ))),
        }
    }

    fn pointer(&mut self, param: usize, pointee: &'a Ty) {
        let place = Place::Param(param);
        let name = self.scope.param_name(param);
        let target = self.scope.contract.canonical(pointee);
        if let Some(index) = self.closures.iter().position(|(of, _)| *of == param) {
            let (_, closure) = self.closures.swap_remove(index);
            return self.input(param, InputKind::Closure(Box::new(closure)));
        }
        if matches!(target, Ty::Function(_)) {
            return self.obstacles.push(missing(
                &format!("callback({name}, …)"),
                format!("`{name}` is a function that the library calls"),
            ));
        }
        let is_const = matches!(
            self.scope.ty(param),
            Ty::Pointer { qualifiers, .. } if qualifiers.is_const
        );
        if self.counts_written(param) && matches!(target, Ty::Int(_)) {
            return self.output(param, false, OutputKind::Scalar(pointee.clone()));
        }
        if self.is_error(param) {
            return self.error_object(param, pointee);
        }
        if self.scope.is(FactKind::Advances, place) {
            return self.moving(param, pointee);
        }
        let is_sliced = !self.receives_pointer(param)
            && (self.scope.is(FactKind::Bytes, place) || self.scope.is(FactKind::Len, place));
        let is_ended = [FactKind::NulTerminated, FactKind::ZeroTerminated]
            .into_iter()
            .any(|kind| self.scope.is(kind, place));
        if is_sliced || is_ended && !self.scope.is(FactKind::Out, place) {
            return match self.sliced(param, pointee, is_const, is_ended) {
                Ok(kind) => self.input(param, kind),
                Err(reason) => self.obstacles.push(reason),
            };
        }
        if self.scope.is(FactKind::Out, place) {
            return self.out(param, pointee);
        }
        if self.scope.is(FactKind::Inout, place) {
            return match self.is_plain(pointee, 0) {
                true => {
                    let ty = pointee.clone();
                    self.input(param, InputKind::Inout(ty));
                }
                false => self.obstacles.push(unsupported(format!(
                    "`{name}` is replaced and is or holds a pointer"
                ))),
            };
        }
        if is_const && matches!(target, Ty::Item(_)) && self.is_plain(target, 0) {
            return self.input(param, InputKind::Record(pointee.clone()));
        }
        self.obstacles.push(match target {
            Ty::Item(_) => missing(
                &format!("out({name})"),
                format!("`{name}` points to a type that is no handle"),
            ),
            _ => missing(
                &format!("bytes({name}, count = …)"),
                format!("how far `{name}` may be read or written is not said"),
            ),
        });
    }

    /// A parameter that receives something that already belongs to somebody, or a plain value.
    fn out(&mut self, param: usize, pointee: &'a Ty) {
        let place = Place::Param(param);
        let nullable = !self.scope.is(FactKind::Nonnull, place);
        if let Some(handle) = self.received_at(param) {
            return match self.lent(place, handle) {
                Ok(kind) => self.output(param, nullable, kind),
                Err(reason) => self.obstacles.push(reason),
            };
        }
        if matches!(self.scope.contract.canonical(pointee), Ty::Pointer { .. }) {
            return match data::data(self, place, pointee) {
                Ok(kind) => self.output(param, nullable, kind),
                Err(reason) => self.obstacles.push(reason),
            };
        }
        match self.is_plain(pointee, 0) {
            true => self.output(param, false, OutputKind::Scalar(pointee.clone())),
            false => self.obstacles.push(unsupported(format!(
                "what `{}` receives holds pointers, and is no handle that is made in place",
                self.scope.param_name(param)
            ))),
        }
    }

    /// A parameter that receives text or elements which the caller must free.
    pub(super) fn owned_data(&mut self, param: usize) {
        let place = Place::Param(param);
        let Some(Ty::Pointer { .. }) = pointee(self.scope.contract, self.scope.ty(param)) else {
            let name = self.scope.param_name(param);
            let is_record = pointee(self.scope.contract, self.scope.ty(param))
                .is_some_and(|ty| matches!(ty, Ty::Item(_)));
            // What is made stands in memory of the caller's.
            return self.obstacles.push(match is_record {
                true => missing(
                    "handle(destroy = …, in_place = true)",
                    format!("`{name}` points to a structure of the caller's that is no handle"),
                ),
                false => unsupported(format!("`{name}` is not a pointer to a pointer")),
            });
        };
        // A handle that is missing is an error; text is not looked at, so that it must be known to be there.
        let nullable = !self.scope.is(FactKind::Nonnull, place);
        let kind = match self.scope.ty(param) {
            Ty::Pointer { pointee, .. } => data::data(self, place, pointee),
            _ => return,
        };
        match kind {
            Ok(kind) => self.output(param, nullable, kind),
            Err(reason) => self.obstacles.push(reason),
        }
    }
}
