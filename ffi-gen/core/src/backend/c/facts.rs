//! Facts as macros of `ffi_annotations.h`: the short form where there is one, on the parameter where it is about one.

use crate::contract::{Argument, Claim, Fact, FactKind, FactKind as F, Operand, Position, Root};

/// The annotations of one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Annotations {
    /// On the item.
    pub(super) item: Vec<String>,
    /// On its parameters or fields, each with the name or number that the position has.
    pub(super) parts: Vec<(Root, String)>,
}

impl Annotations {
    /// The annotations that say what `claims` say.
    pub(super) fn of(claims: &[Claim]) -> Annotations {
        let mut annotations = Annotations::default();
        let mut seen: Vec<&Fact> = Vec::new();
        for claim in claims {
            let is_said = seen.contains(&&claim.fact) || claim.fact.kind == F::Attribute;
            if !is_said {
                seen.push(&claim.fact);
                annotations.add(&claim.fact);
            }
        }
        annotations
    }

    /// The annotations of one parameter or field.
    pub(super) fn part(&self, index: usize, name: Option<&str>) -> Vec<&str> {
        let is_it = |root: &Root| match root {
            Root::Named(named) => name == Some(named),
            Root::Index(at) => *at as usize == index,
            _ => false,
        };
        let parts = self.parts.iter().filter(|(root, _)| is_it(root));
        parts.map(|(_, text)| text.as_str()).collect()
    }

    fn add(&mut self, fact: &Fact) {
        let Some(short) = short(fact.kind) else {
            return self.item.push(general(fact));
        };
        if let Style::Operands = short.style {
            return self
                .item
                .push(format!("{}({})", short.name, operands(fact)));
        }
        let Some(text) = short.text(fact) else {
            return self.item.push(general(fact));
        };
        if fact.operands.is_empty() {
            return self.item.push(text);
        }
        for operand in &fact.operands {
            let alone = Fact {
                operands: vec![operand.clone()],
                ..fact.clone()
            };
            let is_simple = operand.position.steps.is_empty();
            // `borrows(x: p)` on `x` is `borrows(p)`; every other fact relates nothing.
            let text = match (&operand.on, fact.kind) {
                (None, F::Borrows) => format!("FFI_BORROWS({})", rest(&operand.position, fact)),
                (Some(on), F::Borrows) => format!("FFI_BORROWS({})", rest(on, fact)),
                _ => text.clone(),
            };
            match &operand.position.root {
                root @ (Root::Named(_) | Root::Index(_))
                    if is_simple && (operand.on.is_some() || fact.kind != F::Borrows) =>
                {
                    self.parts.push((root.clone(), text));
                }
                Root::Named(_) | Root::Index(_) | Root::Parent(_) | Root::Static
                    if fact.kind == F::Borrows && operand.on.is_none() =>
                {
                    self.item.push(text);
                }
                Root::Return | Root::Item if is_simple => self.item.push(text),
                _ => self.item.push(general(&alone)),
            }
        }
    }
}

/// A short form.
struct Short {
    name: &'static str,
    style: Style,
}

/// What a short form takes.
enum Style {
    /// Nothing.
    Plain,
    /// The values of these keys, and whatever follows them.
    Keys(&'static [&'static str]),
    /// The value of this key and nothing else, which the macro puts in quotes.
    Quoted(&'static str),
    /// Everything that the fact takes.
    Operands,
}

fn short(kind: FactKind) -> Option<Short> {
    let (name, style) = match kind {
        F::Handle => ("FFI_HANDLE", Style::Keys(&["destroy"])),
        F::Refcounted => ("FFI_REFCOUNTED", Style::Keys(&["retain", "release"])),
        F::Send => ("FFI_SEND", Style::Plain),
        F::Sync => ("FFI_SYNC", Style::Plain),
        F::Consumes => ("FFI_CONSUMES", Style::Operands),
        F::Retains => ("FFI_RETAINS", Style::Operands),
        F::Exclusive => ("FFI_EXCLUSIVE", Style::Operands),
        F::Invalidates => ("FFI_INVALIDATES", Style::Operands),
        F::Callback => ("FFI_CALLBACK", Style::Operands),
        F::Error => ("FFI_ERROR", Style::Keys(&["convention"])),
        F::Exits => ("FFI_EXITS", Style::Keys(&["by"])),
        F::MainThread => ("FFI_MAIN_THREAD", Style::Plain),
        F::MustUse => ("FFI_MUST_USE", Style::Plain),
        F::KeepUnsafe => ("FFI_KEEP_UNSAFE", Style::Keys(&["reason"])),
        F::ReturnsOwned => ("FFI_RETURNS_OWNED", Style::Keys(&["destroy"])),
        F::Borrows => ("FFI_BORROWS", Style::Keys(&[])),
        F::Copied => ("FFI_COPIED", Style::Plain),
        F::Out => ("FFI_OUT", Style::Plain),
        F::Inout => ("FFI_INOUT", Style::Plain),
        F::Fixed => ("FFI_FIXED", Style::Quoted("value")),
        F::Default => ("FFI_DEFAULT", Style::Quoted("value")),
        F::Nullable => ("FFI_NULLABLE", Style::Plain),
        F::Nonnull => ("FFI_NONNULL", Style::Plain),
        F::Unique => ("FFI_UNIQUE", Style::Plain),
        F::Is => ("FFI_IS", Style::Quoted("type")),
        F::Len => ("FFI_LEN", Style::Keys(&["count"])),
        F::Bytes => ("FFI_BYTES", Style::Keys(&["count"])),
        F::ZeroTerminated => ("FFI_ZERO_TERMINATED", Style::Plain),
        F::Utf8 => ("FFI_UTF8", Style::Plain),
        F::Utf16 => ("FFI_UTF16", Style::Plain),
        F::IsPath => ("FFI_PATH", Style::Plain),
        F::NulTerminated => ("FFI_NUL_TERMINATED", Style::Plain),
        F::Rename => ("FFI_RENAME", Style::Quoted("to")),
        F::Skip => ("FFI_SKIP", Style::Plain),
        F::Tag => ("FFI_TAG", Style::Keys(&[])),
        _ => return None,
    };
    Some(Short { name, style })
}

/// The macros that take one argument or two, and no more: others have `...`.
const CLOSED: &[FactKind] = &[F::Error, F::Exits, F::KeepUnsafe, F::Len, F::Bytes];

impl Short {
    /// The short form of a fact; none where it has more to say.
    fn text(&self, fact: &Fact) -> Option<String> {
        match self.style {
            Style::Plain => fact.arguments.is_empty().then(|| self.name.to_owned()),
            Style::Operands => None,
            Style::Keys(_) if fact.kind == F::ReturnsOwned && fact.arguments.is_empty() => {
                Some("FFI_OWNED".to_owned())
            }
            Style::Keys(keys) => {
                let (first, more) = fact.arguments.split_at_checked(keys.len())?;
                let fits = first.iter().map(|(key, _)| key).eq(keys);
                let is_closed = CLOSED.contains(&fact.kind) && !more.is_empty();
                if !fits || is_closed {
                    return None;
                }
                let values = first.iter().map(|(_, value)| value.to_string());
                let more = more.iter().map(|(key, value)| format!("{key} = {value}"));
                let values: Vec<String> = values.chain(more).collect();
                Some(format!("{}({})", self.name, values.join(", ")))
            }
            Style::Quoted(key) => match &fact.arguments[..] {
                [(only, Argument::Text(text))] if only == key && is_plain(text) => {
                    Some(format!("{}({text})", self.name))
                }
                _ => None,
            },
        }
    }
}

/// Whether a text comes out of `#text` as it went in.
fn is_plain(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-+.*".contains(c);
    !text.is_empty() && text.chars().all(is_plain)
}

/// What a fact takes, as it is written between the parentheses.
fn operands(fact: &Fact) -> String {
    let operands = fact.operands.iter().map(Operand::to_string);
    let arguments = fact
        .arguments
        .iter()
        .map(|(key, value)| format!("{key} = {value}"));
    operands.chain(arguments).collect::<Vec<_>>().join(", ")
}

/// What a borrow depends on, with the rest of the fact.
fn rest(on: &Position, fact: &Fact) -> String {
    let arguments = fact
        .arguments
        .iter()
        .map(|(key, value)| format!("{key} = {value}"));
    let parts = std::iter::once(on.to_string()).chain(arguments);
    parts.collect::<Vec<_>>().join(", ")
}

/// The form that takes any fact.
fn general(fact: &Fact) -> String {
    let text = fact.to_string().replace('\\', "\\\\").replace('"', "\\\"");
    format!("FFI(\"{text}\")")
}
