//! How closures are handed to C, and what is done about them after the call.

use super::{
    super::{body::Maker, data::Value, error::Need},
    cleared, is_replaced, shares_slot,
};
use crate::{
    contract::{ItemId, Ty},
    resolve::api::{Access, CallbackScope, Callbacks, DataTo, End, Input, InputKind, Threads},
};

impl Maker<'_, '_> {
    /// The variable of closures that live together.
    fn closures_name(&self, callbacks: &Callbacks) -> String {
        match &callbacks.inputs[..] {
            [first, _, ..] => self.about(&self.inputs[*first], "closures"),
            [one] => self.inputs[*one].clone(),
            [] => "closures".to_owned(),
        }
    }

    /// Puts the closures where C finds them.
    pub(in super::super) fn keep_closures(&mut self) {
        let operation = self.operation;
        if self.page.may_release(operation) {
            self.lines
                .push("let _released = Released::new();".to_owned());
        }
        for callbacks in &operation.callbacks {
            let name = self.closures_name(callbacks);
            let closures = callbacks.inputs.iter().map(|i| self.inputs[*i].clone());
            let object = callbacks.lends.map(|_| self.object_pointer());
            let registrant = self.page.registrant(operation, callbacks);
            let registrant =
                registrant.map(|_| format!("Registrant::new({})", self.object_pointer()));
            let given: Vec<String> = closures.chain(object).chain(registrant).collect();
            let given = match &given[..] {
                [one] => one.clone(),
                several => format!("({})", several.join(", ")),
            };
            let keeper = self.keeper(callbacks);
            let given_up = match self.is_given_up(callbacks) {
                true => ".into_data()",
                false => "",
            };
            self.lines
                .push(format!("let {name} = {keeper}::new({given}){given_up};"));
            match callbacks.data {
                DataTo::SetBy { function } => self.set_data(callbacks, function),
                DataTo::Bound => self.bind_data(callbacks, &name),
                DataTo::Param(_) | DataTo::Nowhere => {}
            }
            if shares_slot(operation, callbacks) {
                let place = self.about(&name, "place");
                let slot = self.page.slot(operation, callbacks);
                let key = self.sharing_key(callbacks);
                self.lines
                    .push(format!("let {place} = SLOTS.share({key}, {slot});"));
            } else if is_held(callbacks) && is_replaced(callbacks) {
                let setting = self.about(&name, "setting");
                let slot = self.page.slot(operation, callbacks);
                let key = self.object_key();
                self.lines
                    .push(format!("let {setting} = SLOTS.setting({key}, {slot});"));
            }
        }
        let slots: Vec<usize> = cleared(self.page, operation)
            .into_iter()
            .filter(|(_, callbacks)| is_held(callbacks))
            .map(|(sibling, callbacks)| self.page.slot(sibling, callbacks))
            .collect();
        let key = self.object_key();
        for slot in slots {
            let clearing = self.clearing(slot);
            self.lines
                .push(format!("let {clearing} = SLOTS.setting({key}, {slot});"));
        }
    }

    /// The variable of a slot that the call empties.
    fn clearing(&self, slot: usize) -> String {
        self.about("clearing", &slot.to_string())
    }

    /// The call, where a closure must be found that C passes no data to.
    pub(in super::super) fn without_data(&self, call: String) -> String {
        let mut callbacks = self.operation.callbacks.iter();
        match callbacks.find(|callbacks| callbacks.data == DataTo::Nowhere) {
            Some(callbacks) => {
                format!("{}.without_data(|| {call})", self.closures_name(callbacks))
            }
            None => call,
        }
    }

    /// Whether the closures are C's from the start, whatever the call says.
    fn is_given_up(&self, callbacks: &Callbacks) -> bool {
        match callbacks.scope {
            CallbackScope::Once | CallbackScope::Notified { .. } => !callbacks.freed_on_failure,
            CallbackScope::Forever => callbacks.data != DataTo::Bound,
            CallbackScope::Call
            | CallbackScope::Object { .. }
            | CallbackScope::Registered { .. } => false,
        }
    }

    /// Makes a function for a closure that gets no data.
    fn bind_data(&mut self, callbacks: &Callbacks, name: &str) {
        let Some(&input) = callbacks.inputs.first() else {
            return;
        };
        let trampoline = self.trampoline_name(input);
        let types = self.generics(callbacks);
        let ty = self.bound_type(input);
        self.lines.push(format!(
            "let trampoline: {ty} = {trampoline}::<{types}>;
// SAFETY: the trampoline takes the data of such a closure.
let {name} = unsafe {{ Code::new(trampoline, {name}.held()) }};"
        ));
    }

    /// Makes the table of closures the data of the object.
    fn set_data(&mut self, callbacks: &Callbacks, setter: ItemId) {
        let object = self.object_pointer();
        let slot = self.page.table_slot();
        let arguments = format!("(&SLOTS, {}, {slot})", self.object_key());
        let table = match callbacks.threads {
            Threads::Same => format!(
                "// SAFETY: the slot is that of the table.
let table = unsafe {{ Table::here{arguments} }};"
            ),
            _ => format!(
                "// SAFETY: the slot is that of the table; the closures are `Send`, and so may be freed wherever the object is.
let table = unsafe {{ Table::anywhere{arguments} }};"
            ),
        };
        let path = self.page.raw(setter);
        let c_name = self.page.c_name(setter);
        self.lines.push(format!(
            "{table}
// SAFETY: `set_by = {c_name}`: the table is the data of every callback of the object, and stays until that ends.
unsafe {{ {path}({object}, table) }};"
        ));
    }

    /// The argument that the data of callbacks is.
    pub(in super::super) fn callback_data(&self, index: usize) -> String {
        let callbacks = &self.operation.callbacks[index];
        let name = self.closures_name(callbacks);
        let contract = self.page.plan.contract;
        let cast = match callbacks.data {
            DataTo::Param(param) => match contract.canonical(&self.signature.params[param].ty) {
                Ty::Pointer { qualifiers, .. } if qualifiers.is_const => ".cast_const()",
                _ => "",
            },
            _ => "",
        };
        match self.is_given_up(callbacks) {
            true => format!("{name}{cast}"),
            false => format!("{name}.data(){cast}"),
        }
    }

    /// The argument that frees the data of callbacks.
    pub(in super::super) fn callback_destroy(&self, index: usize) -> String {
        let callbacks = &self.operation.callbacks[index];
        let keeper = self.keeper(callbacks);
        let method = match callbacks.threads {
            Threads::Same => "release_later",
            Threads::OneAtATime | Threads::Any => "release_anywhere",
        };
        format!("Some({keeper}::<{}>::{method})", self.content(callbacks))
    }

    /// The argument that a callback is.
    pub(in super::super) fn callback_function(&self, input: usize) -> String {
        let callbacks = self
            .operation
            .callbacks
            .iter()
            .find(|c| c.inputs.contains(&input));
        if callbacks.is_some_and(|callbacks| callbacks.data == DataTo::Bound) {
            return format!("Some({}.pointer())", self.inputs[input]);
        }
        let types = callbacks
            .map(|callbacks| self.generics(callbacks))
            .unwrap_or_default();
        format!("Some({}::<{types}>)", self.trampoline_name(input))
    }

    /// Ends the loan of what C may call no more, before anything else is looked at.
    pub(in super::super) fn resume_panics(&mut self) {
        for callbacks in &self.operation.callbacks {
            if callbacks.scope == CallbackScope::Call {
                let name = self.closures_name(callbacks);
                self.lines.push(format!("{name}.resume();"));
            }
        }
    }

    /// Does what is left to do about closures when the call has succeeded; the registration that comes of it.
    pub(in super::super) fn settle_closures(&mut self) -> Option<Value> {
        let operation = self.operation;
        let mut registration = None;
        for (sibling, callbacks) in cleared(self.page, operation) {
            let object = self.object_key();
            self.lines.push(match callbacks.data {
                DataTo::SetBy { .. } => format!(
                    "// SAFETY: the slot is that of the table, and the library does not call the closure any more.
unsafe {{ Table::clear(&SLOTS, {object}, {}, {}) }};",
                    self.page.table_slot(),
                    self.page.place(sibling, callbacks)
                ),
                _ => format!(
                    "// SAFETY: the library does not call the closure any more.
unsafe {{ {}.clear() }};",
                    self.clearing(self.page.slot(sibling, callbacks))
                ),
            });
        }
        for callbacks in &operation.callbacks {
            let name = self.closures_name(callbacks);
            match &callbacks.scope {
                CallbackScope::Forever if callbacks.data == DataTo::Bound => {
                    self.lines.push(format!("{name}.stay();"));
                }
                CallbackScope::Call | CallbackScope::Forever => {}
                CallbackScope::Once | CallbackScope::Notified { .. } => {
                    if callbacks.freed_on_failure {
                        let given = match callbacks.scope {
                            CallbackScope::Once => format!("{name}.given();"),
                            _ => format!(
                                "// It is the library's from here on.\nlet _ = {name}.into_data();"
                            ),
                        };
                        self.lines.push(given);
                    }
                }
                CallbackScope::Object { .. } => match callbacks.data {
                    DataTo::SetBy { .. } => {
                        let place = self.page.place(operation, callbacks);
                        self.lines.push(format!(
                            "// SAFETY: the table is that of this object, which calls the closure from here on.
unsafe {{ Table::put(table, {place}, {name}) }};"
                        ));
                    }
                    _ => {
                        let hold = self.hold(callbacks, &name);
                        let line = match hold.rsplit_once('\n') {
                            Some((comment, call)) => format!("{comment}\n{call};"),
                            None => format!("{hold};"),
                        };
                        self.lines.push(line);
                    }
                },
                CallbackScope::Registered {
                    unregister,
                    arguments,
                    ..
                } => {
                    registration =
                        Some(self.registration(callbacks, &name, *unregister, arguments));
                }
            }
        }
        registration
    }

    /// Keeps closures with their object. The last line is the call.
    pub(super) fn hold(&self, callbacks: &Callbacks, name: &str) -> String {
        let for_ever = match callbacks.freed {
            true => "",
            false => ".for_ever()",
        };
        let closure = format!("{name}.held(){for_ever}");
        let setting = self.about(name, "setting");
        let slot = self.page.slot(self.operation, callbacks);
        let key = self.object_key();
        match (is_replaced(callbacks), callbacks.threads) {
            (true, Threads::Same) => format!(
                "// SAFETY: the library does not call any more what was in the slot.\nunsafe {{ {setting}.hold_here({closure}) }}"
            ),
            (true, _) => format!(
                "// SAFETY: the closure is `Send`, and so may be freed wherever the object is, and the one before it is not called any more.\nunsafe {{ {setting}.hold({closure}) }}"
            ),
            (false, Threads::Same) => format!("SLOTS.add_here({key}, {slot}, {closure})"),
            (false, _) => format!(
                "// SAFETY: the closure is `Send`, and so may be freed wherever the object is.\nunsafe {{ SLOTS.add({key}, {slot}, {closure}) }}"
            ),
        }
    }

    pub(super) fn object_pointer(&self) -> String {
        format!("{}.as_ptr()", self.inputs[0])
    }

    /// What an object's closures are found by: its address, or nothing for those of the whole library.
    pub(super) fn object_key(&self) -> String {
        let first = self.operation.inputs.first();
        match first {
            Some(Input {
                nullable: false,
                kind: InputKind::Handle(..),
                ..
            }) => {
                format!("{}.cast_const().cast()", self.object_pointer())
            }
            _ => "ptr::null()".to_owned(),
        }
    }

    /// The statement that takes out what an object keeps that the call ends.
    fn leaving_closures(&self) -> Option<String> {
        let inputs = self.operation.inputs.iter().enumerate();
        let mut ended = inputs.filter_map(|(index, input)| match input.kind {
            InputKind::Handle(handle, Access::Consumed(_)) if !input.nullable => {
                let end = self.page.api.handle(handle).end;
                (end == End::Destroy(self.operation.function)).then_some((index, handle))
            }
            _ => None,
        });
        let (index, handle) = ended.next()?;
        self.page.leave_slots(handle, &self.object(index))
    }

    /// Takes out what an object keeps that the call ends.
    pub(in super::super) fn take_closures(&mut self) {
        let leave = self.leaving_closures();
        self.lines.extend(leave);
    }

    /// Frees what an object kept that the call has ended.
    pub(in super::super) fn release_closures(&mut self) {
        if self.leaving_closures().is_some() {
            self.lines.push("held.end();".to_owned());
        }
    }

    /// Refuses the call while a callback runs that must not call the library.
    pub(in super::super) fn refuse_restricted(&mut self, start: usize) {
        if self.operation.reentrant || !self.page.has_restricted() {
            return;
        }
        let is_own = |need: &Need| !matches!(need, Need::NotUtf8 | Need::Object(_));
        let refuse = match self.failing.iter().any(is_own) {
            true => self.fail(Need::Restricted, "Error::Restricted"),
            false => "callback::refuse_call();".to_owned(),
        };
        self.lines.insert(
            start,
            format!("if CALLBACKS.with(Restriction::is_entered) {{\n    {refuse}\n}}"),
        );
    }

    /// A null pointer or none, as an argument of a function.
    pub(super) fn nothing(&self, function: ItemId, param: usize) -> String {
        let contract = self.page.plan.contract;
        let Some(signature) = self.page.signature_of(function) else {
            return "None".to_owned();
        };
        match contract.canonical(&signature.params[param].ty) {
            Ty::Pointer { pointee, .. }
                if matches!(contract.canonical(pointee), Ty::Function(_)) =>
            {
                "None".to_owned()
            }
            Ty::Pointer { qualifiers, .. } if qualifiers.is_const => "ptr::null()".to_owned(),
            Ty::Pointer { .. } => "ptr::null_mut()".to_owned(),
            _ => "0".to_owned(),
        }
    }
}

/// Whether closures stand in a slot of their own, and not in a table.
fn is_held(callbacks: &Callbacks) -> bool {
    !matches!(callbacks.data, DataTo::SetBy { .. })
}
