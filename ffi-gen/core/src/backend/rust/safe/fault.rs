//! The variants of the error type, and where their messages come from.

use super::{super::ident::field_names, Page, error::Need, tidy::tidy};
use crate::{
    contract::{Field, ItemId, ItemKind, Ty},
    resolve::api::{Asked, End, HandleId, Operation, Query, Success},
};
use std::collections::BTreeMap;

impl Page<'_> {
    /// The variant of a need, with its documentation.
    pub(super) fn variant(&self, need: Need, code: &str) -> String {
        let named = |doc: &str, name: &str, field_doc: &str, field: &str| {
            format!("/// {doc}\n{name} {{\n    /// {field_doc}\n    {field}: &'static str,\n}},")
        };
        let argument = |doc: &str, name: &str| named(doc, name, "Its name.", "argument");
        match need {
            Need::Status => format!(
                "/// A code of the library, with its message.\nStatus {{\n    /// The code.\n    code: {code},\n    /// What the library says about it.\n    message: Option<Box<CStr>>,\n}},"
            ),
            Need::Failed => "/// A function says that it failed, and gives no code.\nFailed {\n    /// Its name in C.\n    function: &'static str,\n    /// What the library says about it.\n    message: Option<Box<CStr>>,\n},".to_owned(),
            Need::Os => "/// An error of the operating system.\nOs {\n    /// Its number.\n    errno: i32,\n},".to_owned(),
            Need::Null => named("A function handed out nothing.", "Null", "Its name in C.", "function"),
            Need::TooLong => argument(
                "An argument is longer than the C function's length parameter can say.",
                "TooLong",
            ),
            Need::OutOfRange => argument("An index is not below the number of elements.", "OutOfRange"),
            Need::TooShort => argument("A buffer is too short for what the library has.", "TooShort"),
            Need::LengthMismatch => argument(
                "An argument is not as long as the one it belongs to.",
                "LengthMismatch",
            ),
            Need::Unterminated => argument("An argument has no zero at its end.", "Unterminated"),
            Need::Restricted => "/// A callback runs that must not call the library.\nRestricted,".to_owned(),
            Need::BadText => "/// An argument is no text that C can take.\nBadText(BadText),".to_owned(),
            Need::NotUtf8 => "/// Text is not UTF-8.\nNotUtf8(Utf8Error),".to_owned(),
            Need::Misaligned => named(
                "The library gave data at an address that its elements cannot have.",
                "Misaligned",
                "The function's name in C.",
                "function",
            ),
            Need::InUse => "/// Something that uses the object was leaked, so that the object cannot be ended.\nInUse,".to_owned(),
            Need::Object(handle) => format!(
                "/// What the library says went wrong.\n{}({}),",
                self.variant_name(handle),
                self.owned(handle, "'static")
            ),
        }
    }

    /// The variant for an error object.
    pub(super) fn variant_name(&self, handle: HandleId) -> String {
        match self.errors.len() {
            0 | 1 => "Reported".to_owned(),
            _ => format!("Reported{}", self.handles[handle.0].owned),
        }
    }

    /// How a variant is shown.
    pub(super) fn display(&self, need: Need, library: &str) -> String {
        let about = |name: &str, field: &str, text: &str| {
            let arm = format!("Error::{name} {{ {field} }} =>");
            let write = format!("write!(f, \"{text}\")");
            // Where rustfmt breaks an arm that is too wide.
            match arm.len() + write.len() + 18 <= 100 {
                true => format!("{arm} {write},"),
                false => format!("{arm} {{\n    {write}\n}}"),
            }
        };
        let argument =
            |name: &str, text: &str| about(name, "argument", &format!("`{{argument}}` {text}"));
        match need {
            Need::Status => format!(
                "Error::Status {{ code, message }} => match (message, self.name()) {{\n    (None, Some(name)) => write!(f, \"{library}: {{name}}\"),\n    (None, None) => write!(f, \"{library}: status {{code}}\"),\n    (Some(message), Some(name)) => {{\n        write!(f, \"{{}} ({{name}})\", message.to_string_lossy())\n    }}\n    (Some(message), None) => {{\n        write!(f, \"{{}} ({library} status {{code}})\", message.to_string_lossy())\n    }}\n}},"
            ),
            Need::Failed => "Error::Failed { function, message } => match message {\n    Some(message) => f.write_str(&message.to_string_lossy()),\n    None => write!(f, \"`{function}` failed\"),\n},".to_owned(),
            Need::Os => "Error::Os { errno } => std::io::Error::from_raw_os_error(*errno).fmt(f),".to_owned(),
            Need::Null => about("Null", "function", "`{function}` handed out nothing"),
            Need::TooLong => argument("TooLong", "is too long for the C interface"),
            Need::OutOfRange => argument("OutOfRange", "is out of range"),
            Need::TooShort => argument("TooShort", "is too short"),
            Need::LengthMismatch => {
                argument("LengthMismatch", "is not as long as what it belongs to")
            }
            Need::Unterminated => argument("Unterminated", "has no zero at its end"),
            Need::BadText => "Error::BadText(error) => error.fmt(f),".to_owned(),
            Need::NotUtf8 => "Error::NotUtf8(error) => error.fmt(f),".to_owned(),
            Need::Misaligned => about("Misaligned", "function", "`{function}` gave data at an odd address"),
            Need::Restricted => "Error::Restricted => f.write_str(\"a callback runs that must not call the library\"),".to_owned(),
            Need::InUse => "Error::InUse => f.write_str(\"something that uses the object was leaked\"),".to_owned(),
            Need::Object(handle) => format!("Error::{}(error) => error.fmt(f),", self.variant_name(handle)),
        }
    }

    /// Writes the method that gives the library's message.
    pub(super) fn write_message(&mut self) {
        let holders: Vec<&str> = [(Need::Status, "Status"), (Need::Failed, "Failed")]
            .into_iter()
            .filter(|(need, _)| self.needs.contains(need))
            .map(|(_, name)| name)
            .collect();
        let patterns: Vec<String> = holders
            .iter()
            .map(|name| format!("Error::{name} {{ message, .. }}"))
            .collect();
        let patterns = patterns.join(" | ");
        self.lines(&format!(
            "
    /// The message, where the library gave one.
    pub fn message(&self) -> Option<&CStr> {{
        match self {{
            {patterns} => message.as_deref(),
            #[allow(unreachable_patterns)]
            _ => None,
        }}
    }}
"
        ));
    }

    /// Writes the functions that ask the library for its message; they are kept out of the way of calls that succeed.
    pub(super) fn write_failures(&mut self, code: &str) {
        let mut questions: BTreeMap<(ItemId, bool), Query> = BTreeMap::new();
        let operations: Vec<&Operation> = self.api.operations.iter().collect();
        for operation in operations {
            let Some(failure) = &operation.failure else {
                continue;
            };
            let has_no_status = matches!(self.success(failure), Success::Errno | Success::Given);
            let Some(query) = failure.message.as_ref().filter(|_| !has_no_status) else {
                continue;
            };
            let asked = failure
                .code
                .as_ref()
                .map_or(operation.function, |q| q.function);
            let has_code = self.integer_result(asked).is_some();
            questions.insert((query.function, has_code), query.clone());
        }
        for ((_, has_code), query) in questions {
            self.write_failure(&query, has_code, code);
        }
    }

    fn write_failure(&mut self, query: &Query, has_code: bool, code: &str) {
        let contract = self.plan.contract;
        let ItemKind::Function(function) = &contract.item(query.function).kind else {
            return;
        };
        let mut params = vec![match has_code {
            true => format!("code: {code}"),
            false => "function: &'static str".to_owned(),
        }];
        let (mut arguments, mut objects) = (Vec::new(), Vec::new());
        for (index, (asked, param)) in query.of.iter().zip(&function.signature.params).enumerate() {
            let is_object = !matches!(asked, Asked::Result);
            let name = match (is_object, objects.len()) {
                (true, 0) => "object".to_owned(),
                (true, _) => format!("object_{index}"),
                (false, _) => format!("status_{index}"),
            };
            let name = match (is_object, query.of.len()) {
                (false, 1) => "status".to_owned(),
                _ => name,
            };
            params.push(format!("{name}: {}", self.parameter(&param.ty)));
            if is_object {
                objects.push(name.clone());
            }
            arguments.push(name);
        }
        let (need, start) = match has_code {
            true => (Need::Status, "Error::Status { code, message"),
            false => (Need::Failed, "Error::Failed { function, message"),
        };
        let name = self.failure_name(query, need);
        let c_name = self.c_name(query.function).to_owned();
        let path = self.raw(query.function);
        let safety = match objects.is_empty() {
            true => "The function asks nothing of its caller.",
            false => "What is asked is null or live.",
        };
        let mut guard = String::new();
        for object in &objects {
            guard += &format!(
                "    if {object}.is_null() {{\n        return {start}: None }};\n    }}\n"
            );
        }
        let asked = format!("unsafe {{ {path}({}) }}", arguments.join(", "));
        let (text_type, asked) = match self.told(query) {
            Some((field, name)) => (
                &field.ty,
                format!(
                    "{asked};\n    // SAFETY: it is null, or there until the next failure.\n    let text = unsafe {{ text.as_ref() }}.map_or(ptr::null(), |told| told.{name}{})",
                    self.as_const(&field.ty)
                ),
            ),
            None => (&function.signature.result, asked),
        };
        let cast = match contract.canonical(text_type) {
            Ty::Pointer { pointee, .. } if self.scalar(pointee) == "c_char" => "",
            _ => ".cast()",
        };
        let text = format!(
            "
/// An error with the message that `{c_name}` has for it, copied: any later call may overwrite it.
///
/// # Safety
/// {safety}
#[cold]
unsafe fn {name}({params}) -> Error {{
{guard}    // SAFETY: what is asked is live, and nothing was called since the failure.
    let text = {asked};
    // SAFETY: the message is null or ends in NUL.
    let message = (!text.is_null()).then(|| unsafe {{ CStr::from_ptr(text{cast}) }}.into());
    {start} }}
}}
",
            params = params.join(", "),
        );
        self.lines(&tidy(&text, 4));
    }

    /// The field of the record that a question is answered with, and its name.
    fn told(&self, query: &Query) -> Option<(&Field, String)> {
        let contract = self.plan.contract;
        let ItemKind::Function(function) = &contract.item(query.function).kind else {
            return None;
        };
        let fields = contract.pointed_fields(&function.signature.result)?;
        let index = query.field?;
        Some((fields.get(index)?, field_names(fields)[index].to_string()))
    }

    /// What makes a pointer one to what is not changed.
    fn as_const(&self, ty: &Ty) -> &'static str {
        match self.plan.contract.canonical(ty) {
            Ty::Pointer { qualifiers, .. } if qualifiers.is_const => "",
            _ => ".cast_const()",
        }
    }

    /// The type of a parameter that a question is given.
    fn parameter(&self, ty: &Ty) -> String {
        match self.plan.contract.canonical(ty) {
            Ty::Pointer {
                pointee,
                qualifiers,
            } => {
                let mutability = if qualifiers.is_const { "const" } else { "mut" };
                let target = match &**pointee {
                    Ty::Item(id) => self.raw(*id),
                    _ => "c_void".to_owned(),
                };
                format!("*{mutability} {target}")
            }
            other => self.scalar(other),
        }
    }

    /// The function that makes an error with the library's message.
    pub(super) fn failure_name(&self, query: &Query, need: Need) -> String {
        let start = match need {
            Need::Status => "failure",
            _ => "failed",
        };
        format!("{start}_with_{}", self.c_name(query.function))
    }

    /// Makes errors of the handles that are ones.
    pub(super) fn write_error_objects(&mut self) {
        for handle in self.errors.clone() {
            if self.api.handle(handle).end == End::Never {
                continue;
            }
            let owned = self.owned(handle, "'_");
            let name = self.handles[handle.0].owned.clone();
            let message = self.message_of(handle);
            let refuse = match self.has_restricted() {
                true => format!(
                    "        if CALLBACKS.with(Restriction::is_entered) {{
            // A callback runs that must not call the library: it is not asked for the message.
            return f.write_str(\"{name}\");
        }}
"
                ),
                false => String::new(),
            };
            let body = match message {
                Some(message) => format!(
                    "{refuse}        // SAFETY: a borrowed handle is live, and its message is null or ends in NUL.
        let message = unsafe {{
            let text = {message}(self.as_ptr());
            (!text.is_null()).then(|| CStr::from_ptr(text))
        }};
        match message {{
            Some(message) => f.write_str(&message.to_string_lossy()),
            None => f.write_str(\"{name}\"),
        }}"
                ),
                None => format!("        f.write_str(\"{name}\")"),
            };
            self.lines(&format!(
                "impl fmt::Display for {owned} {{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{
{body}
    }}
}}

impl std::error::Error for {owned} {{}}

/// Whether the two are one object.
impl PartialEq for {owned} {{
    fn eq(&self, other: &Self) -> bool {{
        ptr::eq(self.as_ptr(), other.as_ptr())
    }}
}}

impl Eq for {owned} {{}}
"
            ));
            self.blank_line();
        }
    }

    /// The function that gives the message of an error object: one that a convention names, and that takes nothing else.
    fn message_of(&self, handle: HandleId) -> Option<String> {
        let mut messages = self.api.messages.iter();
        let (_, function) = messages.find(|(of, _)| *of == handle)?;
        Some(self.raw(*function))
    }
}
