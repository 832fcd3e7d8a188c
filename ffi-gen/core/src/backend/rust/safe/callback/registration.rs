//! Registrations: the values that end closures when they are dropped.

use super::{
    super::{body::Maker, data::Value, lifetimes::registered},
    function_pointer, is_replaced, shares_slot,
};
use crate::{
    contract::ItemId,
    resolve::api::{Argument, CallbackScope, Callbacks, InputKind, Threads, Unregister},
};

impl Maker<'_, '_> {
    /// Keeps closures that another function ends, and makes the value that calls that.
    pub(super) fn registration(
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
        let is_shared = shares_slot(self.operation, callbacks);
        let slot = self.page.slot(self.operation, callbacks);
        let key = match is_shared {
            true => self.sharing_key(callbacks),
            false => self.object_key(),
        };
        let own_key = match key.starts_with("ptr::") {
            true => key,
            false => "object.cast_const().cast()".to_owned(),
        };
        let freed = match (is_replaced(callbacks), callbacks.freed) {
            _ if is_shared => format!(
                "// Which one the library has let go of is not known: it is freed with the last.
// SAFETY: the library was told so, once for this one.
unsafe {{ SLOTS.end({own_key}, {slot}, ticket) }};"
            ),
            (true, _) => "drop(held);".to_owned(),
            (false, true) => format!("drop({name});"),
            (false, false) => format!(
                "// Another thread may be about to call it: it is never freed.\nmem::forget({name});"
            ),
        };
        let forget = format!("    mem::forget({name});\n");
        let kept = match is_replaced(callbacks) {
            _ if is_shared => "",
            true => "    mem::forget(held);\n",
            false => &forget,
        };
        let failed = match failed {
            Some(failed) => format!(
                "if {failed} {{\n    // The library still has it: it stays.\n{kept}    return;\n}}\n"
            ),
            None => String::new(),
        };
        let safety =
            format!("// SAFETY: `unregister = {c_name}`; what it is given is borrowed until then.");
        let mut end = format!("{safety}\n{call}\n{failed}{freed}");
        if is_replaced(callbacks) || is_shared {
            let hold = match is_shared {
                true => self.keep_shared(callbacks, name),
                false => self.hold(callbacks, name),
            };
            let hold = match hold.rsplit_once('\n') {
                Some((comment, call)) => format!("{comment}\nlet ticket = {call};"),
                None => format!("let ticket = {hold};"),
            };
            self.lines.push(hold);
            let is_captured = given.iter().any(|given| given == "object");
            if !own_key.starts_with("ptr::") && !is_captured {
                self.lines
                    .push(format!("let object = {};", self.object_pointer()));
            }
        }
        if is_replaced(callbacks) {
            end = format!(
                "// SAFETY: it is dropped when the library has let it go.
let held = unsafe {{ SLOTS.take({own_key}, {slot}, ticket) }};
let Some(held) = held else {{\n    // Another one has taken its place.\n    return;\n}};\n{end}"
            );
        }
        if self.page.has_notified() {
            end = format!("let _released = Released::new();\n{end}");
        }
        if self.page.has_restricted() {
            let forget = match is_replaced(callbacks) {
                true => String::new(),
                false => kept.to_owned(),
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

    /// What closures are found by that share a slot: their object, if the function that ends one is told of it.
    pub(super) fn sharing_key(&self, callbacks: &Callbacks) -> String {
        let is_told = match &callbacks.scope {
            CallbackScope::Registered { arguments, .. } => {
                arguments.iter().any(|argument| match argument {
                    Unregister::Same(param) => self.operation.input_of(*param) == Some(0),
                    _ => false,
                })
            }
            _ => false,
        };
        match is_told {
            true => self.object_key(),
            false => "ptr::null()".to_owned(),
        }
    }

    /// Keeps closures that share a slot, which the library has from here on. The last line is the call.
    fn keep_shared(&self, callbacks: &Callbacks, name: &str) -> String {
        let place = self.about(name, "place");
        let for_ever = match callbacks.freed {
            true => "",
            false => ".for_ever()",
        };
        match callbacks.threads {
            Threads::Same => format!("{place}.keep_here({name}.held(){for_ever})"),
            _ => format!(
                "// SAFETY: the closure is `Send`, and so may be freed wherever the object is.\nunsafe {{ {place}.keep({name}.held(){for_ever}) }}"
            ),
        }
    }
}
