//! A back end of another crate: what a library offers, and who owns what, as a page of Markdown for people.
//!
//! ```no_run
//! # fn main() -> Result<(), ffi_gen::Error> {
//! use ffi_gen_markdown::Reference;
//! ffi_gen::Builder::new("<zlib.h>").backend(Reference::new("zlib")).generate()?.write_to_dir("docs")
//! # }
//! ```

use ffi_gen::{
    backend::{Backend, Capabilities, Emission, Feature, Task, c::declaration},
    contract::{
        Block, Category, Constant, Docs, Enum, Item, ItemId, ItemKind, Reason, Record, RecordBody,
        Ty, Value,
    },
    emit::Writer,
};

/// Writes `NAME.md`.
#[derive(Debug, Clone)]
pub struct Reference {
    name: String,
}

impl Reference {
    /// The reference of the library `name`.
    pub fn new(name: impl Into<String>) -> Reference {
        Reference { name: name.into() }
    }
}

impl Backend for Reference {
    fn name(&self) -> &'static str {
        "markdown"
    }

    // Another name for an item says nothing that its own page does not.
    fn capabilities(&self) -> Capabilities {
        Capabilities::without(&[Feature::Synonyms])
    }

    fn emit(&self, task: &Task<'_>) -> Emission {
        let mut page = Page {
            task,
            writer: Writer::new(),
            emission: Emission::default(),
        };
        page.writer.line(&format!("# {}", plain(&self.name)));
        for section in SECTIONS {
            page.section(section);
        }
        let file = format!("{}.md", self.name);
        page.emission.files.insert(file, page.writer.finish());
        page.emission
    }
}

/// A heading, and what stands below it.
type Section = (&'static str, fn(&ItemKind) -> bool);

const SECTIONS: [Section; 4] = [
    ("Functions", |kind| matches!(kind, ItemKind::Function(_))),
    ("Types", |kind| kind.category() == Category::Type),
    ("Variables", |kind| matches!(kind, ItemKind::Global(_))),
    ("Constants", |kind| matches!(kind, ItemKind::Constant(_))),
];

struct Page<'a> {
    task: &'a Task<'a>,
    writer: Writer,
    emission: Emission,
}

impl Page<'_> {
    fn section(&mut self, (title, is_there): Section) {
        let mut items = self.task.items().filter(|(_, item)| is_there(&item.kind));
        let Some(first) = items.next() else { return };
        self.paragraph(&format!("## {title}"));
        for (id, item) in [first].into_iter().chain(items) {
            let mark = self.writer.mark();
            self.paragraph(&format!("### `{}`", item.name()));
            item.docs
                .blocks
                .iter()
                .for_each(|block| self.paragraph(&text(block)));
            self.body(item);
            self.ownership(id);
            self.writer.map_since(mark, item.span);
            let count = self.emission.emitted.entry(item.kind.category());
            *count.or_default() += 1;
        }
    }

    fn body(&mut self, item: &Item) {
        match &item.kind {
            ItemKind::Function(function) => {
                let ty = Ty::Function(Box::new(function.signature.clone()));
                self.code(&ty, item.name(), "");
            }
            ItemKind::Global(global) => self.code(&global.ty, item.name(), ""),
            ItemKind::Alias(alias) => self.code(&alias.ty, item.name(), "typedef "),
            ItemKind::Record(record) => self.record(record),
            ItemKind::Enum(enumeration) => self.enumeration(enumeration),
            ItemKind::Constant(constant) => self.constant(constant),
            ItemKind::Synonym(_) | ItemKind::Omitted(_) => {}
        }
    }

    fn code(&mut self, ty: &Ty, name: &str, before: &str) {
        match declaration(self.task.contract(), ty, name) {
            Ok(text) => self.paragraph(&format!("```c\n{before}{text};\n```")),
            Err(Reason { text, .. }) => self.paragraph(&format!("*{}*", plain(&text))),
        }
    }

    fn record(&mut self, record: &Record) {
        let RecordBody::Defined { fields, layout, .. } = &record.body else {
            return self.paragraph("Only the library sees into it.");
        };
        let Some(layout) = layout.get(0) else { return };
        let (size, align) = (layout.size, layout.align);
        self.paragraph(&format!("{size} bytes, aligned to {align}."));
        self.paragraph("| at | field | |\n|---|---|---|");
        for (field, place) in fields.iter().zip(&layout.fields) {
            let name = field.name.as_deref().unwrap_or_default();
            let spelled = declaration(self.task.contract(), &field.ty, name);
            let spelled = spelled.unwrap_or_else(|_| name.to_owned());
            let bits = field.bit_width.map(|bits| format!(" : {bits}"));
            let bits = bits.unwrap_or_default();
            let (at, said) = (place.offset_bits / 8, one_line(&field.docs));
            let row = format!("| {at} | `{spelled}{bits}` | {said} |");
            self.writer.line(&row);
        }
    }

    fn enumeration(&mut self, enumeration: &Enum) {
        self.paragraph("| | | |\n|---|---|---|");
        for variant in &enumeration.variants {
            let said = one_line(&variant.docs);
            let row = format!("| `{}` | {} | {said} |", variant.name, variant.value);
            self.writer.line(&row);
        }
    }

    fn constant(&mut self, constant: &Constant) {
        let value = match constant.value.get(0) {
            Some(Value::Int(value)) => value.to_string(),
            _ => constant.expression.replace(['`', '\n'], " "),
        };
        self.paragraph(&format!("`{value}`"));
    }

    /// What somebody vouches for, and what that makes safe.
    fn ownership(&mut self, id: ItemId) {
        let claims = self.task.resolved().established(id).iter();
        let mut lines: Vec<String> = claims.map(|claim| format!("- `{}`", claim.fact)).collect();
        let kept_unsafe = &self.task.api().kept_unsafe;
        let of_this = kept_unsafe.iter().filter(|(one, _)| *one == id);
        let reasons = of_this.flat_map(|(_, reasons)| reasons);
        lines.extend(reasons.map(|reason| format!("- not safe: {}", plain(&reason.text))));
        if !lines.is_empty() {
            self.paragraph(&lines.join("\n"));
        }
    }

    fn paragraph(&mut self, text: &str) {
        self.writer.newline();
        self.writer.lines(text);
    }
}

fn text(block: &Block) -> String {
    match block {
        Block::Markdown(text) => text.clone(),
        Block::Paragraph(text) => plain(text),
        Block::Entry(text) => format!("- {}", plain(text)),
        Block::Preformatted(text) => format!("~~~text\n{text}\n~~~"),
        Block::Param { name, text } => format!("- `{name}`: {}", plain(text)),
        Block::Returns(text) => format!("- returns: {}", plain(text)),
        Block::Deprecated(text) => format!("**Deprecated.** {}", plain(text)),
    }
}

fn one_line(docs: &Docs) -> String {
    let blocks: Vec<String> = docs.blocks.iter().map(text).collect();
    blocks.join(" ").replace('\n', " ")
}

/// Text in which nothing is a mark of Markdown.
fn plain(text: &str) -> String {
    let escaped = text.chars().flat_map(|c| {
        let mark = "\\`*_{}[]<>#|".contains(c).then_some('\\');
        mark.into_iter().chain([c])
    });
    escaped.collect()
}
