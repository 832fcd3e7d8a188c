//! How a type ends: which function destroys it, or takes an owner away, as far as names and comments tell.

use super::{
    Evidence, Verdict, fact,
    function::{Form, Subject},
    prose,
    words::{self, type_stem},
};
use crate::contract::{
    Argument, Contract, FactKind, Item, ItemId, ItemKind, Provenance, RecordBody, Ty,
};
use std::collections::BTreeMap;

/// How a type ends.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ending {
    /// The function that destroys it or takes an owner away.
    pub destroy: Option<String>,
    /// The function that adds an owner.
    pub retain: Option<String>,
    /// Every function that might destroy it, best first, each with how well it fits, in percent.
    pub candidates: Vec<(String, u8)>,
    /// Whether what is chosen may stand in a draft as it is.
    pub is_sure: bool,
    /// Whether a new one belongs to nobody until a function takes it: a reference that floats.
    pub is_floating: bool,
    /// Whether it is set up in memory of the caller, so that the end does not free it.
    pub is_in_place: bool,
    /// The evidence for the choice.
    pub evidence: Vec<Evidence>,
}

/// Verbs that end a thing, and how well each fits, in percent.
const ENDS: [(&str, u8); 27] = [
    ("free", 100),
    ("unref", 100),
    ("destroy", 98),
    ("delete", 94),
    ("close", 92),
    ("release", 90),
    ("finalize", 90),
    ("dispose", 86),
    ("finish", 84),
    ("cleanup", 82),
    ("fini", 80),
    ("deinit", 80),
    ("uninit", 80),
    ("deref", 80),
    ("decref", 80),
    ("drop", 76),
    ("end", 74),
    ("abort", 70),
    ("terminate", 70),
    ("term", 66),
    ("shutdown", 60),
    ("quit", 60),
    ("discard", 60),
    ("exit", 50),
    ("disconnect", 50),
    ("clear", 40),
    ("done", 40),
];

/// Verbs that add an owner.
const RETAINS: [&str; 5] = ["ref", "retain", "addref", "incref", "acquire"];
/// Verbs that take one away.
const RELEASES: [&str; 4] = ["unref", "release", "decref", "deref"];
/// Words that say that more or less than one whole object ends.
const PARTIAL: [&str; 17] = [
    "clear", "list", "full", "all", "data", "elements", "items", "contents", "node", "link",
    "segment", "strings", "array", "pop", "func", "later", "1",
];

/// The verb in the name of a function that may end something.
pub(super) fn ending_verb(name: &str) -> Option<(words::Verb, u8)> {
    let table: Vec<&'static str> = ENDS.iter().map(|(word, _)| *word).collect();
    let verb = words::verb(name, &table)?;
    let fits = ENDS.iter().find(|(word, _)| *word == verb.word)?.1;
    Some((verb, fits))
}

/// How every record ends that a function takes or gives.
pub(super) fn endings(contract: &Contract, functions: &[Subject<'_>]) -> BTreeMap<ItemId, Ending> {
    let mut users: BTreeMap<ItemId, Vec<(&Subject<'_>, usize)>> = BTreeMap::new();
    for subject in functions {
        if let Form::Record(id, _) = subject.result() {
            users.entry(id).or_default();
        }
        for index in 0..subject.signature.params.len() {
            if let Form::Record(id, _) | Form::RecordPointer(id) = subject.param(index) {
                users.entry(id).or_default().push((subject, index));
            }
        }
    }
    let spellings = spellings(contract);
    let givers = givers(functions);
    let ending = |(id, users): (ItemId, Vec<(&Subject<'_>, usize)>)| {
        let names = spellings.get(&id).cloned().unwrap_or_default();
        let givers = givers.get(&id).map_or(&[][..], Vec::as_slice);
        (id, ending(contract, id, &names, &users, givers))
    };
    users.into_iter().map(ending).collect()
}

/// The functions that make a value of each record, in the order of the header.
fn givers<'f, 'a>(functions: &'f [Subject<'a>]) -> BTreeMap<ItemId, Vec<&'f Subject<'a>>> {
    let mut givers: BTreeMap<ItemId, Vec<&Subject<'_>>> = BTreeMap::new();
    for subject in functions {
        let result = match subject.result() {
            Form::Record(id, false) => Some(id),
            _ => None,
        };
        let params = 0..subject.signature.params.len();
        let received = params.filter_map(|index| match subject.param(index) {
            Form::RecordPointer(id) => Some(id),
            _ => None,
        });
        let mut given: Vec<ItemId> = result.into_iter().chain(received).collect();
        given.sort();
        given.dedup();
        for id in given {
            givers.entry(id).or_default().push(subject);
        }
    }
    givers
}

/// Every name of a record: its own, and those of the typedefs of it and of pointers to it.
fn spellings(contract: &Contract) -> BTreeMap<ItemId, Vec<String>> {
    let mut names: BTreeMap<ItemId, Vec<String>> = BTreeMap::new();
    for (id, item) in contract.items() {
        names.entry(id).or_default().push(type_stem(item.name()));
        let ItemKind::Alias(alias) = &item.kind else {
            continue;
        };
        if let Ty::Pointer { pointee, .. } = &alias.ty
            && let Ty::Item(behind) = **pointee
        {
            names
                .entry(behind)
                .or_default()
                .push(type_stem(item.name()));
        }
    }
    names
}

fn ending(
    contract: &Contract,
    id: ItemId,
    names: &[String],
    users: &[(&Subject<'_>, usize)],
    givers: &[&Subject<'_>],
) -> Ending {
    let item = contract.item(id);
    let mut candidates: Vec<(&Subject<'_>, u8)> = users
        .iter()
        .filter_map(|(subject, index)| Some((*subject, fit(subject, *index, names)?)))
        .collect();
    // The sort is stable: among equals the order of the header stays.
    candidates.sort_by_key(|(_, fit)| std::cmp::Reverse(*fit));
    candidates.dedup_by_key(|(subject, _)| subject.id);
    let mut ending = Ending {
        candidates: candidates
            .iter()
            .map(|(subject, fit)| (subject.item.name().to_owned(), *fit))
            .collect(),
        is_in_place: is_set_up(item, id, users),
        is_floating: users.iter().any(|(subject, _)| {
            words::verb(subject.item.name(), &["sink"]).is_some_and(|verb| verb.is_whole)
        }),
        ..Ending::default()
    };
    if let Some((best, fit)) = candidates.first() {
        let rivals = candidates[1..].iter().filter(|(_, other)| other + 4 > *fit);
        let rivals: Vec<&str> = rivals.map(|(subject, _)| subject.item.name()).collect();
        let is_plain = is_plain_end(best, id);
        let confidence = match rivals.is_empty() && is_plain {
            true => confidence(*fit),
            false => 50,
        };
        let mut why = format!(
            "`{}` takes one and its name says that it ends it",
            best.item.name()
        );
        if !is_plain {
            why += ", but it takes more, or a pointer to the pointer";
        }
        if !rivals.is_empty() {
            why += &format!("; so does `{}`", rivals.join("`, `"));
        }
        ending
            .evidence
            .push(named(best, users, names, why, confidence));
    }
    for subject in givers {
        let Some((name, sentence)) = prose::destroyer(subject, &ending.candidates) else {
            continue;
        };
        let Some((best, _)) = candidates
            .iter()
            .find(|(subject, _)| subject.item.name() == name)
        else {
            continue;
        };
        // `finish` hands out the text that was built: it is one way to end a builder and not the way.
        if !is_plain_end(best, id) {
            continue;
        }
        let confidence = 92;
        let mut evidence = named(best, users, names, prose::quote(&sentence), confidence);
        evidence.provenance = Provenance::ProseDoc;
        evidence.span = prose::place(subject, &sentence);
        if !ending
            .evidence
            .iter()
            .any(|known| known.fact == evidence.fact && known.provenance == Provenance::ProseDoc)
        {
            ending.evidence.push(evidence);
        }
    }
    ending
}

/// Whether a function takes the object that it ends and nothing else.
fn is_plain_end(subject: &Subject<'_>, id: ItemId) -> bool {
    subject.signature.params.len() == 1
        && subject.result() == Form::Plain
        && matches!(subject.param(0), Form::Record(own, _) if own == id)
}

/// The claim that `best` ends a type: as its destructor, or together with a function that adds an owner.
fn named(
    best: &Subject<'_>,
    users: &[(&Subject<'_>, usize)],
    names: &[String],
    why: String,
    confidence: u8,
) -> Evidence {
    let word = |name: &str| Argument::Word(name.to_owned());
    let mut fact = fact(
        FactKind::Handle,
        None,
        Some(("destroy", word(best.item.name()))),
    );
    let mut why = why;
    let verb = words::verb(best.item.name(), &RELEASES);
    if verb.is_some_and(|verb| verb.is_whole)
        && let Some(retain) = retaining(users, names)
    {
        fact.kind = FactKind::Refcounted;
        fact.arguments = vec![
            ("retain".to_owned(), word(retain)),
            ("release".to_owned(), word(best.item.name())),
        ];
        why += &format!("; `{retain}` adds an owner");
    }
    Evidence {
        fact,
        provenance: Provenance::Naming,
        span: best.item.span,
        why,
        confidence,
    }
}

fn retaining<'a>(users: &[(&Subject<'a>, usize)], names: &[String]) -> Option<&'a str> {
    let mut found = users.iter().filter(|(subject, index)| {
        *index == 0
            && subject.signature.params.len() == 1
            && words::verb(subject.item.name(), &RETAINS)
                .is_some_and(|verb| verb.is_whole && names.contains(&verb.rest))
    });
    found.next().map(|(subject, _)| subject.item.name())
}

/// How well a function fits as the end of a type that its parameter `index` points to.
fn fit(subject: &Subject<'_>, index: usize, names: &[String]) -> Option<u8> {
    let (verb, weight) = ending_verb(subject.item.name())?;
    let is_const = matches!(subject.param(index), Form::Record(_, true));
    let near = names
        .iter()
        .map(|name| nearness(&verb.rest, name))
        .max()
        .unwrap_or(0);
    let mut fit = u32::from(weight) * (50 + u32::from(near) / 2) / 100;
    let others = subject.signature.params.len() - 1;
    fit = fit.saturating_sub(u32::try_from(others * 25).unwrap_or(100));
    let own = words::words(subject.item.name());
    let is_partial = PARTIAL.iter().any(|word| {
        *word != verb.word
            && own.iter().any(|own| own == word)
            && !names.iter().any(|name| name.contains(word))
    });
    for (is_odd, by) in [
        (index > 0, 20),
        (!verb.is_whole, 8),
        (matches!(subject.param(index), Form::RecordPointer(_)), 4),
        (is_const, 10),
        (is_partial, 30),
        (subject.result() != Form::Plain, 30),
    ] {
        if is_odd {
            fit = fit.saturating_sub(by);
        }
    }
    (fit >= 20).then(|| u8::try_from(fit).unwrap_or(100))
}

/// How near what a function is about is to a type's name, in percent.
fn nearness(rest: &str, name: &str) -> u8 {
    if rest == name {
        return 100;
    }
    let shared = rest
        .bytes()
        .zip(name.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    match () {
        () if name.starts_with(rest) && rest.len() >= 3 => 60,
        () if rest.starts_with(name) => 50,
        () if name.ends_with(rest) && rest.len() >= 3 => 70,
        () if shared >= 3 => 30,
        () => 0,
    }
}

fn confidence(fit: u8) -> u8 {
    match fit {
        85.. => 95,
        70.. => 88,
        60.. => 80,
        45.. => 65,
        _ => 40,
    }
}

/// Whether a function makes a value of a type.
fn gives(subject: &Subject<'_>, id: ItemId) -> bool {
    let is_out = |index| subject.param(index) == Form::RecordPointer(id);
    subject.result() == Form::Record(id, false) || (0..subject.signature.params.len()).any(is_out)
}

/// A record whose fields the header shows and that nobody hands out as a pointer lies in memory of the caller.
fn is_set_up(item: &Item, id: ItemId, users: &[(&Subject<'_>, usize)]) -> bool {
    let is_shown = match &item.kind {
        ItemKind::Record(record) => matches!(record.body, RecordBody::Defined { .. }),
        _ => false,
    };
    is_shown && !users.iter().any(|(subject, _)| gives(subject, id))
}

impl Ending {
    /// Takes over what the strongest claims about a type say.
    pub(super) fn decide(&mut self, verdicts: &[Verdict]) {
        for verdict in verdicts {
            let fact = &verdict.won.fact;
            match fact.kind {
                FactKind::Handle => self.destroy = fact.text("destroy").map(str::to_owned),
                FactKind::Refcounted => {
                    self.destroy = fact.text("release").map(str::to_owned);
                    self.retain = fact.text("retain").map(str::to_owned);
                }
                _ => continue,
            }
            self.is_sure = verdict.is_sure() && !self.is_in_place;
        }
    }
}
