//! Sentences of comments that speak of ownership. The tables hold phrases in lower case; every one was met in a header.

use super::Subject;
use crate::{
    contract::{Block, Contract, Item, ItemKind},
    source::Span,
};
use rustc_hash::FxHashSet;

/// What a sentence says of a pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Saying {
    /// The caller must end it.
    Owned,
    /// The callee takes it.
    Taken,
    /// The caller must not end it.
    Lent,
    /// It may be null.
    Nullable,
    /// It is never null.
    Nonnull,
}

/// Phrases, and what they say. A phrase that others contain comes after them.
const PHRASES: [(&str, Saying); 44] = [
    ("must not be freed", Saying::Lent),
    ("must not be modified or freed", Saying::Lent),
    ("should not be freed", Saying::Lent),
    ("should not be free'd", Saying::Lent),
    ("shouldn't be freed", Saying::Lent),
    ("must not free", Saying::Lent),
    ("should not free", Saying::Lent),
    ("do not free", Saying::Lent),
    ("don't free", Saying::Lent),
    ("not need to be freed", Saying::Lent),
    ("not be freed by the caller", Saying::Lent),
    ("is owned by", Saying::Lent),
    ("are owned by", Saying::Lent),
    ("managed internally", Saying::Lent),
    ("internal pointer", Saying::Lent),
    ("takes ownership of", Saying::Taken),
    ("ownership is transferred to", Saying::Taken),
    ("must be freed", Saying::Owned),
    ("must be released", Saying::Owned),
    ("must be destroyed", Saying::Owned),
    ("must be closed", Saying::Owned),
    ("must later be", Saying::Owned),
    ("should be freed", Saying::Owned),
    ("should be released", Saying::Owned),
    ("should be closed", Saying::Owned),
    ("should be destroyed", Saying::Owned),
    ("needs to be freed", Saying::Owned),
    ("need to be freed", Saying::Owned),
    ("caller must free", Saying::Owned),
    ("caller should free", Saying::Owned),
    ("caller owns", Saying::Owned),
    ("owned by the caller", Saying::Owned),
    ("caller is responsible for freeing", Saying::Owned),
    ("responsible for freeing", Saying::Owned),
    ("must free", Saying::Owned),
    ("free it with", Saying::Owned),
    ("free with", Saying::Owned),
    ("freed with", Saying::Owned),
    ("freed using", Saying::Owned),
    ("newly allocated", Saying::Owned),
    ("newly-allocated", Saying::Owned),
    ("to release the allocated memory", Saying::Owned),
    ("free the returned", Saying::Owned),
    ("owned by the application", Saying::Owned),
];

/// Phrases of comments on what is kept after the call.
const KEPT: [&str; 14] = [
    "be valid while",
    "be valid until",
    "be valid as long",
    "be valid for the life",
    "remain valid",
    "remains valid",
    "stay valid",
    "stays valid",
    "must outlive",
    "is not copied",
    "are not copied",
    "not make a copy",
    "keeps a reference",
    "keeps a pointer",
];

/// The phrase in the comment on a function that says that something is kept after the call.
pub fn keeping_phrase(item: &Item) -> Option<&'static str> {
    texts(item).find_map(|text| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ").to_lowercase();
        KEPT.into_iter().find(|phrase| text.contains(phrase))
    })
}

/// The running text of a comment, block for block.
fn texts(item: &Item) -> impl Iterator<Item = &str> {
    item.docs.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text)
        | Block::Entry(text)
        | Block::Returns(text)
        | Block::Param { text, .. } => Some(text.as_str()),
        _ => None,
    })
}

/// Phrases about null, which hold beside others.
const NULLS: [(&str, Saying); 16] = [
    ("must not be null", Saying::Nonnull),
    ("may not be null", Saying::Nonnull),
    ("cannot be null", Saying::Nonnull),
    ("never null", Saying::Nonnull),
    ("non-null pointer", Saying::Nonnull),
    ("may be null", Saying::Nullable),
    ("can be null", Saying::Nullable),
    ("might be null", Saying::Nullable),
    ("or null", Saying::Nullable),
    ("null if", Saying::Nullable),
    ("null on", Saying::Nullable),
    ("null when", Saying::Nullable),
    ("if null", Saying::Nullable),
    ("pass null", Saying::Nullable),
    ("if this parameter is non-null", Saying::Nullable),
    ("if non-null", Saying::Nullable),
];

/// How a sentence about a result tells failure: phrases, all of which must be there, and the convention.
const FAILURES: [(&[&str], &str); 16] = [
    (&["non-zero error value on failure"], "nonzero"),
    (&["0 or an error code"], "nonzero"),
    (&["0 on success", "< 0"], "negative"),
    (&["0 on success", "<0"], "negative"),
    (&["0 on success", "negative"], "negative"),
    (&["0 on success", "-1"], "negative"),
    (&["zero on success", "negative"], "negative"),
    (&["0 on success"], "nonzero"),
    (&["zero on success"], "nonzero"),
    (&["0 if successful"], "nonzero"),
    (&["-1 on error"], "negative"),
    (&["-1 on failure"], "negative"),
    (&["null on failure"], "null"),
    (&["null on error"], "null"),
    (&["null if an error"], "null"),
    (&["1 on success", "0 on"], "zero"),
];

/// The sentences of a text, without line breaks.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut sentences = Vec::new();
    let mut start = 0;
    for (index, _) in flowing.match_indices([';', '.']) {
        let ends = flowing[index + 1..].starts_with(' ');
        if ends {
            sentences.push(flowing[start..=index].trim().to_owned());
            start = index + 1;
        }
    }
    sentences.push(flowing[start..].trim().to_owned());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// A sentence as the tables spell it.
fn plain(sentence: &str) -> String {
    let lower = sentence.to_ascii_lowercase();
    lower.replace(['%', '^', '`', '#', '*'], "")
}

/// What a sentence says: at most one thing about ownership, and one about null.
pub(super) fn sayings(sentence: &str) -> Vec<Saying> {
    let text = plain(sentence);
    let first = |table: &[(&str, Saying)]| {
        let found = table.iter().find(|(phrase, _)| text.contains(phrase));
        found.map(|(_, saying)| *saying)
    };
    first(&PHRASES).into_iter().chain(first(&NULLS)).collect()
}

/// Whether a sentence that stands in running text is about what the function returns.
pub(super) fn speaks_of_result(sentence: &str) -> bool {
    let text = plain(sentence);
    [
        "return",
        "result",
        "newly",
        "to release the allocated",
        "the handle",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// The names of all functions: every word of every comment is looked for among them.
pub(super) struct Functions<'a>(FxHashSet<&'a str>);

impl<'a> Functions<'a> {
    /// Those of a contract.
    pub(super) fn new(contract: &'a Contract) -> Functions<'a> {
        let items = contract.items().map(|(_, item)| item);
        let functions = items.filter(|item| matches!(item.kind, ItemKind::Function(_)));
        Functions(functions.map(crate::contract::Item::name).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// Whether a sentence names other functions of the library, which end nothing, and not this one.
pub(super) fn speaks_of_another(
    subject: &Subject<'_>,
    functions: &Functions<'_>,
    sentence: &str,
) -> bool {
    let words = || sentence.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let own = subject.item.name();
    let is_other = |word: &str| {
        word.contains('_')
            && word != own
            && super::types::ending_verb(word).is_none()
            && functions.has(word)
    };
    !words().any(|word| word == own) && words().any(is_other)
}

/// How a sentence tells failure. `success` is the constant that the library has for it.
pub(super) fn convention(sentence: &str, success: Option<&str>) -> Option<&'static str> {
    let text = plain(sentence);
    let has = |phrases: &[&str]| phrases.iter().all(|phrase| text.contains(phrase));
    if let Some(found) = FAILURES.iter().find(|(phrases, _)| has(phrases)) {
        return Some(found.1);
    }
    let success = success?.to_ascii_lowercase();
    let says = ["returns ", "return ", "is returned", "on success"]
        .iter()
        .any(|word| text.contains(word));
    (says && text.contains(&success)).then_some("status")
}

/// The function that a sentence says frees something: one of the library that is written as a call or a link.
pub(super) fn named_call(functions: &Functions<'_>, sentence: &str) -> Option<String> {
    let mut words = sentence.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let is_function = |word: &&str| {
        super::types::ending_verb(word).is_some()
            && (word.contains('_') || *word == "free")
            && (*word == "free" || functions.has(word))
    };
    words
        .find(is_function)
        .filter(|word| functions.has(word))
        .map(str::to_owned)
}

/// The one of `candidates` that the comment of a function says ends what it makes, and the sentence.
pub(super) fn destroyer(
    subject: &Subject<'_>,
    candidates: &[(String, u8)],
) -> Option<(String, String)> {
    const ENDINGS: [&str; 10] = [
        "free", "releas", "destroy", "clos", "discard", "clean", "delet", "dispos", "finaliz",
        "unref",
    ];
    for text in texts(subject.item) {
        for sentence in sentences(text) {
            let words = sentence.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            let named: Vec<&str> = words
                .filter(|word| candidates.iter().any(|(name, _)| name == word))
                .collect();
            let prose = sentence.split(|c: char| !c.is_alphabetic());
            let speaks = prose.clone().any(|word| {
                let word = word.to_ascii_lowercase();
                ENDINGS.iter().any(|start| word.starts_with(start))
            });
            // Two names leave a choice, which is not this function's to make.
            if let ([name], true) = (&named[..], speaks && !plain(&sentence).contains("not ")) {
                return Some(((*name).to_owned(), sentence.clone()));
            }
        }
    }
    None
}

/// A sentence as a reason: quoted, and not too long.
pub(super) fn quote(sentence: &str) -> String {
    const MOST: usize = 90;
    let flowing = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if flowing.chars().count() <= MOST {
        return format!("“{flowing}”");
    }
    let cut: String = flowing.chars().take(MOST).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("“{whole} …”")
}

/// Where a sentence of a function's comment stands: what is looked for is its beginning, in the text before the
/// declaration, or after it on the same line.
pub(super) fn place(subject: &Subject<'_>, sentence: &str) -> Option<Span> {
    const REACH: usize = 20_000;
    let span = subject.item.span?;
    let file = subject.contract.sources().get(span.file)?;
    let start = (span.start as usize).min(file.text.len());
    let from = start.saturating_sub(REACH);
    let before = file.text.get(from..start)?;
    let mut words = sentence.split_whitespace().peekable();
    let mut wanted = String::new();
    while let Some(word) = words.next_if(|word| wanted.len() + word.len() < 24 || wanted.is_empty())
    {
        if !wanted.is_empty() {
            wanted.push(' ');
        }
        wanted.push_str(word);
    }
    // The line may break early, so shorter and shorter beginnings are tried.
    while wanted.len() >= 4 {
        let found = before
            .windows(wanted.len())
            .rposition(|window| window == wanted.as_bytes());
        if let Some(found) = found {
            let at = |offset: usize| u32::try_from(from + offset).ok();
            return Some(Span {
                file: span.file,
                start: at(found)?,
                end: at(found + wanted.len())?,
            });
        }
        wanted = match wanted.rsplit_once(' ') {
            Some((shorter, _)) => shorter.to_owned(),
            None => break,
        };
    }
    Some(span)
}
