//! How closures are handed to C, and what is done about them after the call.

use super::{
    super::{body::Maker, data::Value, error::Need},
    cleared, is_kept_by_object,
};
use crate::{
    contract::{ItemId, Ty},
    resolve::api::{
        Access, Argument, CallbackScope, Callbacks, DataTo, End, Input, InputKind, Threads,
        Unregister,
    },
};

impl Maker<'_, '_> {
    /// The variable of closures that live together.
    fn closures_name(&self, callbacks: &Callbacks) -> String {
        match &callbacks.inputs[..] {
            [one] => self.inputs[*one].clone(),
            _ => "closures".to_owned(),
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
            let given: Vec<String> = closures.chain(object).collect();
            let given = match &given[..] {
                [one] => one.clone(),
                several => format!("({})", several.join(", ")),
            };
            let keeper = self.keeper(callbacks);
            let mutable = match (&callbacks.scope, callbacks.freed_on_failure) {
                (CallbackScope::Once, true) => "mut ",
                _ => "",
            };
            let given_up = match self.is_given_up(callbacks) {
                true => ".into_data()",
                false => "",
            };
            self.lines.push(format!(
                "let {mutable}{name} = {keeper}::new({given}){given_up};"
            ));
            match callbacks.data {
                DataTo::SetBy { function } => self.set_data(callbacks, function),
                DataTo::Bound => self.bind_data(callbacks, &name),
                DataTo::Param(_) | DataTo::Nowhere => {}
            }
        }
    }

    /// Whether the closures are C's from the start, whatever the call says.
    fn is_given_up(&self, callbacks: &Callbacks) -> bool {
        match callbacks.scope {
            CallbackScope::Once | CallbackScope::Notified { .. } => !callbacks.freed_on_failure,
            CallbackScope::Forever => callbacks.data != DataTo::Bound,
            CallbackScope::Call | CallbackScope::Object | CallbackScope::Registered { .. } => false,
        }
    }

    /// Makes a function for a closure that gets no data.
    fn bind_data(&mut self, callbacks: &Callbacks, name: &str) {
        let Some(&input) = callbacks.inputs.first() else {
            return;
        };
        let trampoline = self.trampoline_name(input);
        let types = self.types(callbacks).join(", ");
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
        let arguments = format!("({object}.cast_const().cast(), {slot})");
        let table = match callbacks.threads {
            Threads::Same => format!("let table = Table::here{arguments};"),
            _ => format!(
                "// SAFETY: the closures are `Send`, and so may be freed wherever the object is.
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
        format!(
            "Some({keeper}::<{}>::release_later)",
            self.content(callbacks)
        )
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
            .map(|callbacks| self.types(callbacks))
            .unwrap_or_default();
        format!(
            "Some({}::<{}>)",
            self.trampoline_name(input),
            types.join(", ")
        )
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
        if let Some(callbacks) = cleared(self.page, operation) {
            let object = self.object_pointer();
            self.lines.push(match callbacks.data {
                DataTo::SetBy { .. } => format!(
                    "// SAFETY: the slot is that of the table.
unsafe {{ Table::clear({object}.cast_const().cast(), {}, {}) }};",
                    self.page.table_slot(),
                    self.page.place(operation.function, callbacks)
                ),
                _ => format!(
                    "held::clear({object}.cast_const().cast(), {});",
                    self.page.slot(operation.function)
                ),
            });
        }
        for callbacks in &operation.callbacks {
            let name = self.closures_name(callbacks);
            match &callbacks.scope {
                CallbackScope::Forever if callbacks.data == DataTo::Bound => {
                    self.lines.push(format!("mem::forget({name});"));
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
                CallbackScope::Object => match callbacks.data {
                    DataTo::SetBy { .. } => {
                        let place = self.page.place(operation.function, callbacks);
                        self.lines.push(format!(
                            "// SAFETY: the table is that of this object, which calls the closure from here on.
unsafe {{ Table::put(table, {place}, {name}) }};"
                        ));
                    }
                    _ => {
                        let hold = self.hold(callbacks, &name);
                        self.lines.push(format!("{hold};"));
                    }
                },
                CallbackScope::Registered {
                    unregister,
                    arguments,
                    waits,
                } => {
                    registration =
                        Some(self.registration(callbacks, &name, *unregister, arguments, *waits));
                }
            }
        }
        registration
    }

    /// Keeps closures with their object.
    fn hold(&self, callbacks: &Callbacks, name: &str) -> String {
        let object = self.object_pointer();
        let slot = self.page.slot(self.operation.function);
        let arguments = format!("({object}.cast_const().cast(), {slot}, {name}.held())");
        match callbacks.threads {
            Threads::Same => format!("held::hold_here{arguments}"),
            _ => format!(
                "// SAFETY: the closure is `Send`, and so may be freed wherever the object is.\nunsafe {{ held::hold{arguments} }}"
            ),
        }
    }

    fn object_pointer(&self) -> String {
        format!("{}.as_ptr()", self.inputs[0])
    }

    fn registration(
        &mut self,
        callbacks: &Callbacks,
        name: &str,
        unregister: ItemId,
        arguments: &[Unregister],
        waits: bool,
    ) -> Value {
        let is_slot = is_kept_by_object(self.operation, callbacks);
        let path = self.page.raw(unregister);
        let c_name = self.page.c_name(unregister);
        let discard = self.page.discard(unregister);
        let mut captured = Vec::new();
        let mut given = Vec::new();
        let has_object =
            !self.inputs.is_empty() && self.page.signature_of(self.operation.function).is_some();
        for (index, argument) in arguments.iter().enumerate() {
            given.push(match argument {
                Unregister::Nothing => self.nothing(unregister, index),
                Unregister::Result => "result".to_owned(),
                Unregister::Same(param) => match &self.operation.arguments[*param] {
                    Argument::CallbackData(_) => {
                        captured.push(format!("let data = {};", self.argument(*param)));
                        "data".to_owned()
                    }
                    Argument::Input(0) if has_object && *param == 0 => {
                        captured.push(format!("let object = {};", self.argument(*param)));
                        "object".to_owned()
                    }
                    _ => self.argument(*param),
                },
            });
        }
        captured.dedup();
        for line in captured {
            self.lines.push(line);
        }
        let given = given.join(", ");
        let freed = match callbacks.threads == Threads::Any && !waits {
            true => (
                "// Another thread may be about to call it: it is never freed.\n",
                "mem::forget",
            ),
            false => ("", "drop"),
        };
        let end = if is_slot {
            let slot = self.page.slot(self.operation.function);
            let hold = self.hold(callbacks, name);
            let hold = match hold.split_once("\nunsafe") {
                Some((comment, call)) => format!("{comment}\nlet ticket = unsafe{call};"),
                None => format!("let ticket = {hold};"),
            };
            self.lines.push(hold);
            format!(
                "if let Some(held) = held::take(object.cast_const().cast(), {slot}, ticket) {{
        // SAFETY: `unregister = {c_name}`; the object is borrowed as long as the registration lives.
        {discard}unsafe {{ {path}({given}) }};
        drop(held);
    }}"
            )
        } else {
            let indented = freed.0.replace('\n', "\n    ");
            format!(
                "// SAFETY: `unregister = {c_name}`; what it is registered with is borrowed until then.
    {discard}unsafe {{ {path}({given}) }};
    {indented}{}({name});",
                freed.1
            )
        };
        let stay = match self.page.has_restricted() {
            true => {
                let forget = match is_slot {
                    true => String::new(),
                    false => format!("        mem::forget({name});\n"),
                };
                format!(
                    "if CALLBACKS.with(Restriction::is_entered) {{\n        // A callback runs that must not call the library: this one stays.\n{forget}        return;\n    }}\n    "
                )
            }
            false => String::new(),
        };
        self.lines.push(format!(
            "let end = move || {{\n    {stay}{end}\n}};\n// SAFETY: the closure is kept until `end` frees it, and its object is borrowed."
        ));
        let lifetime = match self.operation.inputs.first().map(|input| &input.kind) {
            Some(InputKind::Handle(..)) => "'_",
            _ => "'static",
        };
        Value {
            ty: format!("Registration<{lifetime}>"),
            expression: "unsafe { Registration::new(end) }".to_owned(),
        }
    }

    /// Whether a registration is told by what the call returned.
    pub(in super::super) fn registers_result(&self) -> bool {
        self.operation.callbacks.iter().any(|callbacks| {
            matches!(&callbacks.scope, CallbackScope::Registered { arguments, .. } if arguments.contains(&Unregister::Result))
        })
    }

    /// Frees what an object kept that the call has ended.
    pub(in super::super) fn release_closures(&mut self) {
        for (index, input) in self.operation.inputs.iter().enumerate() {
            let InputKind::Handle(handle, Access::Consumed(_)) = input.kind else {
                continue;
            };
            let ends = self.page.api.handle(handle).end == End::Destroy(self.operation.function);
            if ends && self.page.keeps_closures(handle) {
                let object = self.object(index);
                self.lines.push(format!(
                    "held::release({object}.as_ptr().cast_const().cast());"
                ));
            }
        }
    }

    /// Refuses the call while a callback runs that must not call the library.
    pub(in super::super) fn refuse_restricted(&mut self, start: usize) {
        let takes_handle = |input: &Input| matches!(input.kind, InputKind::Handle(..));
        let is_concerned = self.page.has_restricted()
            && !self.operation.reentrant
            && self.operation.inputs.iter().any(takes_handle);
        if !is_concerned {
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
    fn nothing(&self, function: ItemId, param: usize) -> String {
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
