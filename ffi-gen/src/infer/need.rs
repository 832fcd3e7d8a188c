//! What must be known of a function before it can be used without care, and what of it is not.

use super::entry::{Context, Entry, Line, Standing};
use crate::{
    contract::{FactKind, ItemId, Origin, Root, Ty},
    resolve::evidence::{
        Form, Subject, depends_on_state, is_relation, keeping_phrase, keeps, position_of, takes,
    },
};

/// Adds to `entry` what a person must find out.
pub(super) fn find(context: &Context<'_>, subject: &Subject<'_>, entry: &mut Entry) {
    let mut needs = Needs {
        context,
        subject,
        lines: &entry.lines,
        unknown: Vec::new(),
    };
    for index in 0..subject.signature.params.len() {
        needs.param(index);
    }
    needs.result();
    needs.taken();
    needs.kept();
    if let Some(verb) = depends_on_state(subject.item.name())
        && !entry
            .lines
            .iter()
            .any(|line| line.fact.kind == FactKind::Consumes)
    {
        needs
            .unknown
            .push(format!("in which state of things `{verb}` may be called"));
    }
    if subject.signature.variadic {
        needs
            .unknown
            .push("what the further arguments are".to_owned());
    }
    let unknown = needs.unknown;
    entry.unknown = unknown;
}

struct Needs<'n, 'a> {
    context: &'n Context<'a>,
    subject: &'n Subject<'a>,
    lines: &'n [Line],
    unknown: Vec<String>,
}

impl Needs<'_, '_> {
    /// Whether one of some facts is sure about a parameter, or the result.
    fn has(&self, kinds: &[FactKind], index: Option<usize>) -> bool {
        self.lines.iter().any(|line| {
            let position = position_of(&line.fact);
            let is_there = match index {
                Some(index) => self.subject.index_of(&position) == Some(index),
                None => position.root == Root::Return,
            };
            // What a thing depends on does not say whose it is.
            !is_relation(&line.fact)
                && is_there
                && line.standing == Standing::Sure
                && kinds.contains(&line.fact.kind)
        })
    }

    /// Whether a parameter is only handed back to a callback.
    fn is_callback_data(&self, index: usize) -> bool {
        let name = self.subject.names[index].as_str();
        self.lines.iter().any(|line| {
            line.standing == Standing::Sure
                && line.fact.kind == FactKind::Callback
                && line.fact.text("data") == Some(name)
        })
    }

    fn is_handle(&self, id: ItemId) -> bool {
        self.context
            .gathered
            .endings
            .get(&id)
            .is_some_and(|ending| ending.is_sure)
            && self.context.contract.item(id).origin == Origin::Library
    }

    fn param(&mut self, index: usize) {
        const EXTENT: &[FactKind] = &[FactKind::Bytes, FactKind::Len, FactKind::NulTerminated];
        let name = &self.subject.names[index];
        let name_of = |id: ItemId| self.context.contract.item(id).name();
        let unknown = match self.subject.param(index) {
            Form::Plain => return,
            Form::Record(id, _) if self.is_handle(id) => return,
            Form::Record(..) if self.has(&[FactKind::Out, FactKind::Inout], Some(index)) => return,
            Form::Record(id, _) => format!(
                "what `{name}` is: `{}` is not known to be a handle",
                name_of(id)
            ),
            Form::RecordPointer(_) if self.has(&[FactKind::ReturnsOwned], Some(index)) => {
                match self.subject.param(index) {
                    Form::RecordPointer(id) if !self.is_handle(id) => {
                        format!("what ends the `{}` that `{name}` receives", name_of(id))
                    }
                    _ => return,
                }
            }
            Form::RecordPointer(_) | Form::TextPointer => {
                format!("whether `{name}` is read or written, and whose what it receives is")
            }
            Form::Untyped(_) if self.is_callback_data(index) => return,
            Form::Text(true) | Form::Untyped(true) | Form::Number(true)
                if self.has(EXTENT, Some(index)) =>
            {
                return;
            }
            Form::Text(false) | Form::Untyped(false)
                if self.has(EXTENT, Some(index))
                    && self.has(&[FactKind::Out, FactKind::Inout], Some(index)) =>
            {
                return;
            }
            Form::Number(false) if self.has(&[FactKind::Out, FactKind::Inout], Some(index)) => {
                return;
            }
            Form::Number(false) => {
                format!("whether `{name}` is one number or many, read or written")
            }
            Form::Text(_) | Form::Untyped(_) | Form::Number(_) => {
                format!("how far `{name}` may be read or written, and whether it is kept")
            }
            Form::Function if self.has(&[FactKind::Callback], Some(index)) => return,
            Form::Function => format!("when `{name}` is called, with which data, and until when"),
            Form::Other => format!("what `{name}` points to"),
        };
        self.unknown.push(unknown);
    }

    fn result(&mut self) {
        const LIFE: &[FactKind] = &[FactKind::ReturnsOwned, FactKind::Borrows, FactKind::Copied];
        let has_life = self.has(LIFE, None);
        let unknown = match self.subject.result() {
            Form::Plain => return self.status(),
            Form::Record(id, _) if self.is_handle(id) && has_life => return,
            Form::Text(_)
                if has_life
                    && !self.has(
                        &[FactKind::NulTerminated, FactKind::Bytes, FactKind::Len],
                        None,
                    ) =>
            {
                "where the text that it returns ends".to_owned()
            }
            Form::Text(_) if has_life && !self.lacks_free() => return,
            Form::Text(_) if self.has(&[FactKind::ReturnsOwned], None) => {
                "what frees the result".to_owned()
            }
            Form::Record(..) | Form::Text(_) => {
                "whose the result is, and for how long it lives".to_owned()
            }
            _ => "what the result points to, whose it is, and how far it reaches".to_owned(),
        };
        self.unknown.push(unknown);
    }

    /// Text that the caller must free needs the function that does it.
    fn lacks_free(&self) -> bool {
        self.lines.iter().any(|line| {
            line.fact.kind == FactKind::ReturnsOwned
                && position_of(&line.fact).root == Root::Return
                && line.fact.text("destroy").is_none()
        })
    }

    /// What is received is there only when the call succeeded.
    fn status(&mut self) {
        let result = self
            .context
            .contract
            .canonical(&self.subject.signature.result);
        let is_status = matches!(result, Ty::Int(_) | Ty::Item(_) | Ty::Bool);
        let mut lines = self.lines.iter();
        let receives = lines.any(|line| {
            matches!(line.fact.kind, FactKind::Out | FactKind::ReturnsOwned)
                && position_of(&line.fact).root != Root::Return
        });
        let is_said = self
            .lines
            .iter()
            .any(|line| line.fact.kind == FactKind::Error);
        if is_status && receives && !is_said {
            self.unknown
                .push("how it tells failure: what it hands out may then not be there".to_owned());
        }
    }

    /// After `commit` a handle may be gone.
    fn taken(&mut self) {
        let Some(verb) = takes(self.subject.item.name()) else {
            return;
        };
        for index in 0..self.subject.signature.params.len() {
            let is_handle =
                matches!(self.subject.param(index), Form::Record(id, false) if self.is_handle(id));
            if is_handle && !self.has(&[FactKind::Consumes, FactKind::Retains], Some(index)) {
                let name = &self.subject.names[index];
                self.unknown.push(format!(
                    "whether `{name}` may still be used after `{verb}`; if not, `consumes({name})`"
                ));
            }
        }
    }

    /// What `set` and `add` are given may be kept; and where two objects meet and nothing is made, one may keep the
    /// other, whatever the name says.
    fn kept(&mut self) {
        const SAID: &[FactKind] = &[
            FactKind::Consumes,
            FactKind::Retains,
            FactKind::Out,
            FactKind::Inout,
            FactKind::ReturnsOwned,
        ];
        let verb = keeps(self.subject.item.name());
        let phrase = keeping_phrase(self.subject.item);
        let makes = self
            .lines
            .iter()
            .any(|line| line.fact.kind == FactKind::ReturnsOwned);
        let is_object = |needs: &Self, index| matches!(needs.subject.param(index), Form::Record(id, false) if needs.is_handle(id));
        let first = !self.subject.names.is_empty() && is_object(self, 0);
        for index in 1..self.subject.signature.params.len() {
            let form = self.subject.param(index);
            let name = &self.subject.names[index];
            let may_be = matches!(
                form,
                Form::Record(..) | Form::Text(true) | Form::Untyped(_) | Form::Number(_)
            );
            if self.has(SAID, Some(index)) {
                continue;
            }
            let unknown = match (verb, phrase) {
                (_, Some(phrase)) if may_be => format!(
                    "until when `{name}` is kept: the comment says “{phrase}”; `retains({name}, until = …)`"
                ),
                (Some(verb), _) if may_be => {
                    format!("whether `{verb}` keeps `{name}`; if so, `retains({name}, …)`")
                }
                _ if first && !makes && is_object(self, index) => format!(
                    "whether `{}` keeps `{name}`; if so, `retains({name}, …)`",
                    self.subject.names[0]
                ),
                _ => continue,
            };
            self.unknown.push(unknown);
        }
    }
}
