//! Who owns what, as a signature says it.

use super::{Answer, C, Form, Function, Lender, Life, Taken};
use crate::{
    annotation::grammar,
    contract::{Fact, FactKind as F, FloatKind, Ty},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use syn::Type;

/// What a type is that is named in a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// C holds its values by a pointer.
    Handle,
    /// It is copied.
    Value,
    /// It stands elsewhere, where only the compiler finds it: it may be either.
    Unknown,
}

/// The facts of a function. `free` frees text and elements.
pub fn facts(function: &Function, free: &str, kind: &dyn Fn(&Type) -> Kind) -> Vec<Fact> {
    let mut texts = Vec::new();
    for param in &function.params {
        let name = &param.name;
        match &param.taken {
            Taken::Plain | Taken::Char => {}
            Taken::Value(ty) => {
                if kind(ty) != Kind::Value {
                    texts.push(format!("consumes({name})"));
                }
            }
            Taken::Boxed(_) => texts.push(format!("consumes({name})")),
            Taken::Lent { ty, exclusive } => {
                if *exclusive && kind(ty) != Kind::Value {
                    texts.push(format!("exclusive({name})"));
                }
                if *exclusive && kind(ty) != Kind::Handle {
                    texts.push(format!("inout({name})"));
                }
            }
            Taken::Text { .. } => {
                texts.push(format!("utf8({name})"));
                texts.push(format!("nul_terminated({name})"));
            }
            Taken::CText => texts.push(format!("nul_terminated({name})")),
            Taken::Slice { exclusive, .. } => {
                if *exclusive {
                    texts.push(format!("inout({name})"));
                }
                texts.push(format!("len({name}, count = {})", param.c[1].name));
            }
            Taken::Closure(closure) => {
                let data = &param.c[1].name;
                let life = match &closure.life {
                    Life::Call | Life::CallByReference { .. } => "scope = call".to_owned(),
                    Life::Kept { any_thread, .. } => {
                        let threads = if *any_thread { ", threads = any" } else { "" };
                        let destroy = &param.c[2].name;
                        format!(
                            "scope = notified, destroy = {destroy}, on_failure = called{threads}"
                        )
                    }
                };
                let instead = closure
                    .result
                    .as_ref()
                    .map_or(String::new(), |(_, c)| format!(", on_panic = {}", zero(c)));
                texts.push(format!("callback({name}, data = {data}, {life}{instead})"));
            }
        }
        if param.optional {
            texts.push(format!("nullable({name})"));
        }
    }
    result(function, free, kind, &mut texts);
    // Names come from identifiers, and every word is one of the vocabulary.
    let parsed = texts.iter().filter_map(|text| grammar::parse(text).ok());
    parsed.map(|written| written.fact).collect()
}

fn result(function: &Function, free: &str, kind: &dyn Fn(&Type) -> Kind, texts: &mut Vec<String>) {
    let outcome = &function.outcome;
    let place = match function.form {
        Form::Status => "out",
        Form::Pointer | Form::Direct(_) => "@return",
    };
    let is_handle = match &outcome.answer {
        Answer::Value(ty) => kind(ty) == Kind::Handle,
        Answer::Boxed(_) => true,
        _ => false,
    };
    let extent = if matches!(outcome.answer, Answer::Text) {
        "bytes"
    } else {
        "len"
    };
    let is_value = match &outcome.answer {
        Answer::Plain(..) | Answer::Char => true,
        Answer::Value(ty) => kind(ty) != Kind::Handle,
        _ => false,
    };
    if is_value && place == "out" {
        texts.push("out(out)".to_owned());
    }
    match &outcome.answer {
        Answer::Value(ty) if kind(ty) != Kind::Value => {
            texts.push(format!("returns_owned({place})"))
        }
        Answer::Boxed(_) => texts.push(format!("returns_owned({place})")),
        Answer::Unit | Answer::Plain(..) | Answer::Char | Answer::Value(_) => {}
        Answer::Text => texts.push(format!("utf8({place})")),
        Answer::CText => texts.push(format!("nul_terminated({place})")),
        Answer::Slice(..) => {}
        Answer::String => {
            texts.push(format!("returns_owned({place}, destroy = {free})"));
            texts.push(format!("utf8({place})"));
            texts.push(format!("nul_terminated({place})"));
        }
        Answer::Vec(..) => texts.push(format!("returns_owned({place}, destroy = {free})")),
    }
    if function.has_length() {
        texts.push(format!("{extent}({place}, count = out_len)"));
        texts.push("out(out_len)".to_owned());
    }
    let leak = if is_handle { ", leak_ok = true" } else { "" };
    let lenders: Vec<String> = outcome
        .lenders
        .iter()
        .map(|lender| match lender {
            Lender::Param(name) => format!("{place}: {name}"),
            Lender::ParentOf(name) => format!("{place}: @parent({name})"),
            Lender::Static => format!("{place}: @static"),
        })
        .collect();
    if !lenders.is_empty() {
        texts.push(format!("borrows({}{leak})", lenders.join(", ")));
    }
    let is_pointer = is_handle || matches!(function.c_answer(), Some(C::Pointer { .. }));
    match (is_pointer, outcome.optional, place) {
        (true, true, _) => texts.push(format!("nullable({place})")),
        (true, false, "out") => texts.push("nonnull(out)".to_owned()),
        _ => {}
    }
    match function.form {
        Form::Status => texts.push("error(convention = nonzero)".to_owned()),
        Form::Pointer => texts.push("error(convention = null)".to_owned()),
        Form::Direct(_) => {}
    }
}

/// What a closure answers that panicked.
fn zero(c: &C) -> &'static str {
    match c {
        C::Plain(_, Ty::Bool) => "\"false\"",
        C::Plain(_, Ty::Float(FloatKind::Float | FloatKind::Double)) => "\"0.0\"",
        _ => "0",
    }
}

/// The facts that a signature decides: another one about the same thing is right or wrong.
const DECIDED: &[F] = &[
    F::ReturnsOwned,
    F::Borrows,
    F::Consumes,
    F::Exclusive,
    F::Nullable,
    F::Nonnull,
    F::Out,
    F::Inout,
    F::Len,
    F::Bytes,
    F::Utf8,
    F::NulTerminated,
    F::Callback,
    F::Error,
];

/// Compares what the author of a function says with what its signature does, and returns what is more than that.
pub fn check(
    function: &Function,
    decided: &[Fact],
    diagnostics: &mut Diagnostics,
) -> Vec<(Fact, Span)> {
    let mut more = Vec::new();
    for (fact, span) in &function.facts {
        if !DECIDED.contains(&fact.kind) {
            more.push((fact.clone(), *span));
            continue;
        }
        if decided.iter().any(|known| agrees(fact, known)) {
            continue;
        }
        let of_kind: Vec<String> = decided
            .iter()
            .filter(|known| known.kind == fact.kind)
            .map(|known| format!("`{known}`"))
            .collect();
        let known = match of_kind.is_empty() {
            true => format!("it has no `{}`", fact.kind),
            false => format!("it has {}", of_kind.join(" and ")),
        };
        diagnostics.push(
            Diagnostic::error(
                Code::FactsContradict,
                format!(
                    "the signature of `{}` says something else than this",
                    function.ident
                ),
            )
            .at(*span, "")
            .note(format!(
                "of an exported function the signature decides it, and {known}"
            ))
            .help("change the signature, or leave the attribute away"),
        );
    }
    more
}

/// Whether a fact says no more than a known one: its positions are among those of that one, and so are its arguments.
fn agrees(fact: &Fact, known: &Fact) -> bool {
    let result = |fact: &Fact| -> Vec<String> {
        let operands = fact.operands.iter();
        operands
            .map(|operand| operand.to_string().replace("@return: ", ""))
            .collect()
    };
    let (said, decided) = (result(fact), result(known));
    let is_default = said.is_empty() && (decided == ["@return"] || decided == ["out"]);
    fact.kind == known.kind
        && (is_default
            || said
                .iter()
                .all(|one| decided.contains(one) || decided.contains(&format!("out: {one}"))))
        && fact
            .arguments
            .iter()
            .all(|argument| known.arguments.contains(argument))
}
