//! Functions that facts name and nothing outside the header can call.

use super::{Checker, Site};
use crate::{
    annotation::{grammar, vocabulary, vocabulary::Value},
    contract::{Argument, Fact, FactKind, ItemKind, Linkage},
    diagnostic::{Code, Diagnostic},
};

impl Checker<'_, '_> {
    /// Warns of each function that a fact names and that cannot be called: the fact is right and of no use.
    pub(super) fn uncallable(&self, site: Site<'_, '_>) -> Vec<Diagnostic> {
        let named = functions(site.fact);
        let found = named.iter().filter_map(|name| {
            let why = self.why_uncallable(name)?;
            Some(self.warning(site, name, &why))
        });
        found.collect()
    }

    /// Why a function of the header cannot be called.
    fn why_uncallable(&self, name: &str) -> Option<String> {
        let id = self.symbols.function_id(name)?;
        match &self.contract.item(id).kind {
            ItemKind::Omitted(omission) => Some(omission.reason.text.clone()),
            ItemKind::Function(function) => match function.linkage {
                Linkage::Symbol(_) | Linkage::Shim(_) => None,
                Linkage::Inline | Linkage::None => {
                    Some("its body is compiled where it is used and has no symbol".to_owned())
                }
            },
            _ => None,
        }
    }

    fn warning(&self, site: Site<'_, '_>, name: &str, why: &str) -> Diagnostic {
        let thing = site.thing.name;
        let effect = match site.fact.kind {
            FactKind::Handle | FactKind::Refcounted => {
                format!("so `{thing}` can be borrowed and not owned")
            }
            _ => format!("so `{thing}` stays unsafe"),
        };
        let diagnostic = Diagnostic::warning(
            Code::FunctionNotCallable,
            format!("`{name}` cannot be called, {effect}"),
        )
        .at(self.locate(site.span, name), "left out")
        .note(why.to_owned());
        match why.contains("symbol") {
            true => diagnostic.help(format!(
                "compile a function of your own that does nothing but call `{name}`, declare it in a header that is \
                 read, too, and name it here"
            )),
            false => diagnostic,
        }
    }
}

/// The functions that a fact names.
fn functions(fact: &Fact) -> Vec<String> {
    let row = vocabulary::row(fact.kind);
    let arguments = fact.arguments.iter().filter_map(|(key, argument)| {
        let key = row.key(key)?;
        match (key.value, argument) {
            // Conventions and options of these two are no functions.
            (Value::Symbol, _) if matches!(fact.kind, FactKind::Error | FactKind::Case) => None,
            (Value::Symbol | Value::Call, Argument::Word(word)) => Some(word.clone()),
            (Value::Call | Value::Count, Argument::Text(text)) => {
                grammar::parse_call(text).ok().map(|call| call.function)
            }
            _ => None,
        }
    });
    arguments.collect()
}
