//! The error type of a library.

use super::{Page, ty::int};
use crate::{
    contract::{IntKind, ItemId, ItemKind, Ty, Value},
    resolve::api::{Failure, Operation, Success},
};
use rustc_hash::FxHashSet;

/// What an operation may fail with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// A code of the library.
    Status,
    /// `errno`.
    Os,
    /// A null pointer where there should be something.
    Null,
    /// An argument that is too long for its length parameter.
    TooLong,
    /// An index that is out of range.
    OutOfRange,
    /// Text that is not UTF-8.
    NotUtf8,
    /// Data that does not start at a multiple of its elements' size.
    Misaligned,
    /// An object whose children were leaked.
    InUse,
}

impl Page<'_> {
    /// The C type of codes: that of all functions which have one, or one that holds each.
    pub(super) fn code_type(&self) -> &'static str {
        let mut kinds = self.api.operations.iter().filter_map(|operation| {
            let failure = operation.failure.as_ref()?;
            let asked = failure
                .code
                .map_or(operation.function, |query| query.function);
            self.integer_result(asked)
        });
        let first = kinds.next().unwrap_or(IntKind::Int);
        match kinds.all(|kind| kind == first) {
            true => int(first),
            false => "i64",
        }
    }

    /// The integer that a function returns.
    pub(super) fn integer_result(&self, function: ItemId) -> Option<IntKind> {
        let contract = self.plan.contract;
        let ItemKind::Function(function) = &contract.item(function).kind else {
            return None;
        };
        match contract.canonical(&function.signature.result) {
            Ty::Int(kind) => Some(*kind),
            Ty::Item(id) => match &contract.item(*id).kind {
                ItemKind::Enum(item) => match contract.canonical(&item.underlying) {
                    Ty::Int(kind) => Some(*kind),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// Writes the error type, as far as anything needs it.
    pub(super) fn write_error(&mut self) {
        if self.needs.is_empty() {
            return;
        }
        let library = match self.api.library.as_str() {
            "" => "the library".to_owned(),
            name => name.to_owned(),
        };
        let code = self.code_type();
        self.line(&format!("/// Why a call into {library} failed."));
        self.lines("#[derive(Debug, Clone, PartialEq, Eq)]\n#[non_exhaustive]\npub enum Error {");
        let needs: Vec<Need> = self.needs.iter().copied().collect();
        for need in &needs {
            for line in need.variant(code).lines() {
                self.line(&format!("    {line}"));
            }
        }
        self.line("}");
        self.blank_line();
        if needs.contains(&Need::Status) {
            self.write_code_names(code);
        }
        self.lines("impl fmt::Display for Error {\n    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {\n        match self {");
        for need in &needs {
            for line in need.display(&library).lines() {
                self.line(&format!("            {line}"));
            }
        }
        self.lines("        }\n    }\n}\n\nimpl std::error::Error for Error {}\n");
        if needs.contains(&Need::NotUtf8) {
            self.lines("\nimpl From<Utf8Error> for Error {\n    fn from(error: Utf8Error) -> Error {\n        Error::NotUtf8(error)\n    }\n}\n");
        }
        self.write_failures(code);
    }

    fn write_code_names(&mut self, code: &str) {
        let mut seen = FxHashSet::default();
        let mut arms = Vec::new();
        for convention in &self.api.conventions {
            for &id in &convention.codes {
                let Some(value) = self.constant_value(id) else {
                    continue;
                };
                if seen.insert(value) {
                    arms.push(format!("{value} => \"{}\",", self.c_name(id)));
                }
            }
        }
        self.lines(&format!(
            "impl Error {{
    /// The code, where the library gave one.
    pub fn code(&self) -> Option<{code}> {{
        match self {{
            Error::Status {{ code, .. }} => Some(*code),
            #[allow(unreachable_patterns)]
            _ => None,
        }}
    }}

    /// The message, where the library gave one.
    pub fn message(&self) -> Option<&CStr> {{
        match self {{
            Error::Status {{ message, .. }} => message.as_deref(),
            #[allow(unreachable_patterns)]
            _ => None,
        }}
    }}

    /// The constant of the header that names the code, where there is one.
    pub fn name(&self) -> Option<&'static str> {{"
        ));
        if arms.is_empty() {
            self.lines("        None\n    }\n}");
        } else {
            self.lines("        Some(match self.code()? {");
            for arm in arms {
                self.line(&format!("            {arm}"));
            }
            self.lines("            _ => return None,\n        })\n    }\n}");
        }
        self.blank_line();
    }

    /// The value of an integer constant.
    pub(super) fn constant_value(&self, id: ItemId) -> Option<i128> {
        match &self.plan.contract.item(id).kind {
            ItemKind::Constant(constant) => match constant.value.get(self.plan.target_index) {
                Some(Value::Int(value)) => Some(*value),
                _ => None,
            },
            _ => None,
        }
    }

    /// Writes the functions that ask the library for its message; they are kept out of the way of calls that succeed.
    fn write_failures(&mut self, code: &str) {
        let mut seen = FxHashSet::default();
        let operations: Vec<&Operation> = self.api.operations.iter().collect();
        for failure in operations.iter().filter_map(|o| o.failure.as_ref()) {
            let Some(query) = failure.message else {
                continue;
            };
            if !seen.insert(query.function) {
                continue;
            }
            let name = self.failure_name(failure);
            let c_name = self.c_name(query.function).to_owned();
            let path = self.raw(query.function);
            let contract = self.plan.contract;
            let ItemKind::Function(function) = &contract.item(query.function).kind else {
                continue;
            };
            let object = function.signature.params.first().and_then(|param| {
                match contract.canonical(&param.ty) {
                    Ty::Pointer { pointee, .. } => match &**pointee {
                        Ty::Item(id) => Some(self.raw(*id)),
                        _ => None,
                    },
                    _ => None,
                }
            });
            let (param, argument, guard) = match &object {
                Some(ty) => (
                    format!(", object: *mut {ty}"),
                    "object",
                    "    if object.is_null() {\n        return Error::Status { code, message: None };\n    }\n",
                ),
                None => (String::new(), "", ""),
            };
            self.lines(&format!(
                "
/// A status with the message that `{c_name}` has for it, copied: any later call may overwrite it.
///
/// # Safety
/// `object` is null or live.
#[cold]
unsafe fn {name}(code: {code}{param}) -> Error {{
{guard}    // SAFETY: the object is live, and nothing was called since the failure.
    let text = unsafe {{ {path}({argument}) }};
    // SAFETY: the message is null or ends in NUL.
    let message = (!text.is_null()).then(|| unsafe {{ CStr::from_ptr(text) }}.into());
    Error::Status {{ code, message }}
}}
"
            ));
        }
    }

    /// The function that makes an error with the library's message.
    pub(super) fn failure_name(&self, failure: &Failure) -> String {
        match failure.message {
            Some(query) => format!("failure_with_{}", self.c_name(query.function)),
            None => String::new(),
        }
    }

    /// What success looks like for a failure.
    pub(super) fn success(&self, failure: &Failure) -> &Success {
        &self.api.conventions[failure.convention].success
    }
}

impl Need {
    fn variant(self, code: &str) -> String {
        match self {
            Need::Status => format!(
                "/// A code of the library, with its message.\nStatus {{\n    /// The code.\n    code: {code},\n    /// What the library says about it.\n    message: Option<Box<CStr>>,\n}},"
            ),
            Need::Os => "/// An error of the operating system.\nOs {\n    /// Its number.\n    errno: c_int,\n},".to_owned(),
            Need::Null => "/// A function handed out nothing.\nNull {\n    /// Its name in C.\n    function: &'static str,\n},".to_owned(),
            Need::TooLong => "/// An argument is longer than the C function's length parameter can say.\nTooLong {\n    /// Its name.\n    argument: &'static str,\n},".to_owned(),
            Need::OutOfRange => "/// An index is not below the number of elements.\nOutOfRange {\n    /// Its name.\n    argument: &'static str,\n},".to_owned(),
            Need::NotUtf8 => "/// The library gave text that is not UTF-8.\nNotUtf8(Utf8Error),".to_owned(),
            Need::Misaligned => "/// The library gave data at an address that its elements cannot have.\nMisaligned {\n    /// The function's name in C.\n    function: &'static str,\n},".to_owned(),
            Need::InUse => "/// Something that uses the object was leaked, so that the object cannot be ended.\nInUse,".to_owned(),
        }
    }

    fn display(self, library: &str) -> String {
        match self {
            Need::Status => format!(
                "Error::Status {{ code, message: None }} => match self.name() {{\n    Some(name) => write!(f, \"{library}: {{name}}\"),\n    None => write!(f, \"{library}: status {{code}}\"),\n}},\nError::Status {{ code, message: Some(message) }} => match self.name() {{\n    Some(name) => write!(f, \"{{}} ({{name}})\", message.to_string_lossy()),\n    None => write!(f, \"{{}} ({library} status {{code}})\", message.to_string_lossy()),\n}},"
            ),
            Need::Os => "Error::Os { errno } => std::io::Error::from_raw_os_error(*errno).fmt(f),".to_owned(),
            Need::Null => "Error::Null { function } => write!(f, \"`{function}` handed out nothing\"),".to_owned(),
            Need::TooLong => "Error::TooLong { argument } => write!(f, \"`{argument}` is too long for the C interface\"),".to_owned(),
            Need::OutOfRange => "Error::OutOfRange { argument } => write!(f, \"`{argument}` is out of range\"),".to_owned(),
            Need::NotUtf8 => "Error::NotUtf8(error) => error.fmt(f),".to_owned(),
            Need::Misaligned => "Error::Misaligned { function } => write!(f, \"`{function}` gave data at an odd address\"),".to_owned(),
            Need::InUse => "Error::InUse => f.write_str(\"something that uses the object was leaked\"),".to_owned(),
        }
    }
}
