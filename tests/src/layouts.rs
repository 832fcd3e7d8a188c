//! Compares every emitted type with what gcc makes of it: size, alignment, offsets, and for bit-fields the bytes that
//! a store changes and the value that a load sees.

pub(crate) mod names;
mod program;

use crate::{bindings::Bindings, probe::Probe};
use names::Named;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// What the comparison of one header found.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Number of records that were compared.
    pub records: usize,
    /// Number of fields with an address that were compared.
    pub fields: usize,
    /// Number of bit-fields that were compared.
    pub bit_fields: usize,
    /// Number of sizes, alignments, offsets and bit patterns that agree.
    pub equal: usize,
    /// What differs: the question, what Rust says, what C says.
    pub different: Vec<(String, String, String)>,
    /// What cannot be compared, and why.
    pub incomparable: Vec<(String, String)>,
}

/// One question, put to both languages.
#[derive(Debug, Clone)]
struct Question {
    /// What is asked, for people.
    about: String,
    /// C statements that print the answer.
    c: String,
    /// A Rust expression that is the answer.
    rust: String,
}

/// Compares the types of `bindings`, emitted in the file `rust` for the C source `include`, with gcc.
///
/// # Errors
/// When one of the two programs cannot be made at all.
pub fn compare(
    bindings: &Bindings,
    rust: &Path,
    include: &str,
    flags: &[String],
    dir: &Path,
) -> Result<Comparison, String> {
    // A macro of the same name would hide a field or a tag.
    let fields = bindings.records.iter().flat_map(|record| {
        let fields = record.fields.iter().map(|field| field.name.as_str());
        fields.chain(record.bits.iter().map(|bit| bit.name.as_str()))
    });
    let types = bindings
        .records
        .iter()
        .map(|record| record.rust.trim_start_matches("r#"));
    let types = types.chain(bindings.newtypes.iter().map(String::as_str));
    let hidden: BTreeSet<String> = fields
        .chain(types)
        .map(|name| format!("#undef {name}\n"))
        .collect();
    let hidden: String = hidden.into_iter().collect();
    let probe = Probe {
        prologue: format!("{include}\n{}\n{hidden}", program::C_HELPERS),
        flags,
        dir,
    };
    let mut comparison = Comparison::default();
    let named = names::resolve(bindings, &probe, &mut comparison)?;
    let questions = questions(&named);
    comparison.records = named.records.len();
    comparison.fields = named.members.len();
    comparison.bit_fields = named.bits.len();
    let texts: Vec<String> = questions.iter().map(|q| q.c.clone()).collect();
    let theirs = probe.ask(&texts)?;
    let ours = program::run(bindings, &questions, rust, dir)?;
    for (index, question) in questions.into_iter().enumerate() {
        let ours = ours
            .get(&index)
            .ok_or("Rust leaves a question unanswered")?;
        match theirs.printed.get(&index).and_then(|lines| lines.first()) {
            Some(theirs) if theirs == ours => comparison.equal += 1,
            Some(theirs) => {
                comparison
                    .different
                    .push((question.about, ours.clone(), theirs.clone()));
            }
            None => {
                let reason = theirs
                    .rejected
                    .get(&index)
                    .map_or("no answer", String::as_str);
                comparison
                    .incomparable
                    .push((question.about, format!("gcc: {reason}")));
            }
        }
    }
    Ok(comparison)
}

/// The questions about every type that has a name in C.
fn questions(named: &Named) -> Vec<Question> {
    let size_and_align = |rust: &str, c: &str| Question {
        about: format!("size and alignment of {rust} (`{c}`)"),
        c: format!("SIZE_ALIGN({c})"),
        rust: format!("size_align::<{}>()", path(rust)),
    };
    let mut questions = Vec::new();
    for (rust, c) in &named.records {
        questions.push(size_and_align(rust, c));
    }
    // A typedef may have an alignment of its own, an alias in Rust cannot; the records that use it are compared.
    for (rust, c) in &named.aliases {
        questions.push(Question {
            about: format!("size of {rust} (`{c}`)"),
            c: format!("SIZE({c})"),
            rust: format!("size_of::<{}>()", path(rust)),
        });
    }
    for (rust, c) in &named.enums {
        questions.push(Question {
            about: format!("size and sign of {rust} (`{c}`)"),
            c: format!("SIZE_SIGN({c})"),
            rust: format!("size_sign::<{}>()", path(rust)),
        });
    }
    for member in &named.members {
        let c = &named.records[&member.record];
        let (record, to_field) = (path(&member.record), &member.rust);
        let (c, function) = if member.flexible {
            (format!("OFFSET({c}, {})", member.c), "offset")
        } else {
            (format!("OFFSET_SIZE({c}, {})", member.c), "offset_size")
        };
        questions.push(Question {
            about: format!("offset and size of {}.{}", member.record, member.c),
            c,
            rust: format!("{function}(|record: *mut {record}| unsafe {{ {to_field} }})"),
        });
    }
    for bit in &named.bits {
        let c = &named.records[&bit.record];
        let (record, within) = (path(&bit.record), &bit.within);
        questions.push(Question {
            about: format!("bit-field {}.{} of `{c}`", bit.record, bit.c),
            c: format!("BITS({c}, {})", bit.c),
            rust: format!(
                "bits(|record: *mut {record}| unsafe {{ (*{within}).{}(Integer::ones()) }}, \
                 |record: *mut {record}| unsafe {{ (*{within}).{}().wide() }})",
                bit.setter, bit.getter
            ),
        });
    }
    questions
}

/// The path of an item of the bindings.
fn path(rust: &str) -> String {
    format!("bindings::{rust}")
}

/// Answers by the index of the question.
type Answered = BTreeMap<usize, String>;
