//! How closures are handed to C, and what is done about them after the call.

use super::{
    super::{body::Maker, data::Value, error::Need, lifetimes::registered},
    cleared, function_pointer, is_replaced,
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
            let given: Vec<String> = closures.chain(object).collect();
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
        }
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
        let arguments = format!("({}, {slot})", self.object_key());
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
                    "// SAFETY: the slot is that of the table.
unsafe {{ Table::clear({object}, {}, {}) }};",
                    self.page.table_slot(),
                    self.page.place(sibling, callbacks)
                ),
                _ => format!(
                    "held::clear({object}, {});",
                    self.page.slot(sibling, callbacks)
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
    fn hold(&self, callbacks: &Callbacks, name: &str) -> String {
        let slot = self.page.slot(self.operation, callbacks);
        let method = match is_replaced(callbacks) {
            true => "hold",
            false => "add",
        };
        let for_ever = match callbacks.freed {
            true => "",
            false => ".for_ever()",
        };
        let arguments = format!("({}, {slot}, {name}.held(){for_ever})", self.object_key());
        match callbacks.threads {
            Threads::Same => format!("held::{method}_here{arguments}"),
            _ => format!(
                "// SAFETY: the closure is `Send`, and so may be freed wherever the object is.\nunsafe {{ held::{method}{arguments} }}"
            ),
        }
    }

    fn object_pointer(&self) -> String {
        format!("{}.as_ptr()", self.inputs[0])
    }

    /// What an object's closures are found by: its address, or nothing for those of the whole library.
    fn object_key(&self) -> String {
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

    fn registration(
        &mut self,
        callbacks: &Callbacks,
        name: &str,
        unregister: ItemId,
        arguments: &[Unregister],
    ) -> Value {
        let path = self.page.raw(unregister);
        let c_name = self.page.c_name(unregister);
        // The closure that ends it gets what C gets, not what that is made of: that may be gone.
        let mut given = Vec::new();
        for (index, argument) in arguments.iter().enumerate() {
            given.push(match argument {
                Unregister::Nothing => self.nothing(unregister, index),
                Unregister::Result => "result".to_owned(),
                Unregister::Same(param) => self.captured(*param),
            });
        }
        let failed = self.page.failed_end(unregister);
        let result = match &failed {
            Some(_) => "let result = ",
            None => self.page.discard(unregister),
        };
        let call = format!("{result}unsafe {{ {path}({}) }};", given.join(", "));
        let freed = match (is_replaced(callbacks), callbacks.freed) {
            (true, _) => "drop(held);".to_owned(),
            (false, true) => format!("drop({name});"),
            (false, false) => format!(
                "// Another thread may be about to call it: it is never freed.\nmem::forget({name});"
            ),
        };
        let kept = match is_replaced(callbacks) {
            true => "mem::forget(held);",
            false => &format!("mem::forget({name});"),
        };
        let failed = match failed {
            Some(failed) => format!(
                "if {failed} {{\n    // The library still has it: it stays.\n    {kept}\n    return;\n}}\n"
            ),
            None => String::new(),
        };
        let safety =
            format!("// SAFETY: `unregister = {c_name}`; what it is given is borrowed until then.");
        let mut end = format!("{safety}\n{call}\n{failed}{freed}");
        if is_replaced(callbacks) {
            let slot = self.page.slot(self.operation, callbacks);
            let object = self.object_key();
            let hold = self.hold(callbacks, name);
            let hold = match hold.rsplit_once('\n') {
                Some((comment, call)) => format!("{comment}\nlet ticket = {call};"),
                None => format!("let ticket = {hold};"),
            };
            self.lines.push(hold);
            let key = match object.starts_with("ptr::") {
                true => object,
                false => {
                    let is_captured = given.iter().any(|given| given == "object");
                    if !is_captured {
                        self.lines
                            .push(format!("let object = {};", self.object_pointer()));
                    }
                    "object.cast_const().cast()".to_owned()
                }
            };
            end = format!(
                "let Some(held) = held::take({key}, {slot}, ticket) else {{\n    // Another one has taken its place.\n    return;\n}};\n{end}"
            );
        }
        if self.page.has_restricted() {
            let forget = match is_replaced(callbacks) {
                true => String::new(),
                false => format!("    {kept}\n"),
            };
            end = format!(
                "if CALLBACKS.with(Restriction::is_entered) {{\n    // A callback runs that must not call the library: this one stays.\n{forget}    return;\n}}\n{end}"
            );
        }
        let end: String = end.lines().map(|line| format!("    {line}\n")).collect();
        self.lines.push(format!(
            "let end = move || {{\n{end}}};\n// SAFETY: the closure is kept until `end` frees it, and what that uses is borrowed."
        ));
        let origins = registered(self.operation);
        Value {
            ty: format!("Registration<{}>", self.lifetimes.of_output(&origins)),
            expression: "unsafe { Registration::new(end) }".to_owned(),
        }
    }

    /// An argument of the call, as the closure that ends a registration has it.
    fn captured(&mut self, param: usize) -> String {
        let argument = self.argument(param);
        match &self.operation.arguments[param] {
            Argument::Input(input) => {
                let input = *input;
                let name = self.inputs[input].clone();
                match &self.operation.inputs[input].kind {
                    InputKind::Scalar(_) => return argument,
                    InputKind::Handle(..) if input == 0 => {
                        self.lines.push(format!("let object = {argument};"));
                        return "object".to_owned();
                    }
                    InputKind::Closure(_) => {
                        let of = function_pointer(self.signature.params.get(param), self.page);
                        let function = self.about(&name, "function");
                        self.lines
                            .push(format!("let {function}: {of} = {argument};"));
                        return function;
                    }
                    _ => {}
                }
                let given = self.about(&name, "given");
                self.lines.push(format!("let {given} = {argument};"));
                given
            }
            Argument::CallbackData(_) => {
                self.lines.push(format!("let data = {argument};"));
                "data".to_owned()
            }
            _ => argument,
        }
    }

    /// Whether a registration is told by what the call returned.
    pub(in super::super) fn registers_result(&self) -> bool {
        self.operation.callbacks.iter().any(|callbacks| {
            matches!(&callbacks.scope, CallbackScope::Registered { arguments, .. } if arguments.contains(&Unregister::Result))
        })
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
