//! Error conventions, and whom to ask for the message.

use super::{
    Context, Index,
    data::is_char,
    missing,
    operation::Call,
    scope::{Place, Scope, pointee},
    unsupported,
};
use crate::{
    annotation::{self, Overlay, Test, pattern::matches},
    contract::{Contract, FactKind, Field, IntKind, ItemId, ItemKind, Reason, Ty},
    resolve::api::{
        Access, Asked, Convention, Failure, HandleId, Input, InputKind, Named, Output, OutputKind,
        Query, Success, Taken,
    },
};

/// The built-in conventions, by what fails.
const BUILT_IN: [(&str, Success); 6] = [
    ("nonzero", Success::Test(Test::Zero)),
    ("zero", Success::Test(Test::Nonzero)),
    ("negative", Success::Test(Test::NotNegative)),
    ("null", Success::Test(Test::Nonnull)),
    ("errno", Success::Errno),
    (OUT_ONLY, Success::Given),
];
/// What stands for a convention where only an error object tells failure; no contract can write it.
const OUT_ONLY: &str = "@out";

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
fn codes(contract: &Contract, index: &Index<'_>, patterns: &[String]) -> Vec<Named> {
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
            codes.extend(names.filter(|named| matches(pattern, named.name(contract))));
        }
    }
    codes.sort();
    codes.dedup();
    let place = |named: &Named| index.ordered.iter().position(|other| other == named);
    codes.sort_by_key(place);
    codes
}

impl Call<'_> {
    /// What success looks like, where the contract says it.
    pub(super) fn success(&self) -> Option<&Success> {
        let name = self.convention()?;
        let mut conventions = self.context.conventions.iter();
        let convention = conventions.find(|convention| convention.name == name)?;
        Some(&convention.success)
    }

    fn convention(&self) -> Option<&str> {
        let fact = self.scope.of_kind(FactKind::Error).next()?;
        match fact.text("convention") {
            Some(name) => Some(name),
            None => fact.argument("out").map(|_| OUT_ONLY),
        }
    }

    /// Whether a parameter receives an error object.
    pub(super) fn is_error(&self, param: usize) -> bool {
        let mut facts = self.scope.of_kind(FactKind::Error);
        facts.any(|fact| self.scope.param_argument(fact, "out") == Some(param))
    }

    /// A parameter that receives an error object, which the caller must end.
    pub(super) fn error_object(&mut self, param: usize, target: &Ty) {
        let handle = self.context.handle_behind(target);
        match handle.filter(|handle| self.context.handles.ends_alone(*handle)) {
            Some(handle) => self.output(param, true, OutputKind::Failure(handle)),
            None => self.obstacles.push(missing(
                "handle(destroy = …)",
                format!(
                    "what `{}` receives is no handle that can be ended",
                    self.scope.param_name(param)
                ),
            )),
        }
    }
}

/// How a function tells failure; none when it does not.
pub(super) fn failure(call: &Call<'_>) -> Result<Option<Failure>, Reason> {
    let Some(name) = call.convention() else {
        return Ok(None);
    };
    let context = call.context;
    let mut conventions = context.conventions.iter();
    let Some(convention) = conventions.position(|convention| convention.name == name) else {
        return Err(missing(
            &format!("[error.{name}]"),
            format!("no error convention is called `{name}`"),
        ));
    };
    fits(call, &context.conventions[convention].success)?;
    let declared = context.overlay.conventions.get(convention);
    let message = declared.and_then(|declared| Some(&declared.message.as_ref()?.0));
    let code = declared.and_then(|declared| Some(&declared.code.as_ref()?.0));
    let is_object = |output: &Output| matches!(output.kind, OutputKind::Failure(_));
    Ok(Some(Failure {
        convention,
        object: call.outputs.iter().position(is_object),
        message: message
            .and_then(|asked| query(call, asked))
            .and_then(|query| telling(context, query)),
        code: code
            .and_then(|asked| query(call, asked))
            .filter(|query| answer(call, query.function).is_some_and(|ty| is_integer(call, ty))),
    }))
}

/// The type of what a function says.
fn answer<'a>(call: &Call<'a>, function: ItemId) -> Option<&'a Ty> {
    match &call.context.contract.item(function).kind {
        ItemKind::Function(item) => Some(&item.signature.result),
        _ => None,
    }
}

fn is_integer(call: &Call<'_>, ty: &Ty) -> bool {
    integer(call.context.contract, ty).is_some()
}

/// A question whose answer is text, or a record with one field that is, which the library keeps.
fn telling(context: &Context<'_>, mut query: Query) -> Option<Query> {
    if is_text(context, query.function) {
        return Some(query);
    }
    let contract = context.contract;
    let ItemKind::Function(function) = &contract.item(query.function).kind else {
        return None;
    };
    let fields = contract.pointed_fields(&function.signature.result)?;
    let is_text = |field: &&Field| {
        let text = pointee(contract, &field.ty);
        field.name.is_some() && text.is_some_and(is_char)
    };
    let mut texts = fields.iter().filter(is_text);
    let (only, None) = (texts.next()?, texts.next()) else {
        return None;
    };
    query.field = fields.iter().position(|field| field == only);
    (!is_owned(context, query.function)).then_some(query)
}

/// Whether a function returns a pointer to characters that nobody has to free.
fn is_text(context: &Context<'_>, function: ItemId) -> bool {
    let ItemKind::Function(item) = &context.contract.item(function).kind else {
        return false;
    };
    let text = pointee(context.contract, &item.signature.result);
    !is_owned(context, function) && text.is_some_and(is_char)
}

/// Whether somebody has to free what a function returns.
fn is_owned(context: &Context<'_>, function: ItemId) -> bool {
    let reviewed = context.review.functions.get(&function);
    reviewed.is_some_and(|reviewed| {
        let mut claims = reviewed.claims.iter();
        claims.any(|claim| claim.fact.kind == FactKind::ReturnsOwned)
    })
}

/// The functions that tell what a handle says as an error: those that conventions name as messages.
pub(super) fn messages(context: &Context<'_>) -> Vec<(HandleId, ItemId)> {
    let conventions = context.overlay.conventions.iter();
    let messages = conventions.filter_map(|convention| {
        let (asked, _) = convention.message.as_ref()?;
        let function = *context.index.functions.get(asked.function.as_str())?;
        let ItemKind::Function(item) = &context.contract.item(function).kind else {
            return None;
        };
        let ([param], [_]) = (&item.signature.params[..], &asked.arguments[..]) else {
            return None;
        };
        let handle = context.handle_behind(&param.ty)?;
        is_text(context, function).then_some((handle, function))
    });
    messages.collect()
}

/// Whether the result can be what a convention looks at.
fn fits(call: &Call<'_>, success: &Success) -> Result<(), Reason> {
    let result = &call.scope.signature.result;
    let is_pointer = matches!(call.scope.contract.canonical(result), Ty::Pointer { .. });
    let is_truth = *call.scope.contract.canonical(result) == Ty::Bool;
    let number = integer(call.scope.contract, result);
    let has_sign = number.is_some_and(|kind| {
        let mut targets = call.scope.contract.targets().iter();
        targets.all(|target| target.model.is_signed(kind))
    });
    let fits = match success {
        Success::Given => true,
        Success::Constants(names) => number.is_some() && !names.is_empty(),
        Success::Truth(names) => number.is_some() && !names.is_empty(),
        Success::Test(Test::Zero | Test::Nonzero) => number.is_some() || is_truth,
        Success::Test(Test::NotNegative) => has_sign,
        Success::Test(Test::Nonnull) => is_pointer,
        Success::Errno => is_pointer || has_sign,
    };
    match fits {
        true => Ok(()),
        false => Err(unsupported(
            "its result is not of a type that the error convention can look at",
        )),
    }
}

/// The integer that a value of a type is.
pub(super) fn integer(contract: &Contract, ty: &Ty) -> Option<IntKind> {
    match contract.canonical(ty) {
        Ty::Int(kind) => Some(*kind),
        Ty::Item(id) => match &contract.item(*id).kind {
            ItemKind::Enum(item) => integer(contract, &item.underlying),
            _ => None,
        },
        _ => None,
    }
}

/// A question about a failure; none when what it asks is not in scope, or the function does not take it.
fn query(call: &Call<'_>, asked: &annotation::Call) -> Option<Query> {
    let context = call.context;
    let contract = context.contract;
    let function = *context.index.functions.get(asked.function.as_str())?;
    let ItemKind::Function(item) = &contract.item(function).kind else {
        return None;
    };
    let params = &item.signature.params;
    if item.signature.variadic || params.len() != asked.arguments.len() {
        return None;
    }
    let of: Option<Vec<Asked>> = params
        .iter()
        .zip(&asked.arguments)
        .map(|(param, name)| match name.as_str() {
            "@return" => {
                let numbers = integer(contract, &param.ty)
                    .zip(integer(contract, &call.scope.signature.result));
                numbers.map(|_| Asked::Result)
            }
            name => {
                let item = context.index.types.get(name)?;
                let wanted = context.handles.of_item(*item)?;
                // While the text of a handle is copied, another thread that shares it may have it overwritten.
                let is_racy = context.handles.get(wanted).sync && is_text(context, function);
                let is_taken = context.handle_behind(&param.ty) == Some(wanted) && !is_racy;
                is_taken.then(|| handle_in_scope(call, wanted)).flatten()
            }
        })
        .collect();
    Some(Query {
        function,
        of: of?,
        field: None,
    })
}

/// The handle in scope that a question is for.
fn handle_in_scope(call: &Call<'_>, wanted: HandleId) -> Option<Asked> {
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
    let mut inputs = call.inputs.iter();
    if let Some(input) = inputs.position(|input| handle(input) == Some(wanted)) {
        return Some(Asked::Input(input));
    }
    let is_output = |output: &Output| {
        matches!(
            output.kind,
            OutputKind::Owned { handle, always: true, .. } if handle == wanted
        )
    };
    if let Some(output) = call.outputs.iter().position(is_output) {
        return Some(Asked::Output(output));
    }
    call.inputs.iter().enumerate().find_map(|(input, given)| {
        let function = way_to_parent(call.context, handle(given)?, wanted)?;
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
