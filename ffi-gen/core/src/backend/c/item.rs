//! One declaration after the other.

use super::{
    Page, docs,
    facts::Annotations,
    order::Step,
    ty::{Speller, is_taken, keyword, obstacle},
    value, words,
};
use crate::contract::{
    Alias, Category, Claim, Constant, Contract, Enum, FactKind, Field, Function, Item, ItemId,
    ItemKind, Linkage, Name, Omission, Origin, Reason, Record, RecordBody, Ty, Value,
};
use crate::{backend::capability::no_symbol, resolve::api::Role};

/// How long a line may be before a function's parameters get a line each.
const WIDTH: usize = 100;

/// What stands on a declaration that somebody vouches for and has nothing to add to.
const VOUCHED: &str = "FFI_TAG(reviewed = true)";

impl Page<'_> {
    /// Writes one step, or says why it is left out.
    pub(super) fn write(&mut self, step: Step) {
        let (id, is_declared) = match step {
            Step::Forward(id) => return self.forward(id),
            Step::Item { id, is_declared } => (id, is_declared),
        };
        let item = self.resolved.contract().item(id).clone();
        if item.origin == Origin::Needed {
            return;
        }
        let written = match &item.kind {
            ItemKind::Omitted(omission) => Err(omission.reason.clone()),
            // It is written where it is a member.
            ItemKind::Record(_) | ItemKind::Enum(_) if obstacle(&item).is_some() => return,
            ItemKind::Function(function) => self.function(id, &item, function),
            ItemKind::Record(record) => self.record(id, &item, record, is_declared),
            ItemKind::Enum(item_enum) => self.enumeration(id, &item, item_enum),
            ItemKind::Alias(alias) => self.alias(id, &item, alias),
            ItemKind::Global(global) => {
                let declared = match &global.linkage {
                    Linkage::Symbol(_) => self.speller().declare(&global.ty, item.name()),
                    _ => Err(no_symbol()),
                };
                let constant = if global.mutable { "" } else { "const " };
                declared.map(|text| vec![format!("extern {constant}{text};")])
            }
            ItemKind::Constant(constant) => constant_lines(&item, constant),
            ItemKind::Synonym(synonym) => {
                let of = self.resolved.contract().item(synonym.of).name();
                Ok(vec![format!("#define {} {of}", item.name())])
            }
        };
        match written {
            Ok(lines) => {
                self.writer.newline();
                let mark = self.writer.mark();
                let sentences = words::sentences(self.resolved.established(id));
                docs::write(&mut self.writer, &item.docs, &sentences);
                for line in lines {
                    self.writer.line(&line);
                }
                self.writer.map_since(mark, item.span);
                *self.emitted.entry(item.kind.category()).or_default() += 1;
            }
            Err(reason) => self.leave_out(id, &item, reason),
        }
    }

    fn leave_out(&mut self, id: ItemId, item: &Item, reason: Reason) {
        let category = item.kind.category();
        // Nearly every header has macros that C programs use as they are, and guards: the report has them.
        let is_macro = category == Category::FunctionLikeMacro || reason.code == "empty";
        if !is_macro {
            self.writer.newline();
            let text = format!("`{}` is left out: {}.", item.name(), reason.text);
            self.writer
                .line(&format!("/* {} */", docs::harmless(&text)));
        }
        self.omissions.push((id, Omission { category, reason }));
    }

    fn speller(&mut self) -> Speller<'_> {
        Speller {
            contract: self.resolved.contract(),
            needs: &mut self.needs,
        }
    }

    fn annotations(&mut self, id: ItemId) -> Annotations {
        let established: &[Claim] = self.resolved.established(id);
        let mut annotations = Annotations::of(established);
        if established.is_empty() && self.resolved.is_reviewed(id) {
            annotations.item.push(VOUCHED.to_owned());
        }
        let is_renamed = established
            .iter()
            .any(|claim| claim.fact.kind == FactKind::Rename);
        if let Some(name) = self.other_name(id).filter(|_| !is_renamed) {
            annotations.item.push(format!("FFI_RENAME({name})"));
        }
        let parts = annotations.parts.iter().map(|(_, text)| text);
        for text in annotations.item.iter().chain(parts) {
            self.needs.annotate(text);
        }
        annotations
    }

    /// What the safe API calls an item, where its own name does not say it.
    fn other_name(&self, id: ItemId) -> Option<String> {
        let (contract, api) = (self.resolved.contract(), self.resolved.api());
        let name = contract.item(id).name();
        if let Some(handle) = api.handles.iter().find(|handle| handle.item == id) {
            return (handle.name != name).then(|| handle.name.clone());
        }
        let operation = api.operations.iter().find(|one| one.function == id)?;
        let of_handle = match operation.role {
            Role::Method(handle) | Role::Constructor(handle) => api.handle(handle).item,
            Role::Function => id,
        };
        let prefix = format!("{}_", contract.item(of_handle).name());
        let usual = name.strip_prefix(&prefix).unwrap_or(name);
        (operation.name != usual).then(|| operation.name.clone())
    }

    fn forward(&mut self, id: ItemId) {
        let contract = self.resolved.contract();
        let item = contract.item(id);
        let (name, Some(keyword)) = (item.name(), keyword(&item.kind)) else {
            return;
        };
        let line = match is_taken(contract, name) {
            true => format!("{keyword} {name};"),
            false => format!("typedef {keyword} {name} {name};"),
        };
        self.writer.newline();
        self.writer.line(&line);
    }

    fn function(
        &mut self,
        id: ItemId,
        item: &Item,
        function: &Function,
    ) -> Result<Vec<String>, Reason> {
        if !matches!(function.linkage, Linkage::Symbol(_)) {
            return Err(no_symbol());
        }
        let names = self.resolved.param_names(id).to_vec();
        let annotations = Annotations::of(self.resolved.established(id));
        let signature = &function.signature;
        let mut params = Vec::new();
        for (index, param) in signature.params.iter().enumerate() {
            let known = names.get(index).and_then(Option::as_deref);
            let name = known.or(param.name.as_deref());
            let mut text = self
                .speller()
                .declare(&param.ty, name.unwrap_or_default())?;
            for annotation in annotations.part(index, name) {
                text = format!("{text} {annotation}");
            }
            params.push(text);
        }
        let whole = self
            .speller()
            .function_with(signature, item.name(), params.clone())?;
        let head = match whole.len() < WIDTH || params.is_empty() {
            true => whole,
            false => {
                let list = params.join(", ");
                let broken = format!("\n    {}", params.join(",\n    "));
                whole.replacen(&list, &broken, 1)
            }
        };
        let mut lines: Vec<String> = head.lines().map(str::to_owned).collect();
        for annotation in wrap(&self.annotations(id).item) {
            lines.push(format!("    {annotation}"));
        }
        end(&mut lines);
        Ok(lines)
    }

    fn record(
        &mut self,
        id: ItemId,
        item: &Item,
        record: &Record,
        is_declared: bool,
    ) -> Result<Vec<String>, Reason> {
        let word = keyword(&item.kind).unwrap_or("struct");
        let annotations = self.annotations(id);
        let marks: String = annotations
            .item
            .iter()
            .map(|text| format!("{text} "))
            .collect();
        let name = item.name();
        let (tag, typedef) = match &item.identity.name {
            Name::Ordinary(_) => ("", true),
            _ => (
                name,
                !is_declared && !is_taken(self.resolved.contract(), name),
            ),
        };
        let (before, after) = match typedef {
            true => ("typedef ", format!(" {name};")),
            false => ("", ";".to_owned()),
        };
        let head = format!("{before}{word} {marks}{tag}");
        let head = head.trim_end();
        let RecordBody::Defined { fields, .. } = &record.body else {
            return Ok(vec![format!("{head}{after}")]);
        };
        let mut lines = vec![format!("{head} {{")];
        lines.extend(self.fields(fields, &annotations, 1)?);
        lines.push(format!("}}{after}"));
        Ok(lines)
    }

    fn fields(
        &mut self,
        fields: &[Field],
        annotations: &Annotations,
        depth: usize,
    ) -> Result<Vec<String>, Reason> {
        let contract = self.resolved.contract();
        let indent = "    ".repeat(depth);
        let mut lines = Vec::new();
        for (index, field) in fields.iter().enumerate() {
            for line in comment(field) {
                lines.push(format!("{indent}{line}"));
            }
            let name = field.name.as_deref();
            let width = field
                .bit_width
                .map_or(String::new(), |bits| format!(" : {bits}"));
            let marks = annotations.part(index, name);
            let marks: String = marks.iter().map(|mark| format!(" {mark}")).collect();
            let tail = format!("{width}{marks};");
            if let Some(inner) = member(contract, &field.ty) {
                let Record {
                    body: RecordBody::Defined { fields, .. },
                    ..
                } = inner
                else {
                    return Err(Reason::new("incomplete", "a member of it is not defined"));
                };
                let (element, extent) = split_array(&field.ty);
                let word = match element {
                    Ty::Item(id) => keyword(&contract.item(*id).kind).unwrap_or("struct"),
                    _ => "struct",
                };
                lines.push(format!("{indent}{word} {{"));
                lines.extend(self.fields(fields, &Annotations::default(), depth + 1)?);
                let name = name.map_or(String::new(), |name| format!(" {name}"));
                lines.push(format!("{indent}}}{name}{extent}{tail}"));
                continue;
            }
            let text = self
                .speller()
                .declare(&field.ty, name.unwrap_or_default())?;
            lines.push(format!("{indent}{text}{tail}"));
        }
        Ok(lines)
    }

    fn enumeration(
        &mut self,
        id: ItemId,
        item: &Item,
        item_enum: &Enum,
    ) -> Result<Vec<String>, Reason> {
        let annotations = self.annotations(id).item;
        let marks: String = annotations.iter().map(|text| format!("{text} ")).collect();
        let name = item.name();
        if item_enum.variants.is_empty() {
            return Err(Reason::new("incomplete", "it has no enumerators"));
        }
        let is_typedef = match &item.identity.name {
            Name::Tag(_) => !is_taken(self.resolved.contract(), name),
            _ => true,
        };
        let tag = match &item.identity.name {
            Name::Tag(_) => name,
            _ => "",
        };
        let before = if is_typedef { "typedef " } else { "" };
        let mut lines = vec![format!("{before}enum {marks}{tag} {{").replace("  {", " {")];
        let mut values = item_enum.variants.iter().peekable();
        while let Some(variant) = values.next() {
            let mut writer = crate::emit::Writer::new();
            docs::write(&mut writer, &variant.docs, &[]);
            let text = writer.finish().text;
            lines.extend(text.lines().map(|line| format!("    {line}")));
            let comma = if values.peek().is_some() { "," } else { "" };
            let value = value::literal(&Value::Int(variant.value))?;
            lines.push(format!("    {} = {value}{comma}", variant.name));
        }
        lines.push(match is_typedef {
            true => format!("}} {name};"),
            false => "};".to_owned(),
        });
        Ok(lines)
    }

    fn alias(&mut self, id: ItemId, item: &Item, alias: &Alias) -> Result<Vec<String>, Reason> {
        let text = self.speller().declare(&alias.ty, item.name())?;
        let annotations = self.annotations(id).item;
        let mut lines = vec![format!("typedef {text}")];
        for annotation in wrap(&annotations) {
            lines.push(format!("    {annotation}"));
        }
        end(&mut lines);
        Ok(lines)
    }
}

/// The record that a member has for a type of its own.
fn member<'a>(contract: &'a Contract, ty: &Ty) -> Option<&'a Record> {
    let (Ty::Item(id), _) = split_array(ty) else {
        return None;
    };
    let item = contract.item(*id);
    match (&item.kind, &item.identity.name) {
        (ItemKind::Record(record), Name::Derived(_)) => Some(record),
        _ => None,
    }
}

fn constant_lines(item: &Item, constant: &Constant) -> Result<Vec<String>, Reason> {
    let mut values = constant.value.iter();
    let (Some((_, only)), None) = (values.next(), values.next()) else {
        return Err(Reason::new("differs", "its value differs by target"));
    };
    let literal = value::literal(only)?;
    Ok(vec![match item.identity.name {
        Name::Macro(_) => format!("#define {} {literal}", item.name()),
        _ => format!("enum {{ {} = {literal} }};", item.name()),
    }])
}

fn comment(field: &Field) -> Vec<String> {
    let mut writer = crate::emit::Writer::new();
    docs::write(&mut writer, &field.docs, &[]);
    writer.finish().text.lines().map(str::to_owned).collect()
}

/// The element of an array, or the type itself, and what stands behind the name.
fn split_array(ty: &Ty) -> (&Ty, String) {
    match ty {
        Ty::Array { element, len } => {
            let (inner, rest) = split_array(element);
            let len = len.map_or(String::new(), |len| len.to_string());
            (inner, format!("[{len}]{rest}"))
        }
        _ => (ty, String::new()),
    }
}

/// Annotations in lines.
fn wrap(annotations: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for annotation in annotations {
        match lines.last_mut() {
            Some(line) if line.len() + annotation.len() + 6 < WIDTH => {
                line.push(' ');
                line.push_str(annotation);
            }
            _ => lines.push(annotation.clone()),
        }
    }
    lines
}

/// Ends a declaration of several lines.
fn end(lines: &mut [String]) {
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
}
