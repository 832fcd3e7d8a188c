//! What callbacks are given, and who might end or change it meanwhile.

use super::{super::missing, Judge};
use crate::{
    contract::Reason,
    resolve::api::{
        Access, CallbackScope, Callbacks, End, Given, GivenKind, HandleId, InputKind, Operation,
    },
};

impl Judge<'_> {
    /// A callback is given something for its own time. Its caller may own the same object, or what keeps the data, and
    /// change or end that meanwhile; and on a thread of the library's the caller may be using it.
    pub(super) fn given(&self, operation: &Operation) -> Option<Reason> {
        operation.callbacks.iter().find_map(|callbacks| {
            let mut given = callbacks.inputs.iter().flat_map(|input| {
                let input = operation.inputs.get(*input);
                let closure = input.and_then(|input| match &input.kind {
                    InputKind::Closure(closure) => Some((input.name.as_str(), closure)),
                    _ => None,
                });
                let given = closure.into_iter();
                given.flat_map(|(name, closure)| closure.given.iter().map(move |of| (name, of)))
            });
            given.find_map(|(name, given)| match given.kind {
                GivenKind::Handle { handle, unique }
                | GivenKind::Handles { handle, unique, .. } => {
                    self.handle_given(operation, callbacks, name, given, (handle, unique))
                }
                GivenKind::Scalar(_) | GivenKind::Copy(_) => None,
                GivenKind::Text { .. }
                | GivenKind::Utf16
                | GivenKind::Texts { .. }
                | GivenKind::Slice { .. }
                | GivenKind::Any => data_given(operation, callbacks, name, given),
            })
        })
    }

    fn handle_given(
        &self,
        operation: &Operation,
        callbacks: &Callbacks,
        name: &str,
        given: &Given,
        (handle, unique): (HandleId, bool),
    ) -> Option<Reason> {
        let own = self.api.handle(handle);
        let shown = self.type_name(handle);
        let wanted = if unique { "send" } else { "sync" };
        let may_be_there = if unique { own.send } else { own.sync };
        if callbacks.elsewhere && !may_be_there {
            let why = format!(
                "`{name}` is given a `{shown}` on another thread, where it may not be used"
            );
            return Some(missing(wanted, why));
        }
        // What nobody owns may still be part of what somebody does.
        if own.end == End::Never && !unique {
            return data_given(operation, callbacks, name, given);
        }
        let may_end = !unique;
        (may_end && !callbacks.restricted && !is_in_use(operation, callbacks, given)).then(|| {
            missing(
                &format!("callback({name}, …, reenters = false)"),
                format!(
                    "`{name}` is given a `{shown}`, and might end it meanwhile: it is not said that it must not outlive \
                     what is borrowed then"
                ),
            )
        })
    }
}

/// Whether what a callback is given must not outlive an object that is borrowed while the callback runs: by the call that
/// the callback is for, or by each that it is called in.
fn is_in_use(operation: &Operation, callbacks: &Callbacks, given: &Given) -> bool {
    let lender = given.of.and_then(|param| operation.input_of(param));
    let Some(lender) = lender else {
        return false;
    };
    let is_borrowed = matches!(
        operation.inputs[lender].kind,
        InputKind::Handle(_, Access::Shared | Access::Exclusive)
    );
    is_borrowed && (callbacks.scope == CallbackScope::Call || callbacks.within && lender == 0)
}

/// The call that a callback is for borrows what has the data, if it borrows anything. A later one need not: whoever owns
/// that may change it.
fn data_given(
    operation: &Operation,
    callbacks: &Callbacks,
    name: &str,
    given: &Given,
) -> Option<Reason> {
    let mut inputs = operation.inputs.iter();
    let borrows = inputs.any(|input| {
        !matches!(
            input.kind,
            InputKind::Scalar(_)
                | InputKind::Closure(_)
                | InputKind::Handle(_, Access::Consumed(_))
        )
    });
    let stays = callbacks.scope == CallbackScope::Call && borrows
        || callbacks.within
        || callbacks.restricted
        || given.unique
        || is_in_use(operation, callbacks, given);
    (!stays).then(|| {
        missing(
            &format!("unique({name}.#{})", given.param),
            format!(
                "`{name}` is given `{}`, and might change or end what that is part of: neither is it said that nobody else \
                 can reach it, nor that each call that `{name}` comes from borrows the object (`within`)",
                given.name
            ),
        )
    })
}
