//! A draft as JSON lines, one object for each function and type.

use crate::{
    annotation::Overlay,
    contract::{Contract, FactKind, Root},
    resolve::evidence::{self, Form, Gathered, Subject, Verdict, is_relation, judge, position_of},
};
use serde::Serialize;

#[derive(Serialize)]
struct Function<'a> {
    symbol: &'a str,
    returns: Returns,
    params: Vec<Param>,
}

#[derive(Serialize)]
struct Returns {
    ownership: &'static str,
    destroy: Option<String>,
    nullable: Option<bool>,
    confidence: f64,
    reason: String,
}

#[derive(Serialize)]
struct Param {
    name: String,
    transfer: &'static str,
    nullable: Option<bool>,
    direction: &'static str,
    len: Option<String>,
    callback: Option<Callback>,
}

#[derive(Serialize)]
struct Callback {
    data: Option<String>,
    scope: &'static str,
}

#[derive(Serialize)]
struct Type<'a> {
    r#type: &'a str,
    destroy: Option<&'a str>,
    candidates: Vec<&'a str>,
    retain: Option<&'a str>,
    release: Option<&'a str>,
}

/// One object per line: the functions, then the types, both in the order of the header.
pub fn lines(contract: &Contract, overlay: &Overlay) -> String {
    let gathered = evidence::gather(contract, overlay);
    let mut text = String::new();
    for (id, _) in contract.items() {
        if let Some(subject) = Subject::new(contract, overlay, id) {
            text += &line(&function(&gathered, &subject));
        }
    }
    for (id, item) in contract.items() {
        let Some(ending) = gathered.endings.get(&id) else {
            continue;
        };
        let destroy = ending.destroy.as_deref();
        text += &line(&Type {
            r#type: item.name(),
            destroy,
            candidates: ending
                .candidates
                .iter()
                .map(|(name, _)| name.as_str())
                .collect(),
            retain: ending.retain.as_deref(),
            release: ending.retain.as_ref().and(destroy),
        });
    }
    text
}

fn line(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string(value).unwrap_or_default();
    text.push('\n');
    text
}

fn function<'a>(gathered: &Gathered, subject: &Subject<'a>) -> Function<'a> {
    let evidence = gathered
        .functions
        .get(&subject.id)
        .map_or(&[][..], Vec::as_slice);
    let verdicts = judge(evidence, Some(subject));
    let params = 0..subject.signature.params.len();
    Function {
        symbol: subject.item.name(),
        returns: returns(gathered, subject, &verdicts),
        params: params
            .map(|index| param(subject, &verdicts, index))
            .collect(),
    }
}

fn find<'v>(
    subject: &Subject<'_>,
    verdicts: &'v [Verdict],
    index: Option<usize>,
    kinds: &[FactKind],
) -> Option<&'v Verdict> {
    verdicts.iter().find(|verdict| {
        let fact = &verdict.won.fact;
        let position = position_of(fact);
        let is_there = match index {
            Some(index) => subject.index_of(&position) == Some(index),
            None => position.root == Root::Return,
        };
        kinds.contains(&fact.kind) && is_there && !is_relation(fact)
    })
}

const LIFE: &[FactKind] = &[FactKind::ReturnsOwned, FactKind::Borrows, FactKind::Copied];
const NULL: &[FactKind] = &[FactKind::Nullable, FactKind::Nonnull];

fn is_nullable(subject: &Subject<'_>, verdicts: &[Verdict], index: Option<usize>) -> Option<bool> {
    let found = find(subject, verdicts, index, NULL)?;
    Some(found.won.fact.kind == FactKind::Nullable)
}

fn returns(gathered: &Gathered, subject: &Subject<'_>, verdicts: &[Verdict]) -> Returns {
    let nullable = is_nullable(subject, verdicts, None);
    let unknown = |reason: &str| Returns {
        ownership: "unknown",
        destroy: None,
        nullable,
        confidence: 0.0,
        reason: reason.to_owned(),
    };
    if subject.result() == Form::Plain {
        return unknown("the result is no pointer");
    }
    let Some(verdict) = find(subject, verdicts, None, LIFE) else {
        return unknown("nothing speaks of it");
    };
    let fact = &verdict.won.fact;
    let of_type = match subject.result() {
        Form::Record(id, _) => gathered
            .endings
            .get(&id)
            .and_then(|ending| ending.destroy.clone()),
        _ => None,
    };
    let is_static = fact.operands.iter().any(|operand| {
        operand
            .on
            .as_ref()
            .is_some_and(|on| on.root == Root::Static)
    });
    let ownership = match fact.kind {
        FactKind::ReturnsOwned => "owned",
        _ if is_static => "static",
        _ => "borrowed",
    };
    let is_owned = ownership == "owned";
    let named = fact.text("destroy").map(str::to_owned);
    Returns {
        ownership,
        destroy: named.or(of_type).filter(|_| is_owned),
        nullable,
        confidence: match verdict.contradicted {
            Some(_) => 0.5,
            None => f64::from(verdict.won.confidence) / 100.0,
        },
        reason: format!(
            "{}: {}",
            evidence::describe(verdict.won.provenance),
            verdict.won.why
        ),
    }
}

fn param(subject: &Subject<'_>, verdicts: &[Verdict], index: usize) -> Param {
    let form = subject.param(index);
    let has = |kinds: &[FactKind]| find(subject, verdicts, Some(index), kinds);
    let transfer = match has(&[FactKind::Consumes, FactKind::Retains]) {
        Some(verdict) if verdict.won.fact.kind == FactKind::Consumes => "consume",
        Some(_) => "retain",
        None => match form {
            Form::Plain
            | Form::Text(true)
            | Form::Untyped(true)
            | Form::Number(_)
            | Form::Record(..) => "borrow",
            _ => "unknown",
        },
    };
    let direction = match has(&[FactKind::Out, FactKind::Inout]) {
        Some(verdict) if verdict.won.fact.kind == FactKind::Inout => "inout",
        Some(_) => "out",
        None if has(LIFE).is_some() => "out",
        None => "in",
    };
    let extent = has(&[FactKind::Len, FactKind::Bytes]);
    let data = subject.signature.params.get(index + 1);
    let data = data.filter(|data| matches!(subject.form(&data.ty), Form::Untyped(_)));
    Param {
        name: subject.names[index].clone(),
        transfer,
        nullable: is_nullable(subject, verdicts, Some(index)),
        direction,
        len: extent.and_then(|verdict| verdict.won.fact.argument("count").map(ToString::to_string)),
        callback: (form == Form::Function).then(|| Callback {
            data: data.map(|_| subject.names[index + 1].clone()),
            scope: "unknown",
        }),
    }
}
