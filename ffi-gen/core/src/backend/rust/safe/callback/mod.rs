//! Callbacks: the closures in a signature, the trampolines that call them, and how long they are kept.

mod keep;
mod registration;
mod trampoline;

use super::{
    Page,
    ty::{ANY, int},
};
use crate::{
    contract::{ItemId, ItemKind, Ty},
    resolve::api::{
        Access, Argument, CallbackScope, Callbacks, Closure, DataTo, Element, End, Given,
        GivenKind, HandleId, Input, InputKind, Operation, Threads, Unregister,
    },
};

/// The type parameters of closures, in the order of the inputs.
const TYPES: [&str; 6] = ["F", "G", "H", "I", "J", "K"];

impl Page<'_> {
    /// The type parameters of an operation's closures.
    pub(super) fn closure_types(&self, operation: &Operation) -> Vec<String> {
        let closures = closures(operation);
        (0..closures.count()).map(type_parameter).collect()
    }

    /// The type parameter of an input.
    pub(super) fn closure_type(&self, operation: &Operation, input: usize) -> String {
        let place = closures(operation).position(|(index, ..)| index == input);
        type_parameter(place.unwrap_or(0))
    }

    /// What the closures of an operation must be, a line for each.
    pub(super) fn closure_bounds(&self, operation: &Operation) -> Vec<String> {
        closures(operation)
            .enumerate()
            .map(|(place, (index, _, closure))| {
                let callbacks = operation
                    .callbacks
                    .iter()
                    .find(|callbacks| callbacks.inputs.contains(&index));
                let bound = match callbacks {
                    Some(callbacks) => self.closure_bound(callbacks, closure),
                    None => String::new(),
                };
                format!("{}: {bound}", type_parameter(place))
            })
            .collect()
    }

    fn closure_bound(&self, callbacks: &Callbacks, closure: &Closure) -> String {
        let more = match (&callbacks.scope, callbacks.threads) {
            (CallbackScope::Call, _) => "",
            (CallbackScope::Once, Threads::OneAtATime | Threads::Any)
            | (_, Threads::OneAtATime) => " + Send + 'static",
            _ => " + 'static",
        };
        format!("{}{more}", self.closure_call_bound(callbacks, closure))
    }

    /// What a trampoline needs to call a closure.
    pub(super) fn closure_call_bound(&self, callbacks: &Callbacks, closure: &Closure) -> String {
        let lent = callbacks.lends.iter();
        let lent = lent.map(|handle| format!("&{}", self.borrowed(*handle, "'_")));
        let given = closure.given.iter().map(|given| self.given_type(given));
        let given: Vec<String> = lent.chain(given).collect();
        let answer = match &closure.answer {
            Some(ty) => format!(" -> {}", self.scalar(ty)),
            None => String::new(),
        };
        let (kind, more) = match (&callbacks.scope, callbacks.threads) {
            (CallbackScope::Once, _) => ("FnOnce", ""),
            (CallbackScope::Call, Threads::Any) => ("Fn", " + Sync"),
            (_, Threads::Any) => ("Fn", " + Send + Sync"),
            _ => ("FnMut", ""),
        };
        format!("{kind}({}){answer}{more}", given.join(", "))
    }

    /// The type of something that a closure is given.
    fn given_type(&self, given: &Given) -> String {
        let ty = match &given.kind {
            GivenKind::Scalar(ty) | GivenKind::Copy(ty) => self.scalar(ty),
            GivenKind::Handle { handle, unique } => {
                let mutable = if *unique { "mut " } else { "" };
                format!("&{mutable}{}", self.borrowed(*handle, "'_"))
            }
            GivenKind::Handles { handle, unique, .. } => {
                let ty = self.borrowed(*handle, "'_");
                match unique {
                    true => format!("HandlesMut<'_, {ty}>"),
                    false => format!("&[&{ty}]"),
                }
            }
            GivenKind::Text { utf8: true } => "&str".to_owned(),
            GivenKind::Text { utf8: false } => "&CStr".to_owned(),
            GivenKind::Utf16 => "&[u16]".to_owned(),
            GivenKind::Texts { .. } => "Texts<'_>".to_owned(),
            GivenKind::Slice { element, .. } => format!("&{}", self.slice_type(element)),
            GivenKind::Any => format!("&{ANY}"),
        };
        match given.nullable {
            true => format!("Option<{ty}>"),
            false => ty,
        }
    }

    /// A type as the raw tier writes it.
    pub(super) fn raw_type(&self, ty: &Ty) -> String {
        match ty {
            Ty::Void => "c_void".to_owned(),
            Ty::Int(kind) => int(*kind).to_owned(),
            Ty::Pointer {
                pointee,
                qualifiers,
            } => {
                let inner = self.plan.contract.canonical(pointee);
                if matches!(inner, Ty::Function(_)) {
                    return "Option<unsafe extern \"C\" fn()>".to_owned();
                }
                let mutable = if qualifiers.is_const { "const" } else { "mut" };
                format!("*{mutable} {}", self.raw_type(pointee))
            }
            Ty::Item(id) => self.raw(*id),
            other => self.scalar(other),
        }
    }

    /// All closures that live together, with their operation.
    fn all_callbacks(&self) -> impl Iterator<Item = (&Operation, &Callbacks)> {
        let operations = self.api.operations.iter();
        operations.flat_map(|operation| operation.callbacks.iter().map(move |of| (operation, of)))
    }

    /// The number of the place where an object keeps closures.
    pub(super) fn slot(&self, operation: &Operation, callbacks: &Callbacks) -> usize {
        // Whatever one function ends without telling it from others is in one place.
        let shared = match &callbacks.scope {
            CallbackScope::Registered { unregister, .. } if shares_slot(operation, callbacks) => {
                Some(*unregister)
            }
            _ => None,
        };
        self.all_callbacks()
            .position(|other| match (shared, &other.1.scope) {
                (Some(by), CallbackScope::Registered { unregister, .. }) => {
                    *unregister == by && shares_slot(other.0, other.1)
                }
                (Some(_), _) => false,
                (None, _) => is_same(other, (operation, callbacks)),
            })
            .unwrap_or(0)
    }

    /// The number of the place of closures among those whose data other functions set.
    pub(super) fn place(&self, operation: &Operation, callbacks: &Callbacks) -> usize {
        self.all_callbacks()
            .filter(|(_, other)| matches!(other.data, DataTo::SetBy { .. }))
            .position(|other| is_same(other, (operation, callbacks)))
            .unwrap_or(0)
    }

    /// The number of the place where an object keeps the table of closures whose data other functions set.
    pub(super) fn table_slot(&self) -> usize {
        self.all_callbacks().count()
    }

    /// The places where objects of a handle keep closures, which are freed when they end.
    fn slots_of(&self, handle: HandleId) -> Vec<usize> {
        let mut slots = Vec::new();
        for (operation, callbacks) in self.all_callbacks() {
            let of_handle = matches!(
                operation.inputs.first(),
                Some(Input { kind: InputKind::Handle(of, _), .. }) if *of == handle
            );
            let stays = is_kept_by_object(callbacks) || shares_slot(operation, callbacks);
            if of_handle && stays {
                slots.push(match callbacks.data {
                    DataTo::SetBy { .. } => self.table_slot(),
                    _ => self.slot(operation, callbacks),
                });
            }
        }
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// The statement that takes out what an object keeps, also as what it stands for, before it ends.
    pub(super) fn leave_slots(&self, handle: HandleId, object: &str) -> Option<String> {
        let mut parts = Vec::new();
        let (mut at, mut offset) = (Some(handle), 0);
        while let Some(handle) = at {
            let slots = self.slots_of(handle);
            if !slots.is_empty() {
                let slots: Vec<String> = slots.iter().map(usize::to_string).collect();
                let part = match offset {
                    0 => String::new(),
                    offset => format!(".wrapping_byte_add({offset})"),
                };
                parts.push(format!(
                    "({object}.as_ptr().cast_const().cast(){part}, &[{}])",
                    slots.join(", ")
                ));
            }
            let base = self.api.handle(handle).base;
            at = base.map(|upcast| upcast.base);
            offset += base.map_or(0, |upcast| upcast.offset);
        }
        (!parts.is_empty()).then(|| {
            format!(
                "// SAFETY: they are freed when the object is gone.\nlet held = unsafe {{ SLOTS.leave(&[{}]) }};",
                parts.join(", ")
            )
        })
    }

    /// Whether the library frees closures. The end of any object may do that: those of its parts end with it.
    pub(super) fn has_notified(&self) -> bool {
        let mut all = self.all_callbacks();
        all.any(|(_, callbacks)| callbacks.is_notified())
    }

    /// Whether some closures may be freed in any call.
    pub(super) fn frees_anywhere(&self) -> bool {
        let mut all = self.all_callbacks();
        all.any(|(_, callbacks)| callbacks.is_notified() && !callbacks.stays)
    }

    /// Whether the library may free closures during a call: it takes others in their place, or ends their object.
    fn may_release(&self, operation: &Operation) -> bool {
        let stays = |other: &Operation| {
            let mut scopes = other.callbacks.iter().map(|callbacks| &callbacks.scope);
            other.function == operation.function
                && scopes.any(|scope| *scope != CallbackScope::Call)
        };
        let mut inputs = operation.inputs.iter();
        let ends =
            inputs.any(|input| matches!(input.kind, InputKind::Handle(_, Access::Consumed(_))));
        let takes = self.api.operations.iter().any(stays);
        self.frees_anywhere() || self.has_notified() && (ends || takes)
    }

    /// Whether some callback of the library must not call it.
    pub(super) fn has_restricted(&self) -> bool {
        let mut all = self.all_callbacks();
        all.any(|(_, callbacks)| callbacks.restricted)
    }

    /// Whether a function has the signature of C.
    pub(super) fn signature_of(&self, function: ItemId) -> Option<&crate::contract::Signature> {
        match &self.plan.contract.item(function).kind {
            ItemKind::Function(function) => Some(&function.signature),
            _ => None,
        }
    }

    /// The object that closures are kept with their address of: a thread of the library's own may call them, and its
    /// destructor may wait for that thread.
    pub(super) fn registrant(
        &self,
        operation: &Operation,
        callbacks: &Callbacks,
    ) -> Option<HandleId> {
        let Input {
            nullable: false,
            kind: InputKind::Handle(handle, Access::Shared | Access::Exclusive),
            ..
        } = operation.inputs.first()?
        else {
            return None;
        };
        let own = self.api.handle(*handle);
        let End::Destroy(function) = own.end else {
            return None;
        };
        let mut operations = self.api.operations.iter();
        let may_end = operations.any(|end| end.function == function && end.reentrant);
        let is_kept = callbacks.elsewhere && callbacks.scope != CallbackScope::Call;
        (is_kept && !own.is_integer() && !may_end).then_some(*handle)
    }

    /// The test whether such a callback of an object runs on this thread, of whatever it stands for.
    pub(super) fn is_running(&self, handle: HandleId, object: &str) -> Option<String> {
        let mut tests = Vec::new();
        let (mut at, mut offset) = (Some(handle), 0);
        while let Some(handle) = at {
            let mut all = self.all_callbacks();
            if all.any(|(operation, of)| self.registrant(operation, of) == Some(handle)) {
                let part = match offset {
                    0 => String::new(),
                    offset => format!(".wrapping_byte_add({offset})"),
                };
                tests.push(format!(
                    "Registrant::is_running({object}.as_ptr().cast_const().cast(){part})"
                ));
            }
            let base = self.api.handle(handle).base;
            at = base.map(|upcast| upcast.base);
            offset += base.map_or(0, |upcast| upcast.offset);
        }
        (!tests.is_empty()).then(|| tests.join(" || "))
    }

    /// What leaves something undone while a callback runs that must not call the library.
    pub(super) fn unless_restricted(&self, what: &str) -> String {
        match self.has_restricted() {
            true => format!(
                "        if CALLBACKS.with(Restriction::is_entered) {{
            // A callback runs that must not call the library: {what}.
            return;
        }}
"
            ),
            false => String::new(),
        }
    }

    /// What holds back the closures that the library frees, until the function returns that stands here.
    pub(super) fn until_released(&self) -> &'static str {
        match self.has_notified() {
            true => "        let _released = Released::new();\n",
            false => "",
        }
    }

    /// Writes the place where the thread knows that such a callback runs.
    pub(super) fn write_restriction(&mut self) {
        if self.has_restricted() {
            self.lines(
                "std::thread_local! {
    /// Whether a callback runs that must not call the library.
    static CALLBACKS: Restriction = const { Restriction::new() };
}",
            );
            self.blank_line();
        }
    }
}

/// The inputs of an operation that are closures.
fn closures(operation: &Operation) -> impl Iterator<Item = (usize, &Input, &Closure)> {
    let inputs = operation.inputs.iter().enumerate();
    inputs.filter_map(|(index, input)| match &input.kind {
        InputKind::Closure(closure) => Some((index, input, &**closure)),
        _ => None,
    })
}

/// The closures that the form without them takes away.
fn cleared<'p>(page: &Page<'p>, operation: &Operation) -> Vec<(&'p Operation, &'p Callbacks)> {
    let is_sibling =
        |other: &&Operation| operation.callbacks.is_empty() && other.function == operation.function;
    let others = page.api.operations.iter().filter(is_sibling);
    others
        .flat_map(|other| other.callbacks.iter().map(move |of| (other, of)))
        .filter(|(_, callbacks)| is_taken_away(callbacks))
        .collect()
}

/// Whether two are the same closures of the same operation.
fn is_same(one: (&Operation, &Callbacks), other: (&Operation, &Callbacks)) -> bool {
    one.0.function == other.0.function && one.1.inputs == other.1.inputs
}

/// Whether closures stand with their object, or with none, until it ends or others take their place.
fn is_kept_by_object(callbacks: &Callbacks) -> bool {
    matches!(callbacks.scope, CallbackScope::Object { .. }) || is_replaced(callbacks)
}

/// Whether others take the place of closures.
fn is_replaced(callbacks: &Callbacks) -> bool {
    matches!(
        callbacks.scope,
        CallbackScope::Object { replaces: true } | CallbackScope::Registered { replaces: true, .. }
    )
}

/// Whether the function that ends closures is told nothing that tells them from others of the same kind: neither their data,
/// nor a function of their own, nor what the call returned. Where two have the same key, it may end either. The function
/// that sets a callback is not meant: without one, it leaves none.
fn shares_slot(operation: &Operation, callbacks: &Callbacks) -> bool {
    let CallbackScope::Registered {
        unregister,
        arguments,
        replaces: false,
    } = &callbacks.scope
    else {
        return false;
    };
    let tells = |argument: &Unregister| match argument {
        Unregister::Nothing => false,
        Unregister::Result => true,
        Unregister::Same(param) => match operation.arguments[*param] {
            Argument::CallbackData(_) => true,
            Argument::Input(input) => {
                callbacks.data == DataTo::Bound && callbacks.inputs.contains(&input)
            }
            _ => false,
        },
    };
    *unregister != operation.function && !arguments.iter().any(tells)
}

/// Whether the form without closures takes them away.
fn is_taken_away(callbacks: &Callbacks) -> bool {
    is_replaced(callbacks) || matches!(callbacks.data, DataTo::SetBy { .. })
}

fn type_parameter(place: usize) -> String {
    match TYPES.get(place) {
        Some(name) => (*name).to_owned(),
        None => format!("F{place}"),
    }
}

/// Whether a slice is text that may turn out to be none.
fn is_text(element: &Element) -> bool {
    *element == Element::Utf8
}

/// The type of a parameter that is a function, with what it takes left to be found.
fn function_pointer(param: Option<&crate::contract::Param>, page: &Page<'_>) -> String {
    let contract = page.plan.contract;
    let signature = param.and_then(|param| contract.pointed_function(&param.ty));
    let Some(signature) = signature else {
        return "_".to_owned();
    };
    let params = vec!["_"; signature.params.len()].join(", ");
    let answer = match contract.canonical(&signature.result) {
        Ty::Void => "",
        _ => " -> _",
    };
    format!("Option<unsafe extern \"C\" fn({params}){answer}>")
}
