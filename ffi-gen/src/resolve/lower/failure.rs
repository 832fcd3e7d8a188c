//! Error conventions, and whom to ask for the message.

use super::{
    Context, Index,
    scope::{Place, Scope},
};
use crate::{
    annotation::{self, Call, Overlay, Test, pattern::matches},
    contract::{Contract, FactKind, ItemId, ItemKind, Reason},
    resolve::api::{
        Access, Asked, Convention, Failure, HandleId, Input, InputKind, Output, OutputKind, Query,
        Success, Taken,
    },
};

/// The built-in conventions, by what fails.
const BUILT_IN: [(&str, Success); 5] = [
    ("nonzero", Success::Test(Test::Zero)),
    ("zero", Success::Test(Test::Nonzero)),
    ("negative", Success::Test(Test::NotNegative)),
    ("null", Success::Test(Test::Nonnull)),
    ("errno", Success::Errno),
];

/// The conventions that a contract declares, and after them the built-in ones.
pub(super) fn conventions(
    contract: &Contract,
    index: &Index<'_>,
    overlay: &Overlay,
) -> Vec<Convention> {
    let constant = |name: &String| index.constants.get(name.as_str()).copied();
    let declared = overlay.conventions.iter().map(|convention| Convention {
        name: convention.name.clone(),
        success: match &convention.success {
            annotation::Success::Constants(names) => {
                Success::Constants(names.iter().filter_map(constant).collect())
            }
            annotation::Success::Truth(names) => Success::Truth(
                names
                    .iter()
                    .filter_map(|(name, truth)| Some((constant(name)?, *truth)))
                    .collect(),
            ),
            annotation::Success::Test(test) => Success::Test(*test),
        },
        codes: codes(contract, index, &convention.codes),
    });
    let built_in = BUILT_IN.into_iter().map(|(name, success)| Convention {
        name: name.to_owned(),
        success,
        codes: Vec::new(),
    });
    declared.chain(built_in).collect()
}

/// The constants that `patterns` select, in the order of the header.
fn codes(contract: &Contract, index: &Index<'_>, patterns: &[String]) -> Vec<ItemId> {
    let mut codes = Vec::new();
    let position = |name: &str| {
        let id = index.constants.get(name)?;
        index.ordered.iter().position(|other| other == id)
    };
    for pattern in patterns {
        if let Some((first, last)) = pattern.split_once("..") {
            if let (Some(first), Some(last)) = (position(first), position(last)) {
                codes.extend(index.ordered.get(first..=last).unwrap_or_default());
            }
        } else {
            let names = index.ordered.iter().copied();
            codes.extend(names.filter(|id| matches(pattern, contract.item(*id).name())));
        }
    }
    codes.sort();
    codes.dedup();
    let place = |id: &ItemId| index.ordered.iter().position(|other| other == id);
    codes.sort_by_key(place);
    codes
}

/// How a function tells failure; none when it does not.
pub(super) fn failure(
    context: &Context<'_>,
    scope: &Scope<'_>,
    inputs: &[Input],
    outputs: &[Output],
) -> Result<Option<Failure>, Reason> {
    let Some(fact) = scope.of_kind(FactKind::Error).next() else {
        return Ok(None);
    };
    let Some(name) = fact.text("convention") else {
        return Err(super::unsupported(
            "the error is told through a parameter, which is not lowered yet",
        ));
    };
    let mut conventions = context.conventions.iter();
    let Some(convention) = conventions.position(|convention| convention.name == name) else {
        return Err(super::missing(
            &format!("[error.{name}]"),
            format!("no error convention is called `{name}`"),
        ));
    };
    let declared = context.overlay.conventions.get(convention);
    let query = |call: Option<&Call>| {
        let call = call?;
        let function = context.index.functions.get(call.function.as_str())?;
        let of = asked(context, call, inputs, outputs)?;
        Some(Query {
            function: *function,
            of,
        })
    };
    Ok(Some(Failure {
        convention,
        message: query(declared.and_then(|d| Some(&d.message.as_ref()?.0))),
        code: query(declared.and_then(|d| Some(&d.code.as_ref()?.0))),
    }))
}

/// The handle in scope that a question is for.
fn asked(
    context: &Context<'_>,
    call: &Call,
    inputs: &[Input],
    outputs: &[Output],
) -> Option<Asked> {
    let [name] = &call.arguments[..] else {
        return call.arguments.is_empty().then_some(Asked::Nobody);
    };
    let item = context.index.types.get(name.as_str())?;
    let wanted = context.handles.of_item(*item)?;
    let is_there = |input: &Input| {
        !input.nullable
            && !matches!(
                input.kind,
                InputKind::Handle(_, Access::Consumed(Taken::Always))
            )
    };
    let handle = |input: &Input| match input.kind {
        InputKind::Handle(handle, _) if is_there(input) => Some(handle),
        _ => None,
    };
    if let Some(input) = inputs
        .iter()
        .position(|input| handle(input) == Some(wanted))
    {
        return Some(Asked::Input(input));
    }
    let is_output = |output: &Output| matches!(output.kind, OutputKind::Owned { handle, always: true, .. } if handle == wanted);
    if let Some(output) = outputs.iter().position(is_output) {
        return Some(Asked::Output(output));
    }
    inputs.iter().enumerate().find_map(|(input, given)| {
        let function = way_to_parent(context, handle(given)?, wanted)?;
        Some(Asked::Through { input, function })
    })
}

/// The reviewed function that finds the parent `wanted` of a handle.
fn way_to_parent(context: &Context<'_>, from: HandleId, wanted: HandleId) -> Option<ItemId> {
    context.review.functions.iter().find_map(|(&id, reviewed)| {
        let ItemKind::Function(function) = &context.contract.item(id).kind else {
            return None;
        };
        let scope = Scope {
            contract: context.contract,
            signature: &function.signature,
            reviewed,
        };
        let leads = function.signature.params.len() == 1
            && context.handle_behind(&function.signature.params[0].ty) == Some(from)
            && context.handle_behind(&function.signature.result) == Some(wanted)
            && scope.lenders(Place::Return)? == [Some(Place::ParentOf(0))]
            && scope.is(FactKind::Nonnull, Place::Return);
        leads.then_some(id)
    })
}
