//! Handles that another binding makes: their owners know nothing of the functions here.

use super::{super::unsupported, Judge};
use crate::{
    contract::Reason,
    resolve::api::{
        Access, CallbackScope, Callbacks, GivenKind, HandleId, InputKind, Operation, OutputKind,
    },
};

impl Judge<'_> {
    /// Whether an operation does more with such a handle than use it: to make one, to end one or to lend one takes what
    /// only the other binding has.
    pub(super) fn made_elsewhere(&self, operation: &Operation) -> Option<Reason> {
        let is_elsewhere = |handle: &HandleId| self.api.handle(*handle).made_elsewhere.is_some();
        let inputs = operation.inputs.iter().find_map(|input| match &input.kind {
            InputKind::Handle(handle, Access::Consumed(_)) => Some((handle, "taken")),
            InputKind::Closure(closure) => {
                closure.given.iter().find_map(|given| match &given.kind {
                    GivenKind::Handle { handle, .. } | GivenKind::Handles { handle, .. } => {
                        Some((handle, "given to a callback"))
                    }
                    _ => None,
                })
            }
            _ => None,
        });
        let outputs = operation
            .outputs
            .iter()
            .find_map(|output| match &output.kind {
                OutputKind::Owned { handle, .. }
                | OutputKind::Borrowed { handle, .. }
                | OutputKind::Failure(handle) => Some((handle, "handed out")),
                _ => None,
            });
        let stays = |callbacks: &Callbacks| callbacks.scope != CallbackScope::Call;
        let keeps = operation.retained.is_some() || operation.callbacks.iter().any(stays);
        // What an object keeps ends with it, and may be no less free to move between threads than it is: the other
        // binding knows.
        let kept = operation.inputs.iter().find_map(|input| match &input.kind {
            InputKind::Handle(handle, _) if keeps => Some((handle, "to keep something")),
            _ => None,
        });
        let (handle, what) = [inputs, outputs, kept]
            .into_iter()
            .flatten()
            .find(|(handle, _)| is_elsewhere(handle))?;
        let shown = self.type_name(*handle);
        Some(unsupported(format!(
            "a `{shown}` is {what}, and another binding has the type: that function belongs there"
        )))
    }
}
