//! Messages: records with a number, which a header gives them by `INTEROP_MESSAGE(Name, id)`.

use super::Entry;
use crate::{
    contract::{Argument, Contract, Fact, FactKind, Item, ItemKind, Record, RecordBody},
    diagnostic::{Code, Diagnostic, Diagnostics},
};
use std::collections::BTreeMap;

/// The text of `interop_message.h`, which defines the macro.
pub const TEXT: &str = include_str!("interop_message.h");

/// The macro.
pub const MACRO: &str = "INTEROP_MESSAGE";

/// The numbers from 0 to this one are nobody's: what carries messages has them for its own.
pub const RESERVED: u32 = 15;

/// The number that a fact gives a message: of `tag(message = 1020)`, or why it is none.
///
/// # Errors
/// What is wrong with it, in words that complete “the number of a message …”.
///
/// # Examples
/// ```
/// use ffi_gen_core::annotation::{grammar, message};
///
/// let tag = grammar::parse("tag(message = 1020)").unwrap().fact;
/// assert_eq!(message::number(&tag), Some(Ok(1020)));
/// ```
pub fn number(fact: &Fact) -> Option<Result<u32, String>> {
    if fact.kind != FactKind::Tag {
        return None;
    }
    let said = match fact.argument("message")? {
        Argument::Word(word) | Argument::Text(word) => word.clone(),
        Argument::Position(position) => position.to_string(),
    };
    let parsed = match said.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => said.parse(),
    };
    Some(match parsed.map(u32::try_from) {
        Err(_) => Err(format!("is written out, and `{said}` is no number")),
        Ok(Err(_)) => Err(format!("has 32 bits, and {said} has more")),
        Ok(Ok(number)) if number <= RESERVED => Err(format!(
            "is larger than {RESERVED}: those up to it are reserved"
        )),
        Ok(Ok(number)) => Ok(number),
    })
}

/// Checks what entries say of messages: each has a number of its own, and is a structure whose fields are known.
pub(super) fn check<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    contract: &Contract,
    diagnostics: &mut Diagnostics,
) {
    let mut known: BTreeMap<u32, &str> = BTreeMap::new();
    for entry in entries {
        for (fact, span) in &entry.facts {
            let Some(number) = number(fact) else { continue };
            let name = entry.selector.rsplit(' ').next().unwrap_or_default();
            let wrong =
                |message: String| Diagnostic::error(Code::MessageWrong, message).at(*span, "");
            let number = match number {
                Ok(number) => number,
                Err(why) => {
                    let example = format!("`{MACRO}({name}, 1000)`");
                    let diagnostic = wrong(format!("the number of a message {why}"));
                    diagnostics.push(diagnostic.help(format!("for instance {example}")));
                    continue;
                }
            };
            if let Some(of) = fact.argument("of").map(ToString::to_string)
                && of != name
            {
                let message = format!("this is said of `{of}`, and stands on `{name}`");
                diagnostics.push(wrong(message).help(format!("write `{MACRO}({name}, {number})`")));
            }
            let mut items = contract.items().filter(|(_, item)| item.name() == name);
            if !items.any(|(_, item)| is_record(item)) {
                let message = format!("`{name}` is no structure whose fields the header shows");
                diagnostics.push(wrong(message).help("a message is a `struct` with its fields"));
            }
            match known.get(&number) {
                Some(other) if *other != name => {
                    let message = format!("the message `{other}` has the number {number}, too");
                    diagnostics.push(wrong(message).help("give one of them another number"));
                }
                _ => {
                    known.insert(number, name);
                }
            }
        }
    }
}

fn is_record(item: &Item) -> bool {
    matches!(
        &item.kind,
        ItemKind::Record(Record {
            body: RecordBody::Defined { .. },
            ..
        })
    )
}
