//! What comments say: tags of gtk-doc and Doxygen, and sentences that [`prose`](super::prose) knows.

use super::{
    Ending, Evidence, fact,
    function::{Form, Subject},
    prose::{self, Saying},
};
use crate::contract::{
    Argument, Block, Constant, Contract, FactKind, ItemId, ItemKind, Provenance, Root, Ty, Value,
};
use std::collections::BTreeMap;

/// Ends of names of constants that mean success.
const SUCCESSES: [&str; 5] = ["_OK", "_SUCCESS", "_E_OK", "_NO_ERROR", "_NOERROR"];

/// The constant by which the functions of a library say that all went well; none when there are several.
pub fn success(contract: &Contract) -> Option<String> {
    let is_zero = |constant: &Constant| {
        let mut values = constant.value.iter().map(|(_, value)| value);
        values.all(|value| *value == Value::Int(0))
    };
    let mut found = contract.items().filter_map(|(_, item)| {
        let ItemKind::Constant(constant) = &item.kind else {
            return None;
        };
        let means_success = SUCCESSES.iter().any(|end| {
            let prefix = item.name().strip_suffix(end);
            prefix.is_some_and(|prefix| !prefix.contains('_'))
        });
        (means_success && is_zero(constant)).then(|| item.name().to_owned())
    });
    let success = found.next();
    success.filter(|_| found.next().is_none())
}

/// What is known of the library when a comment is read.
pub(super) struct Known<'k> {
    pub(super) endings: &'k BTreeMap<ItemId, Ending>,
    pub(super) functions: &'k prose::Functions<'k>,
    /// The constant that means success.
    pub(super) success: Option<&'k str>,
}

/// What the comment of a function claims.
pub(super) fn claims(subject: &Subject<'_>, known: &Known<'_>) -> Vec<Evidence> {
    let mut reader = Reader {
        subject,
        known,
        closures: Vec::new(),
        claims: Vec::new(),
    };
    for block in &subject.item.docs.blocks {
        match block {
            Block::Param { name, text } => {
                let index = subject.names.iter().position(|own| own == name);
                if let Some(index) = index {
                    let rest = reader.tags(subject.root(index), Some(index), text);
                    reader.prose(Some(index), rest, true);
                }
            }
            Block::Returns(text) => {
                let rest = reader.tags(Root::Return, None, text);
                reader.prose(None, rest, true);
                reader.failure(rest);
            }
            Block::Paragraph(text) | Block::Entry(text) => {
                reader.prose(None, text, false);
                reader.failure(text);
            }
            Block::Markdown(_) | Block::Preformatted(_) | Block::Deprecated(_) => {}
        }
    }
    reader.give_data();
    reader.claims
}

struct Reader<'r, 'a> {
    subject: &'r Subject<'a>,
    known: &'r Known<'r>,
    /// The parameters that are marked as the data of a callback.
    closures: Vec<usize>,
    claims: Vec<Evidence>,
}

impl<'a> Reader<'_, 'a> {
    fn claim(
        &mut self,
        fact: crate::contract::Fact,
        provenance: Provenance,
        text: &str,
        confidence: u8,
    ) {
        let evidence = Evidence {
            fact,
            provenance,
            span: prose::place(self.subject, text),
            why: prose::quote(text),
            confidence,
        };
        // Comments repeat themselves.
        let is_known =
            |known: &Evidence| known.fact == evidence.fact && known.provenance == provenance;
        if !self.claims.iter().any(is_known) {
            self.claims.push(evidence);
        }
    }

    /// Reads `(transfer full) (nullable):` and gives back what follows.
    fn tags<'t>(&mut self, root: Root, param: Option<usize>, text: &'t str) -> &'t str {
        let mut rest = text.trim_start();
        let mut is_out = false;
        let mut transfer = None;
        let mut callback = Vec::new();
        while let Some((tag, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        {
            let (word, value) = tag
                .trim()
                .split_once(char::is_whitespace)
                .unwrap_or((tag.trim(), ""));
            let shown = format!("({tag})");
            let simple = match (word, value.trim()) {
                ("nullable" | "allow-none", _) | ("optional", _) => Some(FactKind::Nullable),
                ("not", "nullable") => Some(FactKind::Nonnull),
                ("out", _) => {
                    is_out = true;
                    Some(FactKind::Out)
                }
                ("inout" | "in-out", _) => Some(FactKind::Inout),
                ("skip", _) | ("in", _) => None,
                ("type", "filename") => Some(FactKind::IsPath),
                ("type", "utf8") => Some(FactKind::Utf8),
                ("transfer", value) => {
                    transfer = Some((value.to_owned(), shown.clone()));
                    None
                }
                // How long a callback is called, with which data, and what ends that.
                ("scope" | "destroy", value) if !value.is_empty() => {
                    callback.push((word, value));
                    None
                }
                ("closure", "") => {
                    self.closures.extend(param);
                    None
                }
                ("closure", value) => {
                    callback.push(("data", value));
                    None
                }
                ("array", value) => {
                    self.array(&root, value, &shown);
                    None
                }
                _ => None,
            };
            let takes = simple != Some(FactKind::Out) || param.is_some();
            if let Some(kind) = simple.filter(|_| takes) {
                self.claim(
                    fact(kind, Some(root.clone()), None),
                    Provenance::DocTag,
                    &shown,
                    95,
                );
            }
            rest = after.trim_start();
        }
        if let Some(index) = param {
            self.callback(index, root.clone(), &callback);
        }
        if let Some((value, shown)) = transfer {
            self.transfer(root, param.filter(|_| !is_out), &value, &shown);
        }
        rest.strip_prefix(':').unwrap_or(rest).trim_start()
    }

    /// A callback of which the tags say when it is called; without `scope` they say too little.
    fn callback(&mut self, index: usize, root: Root, tags: &[(&str, &str)]) {
        if self.subject.param(index) != Form::Function {
            return;
        }
        let mut stated = fact(FactKind::Callback, Some(root), None);
        for key in ["data", "scope", "destroy"] {
            if let Some((_, value)) = tags.iter().find(|(tag, _)| *tag == key) {
                let value = Argument::Word((*value).to_owned());
                stated.arguments.push((key.to_owned(), value));
            }
        }
        if let Some((_, scope)) = tags.iter().find(|(tag, _)| *tag == "scope") {
            let shown = format!("(scope {scope})");
            self.claim(stated, Provenance::DocTag, &shown, 95);
        }
    }

    /// The one parameter that is marked `(closure)` is the data of the one callback.
    fn give_data(&mut self) {
        let is_callback = |claim: &&mut Evidence| claim.fact.kind == FactKind::Callback;
        let mut callbacks = self.claims.iter_mut().filter(is_callback);
        if let ([index], Some(one), None) = (&self.closures[..], callbacks.next(), callbacks.next())
            && one.fact.argument("data").is_none()
            && self.subject.param(*index) != Form::Function
        {
            let name = Argument::Word(self.subject.names[*index].clone());
            one.fact.arguments.insert(0, ("data".to_owned(), name));
        }
    }

    fn array(&mut self, root: &Root, value: &str, shown: &str) {
        for part in value.split_whitespace() {
            let (kind, count) = match part.split_once('=') {
                Some(("length" | "fixed-size", count)) => (
                    FactKind::Len,
                    Some(("count", Argument::Word(count.to_owned()))),
                ),
                Some(("zero-terminated", "1")) => (FactKind::ZeroTerminated, None),
                _ => continue,
            };
            let said = fact(kind, Some(root.clone()), count);
            self.claim(said, Provenance::DocTag, shown, 95);
        }
    }

    fn transfer(&mut self, root: Root, param: Option<usize>, value: &str, shown: &str) {
        let is_param = param.is_some();
        let yes = || Argument::Word("true".to_owned());
        let stated = match (value, is_param) {
            ("full", false) => Some(self.owned(root, None)),
            ("container", false) => Some(fact(
                FactKind::ReturnsOwned,
                Some(root),
                Some(("container", yes())),
            )),
            ("none", false) => self.borrowed(root),
            ("full" | "container", true) => Some(fact(FactKind::Consumes, Some(root), None)),
            _ => None,
        };
        if let Some(stated) = stated {
            self.claim(stated, Provenance::DocTag, shown, 95);
        }
    }

    /// The caller's; by which function it ends where the type does not say.
    fn owned(&self, root: Root, by: Option<String>) -> crate::contract::Fact {
        let by = by.filter(|by| self.ending_of(&root).and_then(|e| e.destroy.as_ref()) != Some(by));
        let by = by.map(|by| ("destroy", Argument::Word(by)));
        fact(FactKind::ReturnsOwned, Some(root), by)
    }

    fn ending_of(&self, root: &Root) -> Option<&Ending> {
        let form = match root {
            Root::Return => self.subject.result(),
            root => {
                let position = crate::contract::Position::root(root.clone());
                self.subject.param(self.subject.index_of(&position)?)
            }
        };
        match form {
            Form::Record(id, _) | Form::RecordPointer(id) => self.known.endings.get(&id),
            _ => None,
        }
    }

    /// Somebody else's: of the first thing that is given, or of nobody when nothing is.
    fn borrowed(&self, root: Root) -> Option<crate::contract::Fact> {
        if root != Root::Return {
            return None;
        }
        Some(lent(self.subject))
    }

    fn prose(&mut self, param: Option<usize>, text: &str, is_about: bool) {
        let subject = self.subject;
        for sentence in prose::sentences(text) {
            // One comment may stand for several functions.
            if !is_about && prose::speaks_of_another(subject, self.known.functions, &sentence) {
                continue;
            }
            for saying in prose::sayings(&sentence) {
                let at = match param {
                    Some(index) => Some((subject.root(index), subject.param(index))),
                    None if is_about || prose::speaks_of_result(&sentence) => self.result(),
                    None => None,
                };
                let Some((root, form)) = at else { continue };
                let is_result = param.is_none();
                let is_made =
                    is_result || matches!(form, Form::RecordPointer(_) | Form::TextPointer);
                let confidence = if is_about { 88 } else { 80 };
                let stated = match saying {
                    Saying::Owned if is_made => {
                        self.owned(root, prose::named_call(self.known.functions, &sentence))
                    }
                    Saying::Taken if !is_made => fact(FactKind::Consumes, Some(root), None),
                    Saying::Lent if is_result && root == Root::Return => lent(subject),
                    Saying::Nullable if form != Form::Plain && is_about => {
                        fact(FactKind::Nullable, Some(root), None)
                    }
                    Saying::Nonnull if form != Form::Plain && is_about => {
                        fact(FactKind::Nonnull, Some(root), None)
                    }
                    _ => continue,
                };
                self.claim(stated, Provenance::ProseDoc, &sentence, confidence);
            }
        }
    }

    /// What a sentence about what is returned is about: the result, or the one thing that is handed out.
    fn result(&self) -> Option<(Root, Form)> {
        let subject = self.subject;
        let form = subject.result();
        if form != Form::Plain {
            return Some((Root::Return, form));
        }
        let params = 0..subject.signature.params.len();
        let mut made = params.filter(|index| {
            matches!(
                subject.param(*index),
                Form::RecordPointer(_) | Form::TextPointer
            )
        });
        let first = made.next()?;
        match made.next() {
            Some(_) => None,
            None => Some((subject.root(first), subject.param(first))),
        }
    }

    fn failure(&mut self, text: &str) {
        let success = self.known.success;
        let result = self
            .subject
            .contract
            .canonical(&self.subject.signature.result);
        let is_pointer = matches!(result, Ty::Pointer { .. });
        let is_integer = matches!(result, Ty::Int(_));
        for sentence in prose::sentences(text) {
            let Some(convention) = prose::convention(&sentence, success) else {
                continue;
            };
            let fits = match convention {
                "null" => is_pointer,
                _ => is_integer,
            };
            if fits {
                let convention = match convention {
                    "nonzero" | "status" if success.is_some() => "status",
                    other => other,
                };
                let word = ("convention", Argument::Word(convention.to_owned()));
                return self.claim(
                    fact(FactKind::Error, None, Some(word)),
                    Provenance::ProseDoc,
                    &sentence,
                    86,
                );
            }
        }
    }
}

/// A result that belongs to the first handle that is given, or to nobody.
pub(super) fn lent(subject: &Subject<'_>) -> crate::contract::Fact {
    let is_record = |index: &usize| matches!(subject.param(*index), Form::Record(..));
    match (0..subject.signature.params.len()).find(is_record) {
        Some(index) => fact(FactKind::Borrows, Some(subject.root(index)), None),
        None => {
            let mut fact = fact(FactKind::Borrows, Some(Root::Return), None);
            if let Some(operand) = fact.operands.first_mut() {
                operand.on = Some(crate::contract::Position::root(Root::Static));
            }
            fact
        }
    }
}
