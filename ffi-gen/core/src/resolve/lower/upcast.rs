//! Handles that may stand for others: `extends(base = "Base")`.

use super::{
    Index,
    handle::{Facts, Handles},
};
use crate::{
    contract::{Contract, FactKind, ItemId, ItemKind, RecordBody, Ty},
    diagnostic::{Code, Diagnostic, Diagnostics},
    resolve::{
        api::{End, HandleId, Upcast},
        review::Review,
    },
};

/// Finds the base of each handle that has one, and reports those that it cannot stand for.
pub(super) fn find(
    contract: &Contract,
    index: &Index<'_>,
    review: &Review,
    handles: &mut Handles,
    diagnostics: &mut Diagnostics,
) {
    for (&item, reviewed) in &review.types {
        let facts = Facts::new(reviewed);
        let (Some(id), Some(fact)) = (handles.of_item(item), facts.all(FactKind::Extends).next())
        else {
            continue;
        };
        let name = fact.text("base").unwrap_or_default();
        let base = index.types.get(name).copied();
        let found = match base.and_then(|base| handles.of_item(base)) {
            None => Err("that is no handle".to_owned()),
            Some(base) => upcast(contract, handles, id, base),
        };
        match found {
            Ok(upcast) => handles.extend(id, upcast),
            Err(why) => diagnostics.push(
                Diagnostic::error(
                    Code::ContractUnsound,
                    format!("`{}` cannot stand for `{name}`", contract.item(item).name()),
                )
                .at(reviewed.span, "`extends` is said here")
                .note(why),
            ),
        }
    }
}

fn upcast(
    contract: &Contract,
    handles: &Handles,
    derived: HandleId,
    base: HandleId,
) -> Result<Upcast, String> {
    let (own, other) = (handles.get(derived), handles.get(base));
    let name = contract.item(other.item).name();
    if derived == base || reaches(handles, base, derived) {
        return Err(format!("`{name}` stands for it"));
    }
    if own.is_integer() || other.is_integer() {
        return Err("a number has no base".to_owned());
    }
    let is_counted = |end| matches!(end, End::Shared { .. });
    if is_counted(other.end) && (!is_counted(own.end) || own.is_child()) {
        return Err(format!(
            "a `{name}` is counted, so that one could be kept after this object is gone"
        ));
    }
    if other.is_child() && !own.is_child() {
        return Err(format!(
            "a `{name}` must not outlive something, and this type may"
        ));
    }
    if other.sync && !own.sync {
        return Err(format!(
            "several threads may use a `{name}` at once, and not an object of this type"
        ));
    }
    let offset = offset(contract, own.item, other.item)
        .ok_or_else(|| format!("it has no part that is a `{name}`"))?;
    Ok(Upcast { base, offset })
}

/// Whether following the bases of `from` leads to `to`.
fn reaches(handles: &Handles, from: HandleId, to: HandleId) -> bool {
    let mut at = handles.get(from).base;
    while let Some(upcast) = at {
        if upcast.base == to {
            return true;
        }
        at = handles.get(upcast.base).base;
    }
    false
}

/// Where the base lies in an object. What the header does not show starts with its base, or the library could not say
/// that a pointer to the one is a pointer to the other.
fn offset(contract: &Contract, derived: ItemId, base: ItemId) -> Option<u64> {
    let record = |item: ItemId| match contract.canonical(&Ty::Item(item)) {
        Ty::Item(id) => Some(*id),
        _ => None,
    };
    let Some(own) = record(derived) else {
        return Some(0);
    };
    let ItemKind::Record(of) = &contract.item(own).kind else {
        return None;
    };
    let RecordBody::Defined {
        fields,
        bases,
        layout,
    } = &of.body
    else {
        return Some(0);
    };
    let layout = layout.get(0)?;
    let is_base = |ty: &Ty| match contract.canonical(ty) {
        Ty::Item(id) => record(base) == Some(*id),
        _ => false,
    };
    if let Some(index) = bases.iter().position(|base| is_base(&base.ty)) {
        return layout.bases.get(index).copied();
    }
    let index = fields.iter().position(|field| is_base(&field.ty))?;
    layout.fields.get(index).map(|field| field.offset_bits / 8)
}
