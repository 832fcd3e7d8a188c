//! The error type of a library.

use super::{Page, ty::int};
use crate::{
    contract::{IntKind, ItemId, ItemKind, Ty},
    resolve::api::{Failure, HandleId, Success},
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
    /// A failure without a code.
    Failed,
    /// A buffer that is too short.
    TooShort,
    /// Things that must be equally long.
    LengthMismatch,
    /// Elements without a zero.
    Unterminated,
    /// A callback runs that must not call the library.
    Restricted,
    /// An argument that is no text for C.
    BadText,
    /// An error object of the library.
    Object(HandleId),
}

impl<'a> Page<'a> {
    /// The C type of codes: that of all functions which have one, or one that holds each.
    pub(super) fn code_type(&self) -> &'static str {
        let mut kinds = self.api.operations.iter().filter_map(|operation| {
            let failure = operation.failure.as_ref()?;
            let is_status = !matches!(self.success(failure), Success::Errno | Success::Given);
            let code = failure.code.as_ref();
            let asked = code.map_or(operation.function, |query| query.function);
            is_status.then(|| self.integer_result(asked)).flatten()
        });
        let first = kinds.next().unwrap_or(IntKind::Int);
        match kinds.all(|kind| kind == first) {
            true => int(first),
            false => "i64",
        }
    }

    /// The integer that a function returns.
    pub(super) fn integer_result(&self, function: ItemId) -> Option<IntKind> {
        match &self.plan.contract.item(function).kind {
            ItemKind::Function(function) => self.integer(&function.signature.result),
            _ => None,
        }
    }

    /// The integer that a value of a type is.
    pub(super) fn integer(&self, ty: &Ty) -> Option<IntKind> {
        let contract = self.plan.contract;
        match contract.canonical(ty) {
            Ty::Int(kind) => Some(*kind),
            Ty::Item(id) => match &contract.item(*id).kind {
                ItemKind::Enum(item) => self.integer(&item.underlying),
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
        let needs: Vec<Need> = self.needs.iter().copied().collect();
        // An object of the library cannot be copied.
        let has_objects = needs.iter().any(|need| matches!(need, Need::Object(_)));
        self.line(match has_objects {
            true => "#[derive(Debug, PartialEq, Eq)]",
            false => "#[derive(Debug, Clone, PartialEq, Eq)]",
        });
        self.lines("#[non_exhaustive]\npub enum Error {");
        for need in &needs {
            for line in self.variant(*need, code).lines() {
                self.line(&format!("    {line}"));
            }
        }
        self.line("}");
        self.blank_line();
        if needs.contains(&Need::Status) {
            self.write_code_names(code);
        } else if needs.contains(&Need::Failed) {
            self.lines("impl Error {");
            self.write_message();
            self.lines("}\n\n");
        }
        self.lines("impl fmt::Display for Error {\n    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {\n        match self {");
        for need in &needs {
            for line in self.display(*need, &library).lines() {
                self.line(&format!("            {line}"));
            }
        }
        self.lines("        }\n    }\n}\n\nimpl std::error::Error for Error {}\n");
        for (need, error, variant) in [
            (Need::NotUtf8, "Utf8Error", "NotUtf8"),
            (Need::BadText, "BadText", "BadText"),
        ] {
            if needs.contains(&need) {
                self.lines(&format!("\nimpl From<{error}> for Error {{\n    fn from(error: {error}) -> Error {{\n        Error::{variant}(error)\n    }}\n}}\n"));
            }
        }
        self.write_label();
        self.write_failures(code);
    }

    fn write_code_names(&mut self, code: &str) {
        let contract = self.plan.contract;
        let mut names: Vec<(i128, &str)> = Vec::new();
        let mut doubtful = FxHashSet::default();
        for (index, convention) in self.api.conventions.iter().enumerate() {
            let mut failures = self
                .api
                .operations
                .iter()
                .filter_map(|o| o.failure.as_ref());
            if !failures.any(|failure| failure.convention == index) {
                continue;
            }
            let before: Vec<i128> = names.iter().map(|(value, _)| *value).collect();
            for named in &convention.codes {
                let Some(value) = named.value(contract, self.plan.target_index) else {
                    continue;
                };
                let name = named.name(contract);
                match names.iter().find(|(known, _)| *known == value) {
                    None => names.push((value, name)),
                    // Two conventions call the same number by two names: neither can be told by the number.
                    Some((_, known)) if *known != name && before.contains(&value) => {
                        doubtful.insert(value);
                    }
                    Some(_) => {}
                }
            }
        }
        names.retain(|(value, _)| !doubtful.contains(value));
        let arms: Vec<String> = names
            .iter()
            .map(|(value, name)| format!("{value} => \"{name}\","))
            .collect();
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
"
        ));
        self.write_message();
        self.lines(
            "
    /// The constant of the header that names the code, where there is one.
    pub fn name(&self) -> Option<&'static str> {",
        );
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

    /// What success looks like for a failure.
    pub(super) fn success(&self, failure: &Failure) -> &'a Success {
        &self.api.conventions[failure.convention].success
    }
}
