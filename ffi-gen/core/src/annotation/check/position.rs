//! Positions of a fact in what the header declares.

use super::{Entry, Subject, symbols::callback_signature};
use crate::contract::{
    Contract, ItemId, ItemKind, Position, RecordBody, Root, Signature, Step, Ty,
};

/// Something that an entry selects.
pub(super) struct Thing<'a> {
    pub(super) id: ItemId,
    pub(super) name: &'a str,
    form: Form<'a>,
}

enum Form<'a> {
    /// A function, or the type of a function pointer.
    Call {
        signature: &'a Signature,
        /// What the parameters are called, in the side file or else in the header.
        names: Vec<Option<&'a str>>,
    },
    /// A type, with its fields.
    Type(Members<'a>),
    /// Left out of the contract: nothing is known of it.
    Unknown,
}

/// What stands behind a name and a dot.
enum Members<'a> {
    Fields(Vec<(&'a str, &'a Ty)>),
    /// The parameters of a callback.
    Params(&'a Signature),
    None,
    /// Left out, or not expressible.
    Unknown,
}

/// A position that does not exist.
pub(super) struct Missing<'a> {
    /// The word that names nothing.
    pub(super) word: String,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) known: Vec<&'a str>,
}

impl<'a> Thing<'a> {
    pub(super) fn new(contract: &'a Contract, id: ItemId, entry: &'a Entry) -> Thing<'a> {
        let item = contract.item(id);
        let call = |signature: &'a Signature| Form::Call {
            signature,
            names: match &entry.params {
                Some(names) => names.iter().map(|name| Some(name.as_str())).collect(),
                None => {
                    let params = signature.params.iter();
                    params.map(|param| param.name.as_deref()).collect()
                }
            },
        };
        let form = match (&item.kind, entry.subject) {
            (ItemKind::Function(function), _) => call(&function.signature),
            (ItemKind::Omitted(_), _) => Form::Unknown,
            (ItemKind::Alias(alias), Subject::Callback) => {
                callback_signature(contract, &alias.ty).map_or(Form::Unknown, call)
            }
            (ItemKind::Alias(alias), _) => Form::Type(members(contract, &alias.ty)),
            (ItemKind::Record(record), _) => Form::Type(fields(contract, &record.body)),
            _ => Form::Type(Members::None),
        };
        Thing {
            id,
            name: item.name(),
            form,
        }
    }

    pub(super) fn signature(&self) -> Option<&'a Signature> {
        match &self.form {
            Form::Call { signature, .. } => Some(signature),
            _ => None,
        }
    }

    /// Whether one of its parameters or fields is called `name`.
    pub(super) fn has_name(&self, name: &str) -> bool {
        match &self.form {
            Form::Call { names, .. } => names.contains(&Some(name)),
            Form::Type(Members::Fields(fields)) => fields.iter().any(|(field, _)| *field == name),
            Form::Type(_) => false,
            Form::Unknown => true,
        }
    }

    /// The same position, with parameters by their index: two spellings of one position become equal.
    pub(super) fn normal(&self, position: &Position) -> Position {
        let Form::Call { names, .. } = &self.form else {
            return position.clone();
        };
        let index = match &position.root {
            Root::Named(name) => names.iter().position(|known| *known == Some(name.as_str())),
            Root::Receiver => Some(0),
            _ => None,
        };
        match index.and_then(|index| u32::try_from(index).ok()) {
            Some(index) => Position {
                root: Root::Index(index),
                steps: position.steps.clone(),
            },
            None => position.clone(),
        }
    }

    /// The type at a position, where it is known.
    pub(super) fn find(
        &self,
        contract: &'a Contract,
        position: &Position,
    ) -> Result<Option<&'a Ty>, Missing<'a>> {
        let mut ty = self.root(contract, &position.root)?;
        for step in &position.steps {
            ty = match ty {
                Some(ty) => self.step(contract, ty, step)?,
                None => return Ok(None),
            };
        }
        Ok(ty)
    }

    fn root(&self, contract: &'a Contract, root: &Root) -> Result<Option<&'a Ty>, Missing<'a>> {
        match (&self.form, root) {
            (Form::Unknown, _) | (_, Root::Item | Root::Static) => Ok(None),
            (_, Root::Parent(child)) => self.find(contract, child).map(|_| None),
            (Form::Call { signature, .. }, Root::Return) => Ok(Some(&signature.result)),
            (Form::Call { signature, .. }, Root::Receiver) => {
                self.parameter(signature, 0, "@self").map(Some)
            }
            (Form::Call { signature, .. }, Root::Index(index)) => self
                .parameter(signature, *index as usize, &format!("#{index}"))
                .map(Some),
            (Form::Call { signature, names }, Root::Named(name)) => {
                let index = names.iter().position(|known| *known == Some(name.as_str()));
                match index.and_then(|index| signature.params.get(index)) {
                    Some(param) => Ok(Some(&param.ty)),
                    None => Err(self.no_parameter(name, names)),
                }
            }
            (Form::Type(_), Root::Receiver) | (Form::Type(Members::Unknown), _) => Ok(None),
            (Form::Type(members), Root::Named(name)) => self.member(members, name),
            (Form::Type(_), Root::Return | Root::Index(_)) => Err(Missing {
                word: root.to_string(),
                message: format!("`{root}` is of a function, and `{}` is a type", self.name),
                help: None,
                known: Vec::new(),
            }),
        }
    }

    fn parameter(
        &self,
        signature: &'a Signature,
        index: usize,
        word: &str,
    ) -> Result<&'a Ty, Missing<'a>> {
        let count = signature.params.len();
        let param = signature.params.get(index).map(|param| &param.ty);
        param.ok_or_else(|| Missing {
            word: word.to_owned(),
            message: match count {
                0 => format!("`{}` has no parameters", self.name),
                _ => format!("the last parameter of `{}` is `#{}`", self.name, count - 1),
            },
            help: None,
            known: Vec::new(),
        })
    }

    fn no_parameter(&self, name: &str, names: &[Option<&'a str>]) -> Missing<'a> {
        let help = names.contains(&None).then(|| {
            "the header leaves parameters unnamed: name them with `params = [\"…\"]`, or write `#0`"
                .to_owned()
        });
        Missing {
            word: name.to_owned(),
            message: format!("`{}` has no parameter `{name}`", self.name),
            help,
            known: names.iter().copied().flatten().collect(),
        }
    }

    fn step(
        &self,
        contract: &'a Contract,
        ty: &'a Ty,
        step: &Step,
    ) -> Result<Option<&'a Ty>, Missing<'a>> {
        match step {
            Step::Field(name) => self.member(&members(contract, ty), name),
            Step::Param(index) => match callback_signature(contract, ty) {
                Some(signature) => self
                    .parameter(signature, *index as usize, &format!("#{index}"))
                    .map(Some),
                None => Err(Missing {
                    word: format!("#{index}"),
                    message: format!("only a callback has parameters, here of `{}`", self.name),
                    help: None,
                    known: Vec::new(),
                }),
            },
            Step::Elements => match contract.canonical(ty) {
                Ty::Pointer {
                    pointee: element, ..
                }
                | Ty::Array { element, .. } => Ok(Some(element)),
                Ty::Unsupported { .. } | Ty::Instance { .. } => Ok(None),
                _ => Err(Missing {
                    word: "[]".to_owned(),
                    message: format!("what has no elements has no `[]`, here of `{}`", self.name),
                    help: None,
                    known: Vec::new(),
                }),
            },
        }
    }

    fn member(&self, members: &Members<'a>, name: &str) -> Result<Option<&'a Ty>, Missing<'a>> {
        let known: Vec<&str> = match members {
            Members::Unknown => return Ok(None),
            Members::None => Vec::new(),
            Members::Fields(fields) => {
                if let Some((_, ty)) = fields.iter().find(|(field, _)| *field == name) {
                    return Ok(Some(ty));
                }
                fields.iter().map(|(field, _)| *field).collect()
            }
            Members::Params(signature) => {
                let mut params = signature.params.iter();
                if let Some(param) = params
                    .clone()
                    .find(|param| param.name.as_deref() == Some(name))
                {
                    return Ok(Some(&param.ty));
                }
                // The type of a function pointer need not name its parameters; its own entry does.
                if params.any(|param| param.name.is_none()) {
                    return Ok(None);
                }
                params = signature.params.iter();
                params.filter_map(|param| param.name.as_deref()).collect()
            }
        };
        Err(Missing {
            word: name.to_owned(),
            message: match known.is_empty() {
                true => format!("no field `{name}` is known, here of `{}`", self.name),
                false => format!("there is no field `{name}`, here of `{}`", self.name),
            },
            help: None,
            known,
        })
    }
}

/// What can stand after a dot behind something of type `ty`, or of a pointer to it.
fn members<'a>(contract: &'a Contract, ty: &'a Ty) -> Members<'a> {
    if let Some(signature) = callback_signature(contract, ty) {
        return Members::Params(signature);
    }
    let ty = match contract.canonical(ty) {
        Ty::Pointer { pointee, .. } => contract.canonical(pointee),
        ty => ty,
    };
    match ty {
        Ty::Item(id) => match &contract.item(*id).kind {
            ItemKind::Record(record) => fields(contract, &record.body),
            ItemKind::Omitted(_) => Members::Unknown,
            _ => Members::None,
        },
        Ty::Unsupported { .. } | Ty::Instance { .. } => Members::Unknown,
        _ => Members::None,
    }
}

fn fields<'a>(contract: &'a Contract, body: &'a RecordBody) -> Members<'a> {
    let RecordBody::Defined { fields, .. } = body else {
        return Members::None;
    };
    let mut found = Vec::new();
    for field in fields {
        match &field.name {
            Some(name) => found.push((name.as_str(), &field.ty)),
            // The fields of an anonymous member are fields of the record itself.
            None => {
                if let Members::Fields(inner) = members(contract, &field.ty) {
                    found.extend(inner);
                }
            }
        }
    }
    Members::Fields(found)
}
