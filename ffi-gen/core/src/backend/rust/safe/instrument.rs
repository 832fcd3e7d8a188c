//! What wrappers report to `ffi_runtime::instrument`, where that is asked for. Otherwise nothing here writes anything.

use super::{Page, body::Maker, error::Need};

/// The variable that watches a call.
const WATCH: &str = "watch";

impl Maker<'_, '_> {
    /// Starts to watch: nothing but the call comes after it.
    pub(super) fn start_watch(&mut self) {
        if self.page.instrument {
            let library = self.page.api.library.escape_default();
            let function = self.page.c_name(self.operation.function);
            let line = format!(
                "let mut {} = ffi_runtime::watch!(\"{library}\", \"{function}\");",
                self.watch()
            );
            self.lines.push(line);
        }
    }

    /// Stops the clock, which leaves `errno` alone; the call is reported at the end of the body.
    pub(super) fn stop_watch(&mut self) {
        if self.page.instrument {
            self.lines.push(format!("{}.stop();", self.watch()));
        }
    }

    /// The error of a call, reported when it has been made: what it asks of the library comes first.
    pub(super) fn watched(&self, need: Need, error: &str) -> String {
        let method = match need {
            // A word stands for every object, which need not be part of the error type.
            Need::Object(_) => "reported",
            _ => "failed",
        };
        match self.page.instrument {
            true => format!("{}.{method}({error})", self.watch()),
            false => error.to_owned(),
        }
    }

    /// The variable, out of the way of those of the function.
    fn watch(&self) -> String {
        let mut name = WATCH.to_owned();
        while self.inputs.contains(&name) || self.places.contains(&name) {
            name.push('_');
        }
        name
    }
}

impl Page<'_> {
    /// Writes what an error is counted as: a code, or a word.
    pub(super) fn write_label(&mut self) {
        if !self.instrument {
            return;
        }
        let labels = [
            (
                Need::Status,
                "Error::Status { code, .. } => {\n    ffi_runtime::instrument::code_label(self.name(), code)\n}",
            ),
            (
                Need::Os,
                "Error::Os { errno } => ffi_runtime::instrument::code_label(None, errno),",
            ),
            (Need::Null, "Error::Null { .. } => \"null\".into(),"),
        ];
        self.lines(
            "\nimpl ffi_runtime::instrument::ErrorLabel for Error {\n    fn label(&self) -> std::borrow::Cow<'static, str> {\n        match self {",
        );
        for (need, arm) in labels {
            if self.needs.contains(&need) {
                for line in arm.lines() {
                    self.line(&format!("            {line}"));
                }
            }
        }
        self.lines(
            "            #[allow(unreachable_patterns)]\n            _ => \"failed\".into(),\n        }\n    }\n}\n",
        );
    }
}
