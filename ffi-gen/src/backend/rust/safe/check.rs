//! The check of what a call says, and the error that comes of it.

use super::{body::Maker, error::Need};
use crate::{
    annotation::Test,
    contract::{ItemKind, Ty},
    resolve::api::{Access, Asked, End, Failure, InputKind, Success},
};

impl Maker<'_, '_> {
    /// Writes the check of the result.
    pub(super) fn check(&mut self, failure: &Failure) {
        let success = self.page.success(failure).clone();
        // An enumeration is compared by its number.
        let number = match self.page.plan.contract.canonical(&self.signature.result) {
            Ty::Item(_) => "result.0",
            _ => "result",
        };
        let failed = match &success {
            Success::Truth(_) => None,
            Success::Constants(constants) => {
                let accepted: Vec<String> = constants
                    .iter()
                    .map(|id| self.constant_like_result(*id))
                    .collect();
                Some(match &accepted[..] {
                    [one] => format!("{number} != {one}"),
                    several => format!("!matches!({number}, {})", several.join(" | ")),
                })
            }
            Success::Test(Test::Zero) => Some(format!("{number} != 0")),
            Success::Test(Test::Nonzero) => Some(format!("{number} == 0")),
            Success::Test(Test::NotNegative) | Success::Errno => Some(format!("{number} < 0")),
            Success::Test(Test::Nonnull) => Some("result.is_null()".to_owned()),
        };
        let error = self.error(failure, &success);
        let ends = self.after_failure(&error);
        match (failed, success) {
            (Some(failed), _) => self.lines.push(format!("if {failed} {{\n{ends}\n}}")),
            (None, Success::Truth(values)) => {
                let mut arms = String::new();
                for (id, truth) in values {
                    let value = self.constant_like_result(id);
                    arms += &format!("    {value} => {truth},\n");
                }
                let ends = indent(&ends);
                self.lines.push(format!(
                    "let outcome = match {number} {{\n{arms}    _ => {{\n{ends}\n    }}\n}};"
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
        let Some((input, handle)) = self.returned else {
            let safety = match error.contains("unsafe") {
                true => "    // SAFETY: what is asked is live, and nothing was called since.\n",
                false => "",
            };
            let one_line = format!("{safety}    return Err({error});");
            if one_line.len() <= 80 + safety.len() {
                return one_line;
            }
            let error = error
                .replace("unsafe { ", "unsafe {\n        ")
                .replace(" }", "\n    }");
            return format!("{safety}    return Err({error});");
        };
        let stays = self.page.api.handle(handle).is_counted_child()
            && self.page.api.handle(handle).end == End::Destroy(self.operation.function);
        let stay = if stays { "    leaving.stay();\n" } else { "" };
        let object = self.object(input);
        let owned = self.page.handles[handle.0].owned.clone();
        let name = &self.operation.inputs[input].name;
        format!(
            "    // SAFETY: what is asked is live, and nothing was called since.\n    let error = {error};\n{stay}    // SAFETY: `consumes({name}, on = success)`: after a failure it is still ours.\n    let object = unsafe {{ {owned}::from_raw({object}) }};\n    return Err(CloseError {{ object, error }});"
        )
    }

    /// The error of a failed call.
    pub(super) fn error(&mut self, failure: &Failure, success: &Success) -> (Need, String) {
        if *success == Success::Errno {
            return (
                Need::Os,
                "Error::Os { errno: std::io::Error::last_os_error().raw_os_error().unwrap_or(0) }"
                    .to_owned(),
            );
        }
        let code_type = self.page.code_type();
        let own = self
            .page
            .integer_result(self.operation.function)
            .map(super::ty::int);
        let is_enum = matches!(
            self.page.plan.contract.canonical(&self.signature.result),
            Ty::Item(_)
        );
        let (code, code_is) = match failure.code {
            Some(query) => {
                let asked = self.asked(query.of);
                let kind = self.page.integer_result(query.function).map(super::ty::int);
                let path = self.page.raw(query.function);
                (format!("unsafe {{ {path}({asked}) }}"), kind)
            }
            None if own.is_some() && is_enum => ("result.0".to_owned(), own),
            None if own.is_some() => ("result".to_owned(), own),
            None => {
                let function = self.page.c_name(self.operation.function);
                return (
                    Need::Null,
                    format!("Error::Null {{ function: \"{function}\" }}"),
                );
            }
        };
        let code = match code_is == Some(code_type) {
            true => code,
            false => format!("{code_type}::try_from({code}).unwrap_or(0)"),
        };
        let error = match failure.message {
            None if code == "code" => "Error::Status { code, message: None }".to_owned(),
            None => format!("Error::Status {{ code: {code}, message: None }}"),
            Some(query) => {
                let name = self.page.failure_name(failure);
                let asked = self.asked(query.of);
                let separator = if asked.is_empty() { "" } else { ", " };
                // The code is asked for in a block of its own where it is a call.
                let code = code.replace("unsafe { ", "").replace(" }", "");
                format!("unsafe {{ {name}({code}{separator}{asked}) }}")
            }
        };
        (Need::Status, error)
    }

    /// The argument of a question about a failure.
    pub(super) fn asked(&self, asked: Asked) -> String {
        let input = |index: usize| match self.operation.inputs[index].kind {
            InputKind::Handle(_, Access::Consumed(_)) => format!("{}.as_ptr()", self.object(index)),
            _ => format!("{}.as_ptr()", self.inputs[index]),
        };
        match asked {
            Asked::Nobody => String::new(),
            Asked::Input(index) => input(index),
            Asked::Output(index) => self.places[index].clone(),
            Asked::Through {
                input: index,
                function,
            } => {
                format!("{}({})", self.page.raw(function), input(index))
            }
        }
    }

    /// A constant as a value of the result's type.
    pub(super) fn constant_like_result(&self, id: crate::contract::ItemId) -> String {
        let contract = self.page.plan.contract;
        let same = matches!(
            &contract.item(id).kind,
            ItemKind::Constant(constant)
                if contract.canonical(&constant.ty) == contract.canonical(&self.signature.result)
        );
        let is_enum = matches!(contract.canonical(&self.signature.result), Ty::Item(_));
        match (same && !is_enum, self.page.constant_value(id)) {
            (false, Some(value)) => value.to_string(),
            _ => self.page.raw(id),
        }
    }

    pub(super) fn null(&mut self, function: &str) -> String {
        self.failing.push(Need::Null);
        format!("return Err(Error::Null {{ function: \"{function}\" }});")
    }
}

fn indent(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}
