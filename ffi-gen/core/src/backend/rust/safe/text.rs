//! Text that the caller gives: the wrapper takes it as it comes, and ends it with a NUL.

use super::{body::Maker, error::Need, lifetimes::registered};
use crate::resolve::api::{Demand, Input, InputKind, Life, Operation, Origin, OutputKind};

/// What the caller may give for an input, where a copy that lives as long as the call may stand in for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// Text of any kind.
    Text,
    /// The name of a file.
    Path,
}

/// What may be given for an input.
pub(super) fn given(operation: &Operation, input: usize) -> Option<Given> {
    let Input { kind, default, .. } = &operation.inputs[input];
    match kind {
        InputKind::Path => Some(Given::Path),
        InputKind::Text
            if operation.demands.contains(&Demand::Utf8(input))
                && default.is_none()
                && !is_kept(operation, input) =>
        {
            Some(Given::Text)
        }
        _ => None,
    }
}

/// The type of such a parameter.
pub(super) fn parameter(given: Given, nullable: bool) -> &'static str {
    match (given, nullable) {
        (Given::Text, false) => "impl CText",
        (Given::Text, true) => "impl OptionalCText",
        (Given::Path, _) => "impl AsRef<Path>",
    }
}

impl Maker<'_, '_> {
    /// Makes a C string of each text; from here on the variable is that.
    pub(super) fn terminate_texts(&mut self) {
        for (index, input) in self.operation.inputs.iter().enumerate() {
            let Some(given) = given(self.operation, index) else {
                continue;
            };
            let method = match (given, input.nullable) {
                (Given::Text, false) => "text",
                (Given::Text, true) => "optional",
                (Given::Path, _) => "path",
            };
            let name = self.inputs[index].clone();
            let room = self.about(&name, "room");
            let text = format!("{room}.{method}(\"{name}\", {name})");
            self.lines
                .push(format!("let {room} = &mut TextRoom::new();"));
            if self.returned.is_none() {
                self.failing.push(Need::BadText);
                self.lines.push(format!("let {name} = {text}?;"));
                continue;
            }
            let fail = self.fail(Need::BadText, "Error::BadText(error)");
            self.lines.push(format!(
                "let {name} = match {text} {{\n    Ok(text) => text,\n    Err(error) => {{\n        {fail}\n    }}\n}};"
            ));
        }
    }
}

/// Whether something of an input is still used after the call.
fn is_kept(operation: &Operation, input: usize) -> bool {
    let is_lent = operation.outputs.iter().any(|output| match &output.kind {
        OutputKind::Tail { of } | OutputKind::Written { of, .. } => *of == input,
        OutputKind::Data {
            life: Life::With(origins),
            ..
        }
        | OutputKind::Borrowed {
            life: Life::With(origins),
            ..
        }
        | OutputKind::Owned {
            parents: origins, ..
        } => origins.contains(&Origin::Input(input)),
        _ => false,
    });
    let mut retained = operation.retained.iter();
    is_lent
        || retained.any(|retained| retained.input == input)
        // A registration tells the library once more, when it ends.
        || registered(operation).contains(&Origin::Input(input))
}
