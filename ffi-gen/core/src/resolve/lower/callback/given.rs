//! What a callback is given: its parameters, seen from the caller's function.

use super::super::{
    count::Count,
    data::is_char,
    missing,
    operation::Call,
    scope::{Place, Scope, pointee},
    unsupported,
};
use crate::{
    contract::{
        Argument, Claim, Fact, FactKind, ItemKind, Operand, Position, Reason, Root, Signature,
        Step, Ty,
    },
    resolve::{
        api::{Element, Given, GivenKind, Unit},
        review::Reviewed,
    },
};

impl<'a> Call<'a> {
    /// What is established about a callback: facts about its type, and facts of this function about `cb.param`, which
    /// become facts about `param`.
    pub(super) fn reviewed_callback(&self, param: usize, signature: &Signature) -> Reviewed {
        let of_type = self.reviewed_type(&self.scope.signature.params[param].ty);
        let names = signature.params.iter().enumerate();
        let names: Vec<Option<String>> = names
            .map(|(index, param)| {
                let named = of_type.and_then(|reviewed| reviewed.params.get(index).cloned());
                named.flatten().or_else(|| param.name.clone())
            })
            .collect();
        let own = self.scope.reviewed.claims.iter().filter_map(|claim| {
            Some(Claim {
                fact: self.inside(param, &claim.fact)?,
                provenance: claim.provenance,
                span: claim.span,
            })
        });
        let of_type = of_type.map(|reviewed| reviewed.claims.clone());
        let mut claims: Vec<Claim> = own.chain(of_type.unwrap_or_default()).collect();
        claims.sort_by_key(|claim| std::cmp::Reverse(claim.provenance));
        Reviewed {
            span: self.scope.reviewed.span,
            rename: None,
            strip: Vec::new(),
            params: names,
            claims,
        }
    }

    /// What is established about the callback type that a type is called by, or an alias of that, or what it points to.
    fn reviewed_type(&self, mut ty: &'a Ty) -> Option<&'a Reviewed> {
        loop {
            ty = match ty {
                Ty::Item(id) => match (
                    self.context.review.types.get(id),
                    &self.scope.contract.item(*id).kind,
                ) {
                    (Some(reviewed), _) => return Some(reviewed),
                    (None, ItemKind::Alias(alias)) => &alias.ty,
                    _ => return None,
                },
                Ty::Pointer { pointee, .. } => pointee,
                _ => return None,
            };
        }
    }

    /// A callback as if it were a function of its own.
    pub(super) fn of_callback<'b>(
        &'b self,
        signature: &'b Signature,
        reviewed: &'b Reviewed,
    ) -> Call<'b> {
        let scope = Scope {
            contract: self.scope.contract,
            signature,
            reviewed,
        };
        Call::new(self.id, self.context, scope)
    }

    /// A fact about the parameters of a callback, with positions inside it.
    fn inside(&self, param: usize, fact: &Fact) -> Option<Fact> {
        let operands: Vec<Operand> = fact
            .operands
            .iter()
            .filter_map(|operand| {
                Some(Operand {
                    position: self.position_inside(param, &operand.position)?,
                    on: None,
                })
            })
            .collect();
        if operands.is_empty() {
            return None;
        }
        let arguments = fact.arguments.iter().map(|(key, value)| {
            let value = match value {
                Argument::Position(position) => match self.position_inside(param, position) {
                    Some(inside) => Argument::Position(inside),
                    None => value.clone(),
                },
                other => other.clone(),
            };
            (key.clone(), value)
        });
        Some(Fact {
            kind: fact.kind,
            operands,
            arguments: arguments.collect(),
        })
    }

    /// A position inside a callback as that callback's own.
    pub(super) fn position_inside(&self, param: usize, position: &Position) -> Option<Position> {
        let (first, rest) = position.steps.split_first()?;
        let root = Position::root(position.root.clone());
        if self.scope.place(&root) != Some(Place::Param(param)) {
            return None;
        }
        Some(Position {
            root: match first {
                Step::Field(name) => Root::Named(name.clone()),
                Step::Param(index) => Root::Index(*index),
                Step::Elements => return None,
            },
            steps: rest.to_vec(),
        })
    }

    /// What the closure gets for a parameter; none for what is left out.
    pub(super) fn given(&self, param: usize, callback: &str) -> Result<Option<Given>, Reason> {
        let place = Place::Param(param);
        let is = |kind| self.scope.is(kind, place);
        // As a fact would write it.
        let shown = match &self.scope.reviewed.params[param] {
            Some(name) => format!("{callback}.{name}"),
            None => format!("{callback}.#{param}"),
        };
        if is(FactKind::Skip) || self.is_count(param) {
            return Ok(None);
        }
        let ty = self.scope.ty(param);
        let kind = match (self.handle_at(place), ty) {
            (Some(handle), Ty::Pointer { .. }) => GivenKind::Handle {
                handle,
                unique: is(FactKind::Unique),
            },
            (Some(_), _) => {
                return Err(unsupported(format!(
                    "the callback is given `{shown}`, a handle that is a number"
                )));
            }
            (None, Ty::Pointer { .. }) => self.pointer_given(param, &shown)?,
            (None, _) if self.is_plain(ty, 0) => {
                GivenKind::Scalar(self.scope.signature.params[param].ty.clone())
            }
            (None, _) => {
                return Err(unsupported(format!(
                    "the callback is given `{shown}`, which is or holds a pointer"
                )));
            }
        };
        let may_miss = !matches!(
            kind,
            GivenKind::Scalar(_)
                | GivenKind::Slice { .. }
                | GivenKind::Handles { .. }
                | GivenKind::Texts { .. }
        );
        Ok(Some(Given {
            nullable: may_miss && !is(FactKind::Nonnull),
            name: self.scope.param_name(param),
            param,
            kind,
            unique: is(FactKind::Unique),
            // That is for the function to say which the callback is given to.
            of: None,
        }))
    }

    /// The parameter whose object it is said that a callback's parameter must not outlive.
    pub(super) fn borrowed_from(
        &self,
        callback: usize,
        param: usize,
        inner: &Call<'_>,
    ) -> Option<usize> {
        let mut operands = (self.scope.of_kind(FactKind::Borrows)).flat_map(|fact| &fact.operands);
        operands.find_map(|operand| {
            let inside = self.position_inside(callback, &operand.position)?;
            if inner.scope.place(&inside) != Some(Place::Param(param)) {
                return None;
            }
            match self.scope.place(operand.on.as_ref()?)? {
                Place::Param(of) => Some(of),
                _ => None,
            }
        })
    }

    fn pointer_given(&self, param: usize, name: &str) -> Result<GivenKind, Reason> {
        let place = Place::Param(param);
        let contract = self.scope.contract;
        let Ty::Pointer {
            pointee: target,
            qualifiers,
        } = self.scope.ty(param)
        else {
            return Err(unsupported(format!("`{name}` is no pointer")));
        };
        if matches!(contract.canonical(target), Ty::Function(_)) {
            return Err(unsupported(format!(
                "the callback is given `{name}`, which is a function"
            )));
        }
        let count = [
            (FactKind::Bytes, Unit::Byte),
            (FactKind::Len, Unit::Element),
        ]
        .into_iter()
        .find_map(|(kind, unit)| Some((self.count(self.scope.about(kind, place)?), unit)));
        let ended = self.scope.is(FactKind::NulTerminated, place);
        if let Some(inner) = pointee(contract, self.scope.ty(param))
            && let Ty::Pointer {
                pointee: element, ..
            } = inner
        {
            let count = match count {
                Some((Some(Count::Param(count)), Unit::Element)) => Some(count),
                None if self.scope.is(FactKind::ZeroTerminated, place) => None,
                _ => {
                    return Err(missing(
                        &format!("len({name}, count = …)"),
                        format!("how many `{name}` there are is not said"),
                    ));
                }
            };
            if self.scope.is_of_elements(FactKind::NulTerminated, param)
                && is_char(contract.canonical(element))
            {
                return Ok(GivenKind::Texts { count });
            }
            return match (self.context.handle_behind(inner), count) {
                (Some(_), Some(_)) if !self.scope.is_of_elements(FactKind::Nonnull, param) => {
                    Err(missing(
                        &format!("nonnull({name}[])"),
                        format!("whether each of `{name}` is there is not said"),
                    ))
                }
                (Some(handle), Some(count)) => Ok(GivenKind::Handles {
                    handle,
                    unique: self.scope.is_of_elements(FactKind::Unique, param),
                    count,
                }),
                _ => Err(unsupported(format!(
                    "the callback is given `{name}`, pointers to neither text nor handles"
                ))),
            };
        }
        if let Some((count, unit)) = count {
            let element = self.element(place, target, false);
            if count == Some(Count::Fixed(1))
                && element == Some(Element::Any)
                && qualifiers.is_const
            {
                return Ok(GivenKind::Any);
            }
            let Some(Count::Param(count)) = count else {
                return Err(unsupported(format!(
                    "the length of `{name}` is none of the callback's parameters"
                )));
            };
            if self.scope.is(FactKind::Out, place) || self.scope.is(FactKind::Inout, place) {
                return Err(unsupported(format!("the callback writes `{name}`")));
            }
            return match element.filter(|element| *element != Element::Any) {
                Some(element) => Ok(GivenKind::Slice {
                    element,
                    count,
                    unit,
                }),
                None => Err(unsupported(format!(
                    "the elements of `{name}` hold pointers"
                ))),
            };
        }
        if ended && self.scope.is(FactKind::Utf16, place) {
            return Ok(GivenKind::Utf16);
        }
        if ended && is_char(contract.canonical(target)) {
            return Ok(GivenKind::Text {
                utf8: self.scope.is(FactKind::Utf8, place),
            });
        }
        if qualifiers.is_const && self.is_plain(target, 0) && !is_char(contract.canonical(target)) {
            return Ok(GivenKind::Copy((**target).clone()));
        }
        Err(missing(
            &format!("bytes({name}, count = …)"),
            format!("how far the callback may read `{name}` is not said; `skip` leaves it out"),
        ))
    }

    /// Whether a parameter only says how long another one is.
    fn is_count(&self, param: usize) -> bool {
        [FactKind::Len, FactKind::Bytes].into_iter().any(|kind| {
            self.scope
                .of_kind(kind)
                .any(|fact| self.count(fact) == Some(Count::Param(param)))
        })
    }
}
