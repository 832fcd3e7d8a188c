//! Text and arrays that the library hands out: what they consist of, where they end, how long they live.

use super::{
    missing,
    operation::Call,
    scope::{Place, Scope, pointee},
    unsupported,
};
use crate::{
    annotation,
    contract::{Argument, FactKind, IntKind, Reason, Ty},
    resolve::api::{Element, Extent, Life, OutputKind, Unit},
};

/// What the data behind a pointer consists of; none when it is or holds pointers.
pub(super) fn element(scope: &Scope<'_>, place: Place, target: &Ty) -> Option<Element> {
    if scope.is(FactKind::Utf8, place) {
        return Some(Element::Utf8);
    }
    if scope.is(FactKind::Utf16, place) {
        return Some(Element::Utf16);
    }
    match scope.contract.canonical(target) {
        Ty::Void => Some(Element::Byte),
        ty if is_char(ty) => Some(Element::Byte),
        Ty::Int(_) | Ty::Float(_) => Some(Element::Value(target.clone())),
        _ => None,
    }
}

/// Whether a type is one of the three kinds of `char`.
pub(super) fn is_char(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Int(IntKind::Char | IntKind::SChar | IntKind::UChar | IntKind::Fixed { bits: 8, .. })
    )
}

/// Text or elements behind the pointer that a place holds; `ty` is that pointer's type.
pub(super) fn data(call: &Call<'_>, place: Place, ty: &Ty) -> Result<OutputKind, Reason> {
    let scope = &call.scope;
    let shown = scope.show(place);
    let Some(target) = pointee(scope.contract, ty) else {
        return Err(unsupported(format!("`{shown}` is not a pointer")));
    };
    if matches!(target, Ty::Function(_)) {
        return Err(unsupported(format!("`{shown}` is a function pointer")));
    }
    let Some(element) = element(scope, place, target) else {
        let why = format!("`{shown}` points to a type that is no handle");
        return Err(missing("handle(…)", why));
    };
    let extent = extent(call, place)?;
    if extent == Extent::Terminated && !is_char(target) && *target != Ty::Void {
        return Err(unsupported(format!(
            "`{shown}` ends before a zero and is not made of bytes"
        )));
    }
    let life = life(call, place)?;
    Ok(OutputKind::Data {
        element,
        extent,
        life,
    })
}

fn extent(call: &Call<'_>, place: Place) -> Result<Extent, Reason> {
    let scope = &call.scope;
    for (kind, unit) in [
        (FactKind::Bytes, Unit::Byte),
        (FactKind::Len, Unit::Element),
    ] {
        let Some(fact) = scope.about(kind, place) else {
            continue;
        };
        let unusable = || {
            missing(
                &format!("{}({}, count = \"f(…)\")", kind.as_str(), scope.show(place)),
                "the extent of a result is not a call with this function's own parameters",
            )
        };
        let text = match fact.argument("count") {
            Some(Argument::Text(text) | Argument::Word(text)) => text,
            _ => return Err(unusable()),
        };
        if let Ok(count) = text.parse() {
            return Ok(Extent::Fixed(count, unit));
        }
        if let Some(param) = scope.param(text) {
            return Ok(Extent::Param { param, unit });
        }
        let called = annotation::grammar::parse_call(text).map_err(|_| unusable())?;
        let functions = &call.context.index.functions;
        let function = *functions
            .get(called.function.as_str())
            .ok_or_else(unusable)?;
        let arguments: Option<Vec<usize>> = called
            .arguments
            .iter()
            .map(|argument| scope.param(argument))
            .collect();
        return Ok(Extent::Call {
            function,
            arguments: arguments.ok_or_else(unusable)?,
            unit,
        });
    }
    if scope.is(FactKind::NulTerminated, place) {
        return Ok(Extent::Terminated);
    }
    let shown = scope.show(place);
    Err(missing(
        &format!("nul_terminated({shown})"),
        format!("where `{shown}` ends is not said"),
    ))
}

/// How long what a place holds lives.
pub(super) fn life(call: &Call<'_>, place: Place) -> Result<Life, Reason> {
    let scope = &call.scope;
    let shown = scope.show(place);
    if scope.is(FactKind::Copied, place) {
        return Ok(Life::Copied);
    }
    if let Some(fact) = scope.about(FactKind::ReturnsOwned, place) {
        let free = fact.text("destroy").and_then(|name| {
            let functions = &call.context.index.functions;
            functions.get(name).copied()
        });
        return free.map(Life::Freed).ok_or_else(|| {
            missing(
                &format!("returns_owned({shown}, destroy = …)"),
                format!("what frees `{shown}` is not said"),
            )
        });
    }
    let Some(lenders) = scope.lenders(place) else {
        return Err(missing(
            &format!("borrows({shown}: …)"),
            format!("how long `{shown}` lives is not said"),
        ));
    };
    if lenders.iter().all(|lender| *lender == Some(Place::Static)) {
        return Ok(Life::Static);
    }
    call.origins(place).map(Life::With)
}
