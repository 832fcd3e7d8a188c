//! Which record an initialiser in braces is for, going by its name: `GIT_BLAME_OPTIONS_INIT` is for
//! `git_blame_options`, `G_QUEUE_INIT` for `GQueue`.
//!
//! Case and underscores do not count. The name is evidence, not proof: the caller checks that the initialiser fits.

use super::registry::Registry;
use crate::contract::{ItemId, ItemKind, Name, Origin, Reason, RecordBody, Ty};
use rustc_hash::FxHashMap;

/// The words that names of initialisers have before or behind that of the record.
const WORDS: [&str; 18] = [
    "init",
    "initial",
    "initializer",
    "initialiser",
    "init_value",
    "init_default",
    "default",
    "defaults",
    "default_init",
    "default_initializer",
    "needs_init",
    "static_init",
    "static_initializer",
    "empty",
    "end",
    "none",
    "null",
    "zero",
];

/// The library's own structures and unions that have a definition, by their names in lower case and without underscores.
pub(super) struct RecordNames {
    by_name: FxHashMap<String, Candidate>,
}

/// The records of one name.
struct Candidate {
    record: ItemId,
    /// How the library calls it: by a typedef where there is one.
    ty: Ty,
    is_only: bool,
}

impl RecordNames {
    /// Collects the names.
    pub(super) fn new(registry: &Registry<'_>) -> RecordNames {
        let mut names = RecordNames {
            by_name: FxHashMap::default(),
        };
        for (id, item) in registry.items() {
            if item.origin != Origin::Library {
                continue;
            }
            let (text, is_typedef) = match &item.identity.name {
                Name::Ordinary(text) => (text, true),
                Name::Tag(text) => (text, false),
                Name::Macro(_) | Name::Derived(_) => continue,
            };
            let Some(record) = record_of(registry, id) else {
                continue;
            };
            let bare = text.strip_suffix("_t").map(plain);
            for name in [Some(plain(text)), bare].into_iter().flatten() {
                names.add(name, record, id, is_typedef);
            }
        }
        names
    }

    fn add(&mut self, name: String, record: ItemId, id: ItemId, is_typedef: bool) {
        let candidate = self.by_name.entry(name).or_insert(Candidate {
            record,
            ty: Ty::Item(id),
            is_only: true,
        });
        if candidate.record != record {
            candidate.is_only = false;
        } else if is_typedef {
            candidate.ty = Ty::Item(id);
        }
    }

    /// The record that the initialiser called `name` is for.
    pub(super) fn of_initializer(&self, name: &[u8]) -> Result<Ty, Reason> {
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let name = name.trim_matches('_');
        let mut stems: Vec<String> = WORDS
            .iter()
            .flat_map(|word| {
                let before = name
                    .strip_prefix(word)
                    .and_then(|rest| rest.strip_prefix('_'));
                let behind = name
                    .strip_suffix(word)
                    .and_then(|rest| rest.strip_suffix('_'));
                [before, behind]
            })
            .flatten()
            .map(plain)
            .collect();
        // What is left of the whole name counts for more than a part of it.
        stems.sort_by_key(|stem| std::cmp::Reverse(stem.len()));
        let found = stems.iter().find_map(|stem| self.by_name.get(stem));
        match found {
            Some(candidate) if candidate.is_only => Ok(candidate.ty.clone()),
            Some(_) => Err(Reason::new(
                "initializer",
                "it is an initialiser, and several records may be the one that its name means",
            )),
            None => Err(Reason::new(
                "initializer",
                "it is an initialiser of a record that its name does not tell",
            )),
        }
    }
}

/// The defined structure or union that an item is or is another name of.
fn record_of(registry: &Registry<'_>, mut id: ItemId) -> Option<ItemId> {
    loop {
        match &registry.item(id)?.kind {
            ItemKind::Alias(alias) => match alias.ty {
                Ty::Item(of) => id = of,
                _ => return None,
            },
            ItemKind::Record(record) => {
                return matches!(record.body, RecordBody::Defined { .. }).then_some(id);
            }
            _ => return None,
        }
    }
}

fn plain(name: impl AsRef<str>) -> String {
    let mut plain = name.as_ref().replace('_', "");
    plain.make_ascii_lowercase();
    plain
}
