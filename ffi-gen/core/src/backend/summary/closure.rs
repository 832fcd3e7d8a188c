//! Closures in the summary: what they are given, and how long they may be called.

use super::Summary;
use crate::resolve::api::{
    CallbackScope, Callbacks, Closure, DataBack, DataTo, Given, GivenKind, Operation, Threads,
    Unregister,
};

impl Summary<'_> {
    /// What a closure is.
    pub(super) fn closure(&self, closure: &Closure) -> String {
        let given: Vec<String> = closure
            .given
            .iter()
            .map(|given| self.given(given))
            .collect();
        let answer = match (&closure.answer, &closure.on_panic) {
            (Some(ty), Some(value)) => {
                format!(
                    ", answers {} ({} when it cannot)",
                    self.ty(ty),
                    self.value(value)
                )
            }
            (Some(ty), None) => format!(", answers {}", self.ty(ty)),
            (None, _) => String::new(),
        };
        let data = match closure.data {
            DataBack::Argument(param) => format!(", told apart by its argument #{param}"),
            DataBack::Call { function, argument } => {
                format!(
                    ", told apart by {} of its argument #{argument}",
                    self.name(function)
                )
            }
            DataBack::Nowhere | DataBack::Bound => String::new(),
        };
        format!("a function of ({}){answer}{data}", given.join(", "))
    }

    fn given(&self, given: &Given) -> String {
        let kind = match &given.kind {
            GivenKind::Scalar(ty) => self.ty(ty),
            GivenKind::Copy(ty) => format!("a copy of {}", self.ty(ty)),
            GivenKind::Handle { handle, unique } => {
                format!("{}, {}", self.type_name(*handle), lent(*unique))
            }
            GivenKind::Handles { handle, unique, .. } => {
                format!("an array of {}, {}", self.type_name(*handle), lent(*unique))
            }
            GivenKind::Text { utf8: true } => "text in UTF-8".to_owned(),
            GivenKind::Text { utf8: false } => "text that ends with a zero".to_owned(),
            GivenKind::Utf16 => "text in UTF-16".to_owned(),
            GivenKind::Texts { .. } => "texts, each there or not".to_owned(),
            GivenKind::Slice { element, .. } => self.elements(element),
            GivenKind::Any => "one value of the caller's type".to_owned(),
        };
        let nothing = if given.nullable { ", or nothing" } else { "" };
        format!("{}: {kind}{nothing}", given.name)
    }

    /// The relations of what lives together.
    pub(super) fn callbacks(&self, operation: &Operation, callbacks: &Callbacks) -> Vec<String> {
        let names = names(operation, callbacks);
        let scope = match &callbacks.scope {
            CallbackScope::Call => "call".to_owned(),
            CallbackScope::Once => "once".to_owned(),
            CallbackScope::Notified { .. } => "until the library frees it".to_owned(),
            CallbackScope::Object { replaces: true } => {
                "until its object ends or it is replaced".to_owned()
            }
            CallbackScope::Object { replaces: false } => "until its object ends".to_owned(),
            CallbackScope::Forever => "for ever".to_owned(),
            CallbackScope::Registered {
                unregister,
                arguments,
                replaces,
            } => {
                let arguments: Vec<String> = arguments
                    .iter()
                    .map(|argument| match argument {
                        Unregister::Same(param) => format!("#{param}"),
                        Unregister::Result => "@return".to_owned(),
                        Unregister::Nothing => "nothing".to_owned(),
                    })
                    .collect();
                let replaced = if *replaces { " or it is replaced" } else { "" };
                format!(
                    "until {}({}){replaced}",
                    self.name(*unregister),
                    arguments.join(", ")
                )
            }
        };
        let mut relations = vec![format!("closure({names}, {scope})")];
        if let DataTo::SetBy { function } = callbacks.data {
            relations.push(format!("data_set_by({names}, {})", self.name(function)));
        }
        if callbacks.lends.is_some()
            && let Some(object) = operation.inputs.first()
        {
            relations.push(format!("lends({names}, {})", object.name));
        }
        if callbacks.data == DataTo::Bound {
            relations.push(format!("function_made_for({names})"));
        }
        let threads = match callbacks.threads {
            Threads::Same => None,
            Threads::OneAtATime => Some("one at a time"),
            Threads::Any => Some("any"),
        };
        relations.extend(threads.map(|threads| format!("threads({names}, {threads})")));
        if callbacks.elsewhere {
            relations.push(format!("threads_of_the_library({names})"));
        }
        if !callbacks.freed {
            relations.push(format!("never_freed({names})"));
        }
        if callbacks.freed_on_failure {
            relations.push(format!("freed_on_failure({names})"));
        }
        if callbacks.within
            && let Some(object) = operation.inputs.first()
        {
            relations.push(format!("called_within({names}, {})", object.name));
        }
        if callbacks.restricted {
            relations.push(format!("calls_only_reentrant({names})"));
        }
        relations
    }
}

/// The names of what lives together.
pub(super) fn names(operation: &Operation, callbacks: &Callbacks) -> String {
    let names = callbacks
        .inputs
        .iter()
        .filter_map(|input| operation.inputs.get(*input));
    let names: Vec<&str> = names.map(|input| input.name.as_str()).collect();
    names.join(" and ")
}

fn lent(unique: bool) -> &'static str {
    match unique {
        true => "lent to it alone",
        false => "lent",
    }
}
