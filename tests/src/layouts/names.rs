//! What the types of the bindings are called in C. Records without a name are reached through the field that has them.

use super::Comparison;
use crate::{
    bindings::{self, Access, Bindings, Record},
    probe::Probe,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use syn::Type;

/// The record behind `va_list`, which only clang names.
const VA_LIST: &str = "__va_list_tag";

/// Types and fields under both their names.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Records: the name in Rust, the type in C.
    pub(super) records: BTreeMap<String, String>,
    /// Enumerations.
    pub(super) enums: BTreeMap<String, String>,
    /// Other names of types.
    pub(super) aliases: BTreeMap<String, String>,
    /// Fields with an address.
    pub(super) members: Vec<Member>,
    /// Bit-fields.
    pub(super) bits: Vec<Bits>,
}

/// A field with an address.
#[derive(Debug)]
pub(super) struct Member {
    /// The record, in Rust.
    pub(super) record: String,
    /// A pointer to the field in Rust, made of the pointer `record`; the way leads through records that C need not name.
    pub(super) rust: String,
    /// The field in C.
    pub(super) c: String,
    /// Whether it is an array without a length.
    pub(super) flexible: bool,
}

/// A bit-field.
#[derive(Debug)]
pub(super) struct Bits {
    /// The record, in Rust.
    pub(super) record: String,
    /// A pointer to the part of the record that has the accessors, made of the pointer `record`.
    pub(super) within: String,
    /// The field in C.
    pub(super) c: String,
    pub(super) getter: String,
    pub(super) setter: String,
}

/// A field that has yet to be found in C.
struct Candidate<'a> {
    record: &'a str,
    rust: String,
    spellings: VecDeque<String>,
    ty: &'a Type,
    sized: bool,
}

/// Finds the C names of all types; what has none is noted in `comparison`.
pub(super) fn resolve(
    bindings: &Bindings,
    probe: &Probe<'_>,
    comparison: &mut Comparison,
) -> Result<Named, String> {
    let mut named = Named::default();
    let records: BTreeMap<&str, &Record> = bindings
        .records
        .iter()
        .map(|record| (plain(&record.rust), record))
        .collect();
    let spellings: Vec<(String, Vec<String>)> = records
        .values()
        .map(|record| (record.rust.clone(), spellings(record)))
        .collect();
    named.records = first_that_exists(&spellings, probe)?;
    let enums: Vec<(String, Vec<String>)> = bindings
        .newtypes
        .iter()
        .map(|name| (format!("r#{name}"), tag_or_typedef(name, &["enum"])))
        .collect();
    named.enums = first_that_exists(&enums, probe)?;
    let aliases: Vec<(String, Vec<String>)> = bindings
        .aliases
        .iter()
        .filter(|(_, ty)| !is_function(ty, bindings))
        .map(|(name, _)| (format!("r#{name}"), vec![name.clone()]))
        .collect();
    named.aliases = first_that_exists(&aliases, probe)?;

    let mut anonymous = BTreeSet::new();
    let mut todo: Vec<Candidate<'_>> = Vec::new();
    for record in &bindings.records {
        if named.records.contains_key(&record.rust) {
            todo.extend(contents(record, &record.rust, "record", &mut named.bits));
        }
    }
    while !todo.is_empty() {
        todo = round(
            todo,
            &records,
            &mut named,
            &mut anonymous,
            probe,
            comparison,
        )?;
    }
    for record in &bindings.records {
        if !named.records.contains_key(&record.rust)
            && !anonymous.contains(&record.rust)
            && !record.is_opaque()
        {
            comparison
                .incomparable
                .push((record.rust.clone(), "no name in C".to_owned()));
        }
    }
    Ok(named)
}

/// Asks for every candidate once; returns the candidates of the next round.
fn round<'a>(
    todo: Vec<Candidate<'a>>,
    records: &BTreeMap<&str, &'a Record>,
    named: &mut Named,
    anonymous: &mut BTreeSet<String>,
    probe: &Probe<'_>,
    comparison: &mut Comparison,
) -> Result<Vec<Candidate<'a>>, String> {
    let questions: Vec<String> = todo
        .iter()
        .map(|candidate| {
            let c = &named.records[candidate.record];
            format!("OFFSET({c}, {})", candidate.spellings[0])
        })
        .collect();
    let answers = probe.ask(&questions)?;
    let mut next = Vec::new();
    for (index, mut candidate) in todo.into_iter().enumerate() {
        let (base, steps) = element(candidate.ty);
        let nameless = base
            .and_then(|name| records.get(name.as_str()).copied())
            .filter(|record| !named.records.contains_key(&record.rust))
            .filter(|record| !record.is_opaque());
        if answers.printed.contains_key(&index) {
            let c = candidate
                .spellings
                .swap_remove_front(0)
                .expect("one was asked for");
            if let Some(record) = nameless {
                let owner = &named.records[candidate.record];
                let ty = format!("__typeof__((({owner} *)0)->{c}{steps})");
                named.records.insert(record.rust.clone(), ty);
                next.extend(contents(record, &record.rust, "record", &mut named.bits));
            }
            named.members.push(Member {
                record: candidate.record.to_owned(),
                rust: candidate.rust,
                c,
                flexible: !candidate.sized,
            });
        } else if candidate.spellings.len() > 1 {
            candidate.spellings.pop_front();
            next.push(candidate);
        } else if let Some(record) = nameless.filter(|_| steps.is_empty()) {
            // C does not know the field: an anonymous member, whose own fields are the record's.
            anonymous.insert(record.rust.clone());
            next.extend(contents(
                record,
                candidate.record,
                &candidate.rust,
                &mut named.bits,
            ));
        } else {
            comparison.incomparable.push((
                format!("{}.{}", candidate.record, candidate.spellings[0]),
                format!("gcc: {}", answers.rejected[&index]),
            ));
        }
    }
    Ok(next)
}

/// The fields of `part`, a part of `record` that `within` points to. Bit-fields need no search: C knows them or it does not.
fn contents<'a>(
    part: &'a Record,
    record: &'a str,
    within: &str,
    bits: &mut Vec<Bits>,
) -> Vec<Candidate<'a>> {
    bits.extend(part.bits.iter().map(|bit| Bits {
        record: record.to_owned(),
        within: within.to_owned(),
        c: bit.name.clone(),
        getter: bit.getter.clone(),
        setter: bit.setter.clone(),
    }));
    part.fields
        .iter()
        .map(|field| Candidate {
            record,
            rust: match &field.access {
                Access::Field(name) => format!("(&raw mut (*{within}).{name})"),
                Access::Method(name) => format!("(*{within}).{name}()"),
            },
            spellings: with_and_without_underscore(&field.name).into(),
            ty: &field.ty,
            sized: field.sized,
        })
        .collect()
}

/// For each type its first spelling that C knows.
pub(crate) fn first_that_exists(
    types: &[(String, Vec<String>)],
    probe: &Probe<'_>,
) -> Result<BTreeMap<String, String>, String> {
    let all: Vec<(&str, &str)> = types
        .iter()
        .flat_map(|(rust, spellings)| spellings.iter().map(|c| (rust.as_str(), c.as_str())))
        .collect();
    let questions: Vec<String> = all.iter().map(|(_, c)| format!("EXISTS({c})")).collect();
    let answers = probe.ask(&questions)?;
    let mut found = BTreeMap::new();
    for (index, (rust, c)) in all.into_iter().enumerate() {
        if answers.printed.contains_key(&index) {
            found.entry(rust.to_owned()).or_insert_with(|| c.to_owned());
        }
    }
    Ok(found)
}

/// The spellings in C of a record.
fn spellings(record: &Record) -> Vec<String> {
    // A union that Rust cannot lay out becomes a structure of bytes.
    let mut spellings = tag_or_typedef(&record.rust, &["struct", "union"]);
    if record.rust == VA_LIST {
        spellings.push("__typeof__(((__builtin_va_list *)0)[0][0])".to_owned());
    }
    spellings
}

/// The spellings in C of a type; the typedef first, since types are called by their typedef where there is one.
pub(crate) fn tag_or_typedef(rust: &str, keywords: &[&str]) -> Vec<String> {
    let mut spellings = Vec::new();
    for name in with_and_without_underscore(plain(rust)) {
        spellings.push(name.clone());
        spellings.extend(keywords.iter().map(|keyword| format!("{keyword} {name}")));
        // A tag whose name is taken gets its keyword in front.
        spellings.extend(keywords.iter().filter_map(|keyword| {
            let tag = name.strip_prefix(keyword)?.strip_prefix('_')?;
            Some(format!("{keyword} {tag}"))
        }));
    }
    spellings
}

/// Names that Rust cannot escape (`self`) get an underscore.
fn with_and_without_underscore(name: &str) -> Vec<String> {
    let mut spellings = vec![name.to_owned()];
    spellings.extend(name.strip_suffix('_').map(str::to_owned));
    spellings
}

fn plain(rust: &str) -> &str {
    rust.trim_start_matches("r#")
}

/// The named type at the bottom of arrays and pointers, and the C operators that lead there.
fn element(ty: &Type) -> (Option<String>, String) {
    match ty {
        Type::Array(array) => {
            let (base, steps) = element(&array.elem);
            (base, format!("[0]{steps}"))
        }
        Type::Ptr(pointer) => {
            let (base, steps) = element(&pointer.elem);
            (base, format!("[0]{steps}"))
        }
        ty => (bindings::last_ident(ty), String::new()),
    }
}

/// Whether a type is a function pointer: C may mean the function itself, which has no size.
fn is_function(ty: &Type, bindings: &Bindings) -> bool {
    match ty {
        Type::FnPtr(_) => true,
        Type::Path(_) => bindings::last_ident(ty).is_some_and(|name| {
            let next = bindings.aliases.get(&name);
            name == "Option" || next.is_some_and(|next| is_function(next, bindings))
        }),
        _ => false,
    }
}
