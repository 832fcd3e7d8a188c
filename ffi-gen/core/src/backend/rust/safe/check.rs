//! The check of what a call says, and the error that comes of it.

use super::{Page, body::Maker, error::Need};
use crate::{
    annotation::Test,
    contract::{IntKind, ItemKind, Ty},
    resolve::api::{
        Access, Asked, End, Failure, InputKind, Life, Named, OutputKind, Query, Success,
    },
};

impl Maker<'_, '_> {
    /// Remembers `errno` where something else happens before the result is looked at.
    pub(super) fn keep_errno(&mut self) {
        let is_errno = |failure: &Failure| *self.page.success(failure) == Success::Errno;
        let is_late = self.operation.outputs.iter().any(|output| {
            matches!(
                output.kind,
                OutputKind::Owned { always: true, .. }
                    | OutputKind::Failure(_)
                    | OutputKind::Data {
                        life: Life::Freed { always: true, .. },
                        ..
                    }
            )
        });
        let inputs = &self.operation.inputs;
        let frees =
            self.returned.is_none() && inputs.iter().any(|it| self.stored(&it.kind).is_some());
        if (is_late || frees) && self.operation.failure.as_ref().is_some_and(is_errno) {
            self.lines
                .push("let os_error = std::io::Error::last_os_error();".to_owned());
            self.kept_errno = true;
        }
    }

    /// Looks for an error object, which is ours to end.
    pub(super) fn check_object(&mut self) {
        let object = self
            .operation
            .failure
            .as_ref()
            .and_then(|failure| failure.object);
        let Some((index, OutputKind::Failure(handle))) =
            object.map(|index| (index, &self.operation.outputs[index].kind))
        else {
            return;
        };
        let handle = *handle;
        let owned = self.page.handles[handle.0].owned.clone();
        let place = self.places[index].clone();
        self.failing.push(Need::Object(handle));
        let error = match self.only_object {
            true => "error",
            false => &format!("Error::{}(error)", self.page.variant_name(handle)),
        };
        self.lines.push(format!(
            "if let Some(error) = NonNull::new({place}) {{\n    // SAFETY: `error(out = {place})`: what is handed out is ours.\n    let error = unsafe {{ {owned}::from_raw(error) }};\n    return Err({});\n}}",
            self.watched(Need::Object(handle), error)
        ));
    }

    /// Writes the check of the result.
    pub(super) fn check(&mut self, failure: &Failure) {
        let success = self.page.success(failure).clone();
        let contract = self.page.plan.contract;
        let ty = contract.canonical(&self.signature.result);
        if success == Success::Given {
            return;
        }
        let failed = self.page.failed(&success, &self.signature.result);
        let error = self.error(failure, &success);
        let ends = self.after_failure(&error);
        match (failed, success) {
            (Some(failed), _) => self.lines.push(format!("if {failed} {{\n{ends}\n}}")),
            (None, Success::Truth(values)) => {
                let mut arms = String::new();
                let mut seen = Vec::new();
                for (id, truth) in values {
                    let number = id.value(contract, self.page.plan.target_index);
                    if !seen.contains(&number) {
                        seen.push(number);
                        let value = self.page.named_as(id, ty);
                        arms += &format!("    {value} => {truth},\n");
                    }
                }
                let ends = indent(&ends);
                self.lines.push(format!(
                    "let outcome = match result {{\n{arms}    _ => {{\n{ends}\n    }}\n}};"
                ));
            }
            (None, _) => {}
        }
    }

    /// The statement that ends the call with an error, which gives back what was not taken.
    pub(super) fn fail(&mut self, need: Need, error: &str) -> String {
        self.failing.push(need);
        match self.returned {
            None => format!("return Err({error});"),
            Some((input, _)) => format!(
                "return Err(CloseError {{ object: {}, error: {error} }});",
                self.inputs[input]
            ),
        }
    }

    /// What is done when the call failed, indented.
    pub(super) fn after_failure(&mut self, (need, error): &(Need, String)) -> String {
        self.failing.push(*need);
        let safety = match error.contains("unsafe") {
            true => "    // SAFETY: what is asked is live, and nothing was called since.\n",
            false => "",
        };
        let error = self.watched(*need, error);
        let Some((input, handle)) = self.returned else {
            return format!("{safety}    return Err({error});");
        };
        let stays = self.page.api.handle(handle).is_counted_child()
            && self.page.api.handle(handle).end == End::Destroy(self.operation.function);
        let stay = if stays { "    leaving.stay();\n" } else { "" };
        let object = self.object(input);
        let owned = self.page.handles[handle.0].owned.clone();
        let name = &self.operation.inputs[input].name;
        format!(
            "{safety}    let error = {error};\n{stay}    // SAFETY: `consumes({name}, on = success)`: after a failure it is still ours.\n    let object = unsafe {{ {owned}::from_raw({object}) }};\n    return Err(CloseError {{ object, error }});"
        )
    }

    /// The error of a failed call.
    pub(super) fn error(&mut self, failure: &Failure, success: &Success) -> (Need, String) {
        if *success == Success::Errno {
            let error = match self.kept_errno {
                true => "os_error",
                false => "std::io::Error::last_os_error()",
            };
            let errno = format!("{error}.raw_os_error().unwrap_or(0)");
            return (Need::Os, format!("Error::Os {{ errno: {errno} }}"));
        }
        let code = match &failure.code {
            Some(query) => self
                .page
                .integer_result(query.function)
                .map(|kind| (self.ask(query), kind)),
            None => {
                let contract = self.page.plan.contract;
                let number = match contract.canonical(&self.signature.result) {
                    Ty::Item(_) => "result.0",
                    _ => "result",
                };
                let kind = self.page.integer_result(self.operation.function);
                kind.map(|kind| (number.to_owned(), kind))
            }
        };
        let is_pointer = matches!(
            self.page.plan.contract.canonical(&self.signature.result),
            Ty::Pointer { .. }
        );
        let (need, start) = match code {
            Some((code, kind)) => (Need::Status, self.code(&code, kind)),
            None => {
                let function = self.page.c_name(self.operation.function);
                if failure.message.is_none() && is_pointer {
                    let error = format!("Error::Null {{ function: \"{function}\" }}");
                    return (Need::Null, error);
                }
                (Need::Failed, format!("\"{function}\""))
            }
        };
        let error = match (&failure.message, need) {
            (None, Need::Status) if start == "code" => {
                "Error::Status { code, message: None }".to_owned()
            }
            (None, Need::Status) => format!("Error::Status {{ code: {start}, message: None }}"),
            (None, _) => format!("Error::Failed {{ function: {start}, message: None }}"),
            (Some(query), need) => {
                let name = self.page.failure_name(query, need);
                let mut arguments = vec![start];
                arguments.extend(self.asked_all(query));
                // What is asked is in a block of its own.
                let arguments = arguments
                    .join(", ")
                    .replace("unsafe { ", "")
                    .replace(" }", "");
                format!("unsafe {{ {name}({arguments}) }}")
            }
        };
        (need, error)
    }

    /// A code as the error type holds it.
    fn code(&self, code: &str, kind: IntKind) -> String {
        let code_type = self.page.code_type();
        match super::ty::int(kind) == code_type {
            true => code.to_owned(),
            false => format!("{code_type}::try_from({code}).unwrap_or(0)"),
        }
    }

    /// A question, asked.
    fn ask(&self, query: &Query) -> String {
        let path = self.page.raw(query.function);
        let contract = self.page.plan.contract;
        let signature = self.page.signature_of(query.function);
        let number = match signature.map(|signature| contract.canonical(&signature.result)) {
            Some(Ty::Item(_)) => ".0",
            _ => "",
        };
        let arguments = self.asked_all(query).join(", ");
        format!("unsafe {{ {path}({arguments}) }}{number}")
    }

    /// What a question is given.
    fn asked_all(&self, query: &Query) -> Vec<String> {
        let contract = self.page.plan.contract;
        let ItemKind::Function(function) = &contract.item(query.function).kind else {
            return Vec::new();
        };
        let params = query.of.iter().zip(&function.signature.params);
        params
            .map(|(asked, param)| self.asked(*asked, &param.ty))
            .collect()
    }

    /// One argument of a question about a failure.
    fn asked(&self, asked: Asked, wanted: &Ty) -> String {
        let input = |index: usize| match self.operation.inputs[index].kind {
            InputKind::Handle(handle, Access::Consumed(_)) => {
                match self.page.api.handle(handle).is_integer() {
                    true => self.object(index),
                    false => format!("{}.as_ptr()", self.object(index)),
                }
            }
            InputKind::Handle(handle, _) => {
                format!("{}.{}", self.inputs[index], self.page.accessor(handle))
            }
            _ => format!("{}.as_ptr()", self.inputs[index]),
        };
        match asked {
            Asked::Result => self.result_as(wanted),
            Asked::Input(index) => input(index),
            Asked::Output(index) if self.is_in_place(index) => {
                format!("{}_owned.as_ptr()", self.places[index])
            }
            Asked::Output(index) => self.places[index].clone(),
            Asked::Through {
                input: index,
                function,
            } => {
                format!("{}({})", self.page.raw(function), input(index))
            }
        }
    }

    /// The result, which is a number, as another type that holds numbers.
    fn result_as(&self, wanted: &Ty) -> String {
        let contract = self.page.plan.contract;
        let (own, wanted) = (
            contract.canonical(&self.signature.result),
            contract.canonical(wanted),
        );
        if own == wanted {
            return "result".to_owned();
        }
        let number = match own {
            Ty::Item(_) => "result.0",
            _ => "result",
        };
        let kinds = self.page.integer(own).zip(self.page.integer(wanted));
        let number = match kinds {
            Some((own, wanted)) if own != wanted => {
                format!(
                    "{}::try_from({number}).unwrap_or(0)",
                    super::ty::int(wanted)
                )
            }
            _ => number.to_owned(),
        };
        match wanted {
            Ty::Item(id) => format!("{}({number})", self.page.raw(*id)),
            _ => number,
        }
    }

    pub(super) fn null(&mut self, function: &str) -> String {
        self.failing.push(Need::Null);
        let error = format!("Error::Null {{ function: \"{function}\" }}");
        format!("return Err({});", self.watched(Need::Null, &error))
    }
}

fn indent(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}

impl Page<'_> {
    /// The test of `result`, a value of type `ty`, for failure; none where there is none, or where it says more.
    pub(super) fn failed(&self, success: &Success, ty: &Ty) -> Option<String> {
        let canonical = self.plan.contract.canonical(ty);
        let is_pointer = matches!(canonical, Ty::Pointer { .. });
        let number = match canonical {
            Ty::Item(_) => "result.0",
            _ => "result",
        };
        match success {
            Success::Given | Success::Truth(_) => None,
            Success::Constants(constants) => Some(match &self.distinct(constants, ty)[..] {
                [one] => format!("result != {one}"),
                several => format!("!matches!(result, {})", several.join(" | ")),
            }),
            Success::Test(Test::Zero) if *canonical == Ty::Bool => Some("result".to_owned()),
            Success::Test(Test::Nonzero) if *canonical == Ty::Bool => Some("!result".to_owned()),
            Success::Test(Test::Zero) => Some(format!("{number} != 0")),
            Success::Test(Test::Nonzero) => Some(format!("{number} == 0")),
            Success::Errno if is_pointer => Some("result.is_null()".to_owned()),
            Success::Test(Test::NotNegative) | Success::Errno => Some(format!("{number} < 0")),
            Success::Test(Test::Nonnull) => Some("result.is_null()".to_owned()),
        }
    }

    /// Constants as values of a type, each value once.
    fn distinct(&self, constants: &[Named], ty: &Ty) -> Vec<String> {
        let mut seen = Vec::new();
        let mut texts = Vec::new();
        for named in constants {
            let value = named.value(self.plan.contract, self.plan.target_index);
            if !seen.contains(&value) {
                seen.push(value);
                texts.push(self.named_as(*named, ty));
            }
        }
        texts
    }
}
