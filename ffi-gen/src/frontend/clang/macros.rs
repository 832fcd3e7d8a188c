//! The macros of a translation unit: their final definitions, and items for those of the library.

use super::{
    api::{Cursor, TranslationUnit},
    comment::{Change, ChangeKind},
    files::{Files, Place},
    names::Scope,
    target,
    translate::{Translator, omitted},
};
use crate::{
    annotation::header,
    contract::{
        Alias, Category, Constant, Identity, Item, ItemId, ItemKind, Name, Omission, Origin,
        PerTarget, Synonym, Target, TargetSet, Ty, Value,
    },
    frontend::constant::{self, Evaluated, MacroDefinition},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;

/// Every macro that is defined at some time.
pub(super) struct Macros<'tu> {
    unit: &'tu TranslationUnit,
    /// The last definition of each name. C has no other: a macro means what it means where it is used, and the user
    /// of a header uses it after its end.
    last: FxHashMap<&'tu [u8], Definition<'tu>>,
    /// Every definition but the compiler's, in the order of the preprocessor.
    all: Vec<(&'tu [u8], Definition<'tu>)>,
    /// The library's own, likewise.
    own: Vec<(&'tu [u8], Place)>,
    compilers: Vec<Cursor<'tu>>,
    compilers_text: OnceCell<FxHashMap<String, String>>,
}

#[derive(Clone, Copy)]
struct Definition<'tu> {
    place: Place,
    /// The text behind the name.
    text: &'tu [u8],
}

impl<'tu> Macros<'tu> {
    pub(super) fn new(unit: &'tu TranslationUnit) -> Macros<'tu> {
        Macros {
            unit,
            last: FxHashMap::default(),
            all: Vec::new(),
            own: Vec::new(),
            compilers: Vec::new(),
            compilers_text: OnceCell::new(),
        }
    }

    /// Notes a definition.
    pub(super) fn define(&mut self, cursor: Cursor<'tu>, files: &Files<'tu>) {
        let Some(place) = files.place(cursor) else {
            return self.compilers.push(cursor);
        };
        let rest = files
            .text(place.file)
            .get(place.offset as usize..)
            .unwrap_or_default();
        let length = name_length(rest);
        let (name, text) = rest.split_at(length);
        let definition = Definition { place, text };
        self.last.insert(name, definition);
        self.all.push((name, definition));
        // The macros for facts have been expanded, and are none of the library.
        if files.in_library(place.file) && !header::defines(name) {
            self.own.push((name, place));
        }
    }

    /// The macros that stand in no file.
    pub(super) fn compilers(&self) -> &[Cursor<'tu>] {
        &self.compilers
    }

    /// The final definition of a macro.
    pub(super) fn definition(&self, name: &[u8]) -> Option<MacroDefinition<'_>> {
        if let Some(definition) = self.last.get(name) {
            let text = definition.text;
            return Some(MacroDefinition::split(&text[..end_of_definition(text)]));
        }
        let compilers = self.compilers_text.get_or_init(|| {
            let text = |cursor: &Cursor<'tu>| {
                let tokens = self.unit.tokens(*cursor);
                let (name, body) = tokens.split_first()?;
                // A function-like macro has its parenthesis right behind its name.
                let gap = if cursor.is_function_like_macro() {
                    ""
                } else {
                    " "
                };
                Some((name.clone(), format!("{gap}{}", body.join(" "))))
            };
            self.compilers.iter().filter_map(text).collect()
        });
        let text = compilers.get(std::str::from_utf8(name).ok()?)?;
        Some(MacroDefinition::split(text.as_bytes()))
    }

    /// Makes an item of every macro of the library that is defined at the end.
    pub(super) fn translate(
        &mut self,
        translator: &mut Translator<'_, 'tu>,
        foreign: &[Cursor<'tu>],
    ) {
        let undefined = self.replay(translator);
        let macros = &*self;
        let mut scope = Scope::new(macros, &undefined, translator, foreign);
        let mut done: FxHashMap<&'tu [u8], ItemId> = FxHashMap::default();
        for &(name, place) in &macros.own {
            let is_last = macros
                .last
                .get(name)
                .is_some_and(|last| last.place == place);
            if is_last && !undefined.contains(name) {
                let id = macros.translate_one(name, place, &done, &mut scope);
                done.extend(id.map(|id| (name, id)));
            }
        }
    }

    /// `done` has the items of the macros before this one.
    fn translate_one<'s>(
        &'s self,
        name: &'tu [u8],
        place: Place,
        done: &FxHashMap<&'tu [u8], ItemId>,
        scope: &mut Scope<'s, '_, 'tu>,
    ) -> Option<ItemId> {
        let text = self.last[name].text;
        let end = end_of_definition(text);
        let definition = MacroDefinition::split(&text[..end]);
        let spelling = text_of(name);
        let kind = if definition.params.is_some() {
            omitted(
                Category::FunctionLikeMacro,
                "function-like-macro",
                "it is a macro with parameters, which has no type and no symbol",
            )
        } else if let Some(kind) = done
            .get(definition.body.trim_ascii())
            .and_then(|&id| Some(&scope.translator.registry.item(id)?.kind))
            .filter(|kind| !is_initializer(kind))
        {
            // Another name for a macro that has been evaluated: long chains of them cost no more than short ones.
            kind.clone()
        } else {
            match constant::evaluate(&definition, name, scope) {
                Ok(value) => scope.item_of(value, &spelling, definition.body)?,
                Err(reason) => ItemKind::Omitted(Omission {
                    category: Category::Constant,
                    reason,
                }),
            }
        };
        let files = scope.translator.files;
        let start = place.offset;
        let end = start + u32::try_from(name.len() + end).unwrap_or(0);
        let line = line_start(files.text(place.file), start);
        let item = Item {
            identity: Identity::c(Name::Macro(spelling)),
            span: Some(files.span(place.file, start, end)),
            docs: scope.translator.docs_of(place.file, line, end),
            origin: Origin::Library,
            targets: TargetSet::FIRST,
            claims: Vec::new(),
            kind,
        };
        let position = files.position(place);
        Some(scope.translator.registry.add(item, position))
    }

    /// Follows what the library's files do to macros after defining them, and says which are no longer defined at the
    /// end. libclang does not report `#undef` nor `push_macro`, so the text is searched, and what conditionals skip is
    /// left aside.
    fn replay(&mut self, translator: &mut Translator<'_, 'tu>) -> FxHashSet<&'tu [u8]> {
        let files = translator.files;
        let mut events: FxHashMap<&'tu [u8], Vec<(u64, Event<'tu>)>> = FxHashMap::default();
        for file in (0..files.len()).filter(|&file| files.in_library(file)) {
            let mut skipped = None;
            for &Change { offset, kind, name } in translator.comments(file).changes() {
                if !self.last.contains_key(name) {
                    continue;
                }
                let skipped = skipped.get_or_insert_with(|| files.skipped(file));
                let is_skipped = |&(start, end): &(u32, u32)| (start..end).contains(&offset);
                if !skipped.iter().any(is_skipped) {
                    let position = files.position(Place { file, offset });
                    let event = Event::Change(kind);
                    events.entry(name).or_default().push((position, event));
                }
            }
        }
        if events.is_empty() {
            return FxHashSet::default();
        }
        for &(name, definition) in &self.all {
            if let Some(events) = events.get_mut(name) {
                let position = files.position(definition.place);
                events.push((position, Event::Definition(definition)));
            }
        }
        let mut undefined = FxHashSet::default();
        for (name, mut events) in events {
            events.sort_by_key(|(position, _)| *position);
            match last_of(events.into_iter().map(|(_, event)| event)) {
                Some(definition) => {
                    self.last.insert(name, definition);
                }
                None => {
                    undefined.insert(name);
                }
            }
        }
        undefined
    }
}

/// What happens to a macro.
enum Event<'tu> {
    Definition(Definition<'tu>),
    Change(ChangeKind),
}

/// The definition that is left of a macro after all that happens to it.
fn last_of<'tu>(events: impl Iterator<Item = Event<'tu>>) -> Option<Definition<'tu>> {
    let mut current = None;
    let mut pushed = Vec::new();
    for event in events {
        match event {
            Event::Definition(definition) => current = Some(definition),
            Event::Change(ChangeKind::Undefine) => current = None,
            Event::Change(ChangeKind::Push) => pushed.push(current),
            Event::Change(ChangeKind::Pop) => current = pushed.pop().unwrap_or(current),
        }
    }
    current
}

/// The item that a macro's value makes, or the name that the macro stands for.
pub(super) fn kind_of(
    value: Evaluated,
    expression: &[u8],
    target: &Target,
) -> Result<ItemKind, String> {
    let constant = |ty, value| {
        ItemKind::Constant(Constant {
            ty,
            value: PerTarget::new(TargetSet::FIRST, value),
            expression: text_of(&on_one_line(expression)),
        })
    };
    Ok(match value {
        Evaluated::Int { ty, value } => constant(ty, Value::Int(value)),
        Evaluated::Float { ty, value } => constant(ty, Value::Float(value)),
        Evaluated::Address { ty, address } => constant(ty, Value::Address(address)),
        Evaluated::Text { kind, units } => {
            let ty = Ty::Array {
                element: Box::new(target::code_unit(target, kind)),
                len: Some(units.len() as u64 + 1),
            };
            constant(ty, Value::Text { kind, units })
        }
        Evaluated::Record { ty, parts } => constant(ty, Value::Aggregate(parts)),
        Evaluated::Type(ty) => ItemKind::Alias(Alias { ty }),
        Evaluated::Name(name) => return Err(name),
    })
}

/// Whether a macro is an initialiser in braces: what that initialises depends on the name it is used by.
fn is_initializer(kind: &ItemKind) -> bool {
    match kind {
        ItemKind::Constant(constant) => matches!(constant.value.get(0), Some(Value::Aggregate(_))),
        ItemKind::Omitted(omission) => omission.reason.code.starts_with("initializer"),
        _ => false,
    }
}

/// A macro that is another name for an item.
pub(super) fn synonym(of: ItemId) -> ItemKind {
    ItemKind::Synonym(Synonym { of })
}

/// A definition without the marks that continue it on the next line, and with single spaces.
fn on_one_line(expression: &[u8]) -> Vec<u8> {
    let mut line = Vec::with_capacity(expression.len());
    let mut quote = None;
    let mut rest = expression.trim_ascii();
    while let [first, after @ ..] = rest {
        rest = match (first, after) {
            (b'\\', [b'\n', after @ ..] | [b'\r', b'\n', after @ ..]) => after,
            (b'\\', [escaped, after @ ..]) => {
                line.extend([b'\\', *escaped]);
                after
            }
            (b'"' | b'\'', _) => {
                quote = match quote {
                    None => Some(*first),
                    Some(open) => (open != *first).then_some(open),
                };
                line.push(*first);
                after
            }
            _ => {
                let space = quote.is_none() && first.is_ascii_whitespace();
                if !space || line.last() != Some(&b' ') {
                    line.push(if space { b' ' } else { *first });
                }
                after
            }
        };
    }
    line
}

fn text_of(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn name_length(text: &[u8]) -> usize {
    text.iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"_$".contains(byte) || !byte.is_ascii())
        .count()
}

fn line_start(text: &[u8], offset: u32) -> u32 {
    let before = text.get(..offset as usize).unwrap_or_default();
    let line = before
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |newline| newline + 1);
    u32::try_from(line).unwrap_or(offset)
}

/// Where a definition ends: its line, continued lines included, without the comment at its end.
fn end_of_definition(text: &[u8]) -> usize {
    let mut at = 0;
    let mut end = 0;
    while let Some(&byte) = text.get(at) {
        let next = text.get(at + 1).copied();
        match (byte, next) {
            (b'\n', _) => break,
            (b'\\', Some(b'\n')) => at += 2,
            (b'\\', Some(b'\r')) if text.get(at + 2) == Some(&b'\n') => at += 3,
            (b'/', Some(b'*')) => {
                at = text[at + 2..]
                    .windows(2)
                    .position(|pair| pair == b"*/")
                    .map_or(text.len(), |close| at + close + 4);
            }
            (b'/', Some(b'/')) => {
                // The comment runs to the end of the line, and a backslash continues it like any other.
                while let Some(&byte) = text.get(at) {
                    match byte {
                        b'\n' => break,
                        b'\\' if text.get(at + 1) == Some(&b'\n') => at += 2,
                        _ => at += 1,
                    }
                }
                break;
            }
            (b'"' | b'\'', _) => {
                at += 1;
                while let Some(&inner) = text.get(at) {
                    match inner {
                        b'\n' => break,
                        b'\\' => at += 2,
                        _ => at += 1,
                    }
                    if inner == byte {
                        break;
                    }
                }
                at = at.min(text.len());
                end = at;
            }
            _ => {
                at += 1;
                if !byte.is_ascii_whitespace() {
                    end = at;
                }
            }
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::end_of_definition;

    #[test]
    fn a_definition_ends_with_its_line_and_before_its_comment() {
        let end = |text: &str| {
            let end = end_of_definition(text.as_bytes());
            text[..end].to_owned()
        };
        assert_eq!(end(" 1 /* one */\nint x;"), " 1");
        assert_eq!(end(" (1 + \\\n 2) // three\n"), " (1 + \\\n 2)");
        assert_eq!(end(" \"/* no */\" \n"), " \"/* no */\"");
        assert_eq!(end(" 1 /* a\n b */ + 2\n3"), " 1 /* a\n b */ + 2");
        assert_eq!(end("\n"), "");
        assert_eq!(end(" 'unclosed\nx"), " 'unclosed");
    }
}
