//! What C passes around for a handle, and how the handle ends.

use super::{Index, handle::Facts, missing, unsupported};
use crate::{
    annotation::grammar::parse_call,
    contract::{Contract, Fact, FactKind, ItemId, ItemKind, Reason, RecordBody, Signature, Ty},
    resolve::api::{End, EndArgument, Expression, Form},
};

/// What `handle` and `refcounted` facts say of a type.
pub(super) struct Ending {
    pub(super) form: Form,
    pub(super) end: End,
    pub(super) arguments: Vec<EndArgument>,
    /// Why nobody can own one.
    pub(super) missing: Option<Reason>,
}

/// What is said of the type `item`; none when it is no handle.
pub(super) fn find(
    contract: &Contract,
    index: &Index<'_>,
    item: ItemId,
    facts: &Facts<'_>,
) -> Option<Ending> {
    if facts.has(FactKind::Skip) {
        return None;
    }
    if let Some(fact) = facts.all(FactKind::Refcounted).next() {
        let function = |key| index.function(fact.text(key).unwrap_or_default());
        let atomic = fact.text("atomic") == Some("true");
        let form = form(contract, index, item, None)?;
        let (end, uncallable) = match (function("retain"), function("release")) {
            (Ok(retain), Ok(release)) => (
                End::Shared {
                    retain,
                    release,
                    atomic,
                },
                None,
            ),
            (Err(reason), _) | (_, Err(reason)) => (End::Never, Some(reason)),
        };
        // A number can be copied without a count, and memory of the caller's has one owner.
        let missing = match form {
            Form::Integer { .. } => Some(unsupported("an integer that counts its owners")),
            _ => uncallable,
        };
        return Some(Ending {
            form,
            end,
            arguments: Vec::new(),
            missing,
        });
    }
    let fact = facts.all(FactKind::Handle).next()?;
    let form = form(contract, index, item, Some(fact))?;
    let name = contract.item(item).name();
    let (end, arguments, missing) = match destructor(contract, index, fact, name) {
        Ok((function, arguments)) => (End::Destroy(function), arguments, None),
        Err(reason) => (End::Never, Vec::new(), Some(reason)),
    };
    Some(Ending {
        form,
        end,
        arguments,
        missing,
    })
}

fn form(contract: &Contract, index: &Index<'_>, item: ItemId, fact: Option<&Fact>) -> Option<Form> {
    match &contract.item(item).kind {
        ItemKind::Record(record) => {
            let in_place = fact.and_then(|fact| fact.text("in_place")) == Some("true");
            let is_defined = matches!(record.body, RecordBody::Defined { .. });
            Some(match in_place && is_defined {
                true => Form::InPlace,
                false => Form::Pointer,
            })
        }
        ItemKind::Enum(_) => None,
        ItemKind::Alias(alias) => match contract.canonical(&alias.ty) {
            Ty::Pointer { .. } => Some(Form::Address),
            Ty::Int(_) => {
                let invalid = fact.and_then(|fact| fact.text("invalid"));
                Some(Form::Integer {
                    invalid: invalid.and_then(|text| number(contract, index, text)),
                })
            }
            Ty::Item(record) => form(contract, index, *record, fact),
            // A name for nothing, as in `typedef void thing`, is passed by its address.
            _ => Some(Form::Pointer),
        },
        _ => None,
    }
}

fn number(contract: &Contract, index: &Index<'_>, text: &str) -> Option<i128> {
    if let Ok(number) = text.trim().parse() {
        return Some(number);
    }
    index.constants.get(text.trim())?.value(contract, 0)
}

fn destructor(
    contract: &Contract,
    index: &Index<'_>,
    fact: &Fact,
    of: &str,
) -> Result<(ItemId, Vec<EndArgument>), Reason> {
    if fact.text("done").is_some() {
        return Err(unsupported(format!(
            "`{of}` ends later than its destructor returns, which a callback tells"
        )));
    }
    let wanted = || {
        missing(
            "handle(destroy = …)",
            format!("what ends `{of}` is not said"),
        )
    };
    let text = fact.text("destroy").ok_or_else(wanted)?;
    let (name, arguments) = match parse_call(text) {
        Ok(call) => (call.function, Some(call.arguments)),
        Err(_) => (text.to_owned(), None),
    };
    let function = index.function(&name)?;
    let ItemKind::Function(item) = &contract.item(function).kind else {
        return Err(wanted());
    };
    let params = &item.signature.params;
    let arguments = arguments.unwrap_or_else(|| vec!["@self".to_owned()]);
    if arguments.len() != params.len() || item.signature.variadic {
        return Err(missing(
            &format!("handle(destroy = \"{name}(@self, …)\")"),
            format!("`{name}` takes {} arguments", params.len()),
        ));
    }
    let mut made = Vec::new();
    for (argument, param) in arguments.iter().zip(params) {
        made.push(
            end_argument(contract, index, argument, &param.ty).ok_or_else(|| {
                unsupported(format!(
                    "the destructor of `{of}` needs `{argument}`, which an owner does not keep"
                ))
            })?,
        );
    }
    Ok((function, made))
}

/// An argument of a destructor that is the same for every object.
fn end_argument(
    contract: &Contract,
    index: &Index<'_>,
    text: &str,
    ty: &Ty,
) -> Option<EndArgument> {
    let text = text.trim();
    if text == "@self" {
        return Some(EndArgument::This);
    }
    let value = |value| Some(EndArgument::Value(value));
    match contract.canonical(ty) {
        Ty::Pointer { pointee, .. } => {
            if text == "NULL" {
                return value(Expression::Null);
            }
            let function = *index.functions.get(text)?;
            let ItemKind::Function(item) = &contract.item(function).kind else {
                return None;
            };
            match contract.canonical(pointee) {
                Ty::Function(signature) if same(contract, signature, &item.signature) => {
                    Some(EndArgument::Function(function))
                }
                _ => None,
            }
        }
        Ty::Int(_) => match (index.constants.get(text), text.parse()) {
            (Some(constant), _) => value(Expression::Constant(*constant)),
            (None, Ok(number)) => value(Expression::Int(number)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether two functions may be called the same way: a call through a pointer of another type is undefined in C.
fn same(contract: &Contract, a: &Signature, b: &Signature) -> bool {
    let alike = |a: &Ty, b: &Ty| contract.canonical(a) == contract.canonical(b);
    a.params.len() == b.params.len()
        && a.params
            .iter()
            .zip(&b.params)
            .all(|(a, b)| alike(&a.ty, &b.ty))
        && alike(&a.result, &b.result)
        && a.variadic == b.variadic
        && a.convention == b.convention
}
