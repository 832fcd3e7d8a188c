//! `tests/facts.toml` against what the tool knows: every fact stands there once, and nothing is claimed without a test.

use ffi_gen::{contract::FactKind, resolve::LATER};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// What is lowered and proven by no small library yet. To be made shorter, never longer.
const UNPROVEN: &[FactKind] = &[];

/// The lines of one table of the file.
#[derive(Default)]
struct Entry {
    lowered: Option<bool>,
    test: Option<String>,
}

#[test]
fn every_fact_is_accounted_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = read(&fs::read_to_string(root.join("facts.toml")).expect("readable"));
    let kinds = FactKind::ALL
        .iter()
        .filter(|kind| **kind != FactKind::Attribute);
    let words: Vec<&str> = kinds.map(|kind| kind.as_str()).collect();
    let written: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        written, words,
        "every kind once, in the order of the vocabulary"
    );

    let words =
        |kinds: &[FactKind]| -> BTreeSet<&str> { kinds.iter().map(|kind| kind.as_str()).collect() };
    let names = |pick: fn(&Entry) -> bool| -> BTreeSet<&str> {
        let picked = entries.iter().filter(|(_, entry)| pick(entry));
        picked.map(|(name, _)| name.as_str()).collect()
    };
    assert_eq!(names(|entry| entry.lowered == Some(false)), words(LATER));
    assert_eq!(
        names(|entry| entry.lowered == Some(true) && entry.test.is_none()),
        words(UNPROVEN)
    );
    assert_eq!(names(|entry| entry.lowered.is_none()), BTreeSet::new());

    for (name, entry) in &entries {
        if let Some(test) = &entry.test {
            assert!(
                exists(root, test),
                "`{name}` is proven by `{test}`, which does not exist"
            );
        }
    }
}

/// The tables of the file, in order. It is plain enough to be read line by line.
fn read(text: &str) -> Vec<(String, Entry)> {
    let mut entries: Vec<(String, Entry)> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            entries.push((name.to_owned(), Entry::default()));
            continue;
        }
        let (key, value) = line.split_once(" = ").expect("a key and a value");
        let (_, entry) = entries.last_mut().expect("a key stands in a table");
        match key {
            "lowered" => entry.lowered = Some(value == "true"),
            "test" => entry.test = Some(value.trim_matches('"').to_owned()),
            "left" => {}
            other => panic!("no key is called `{other}`"),
        }
    }
    entries
}

/// Whether there is a test of this path: the first part is the test program, the others are modules.
fn exists(root: &Path, test: &str) -> bool {
    let programs = BTreeMap::from([
        ("runtime", "runtime/tests/runtime"),
        ("suite", "tests/suite"),
    ]);
    let mut parts: Vec<&str> = test.split("::").collect();
    let function = parts.pop().unwrap_or_default();
    let Some(folder) = parts.first().and_then(|program| programs.get(program)) else {
        return false;
    };
    let file = root
        .join(folder)
        .join(parts[1..].join("/"))
        .with_extension("rs");
    fs::read_to_string(file).is_ok_and(|text| text.contains(&format!("#[test]\nfn {function}()")))
}
