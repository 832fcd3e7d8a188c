//! One entry of a draft: which facts stand in it, which are doubtful, and what is not known.

use super::{need, place};
use crate::{
    annotation::Subject as Selected,
    contract::{
        Contract, Fact, FactKind, ItemId, ItemKind, Origin, Provenance, RecordBody, Root, Ty,
    },
    resolve::evidence::{
        Evidence, Form, Gathered, Subject, Verdict, describe, is_relation, position_of,
    },
};
use rustc_hash::FxHashMap;

/// An entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What kind of item it is about.
    pub subject: Selected,
    /// The item.
    pub name: String,
    /// What the safe API might call it, where the header's name is no good.
    pub rename: Option<String>,
    /// Prefixes of the type's methods.
    pub strip: Vec<String>,
    /// Names for all parameters, where the header leaves some out.
    pub params: Option<Vec<String>>,
    /// The facts.
    pub lines: Vec<Line>,
    /// What a person must find out.
    pub unknown: Vec<String>,
    /// What is worth knowing although nothing is missing.
    pub notes: Vec<String>,
    /// Whether somebody has written it: it then only shows where others belong.
    pub is_written: bool,
}

/// A fact of an entry.
#[derive(Debug, Clone)]
pub struct Line {
    /// The fact.
    pub fact: Fact,
    /// How it stands.
    pub standing: Standing,
    /// Where it comes from and why.
    pub reason: String,
}

/// How a fact stands in a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As it is.
    Sure,
    /// As a comment.
    Doubtful,
}

/// What every entry can look at.
pub(super) struct Context<'a> {
    pub(super) contract: &'a Contract,
    pub(super) gathered: &'a Gathered,
    /// The prefix of the library's functions.
    pub(super) prefix: &'a str,
    /// By each record the first name of a pointer to it.
    pub(super) pointer_names: FxHashMap<ItemId, &'a str>,
}

impl Entry {
    /// Whether it stands in the draft as it is.
    pub fn is_active(&self) -> bool {
        self.unknown.is_empty()
    }

    pub(super) fn uses_status(&self) -> bool {
        self.lines
            .iter()
            .any(|line| line.fact.text("convention") == Some("status"))
    }
}

/// The entry of a function.
pub(super) fn function(
    context: &Context<'_>,
    subject: &Subject<'_>,
    verdicts: &[Verdict],
) -> Entry {
    let mut lines: Vec<Line> = Vec::new();
    for verdict in verdicts {
        if is_said(subject, verdict, verdicts) {
            lines.push(line(context.contract, subject, verdict));
        }
    }
    let mut entry = Entry {
        subject: Selected::Function,
        name: subject.item.name().to_owned(),
        rename: None,
        strip: Vec::new(),
        params: None,
        lines,
        unknown: Vec::new(),
        notes: Vec::new(),
        is_written: false,
    };
    need::find(context, subject, &mut entry);
    let needs_names = entry
        .lines
        .iter()
        .any(|line| line.fact.to_string().contains('('));
    if subject.is_suggested && (needs_names || !entry.is_active()) {
        entry.params = Some(subject.names.clone());
    }
    entry
}

/// Whether a fact is worth writing: not what the closed defaults say anyway, nor what cannot be of use there.
fn is_said(subject: &Subject<'_>, verdict: &Verdict, all: &[Verdict]) -> bool {
    let fact = &verdict.won.fact;
    let position = position_of(fact);
    let index = subject.index_of(&position);
    let form = match (&position.root, index) {
        (Root::Return, _) => Some(subject.result()),
        (_, Some(index)) => Some(subject.param(index)),
        _ => None,
    };
    let owns = |at: &crate::contract::Position| {
        all.iter().any(|other| {
            other.won.fact.kind == FactKind::ReturnsOwned && position_of(&other.won.fact) == *at
        })
    };
    match fact.kind {
        FactKind::Attribute => false,
        // A parameter that does not exist: comments name what declarations do not.
        _ if form.is_none() && !fact.operands.is_empty() => false,
        // The defaults.
        FactKind::Nonnull => position.root == Root::Return,
        FactKind::Nullable => position.root != Root::Return,
        // Owning what is received includes receiving it.
        FactKind::Out => !owns(&position),
        FactKind::Borrows if position.root != Root::Return => owns(&position),
        FactKind::Borrows if is_relation(fact) => owns(&position),
        _ => true,
    }
}

fn line(contract: &Contract, subject: &Subject<'_>, verdict: &Verdict) -> Line {
    let mut reason = reason(contract, &verdict.won);
    if let Some(other) = verdict
        .supported
        .iter()
        .find(|other| other.provenance != verdict.won.provenance)
    {
        reason += &format!("; also {}", describe(other.provenance));
    }
    if let Some(other) = &verdict.contradicted {
        reason += &format!(
            "; but `{}` says {}",
            other.fact,
            self::reason(contract, other)
        );
    }
    let standing = match verdict.is_sure() {
        true => Standing::Sure,
        false => Standing::Doubtful,
    };
    Line {
        fact: by_name(subject, &verdict.won.fact),
        standing,
        reason,
    }
}

/// Parameters are called by their names, whoever made the claim.
fn by_name(subject: &Subject<'_>, fact: &Fact) -> Fact {
    let mut fact = fact.clone();
    let rename = |position: &mut crate::contract::Position| {
        if let (Root::Index(_), Some(index)) = (&position.root, subject.index_of(position)) {
            position.root = subject.root(index);
        }
    };
    for operand in &mut fact.operands {
        rename(&mut operand.position);
        if let Some(on) = &mut operand.on {
            rename(on);
        }
    }
    for (_, value) in &mut fact.arguments {
        if let crate::contract::Argument::Position(position) = value {
            rename(position);
        }
    }
    fact
}

pub(super) fn reason(contract: &Contract, evidence: &Evidence) -> String {
    let place = match evidence.provenance {
        // The declaration is in plain sight.
        Provenance::Naming | Provenance::TypeShape => String::new(),
        _ => place(contract, evidence.span),
    };
    let kind = describe(evidence.provenance);
    match place.is_empty() {
        true => format!("{kind}: {}", evidence.why),
        false => format!("{kind}, {place}: {}", evidence.why),
    }
}

/// The entry of a type that something may end; none for a plain record.
pub(super) fn ty(context: &Context<'_>, id: ItemId) -> Option<Entry> {
    let item = context.contract.item(id);
    let ending = context.gathered.endings.get(&id)?;
    if item.origin != Origin::Library {
        return None;
    }
    let evidence = context.gathered.types.get(&id)?;
    let verdicts = crate::resolve::evidence::judge(evidence, None);
    let mut lines = Vec::new();
    for verdict in verdicts.iter().filter(|verdict| {
        matches!(
            verdict.won.fact.kind,
            FactKind::Handle | FactKind::Refcounted
        )
    }) {
        let mut fact = verdict.won.fact.clone();
        let is_sure = verdict.is_sure() && !ending.is_in_place;
        if ending.is_in_place && fact.kind == FactKind::Handle {
            fact.arguments.push((
                "in_place".to_owned(),
                crate::contract::Argument::Word("true".to_owned()),
            ));
        }
        lines.push(Line {
            fact,
            standing: if is_sure {
                Standing::Sure
            } else {
                Standing::Doubtful
            },
            reason: reason(context.contract, &verdict.won),
        });
    }
    let mut entry = Entry {
        subject: Selected::Type,
        name: item.name().to_owned(),
        rename: pointer_name(context, id),
        strip: method_prefix(
            context,
            ending
                .destroy
                .as_deref()
                .or(ending.candidates.first().map(|(name, _)| name.as_str())),
        ),
        params: None,
        lines,
        unknown: Vec::new(),
        notes: Vec::new(),
        is_written: false,
    };
    if !entry
        .lines
        .iter()
        .any(|line| line.standing == Standing::Sure)
    {
        if ending.candidates.is_empty() {
            let is_plain = matches!(&item.kind, ItemKind::Record(record) if matches!(record.body, RecordBody::Defined { .. }));
            if is_plain {
                return None;
            }
            entry.unknown.push(
                "whether it is a handle, and what ends it: no function's name says so".to_owned(),
            );
        } else {
            let names: Vec<String> = ending
                .candidates
                .iter()
                .take(5)
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            entry.unknown.push(match ending.is_in_place {
                true => format!(
                    "whether its user sets it up in memory of his own; {} may end it",
                    names.join(" or ")
                ),
                false => format!("what ends it; it may be {}", names.join(" or ")),
            });
        }
    }
    Some(entry)
}

/// The first typedef of a pointer to each type.
pub(super) fn pointer_names(contract: &Contract) -> FxHashMap<ItemId, &str> {
    let mut names = FxHashMap::default();
    for (_, item) in contract.items() {
        if let ItemKind::Alias(alias) = &item.kind
            && let Ty::Pointer { pointee, .. } = &alias.ty
            && let Ty::Item(id) = **pointee
        {
            names.entry(id).or_insert(item.name());
        }
    }
    names
}

/// `XML_Parser` for `typedef struct XML_ParserStruct *XML_Parser`: the name that people know.
fn pointer_name(context: &Context<'_>, id: ItemId) -> Option<String> {
    let name = *context.pointer_names.get(&id)?;
    let short = name
        .strip_prefix(context.prefix)
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    Some(short.unwrap_or(name).to_owned())
}

/// `mdb_txn_` for a type that `mdb_txn_abort` ends.
fn method_prefix(context: &Context<'_>, destroy: Option<&str>) -> Vec<String> {
    let prefix = destroy
        .and_then(|name| name.rsplit_once('_'))
        .map(|(start, _)| format!("{start}_"));
    let prefix =
        prefix.filter(|prefix| prefix != context.prefix && prefix.starts_with(context.prefix));
    prefix.into_iter().collect()
}

/// The type that a function belongs to, and its place among the functions of that type.
pub(super) fn home(gathered: &Gathered, subject: &Subject<'_>) -> (Option<ItemId>, u8) {
    let is_type = |id: &ItemId| {
        gathered
            .endings
            .get(id)
            .is_some_and(|ending| !ending.candidates.is_empty())
    };
    let params = || (0..subject.signature.params.len()).map(|index| subject.param(index));
    if let Some(Form::Record(id, _)) = params()
        .next()
        .filter(|form| matches!(form, Form::Record(id, _) if is_type(id)))
    {
        let makes =
            params().any(|form| matches!(form, Form::RecordPointer(other) if is_type(&other)));
        let ends = gathered
            .endings
            .get(&id)
            .is_some_and(|ending| ending.destroy.as_deref() == Some(subject.item.name()));
        if !makes {
            return (Some(id), if ends { 3 } else { 2 });
        }
    }
    let made = params().find_map(|form| match form {
        Form::RecordPointer(id) if is_type(&id) => Some(id),
        _ => None,
    });
    let returned = match subject.result() {
        Form::Record(id, false) if is_type(&id) => Some(id),
        _ => None,
    };
    match made.or(returned) {
        Some(id) => (Some(id), 1),
        None => (None, 0),
    }
}
