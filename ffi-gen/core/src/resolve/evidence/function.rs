//! One function as evidence looks at it.

use super::is_own;
use crate::{
    annotation::{self, Overlay, pattern::matches},
    contract::{Contract, Item, ItemId, ItemKind, Position, Root, Signature, Ty},
};

/// A function with names for all its parameters.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// The whole API.
    pub contract: &'a Contract,
    /// The function.
    pub id: ItemId,
    /// Its declaration.
    pub item: &'a Item,
    /// Its types.
    pub signature: &'a Signature,
    /// Its parameters' names: those of the side file, those of the header, or made up.
    pub names: Vec<String>,
    /// Whether a name was made up.
    pub is_suggested: bool,
}

/// What a parameter or a result is, as far as its type tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A number, or a record of its own.
    Plain,
    /// `T *`: a record, and whether it is const.
    Record(ItemId, bool),
    /// `T **`.
    RecordPointer(ItemId),
    /// `char *`, and whether it is const.
    Text(bool),
    /// `char **`.
    TextPointer,
    /// `int *`, `double *`, …: a pointer to a number, and whether it is const.
    Number(bool),
    /// `void *`, and whether it is const.
    Untyped(bool),
    /// A function pointer.
    Function,
    /// Something else with pointers in it.
    Other,
}

impl<'a> Subject<'a> {
    /// The function `id`, if it is one that the library declares.
    pub fn new(contract: &'a Contract, overlay: &Overlay, id: ItemId) -> Option<Subject<'a>> {
        let item = contract.item(id);
        let ItemKind::Function(function) = &item.kind else {
            return None;
        };
        if !is_own(contract, id) {
            return None;
        }
        let entries = overlay.entries.iter().filter(|entry| {
            entry.subject == annotation::Subject::Function && matches(&entry.selector, item.name())
        });
        let given = entries.filter_map(|entry| entry.params.as_ref()).next();
        let mut subject = Subject {
            contract,
            id,
            item,
            signature: &function.signature,
            names: Vec::new(),
            is_suggested: false,
        };
        for (index, param) in function.signature.params.iter().enumerate() {
            let known = given
                .and_then(|names| names.get(index))
                .or(param.name.as_ref())
                .filter(|name| !subject.names.contains(name));
            let name = match known {
                Some(name) => name.clone(),
                None => {
                    subject.is_suggested = true;
                    subject.suggestion(index)
                }
            };
            subject.names.push(name);
        }
        Some(subject)
    }

    /// A name for a parameter that has none: what its type is called, or what it is for.
    fn suggestion(&self, index: usize) -> String {
        let ty = &self.signature.params[index].ty;
        let word = match self.form(ty) {
            Form::Record(id, _) | Form::RecordPointer(id) => {
                let name = self.contract.item(id).name();
                let words = super::words::words(name);
                let is_word = |word: &&String| {
                    word.len() > 1 && word.starts_with(|c: char| c.is_ascii_alphabetic())
                };
                words.iter().rev().find(is_word).cloned()
            }
            Form::Text(_) => Some("text".to_owned()),
            Form::Function => Some("callback".to_owned()),
            Form::Untyped(_) => Some("data".to_owned()),
            Form::Number(_) | Form::TextPointer => Some("out".to_owned()),
            Form::Plain | Form::Other => None,
        };
        let word = word.unwrap_or_else(|| format!("arg{}", index + 1));
        match self.names.contains(&word) {
            true => format!("{word}{}", index + 1),
            false => word,
        }
    }

    /// What a type is.
    pub fn form(&self, ty: &Ty) -> Form {
        form(self.contract, ty)
    }

    /// What a parameter is; one that does not exist is nothing in particular.
    pub fn param(&self, index: usize) -> Form {
        let param = self.signature.params.get(index);
        param.map_or(Form::Plain, |param| self.form(&param.ty))
    }

    /// What the function returns.
    pub fn result(&self) -> Form {
        self.form(&self.signature.result)
    }

    /// A parameter as a position: by its name.
    pub fn root(&self, index: usize) -> Root {
        match self.names.get(index) {
            Some(name) => Root::Named(name.clone()),
            None => Root::Index(u32::try_from(index).unwrap_or(u32::MAX)),
        }
    }

    /// The number of the parameter that a position means.
    pub fn index_of(&self, position: &Position) -> Option<usize> {
        match &position.root {
            Root::Named(name) => self.names.iter().position(|known| known == name),
            Root::Index(index) => Some(*index as usize).filter(|index| *index < self.names.len()),
            Root::Receiver => Some(0),
            _ => None,
        }
    }

    /// The typedef by which a parameter's type is called, where that names a pointer.
    pub fn is_pointer_name(&self, index: usize) -> Option<&'a str> {
        let Ty::Item(id) = self.signature.params.get(index)?.ty else {
            return None;
        };
        let is_pointer = matches!(self.contract.canonical(&Ty::Item(id)), Ty::Pointer { .. });
        is_pointer.then(|| self.contract.item(id).name())
    }
}

/// What a type is.
pub(super) fn form(contract: &Contract, ty: &Ty) -> Form {
    let Ty::Pointer {
        pointee,
        qualifiers,
    } = contract.canonical(ty)
    else {
        return match contract.canonical(ty) {
            Ty::Void | Ty::Bool | Ty::Int(_) | Ty::Float(_) => Form::Plain,
            Ty::Item(id)
                if matches!(
                    contract.item(*id).kind,
                    ItemKind::Enum(_) | ItemKind::Record(_)
                ) =>
            {
                Form::Plain
            }
            _ => Form::Other,
        };
    };
    let is_const = qualifiers.is_const;
    if let Some(id) = record(contract, pointee) {
        return Form::Record(id, is_const);
    }
    match contract.canonical(pointee) {
        Ty::Function(_) => Form::Function,
        Ty::Void => Form::Untyped(is_const),
        ty if is_char(ty) => Form::Text(is_const),
        Ty::Bool | Ty::Int(_) | Ty::Float(_) => Form::Number(is_const),
        Ty::Item(id) if matches!(contract.item(*id).kind, ItemKind::Enum(_)) => {
            Form::Number(is_const)
        }
        Ty::Pointer { pointee, .. } => match record(contract, pointee) {
            Some(id) => Form::RecordPointer(id),
            None if is_char(contract.canonical(pointee)) => Form::TextPointer,
            None => Form::Other,
        },
        _ => Form::Other,
    }
}

fn is_char(ty: &Ty) -> bool {
    use crate::contract::IntKind;
    matches!(ty, Ty::Int(IntKind::Char | IntKind::SChar | IntKind::UChar))
}

/// The record that a type is, by the name under which it is written: typedefs of one record may end differently.
fn record(contract: &Contract, ty: &Ty) -> Option<ItemId> {
    let Ty::Item(id) = ty else { return None };
    match (&contract.item(*id).kind, contract.canonical(ty)) {
        (ItemKind::Record(_), _) => Some(*id),
        (ItemKind::Alias(_), Ty::Item(behind)) => {
            let is_record = matches!(contract.item(*behind).kind, ItemKind::Record(_));
            is_record.then_some(*id)
        }
        _ => None,
    }
}
