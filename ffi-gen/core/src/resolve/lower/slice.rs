//! Text and elements that the caller gives, and buffers that the callee fills.

use super::{
    count::Count,
    data::{is_char, is_unit},
    missing,
    operation::Call,
    scope::{Place, pointee},
    unsupported,
};
use crate::{
    contract::{FactKind, Reason, Ty},
    resolve::api::{Argument, Demand, Element, InputKind, OutputKind, Unit},
};

impl Call<'_> {
    /// What a pointer with an extent is: text, a slice, an array.
    pub(super) fn sliced(
        &mut self,
        param: usize,
        target: &Ty,
        is_const: bool,
        is_ended: bool,
    ) -> Result<InputKind, Reason> {
        let place = Place::Param(param);
        let name = self.scope.param_name(param);
        let mutable = self.scope.is(FactKind::Out, place) || self.scope.is(FactKind::Inout, place);
        if matches!(self.scope.contract.canonical(target), Ty::Pointer { .. }) {
            return self.texts(param, is_ended, mutable);
        }
        if is_ended && (mutable || !is_const) {
            return Err(unsupported(format!(
                "`{name}` ends with a zero and may be written"
            )));
        }
        if !is_const && !mutable {
            return Err(missing(
                &format!("out({name})"),
                format!("`{name}` is not const, and whether it is written is not said"),
            ));
        }
        let element = self.element(place, target, mutable).ok_or_else(|| {
            unsupported(format!(
                "the elements of `{name}` are pointers or hold them"
            ))
        })?;
        let is_text = matches!(element, Element::Byte | Element::Utf8);
        let extent = self.extent_of(param);
        if is_ended && is_text {
            return self.text(
                param,
                target,
                element,
                extent.as_ref().map(|(count, _)| count),
            );
        }
        // What C reads as text must be text. What it only writes need not be.
        if element == Element::Utf8 && mutable && self.scope.is(FactKind::Inout, place) {
            self.demands.push(Demand::Utf8(self.inputs.len()));
        }
        if is_ended {
            self.has_zero(&element, &name)?;
            if extent.is_some() {
                return Err(unsupported(format!("`{name}` has a length and an end")));
            }
            self.demands.push(Demand::Terminated(self.inputs.len()));
        }
        match extent {
            Some((Count::Fixed(1), _)) if element == Element::Any && !mutable => Ok(InputKind::Any),
            Some((Count::Fixed(len), unit)) => {
                let element = match element {
                    Element::Utf8 => Element::Byte,
                    other => other,
                };
                if unit == Unit::Byte && element != Element::Byte {
                    return Err(missing(
                        &format!("len({name}, count = …)"),
                        format!("`{name}` is not made of bytes"),
                    ));
                }
                Ok(InputKind::Array {
                    element,
                    len,
                    mutable,
                })
            }
            _ => Ok(InputKind::Slice { element, mutable }),
        }
    }

    /// Text with a NUL, which may be counted as well.
    fn text(
        &mut self,
        param: usize,
        target: &Ty,
        element: Element,
        count: Option<&Count>,
    ) -> Result<InputKind, Reason> {
        let name = self.scope.param_name(param);
        if !is_char(self.scope.contract.canonical(target)) {
            return Err(unsupported(format!("`{name}` is text of wide characters")));
        }
        if !matches!(count, None | Some(Count::Param(_))) {
            return Err(unsupported(format!("`{name}` has a length and an end")));
        }
        if element == Element::Utf8 {
            self.demands.push(Demand::Utf8(self.inputs.len()));
        }
        let is_path = self.scope.is(FactKind::IsPath, Place::Param(param));
        let targets = self.scope.contract.targets();
        let has_bytes = targets.iter().all(|target| target.os != "windows");
        let may_lack = self.scope.is(FactKind::Nullable, Place::Param(param))
            || self.scope.is(FactKind::Default, Place::Param(param));
        let is_path = is_path && has_bytes && count.is_none() && !may_lack;
        // A path is copied to get its NUL, so nothing of the caller's would be left over.
        let has_rest = self.has_tail(param);
        Ok(match is_path && element == Element::Byte && !has_rest {
            true => InputKind::Path,
            false => InputKind::Text,
        })
    }

    /// Whether elements can be compared with zero.
    pub(super) fn has_zero(&self, element: &Element, name: &str) -> Result<(), Reason> {
        match element {
            Element::Value(ty) if !matches!(self.scope.contract.canonical(ty), Ty::Int(_)) => {
                Err(unsupported(format!(
                    "`{name}` ends before a zero and is not made of numbers"
                )))
            }
            _ => Ok(()),
        }
    }

    /// Whether the callee tells how far it read a parameter.
    fn has_tail(&self, param: usize) -> bool {
        let place = Place::Param(param);
        self.scope.is(FactKind::Consumed, place) || self.scope.is(FactKind::Advances, place)
    }

    /// An array of texts.
    fn texts(&self, param: usize, is_ended: bool, mutable: bool) -> Result<InputKind, Reason> {
        let name = self.scope.param_name(param);
        let Some(Ty::Pointer {
            pointee: text,
            qualifiers,
        }) = pointee(self.scope.contract, self.scope.ty(param))
        else {
            return Err(unsupported(format!("`{name}` is no array of texts")));
        };
        let is_text = is_char(self.scope.contract.canonical(text)) && qualifiers.is_const;
        if mutable || !is_text {
            return Err(unsupported(format!(
                "`{name}` is an array of pointers that are no constant text"
            )));
        }
        if !self.scope.is_of_elements(FactKind::NulTerminated, param) {
            return Err(missing(
                &format!("nul_terminated({name}[])"),
                format!("where the texts of `{name}` end is not said"),
            ));
        }
        if self.scope.is_of_elements(FactKind::Utf8, param) {
            return Err(unsupported(format!(
                "the texts of `{name}` must be UTF-8, which is not checked yet"
            )));
        }
        match (is_ended, self.extent_of(param)) {
            (true, None) => Ok(InputKind::Texts { terminated: true }),
            (false, Some((Count::Param(_), Unit::Element))) => {
                Ok(InputKind::Texts { terminated: false })
            }
            _ => Err(unsupported(format!(
                "`{name}` has no length in elements, or has an end as well"
            ))),
        }
    }

    /// A pointer that the callee moves over what the caller gives: the rest comes out.
    pub(super) fn moving(&mut self, param: usize, target: &Ty) {
        match self.moved(param, target) {
            Ok(kind) => {
                let (input, output) = (self.inputs.len(), self.outputs.len());
                self.input(param, kind);
                self.tails.push((output, param));
                self.output(param, false, OutputKind::Tail { of: usize::MAX });
                self.arguments[param] = Some(Argument::Moving { input, output });
            }
            Err(reason) => self.obstacles.push(reason),
        }
    }

    fn moved(&mut self, param: usize, target: &Ty) -> Result<InputKind, Reason> {
        let place = Place::Param(param);
        let name = self.scope.param_name(param);
        let Ty::Pointer {
            pointee: inner,
            qualifiers,
        } = self.scope.contract.canonical(target)
        else {
            return Err(unsupported(format!("`{name}` points to no pointer")));
        };
        let (inner, is_const) = (inner.clone(), qualifiers.is_const);
        let is_ended = self.scope.is(FactKind::NulTerminated, place);
        if !is_ended && self.extent_of(param).is_none() {
            return Err(missing(
                &format!("bytes({name}, count = …)"),
                format!("how far `{name}` may be moved is not said"),
            ));
        }
        if self.scope.is(FactKind::Nullable, place) {
            return Err(unsupported(format!("`{name}` is moved and may be absent")));
        }
        let kind = self.sliced(param, &inner, is_const, is_ended)?;
        match kind {
            InputKind::Text | InputKind::Slice { .. } => Ok(kind),
            _ => Err(unsupported(format!("what `{name}` moves over is no slice"))),
        }
    }

    /// What the data behind a pointer consists of; none when it is or holds pointers.
    pub(super) fn element(&self, place: Place, target: &Ty, is_written: bool) -> Option<Element> {
        let contract = self.scope.contract;
        let ty = contract.canonical(target);
        let len = self.scope.about(FactKind::Len, place);
        if *ty == Ty::Void && len.is_some_and(|fact| fact.argument("size").is_some()) {
            return Some(Element::Any);
        }
        let bytes = *ty == Ty::Void || is_char(ty);
        if self.scope.is(FactKind::Utf8, place) {
            return bytes.then_some(Element::Utf8);
        }
        if self.scope.is(FactKind::Utf16, place) {
            return (bytes || is_unit(ty)).then_some(Element::Utf16);
        }
        match ty {
            _ if bytes => Some(Element::Byte),
            // Not every byte is a truth value.
            Ty::Bool if is_written => None,
            _ if self.is_plain(ty, 0) && !matches!(ty, Ty::Array { .. }) => {
                Some(Element::Value(target.clone()))
            }
            _ => None,
        }
    }
}
