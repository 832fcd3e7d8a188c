//! Trampolines: the C functions that find a closure and call it.

use super::{
    super::{super::ident, body::Maker, names::snake, signature::any_bound, ty::ANY},
    is_text,
};
use crate::{
    contract::{Signature, Ty},
    resolve::api::{
        CallbackScope, Callbacks, Closure, DataBack, DataTo, Element, Given, GivenKind, InputKind,
        Threads, Unit,
    },
};

impl Maker<'_, '_> {
    /// Writes the trampolines of every closure.
    pub(in super::super) fn trampolines(&mut self) {
        for index in 0..self.operation.callbacks.len() {
            let callbacks = &self.operation.callbacks[index];
            for (place, &input) in callbacks.inputs.iter().enumerate() {
                let InputKind::Closure(closure) = &self.operation.inputs[input].kind else {
                    continue;
                };
                let text = self.trampoline(callbacks, closure, input, place);
                self.lines.push(text);
            }
        }
    }

    /// What the closures of a group but one must be to stand together.
    fn bounds_of_all(&self, callbacks: &Callbacks, but: usize) -> Vec<String> {
        let bound = match (&callbacks.scope, callbacks.threads, callbacks.data) {
            (CallbackScope::Once, ..) => return Vec::new(),
            (CallbackScope::Call, Threads::Any, _) => "Sync",
            (CallbackScope::Call, ..) => return Vec::new(),
            (_, Threads::Any, _) => "Send + Sync",
            (_, _, DataTo::SetBy { .. }) => "'static",
            _ => return Vec::new(),
        };
        let others = callbacks.inputs.iter().filter(|input| **input != but);
        others
            .map(|input| {
                format!(
                    "{}: {bound}",
                    self.page.closure_type(self.operation, *input)
                )
            })
            .collect()
    }

    /// The name of the trampoline of an input.
    pub(in super::super) fn trampoline_name(&self, input: usize) -> String {
        let name = self.inputs[input].trim_end_matches('_');
        format!("call_{name}")
    }

    /// The type parameters of the closures that live together.
    pub(super) fn types(&self, callbacks: &Callbacks) -> Vec<String> {
        let of = |input: &usize| self.page.closure_type(self.operation, *input);
        callbacks.inputs.iter().map(of).collect()
    }

    /// The type parameters of a trampoline.
    pub(super) fn generics(&self, callbacks: &Callbacks) -> String {
        let any = self.operation.has_any().then(|| ANY.to_owned());
        let types: Vec<String> = any.into_iter().chain(self.types(callbacks)).collect();
        types.join(", ")
    }

    /// The type of what is behind the data.
    pub(super) fn content(&self, callbacks: &Callbacks) -> String {
        let mut types = self.types(callbacks);
        let object = callbacks.lends.map(|handle| self.page.object_type(handle));
        types.extend(object.map(|object| format!("*mut {object}")));
        let registrant = self.page.registrant(self.operation, callbacks);
        types.extend(registrant.map(|_| "Registrant".to_owned()));
        match &types[..] {
            [one] => one.clone(),
            several => format!("({})", several.join(", ")),
        }
    }

    /// The type of the runtime that keeps the closures.
    pub(in super::super) fn keeper(&self, callbacks: &Callbacks) -> &'static str {
        match (&callbacks.scope, callbacks.threads) {
            (CallbackScope::Call, Threads::Any) => "LentSync",
            (CallbackScope::Call, _) => "Lent",
            (CallbackScope::Once, _) => "Once",
            (_, Threads::Any) => "KeptSync",
            _ => "Kept",
        }
    }

    fn trampoline(
        &self,
        callbacks: &Callbacks,
        closure: &Closure,
        input: usize,
        place: usize,
    ) -> String {
        let contract = self.page.plan.contract;
        let param = self.operation.inputs[input].param;
        let Some(signature) = contract.pointed_function(&self.signature.params[param].ty) else {
            return String::new();
        };
        let names = names(closure, signature);
        let params = signature
            .params
            .iter()
            .zip(&names)
            .map(|(param, name)| format!("{name}: {}", self.page.raw_type(&param.ty)));
        let bound = match closure.data {
            DataBack::Bound => Some("closure_data: *mut c_void".to_owned()),
            _ => None,
        };
        let params: Vec<String> = bound.into_iter().chain(params).collect();
        let answer = match &closure.answer {
            Some(_) => format!(" -> {}", self.page.raw_type(&signature.result)),
            None => String::new(),
        };
        let instead = match (&closure.on_panic, &closure.answer) {
            (Some(value), Some(ty)) => self.constant_of(contract.canonical(ty), value),
            _ => "()".to_owned(),
        };
        let types = self.types(callbacks);
        let own = self.page.closure_type(self.operation, input);
        let stays = match callbacks.data {
            DataTo::SetBy { .. } => " + 'static",
            _ => "",
        };
        let bound = self.page.closure_call_bound(callbacks, closure);
        let mut bounds = vec![format!("{own}: {bound}{stays}")];
        bounds.extend(self.bounds_of_all(callbacks, input));
        let (prelude, mut arguments) = self.given(closure, &names, signature, &instead);
        let registrant = self.page.registrant(self.operation, callbacks);
        let called = match (types.len(), callbacks.lends.or(registrant)) {
            (1, None) => "closure".to_owned(),
            _ => format!("(closure.{place})"),
        };
        if let Some(handle) = callbacks.lends {
            let ty = self.page.borrowed(handle, "'_");
            arguments.insert(0, format!("&*closure.{}.cast::<{ty}>()", types.len()));
        }
        let restricted = match callbacks.restricted {
            // Before the closure is found: what it captured may be dropped when it returns, while C goes on.
            true => "    let _restricted = Restricted::enter(&CALLBACKS);\n",
            false => "",
        };
        let find = self.find(callbacks, closure, signature, &names, &instead);
        let call = list(&format!("{called}("), &arguments, ")", 20);
        let body = format!("{prelude}{call}");
        let one_line = format!("{find}|closure| {body})");
        let body = match body.contains('\n') || one_line.len() > WIDTH - 16 {
            true => format!("{find}|closure| {{\n{}\n}})", indent(&body)),
            false => one_line,
        };
        let body = match registrant {
            Some(_) => format!(
                "let of = {}, |content| content.{});\nof.runs(|| {{\n{}\n}})",
                self.peek(callbacks, closure, signature, &names),
                types.len(),
                indent(&body)
            ),
            None => body,
        };
        let name = self.trampoline_name(input);
        let generics = self.generics(callbacks);
        let head = format!("unsafe extern \"C\" fn {name}<{generics}>(");
        let head = list(&head, &params, &format!("){answer}"), 12);
        let bounds: Vec<String> = any_bound(self.operation)
            .into_iter()
            .chain(bounds)
            .collect();
        let bounds = bounds.join(",\n    ");
        let argument = wrap(&format!(
            "// SAFETY: {}.",
            self.argue_trampoline(callbacks, closure, &names)
        ));
        format!(
            "{head}\nwhere\n    {bounds},\n{{\n{restricted}{}\n    unsafe {{\n{}\n    }}\n}}\n",
            indent(&argument),
            indent(&indent(&body)),
        )
    }

    /// The type of a trampoline that has its data bound.
    pub(super) fn bound_type(&self, input: usize) -> String {
        let contract = self.page.plan.contract;
        let param = self.operation.inputs[input].param;
        let Some(signature) = contract.pointed_function(&self.signature.params[param].ty) else {
            return String::new();
        };
        let params = signature.params.iter();
        let params: Vec<String> = params.map(|p| self.page.raw_type(&p.ty)).collect();
        let data = ["*mut c_void".to_owned()];
        let params: Vec<String> = data.into_iter().chain(params).collect();
        let answer = match contract.canonical(&signature.result) {
            Ty::Void => String::new(),
            _ => format!(" -> {}", self.page.raw_type(&signature.result)),
        };
        format!("unsafe extern \"C\" fn({}){answer}", params.join(", "))
    }

    /// The start of the call of the closure, up to what is done with it.
    fn find(
        &self,
        callbacks: &Callbacks,
        closure: &Closure,
        signature: &Signature,
        names: &[String],
        instead: &str,
    ) -> String {
        let content = self.content(callbacks);
        let keeper = self.keeper(callbacks);
        let Some(data) = self.data_of(closure, signature, names) else {
            return format!("{keeper}::<{content}>::call_current({instead}, ");
        };
        match callbacks.data {
            DataTo::SetBy { .. } => {
                let place = self.page.place(self.operation, callbacks);
                format!("Table::call::<{content}, _>({data}, {place}, {instead}, ")
            }
            _ => format!("{keeper}::<{content}>::call({data}, {instead}, "),
        }
    }

    /// The start of a look at what is behind the data.
    fn peek(
        &self,
        callbacks: &Callbacks,
        closure: &Closure,
        signature: &Signature,
        names: &[String],
    ) -> String {
        let data = self.data_of(closure, signature, names).unwrap_or_default();
        let (keeper, content) = (self.keeper(callbacks), self.content(callbacks));
        format!("{keeper}::<{content}>::peek({data}")
    }

    /// Where the data comes back; none where it is not passed.
    fn data_of(
        &self,
        closure: &Closure,
        signature: &Signature,
        names: &[String],
    ) -> Option<String> {
        Some(match closure.data {
            DataBack::Argument(index) => {
                let cast = self.data_cast(&signature.params[index].ty);
                format!("{}{cast}", names[index])
            }
            DataBack::Call { function, argument } => {
                format!("{}({})", self.page.raw(function), names[argument])
            }
            DataBack::Bound => "closure_data".to_owned(),
            DataBack::Nowhere => return None,
        })
    }

    /// What makes the data of the pointer that it comes back as.
    fn data_cast(&self, ty: &Ty) -> &'static str {
        let contract = self.page.plan.contract;
        let Ty::Pointer {
            pointee,
            qualifiers,
        } = contract.canonical(ty)
        else {
            return "";
        };
        match (
            qualifiers.is_const,
            *contract.canonical(pointee) == Ty::Void,
        ) {
            (true, true) => ".cast_mut()",
            (true, false) => ".cast_mut().cast()",
            (false, true) => "",
            (false, false) => ".cast()",
        }
    }

    /// The statements before a closure is called, and what it is given.
    fn given(
        &self,
        closure: &Closure,
        names: &[String],
        signature: &Signature,
        instead: &str,
    ) -> (String, Vec<String>) {
        let mut prelude = String::new();
        let mut arguments = Vec::new();
        for given in &closure.given {
            let name = &names[given.param];
            let (value, may_fail) = self.value_given(given, name, names, signature);
            if may_fail {
                let back = match instead {
                    "()" => "return",
                    _ => &format!("return {instead}"),
                };
                prelude += &format!(
                    "let Ok({name}) = {value} else {{\n    callback::refuse_text();\n    {back};\n}};\n"
                );
                arguments.push(name.clone());
            } else {
                arguments.push(value);
            }
        }
        (prelude, arguments)
    }

    /// What a closure is given, and whether it may turn out to be wrong.
    fn value_given(
        &self,
        given: &Given,
        name: &str,
        names: &[String],
        signature: &Signature,
    ) -> (String, bool) {
        let count = |param: usize| {
            let ty = self.page.raw_type(
                self.page
                    .plan
                    .contract
                    .canonical(&signature.params[param].ty),
            );
            match ty.as_str() {
                "usize" => names[param].clone(),
                _ => format!("callback::count({})", names[param]),
            }
        };
        match &given.kind {
            GivenKind::Scalar(_) => (name.to_owned(), false),
            GivenKind::Handle { handle, unique } => {
                let ty = self.page.borrowed(*handle, "'_");
                let (mutable, method) = match unique {
                    true => ("mut ", "as_mut"),
                    false => ("", "as_ref"),
                };
                let contract = self.page.plan.contract;
                let cast = match contract.canonical(&signature.params[given.param].ty) {
                    Ty::Pointer { qualifiers, .. } if qualifiers.is_const && *unique => {
                        ".cast_mut()"
                    }
                    _ => "",
                };
                let value = match given.nullable {
                    false => format!("&{mutable}*{name}{cast}.cast::<{ty}>()"),
                    true => format!("{name}{cast}.cast::<{ty}>().{method}()"),
                };
                (value, false)
            }
            GivenKind::Handles {
                handle,
                unique,
                count: number,
            } => {
                let ty = self.page.borrowed(*handle, "'_");
                let value = match unique {
                    true => format!("HandlesMut::<{ty}>::new({name}.cast(), {})", count(*number)),
                    false => format!(
                        "callback::elements::<&{ty}>({name}.cast(), {})",
                        count(*number)
                    ),
                };
                (value, false)
            }
            GivenKind::Text { utf8 } => {
                let method = if *utf8 { ".to_str()" } else { "" };
                let start = match self
                    .page
                    .raw_type(
                        self.page
                            .plan
                            .contract
                            .canonical(&signature.params[given.param].ty),
                    )
                    .ends_with("c_char")
                {
                    true => name.to_owned(),
                    false => format!("{name}.cast()"),
                };
                let value = match (given.nullable, utf8) {
                    (false, _) => format!("CStr::from_ptr({start}){method}"),
                    (true, false) => format!("callback::text({start})"),
                    (true, true) => {
                        format!("callback::text({start}).map(CStr::to_str).transpose()")
                    }
                };
                (value, *utf8)
            }
            GivenKind::Utf16 => {
                let value = match given.nullable {
                    false => format!("callback::units({name}.cast())"),
                    true => format!("{name}.as_ref().map(|_| callback::units({name}.cast()))"),
                };
                (value, false)
            }
            GivenKind::Texts { count: number } => {
                let value = match number {
                    Some(number) => format!("Texts::new({name}.cast(), {})", count(*number)),
                    None => format!("Texts::terminated({name}.cast())"),
                };
                (value, false)
            }
            GivenKind::Slice {
                element,
                count: number,
                unit,
            } => {
                let len = match (unit, element) {
                    (Unit::Byte, Element::Utf16) => format!("{} / 2", count(*number)),
                    (Unit::Byte, Element::Value(ty)) => {
                        format!("{} / size_of::<{}>()", count(*number), self.page.scalar(ty))
                    }
                    _ => count(*number),
                };
                let elements = format!("callback::elements({name}.cast(), {len})");
                match is_text(element) {
                    true => (format!("str::from_utf8({elements})"), true),
                    false => (elements, false),
                }
            }
            GivenKind::Copy(_) if given.nullable => (format!("{name}.as_ref().copied()"), false),
            GivenKind::Copy(_) => (format!("{name}.read()"), false),
            // C may have moved it to where a value of this type does not stand otherwise.
            GivenKind::Any if given.nullable => (
                format!(
                    "(!{name}.is_null()).then(|| {name}.cast::<{ANY}>().read_unaligned()).as_ref()"
                ),
                false,
            ),
            GivenKind::Any => (format!("&{name}.cast::<{ANY}>().read_unaligned()"), false),
        }
    }

    fn argue_trampoline(
        &self,
        callbacks: &Callbacks,
        closure: &Closure,
        names: &[String],
    ) -> String {
        let life = match &callbacks.scope {
            CallbackScope::Call => "is lent for the call",
            CallbackScope::Once => "was given to be called once",
            CallbackScope::Notified { .. } => "is kept until the library frees it",
            CallbackScope::Object { replaces: true } => {
                "is kept until its object ends or it is replaced"
            }
            CallbackScope::Object { .. } => "is kept until its object ends",
            CallbackScope::Registered { .. } => "is kept until it is unregistered",
            CallbackScope::Forever => "is kept for ever",
        };
        let data = match closure.data {
            DataBack::Argument(index) => {
                format!("`{}` is the data of a closure that {life}", names[index])
            }
            DataBack::Call { argument, .. } => {
                format!(
                    "the data of `{}` is that of a closure that {life}",
                    names[argument]
                )
            }
            DataBack::Bound => {
                format!(
                    "`closure_data` is bound to this function, the data of a closure that {life}"
                )
            }
            DataBack::Nowhere => format!("the closure {life}, whose type this is made for"),
        };
        match is_plain(closure) {
            true => data,
            false => {
                format!("{data}; what it is given is there for the time of the callback")
            }
        }
    }
}

/// Whether a closure is given nothing but plain values.
fn is_plain(closure: &Closure) -> bool {
    let mut given = closure.given.iter();
    given.all(|given| matches!(given.kind, GivenKind::Scalar(_)))
}

/// The names of a trampoline's parameters.
fn names(closure: &Closure, signature: &Signature) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for index in 0..signature.params.len() {
        let given = closure.given.iter().find(|given| given.param == index);
        let name = match (given, closure.data) {
            (Some(given), _) => given.name.clone(),
            (None, DataBack::Argument(data)) if data == index => "data".to_owned(),
            _ => match &signature.params[index].name {
                Some(name) => name.clone(),
                None => format!("arg{}", index + 1),
            },
        };
        let mut name = ident::param(&snake(&name)).into_owned();
        let is_used = closure.given.iter().any(|given| {
            given.param == index
                || matches!(given.kind, GivenKind::Slice { count, .. } | GivenKind::Handles { count, .. } | GivenKind::Texts { count: Some(count) } if count == index)
        });
        let is_data = match closure.data {
            DataBack::Argument(data) => data == index,
            DataBack::Call { argument, .. } => argument == index,
            DataBack::Nowhere | DataBack::Bound => false,
        };
        if !is_used && !is_data {
            name.insert(0, '_');
        }
        while name == "closure" || names.contains(&name) {
            name.push('_');
        }
        names.push(name);
    }
    names
}

/// The width that rustfmt fills lines to.
const WIDTH: usize = 100;

/// A list in one line, or with one part in a line where that would be too wide at an indentation.
fn list(start: &str, parts: &[String], end: &str, indentation: usize) -> String {
    let line = format!("{start}{}{end}", parts.join(", "));
    match line.len() + indentation <= WIDTH {
        true => line,
        false => {
            let lines: Vec<String> = parts.iter().map(|part| format!("    {part},\n")).collect();
            format!("{start}\n{}{end}", lines.concat())
        }
    }
}

fn indent(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}

/// A comment broken into lines.
fn wrap(comment: &str) -> String {
    let mut lines = vec![String::new()];
    for word in comment.split(' ') {
        let line = lines.last_mut().map_or(0, |line| line.len());
        if line + word.len() + 1 > WIDTH - 16 {
            lines.push("//".to_owned());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}
