//! Text and arrays that the library hands out: what they consist of, where they end, how long they live.

use super::{
    count::Count,
    missing,
    operation::Call,
    scope::{Place, pointee},
    unsupported,
};
use crate::{
    annotation::grammar::parse_call,
    contract::{Fact, FactKind, IntKind, ItemId, ItemKind, Reason, Ty},
    resolve::api::{Element, Extent, InputKind, Life, Origin, OutputKind, Unit},
};

/// Whether a type is one of the three kinds of `char`.
pub(super) fn is_char(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Int(IntKind::Char | IntKind::SChar | IntKind::UChar | IntKind::Fixed { bits: 8, .. })
    )
}

/// Whether a type has the size of a unit of UTF-16.
pub(super) fn is_unit(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Int(IntKind::Short | IntKind::UShort | IntKind::Fixed { bits: 16, .. })
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
    let is_container = |fact: &Fact| fact.text("container") == Some("true");
    if scope
        .about(FactKind::ReturnsOwned, place)
        .is_some_and(is_container)
    {
        return Err(super::ownership::container(&shown));
    }
    let life = || life(call, place);
    let Some(element) = call.element(place, target, true) else {
        let why = format!("`{shown}` points to a type that is no handle");
        return Err(match target {
            Ty::Pointer { .. } => unsupported(format!("`{shown}` is an array of pointers")),
            _ => missing("handle(…)", why),
        });
    };
    let is_record = matches!(target, Ty::Item(id) if matches!(scope.contract.item(*id).kind, ItemKind::Record(_)));
    if is_record && !has_extent(call, place) {
        return match life()? {
            Life::Freed { .. } => Err(unsupported(format!(
                "`{shown}` is a record that a function frees"
            ))),
            _ => Ok(OutputKind::Copy(target.clone())),
        };
    }
    let extent = extent(call, place)?;
    let life = life()?;
    let targets = scope.contract.targets();
    let has_bytes = targets.iter().all(|target| target.os != "windows");
    let element = match element {
        // A path is named by bytes where text of 8 bits can name one.
        Element::Byte
            if has_bytes
                && extent == Extent::Terminated
                && scope.is(FactKind::IsPath, place)
                && !matches!(life, Life::Freed { .. }) =>
        {
            Element::Path
        }
        other => other,
    };
    if extent == Extent::Terminated {
        call.has_zero(&element, &shown)?;
    }
    if element == Element::Any && !is_of_rows(call, &life) {
        return Err(unsupported(format!(
            "`{shown}` is a value of the caller's type, and of nothing that the caller gives"
        )));
    }
    if is_record && matches!(life, Life::Static | Life::With(_)) {
        return Err(missing(
            &format!("copied({shown})"),
            format!("`{shown}` is an array of records that others may write"),
        ));
    }
    Ok(OutputKind::Data {
        element,
        extent,
        life,
    })
}

/// Whether something lives as a part of rows that the caller gives does: it stands where one of them stands.
fn is_of_rows(call: &Call<'_>, life: &Life) -> bool {
    let is_rows = |origin: &Origin| match origin {
        Origin::Input(input) => matches!(
            call.inputs.get(*input).map(|input| &input.kind),
            Some(InputKind::Slice {
                element: Element::Any,
                ..
            })
        ),
        Origin::ParentOf(_) => false,
    };
    matches!(life, Life::With(origins) if !origins.is_empty() && origins.iter().all(is_rows))
}

fn has_extent(call: &Call<'_>, place: Place) -> bool {
    [FactKind::Bytes, FactKind::Len, FactKind::ZeroTerminated]
        .into_iter()
        .any(|kind| call.scope.is(kind, place))
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
            let reason = missing(
                &format!("{}({}, count = \"f(…)\")", kind.as_str(), scope.show(place)),
                "the extent of a result is not a call with this function's own parameters",
            );
            call.uncallable(fact.text("count")).unwrap_or(reason)
        };
        return match call.count(fact) {
            Some(Count::Fixed(count)) => Ok(Extent::Fixed(count, unit)),
            Some(Count::Param(param)) if is_number(call, param) => {
                Ok(Extent::Param { param, unit })
            }
            Some(Count::Call(function, arguments)) => Ok(Extent::Call {
                function,
                arguments,
                unit,
            }),
            _ => Err(unusable()),
        };
    }
    let is_ended = [FactKind::NulTerminated, FactKind::ZeroTerminated]
        .into_iter()
        .any(|kind| scope.is(kind, place));
    if is_ended {
        return Ok(Extent::Terminated);
    }
    let shown = scope.show(place);
    Err(missing(
        &format!("nul_terminated({shown})"),
        format!("where `{shown}` ends is not said"),
    ))
}

/// Whether a parameter is a number, or receives one.
fn is_number(call: &Call<'_>, param: usize) -> bool {
    let ty = call.scope.ty(param);
    let is_place = call.scope.is(FactKind::Out, Place::Param(param));
    match pointee(call.scope.contract, ty) {
        Some(inner) => is_place && matches!(inner, Ty::Int(_)),
        None => matches!(ty, Ty::Int(_)),
    }
}

/// The function that frees a block: it is given the block and nothing else.
fn free(call: &Call<'_>, text: &str) -> Result<ItemId, Reason> {
    let (name, arguments) = match parse_call(text) {
        Ok(called) => (called.function, called.arguments),
        Err(_) => (text.to_owned(), vec!["@self".to_owned()]),
    };
    let function = call.context.index.function(&name)?;
    let contract = call.scope.contract;
    let takes_block = match &contract.item(function).kind {
        ItemKind::Function(item) => match &item.signature.params[..] {
            [param] => pointee(contract, &param.ty).is_some() && !item.signature.variadic,
            _ => false,
        },
        _ => false,
    };
    match takes_block && arguments == ["@self"] {
        true => Ok(function),
        false => Err(unsupported(format!(
            "`{name}` needs more than the block that it frees"
        ))),
    }
}

/// How long what a place holds lives.
pub(super) fn life(call: &Call<'_>, place: Place) -> Result<Life, Reason> {
    let scope = &call.scope;
    let shown = scope.show(place);
    if scope.is(FactKind::Copied, place) {
        return Ok(Life::Copied);
    }
    if let Some(fact) = scope.about(FactKind::ReturnsOwned, place) {
        let name = fact.text("destroy").ok_or_else(|| {
            missing(
                &format!("returns_owned({shown}, destroy = …)"),
                format!("what frees `{shown}` is not said"),
            )
        })?;
        let by = free(call, name)?;
        let always = fact.text("always") == Some("true");
        return Ok(Life::Freed { by, always });
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
