//! The safe module while it is written.

use super::{
    error::Need,
    lifetimes,
    names::{self, HandleNames},
};
use crate::{
    backend::rust::{docs, plan::Plan, standing::Standing},
    contract::{ItemId, ItemKind},
    emit::{Mark, Writer},
    resolve::{
        Resolved,
        api::{Access, Api, Form, HandleId, InputKind, Operation, OutputKind, Role},
        fingerprint::fingerprint,
    },
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// The safe module while it is written.
pub(super) struct Page<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) api: &'a Api,
    pub(super) handles: Vec<HandleNames>,
    /// What each operation is called, by its function and its name in the contract.
    pub(super) operations: FxHashMap<(ItemId, String), String>,
    /// Whether wrappers report their calls.
    pub(super) instrument: bool,
    pub(super) writer: Writer,
    /// What the error type must be able to say.
    pub(super) needs: BTreeSet<Need>,
    /// The library's functions that free text and arrays, and the types that stand for them.
    frees: BTreeMap<ItemId, String>,
    /// The handles that are errors.
    pub(super) errors: BTreeSet<HandleId>,
}

/// Names of other crates, with where they come from; those that the text uses are imported.
const IMPORTS: &[(&str, &[&str])] = &[
    ("core::borrow", &["Borrow"]),
    (
        "core::ffi",
        &[
            "CStr", "c_char", "c_int", "c_long", "c_uint", "c_ulong", "c_void",
        ],
    ),
    ("core::marker", &["PhantomData"]),
    ("core::mem", &["ManuallyDrop"]),
    ("core::ops", &["Deref", "DerefMut"]),
    ("core::ptr", &["NonNull"]),
    ("core::str", &["Utf8Error"]),
    // The modules below.
    ("core", &[]),
    (
        "ffi_runtime::callback",
        &[
            "Code",
            "HandlesMut",
            "Kept",
            "KeptSync",
            "Lent",
            "LentSync",
            "Once",
            "Registrant",
            "Registration",
            "Released",
            "Restricted",
            "Restriction",
            "Slots",
            "Table",
            "Texts",
        ],
    ),
    (
        "ffi_runtime::text",
        &[
            "BadText",
            "CText",
            "Free",
            "OptionalCText",
            "OwnedCStr",
            "OwnedSlice",
            "TextRoom",
            "len_before_zero",
        ],
    ),
    (
        "ffi_runtime",
        &[
            "CloseError",
            "Counted",
            "Defer",
            "Handle",
            "Here",
            "Opaque",
            "Owned",
            "Plain",
            "Shared",
            "Storage",
            "callback",
            "children",
        ],
    ),
    ("std::ffi", &["OsStr"]),
    ("std::os::unix::ffi", &["OsStrExt"]),
    ("std::path", &["Path", "PathBuf"]),
];
/// Every name that may be imported.
pub(super) fn imports() -> impl Iterator<Item = &'static str> {
    IMPORTS.iter().flat_map(|(_, names)| names.iter().copied())
}

/// Width that rustfmt fills imports to, and how far they are indented.
const WIDTH: usize = 98;
const INDENTATION: usize = 4;
/// Where the objects' closures are.
const SLOTS: &str = "/// The closures that objects of this library keep.
static SLOTS: Slots = Slots::new();";
/// Modules of the core library that the text uses by path.
const MODULES: &[&str] = &["fmt", "mem", "ptr", "slice", "str"];

/// Writes the safe module, from `mod` to its last brace.
pub(super) fn write(plan: &Plan<'_>, resolved: &Resolved, api: &Api, instrument: bool) -> Writer {
    let mut page = Page::new(plan, api, instrument);
    for index in 0..api.handles.len() {
        if api.handles[index].made_elsewhere.is_some() {
            continue;
        }
        let mark = page.writer.mark();
        page.write_handle(HandleId(index));
        page.map_since(mark, api.handles[index].item);
        page.write_methods(Some(HandleId(index)));
    }
    page.write_methods(None);
    page.write_frees();
    page.write_error_objects();
    page.write_tokens();
    page.write_restriction();
    let body = page.writer.finish();
    let keeps_closures = body.text.contains("SLOTS");
    let mut page = Page {
        writer: Writer::new(),
        ..Page::new(plan, api, instrument).with(page.needs)
    };
    page.write_error();
    let error = page.writer.finish();
    let mut writer = Writer::with_capacity(body.text.len() + error.text.len() + 1024);
    writer.line("mod safe {");
    writer.indent();
    let slots = if keeps_closures { SLOTS } else { "" };
    write_imports(&mut writer, &[&body.text, &error.text, slots]);
    writer.newline();
    write_fingerprint(&mut writer, fingerprint(resolved, plan.target_index));
    writer.append_lines(&error);
    writer.newline();
    writer.append_lines(&body);
    if keeps_closures {
        writer.lines(SLOTS);
    }
    writer.dedent();
    writer.line("}");
    writer
}

fn write_fingerprint(writer: &mut Writer, fingerprint: u64) {
    let parts: Vec<String> = (0..4)
        .rev()
        .map(|part| format!("{:04x}", fingerprint >> (16 * part) & 0xffff))
        .collect();
    writer.lines(&format!(
        "/// What the interface comes down to: two sides of a process that were built from different versions of it differ
/// here. `ffi_runtime::layout` compares them.
pub const FINGERPRINT: u64 = 0x{};
",
        parts.join("_")
    ));
    writer.newline();
}

fn write_imports(writer: &mut Writer, texts: &[&str]) {
    let mut used = FxHashSet::default();
    for text in texts {
        words(text, &mut used);
    }
    // The trait is named by its method only.
    let is_used = |name: &str| used.contains(if name == "OsStrExt" { "OsStr" } else { name });
    writer.line("use super::raw;");
    let modules: Vec<&str> = MODULES
        .iter()
        .copied()
        .filter(|name| is_used(name))
        .collect();
    for (path, names) in IMPORTS {
        let used: Vec<&str> = names.iter().copied().filter(|name| is_used(name)).collect();
        match *path {
            "core" => write_import(writer, path, &modules),
            _ => write_import(writer, path, &used),
        }
    }
}

fn write_import(writer: &mut Writer, path: &str, names: &[&str]) {
    match names {
        [] => {}
        [name] => writer.line(&format!("use {path}::{name};")),
        names => {
            let line = format!("use {path}::{{{}}};", names.join(", "));
            if line.len() + INDENTATION <= WIDTH {
                return writer.line(&line);
            }
            writer.line(&format!("use {path}::{{"));
            // rustfmt fills the lines.
            let mut line = String::new();
            for name in names {
                if INDENTATION + 4 + line.len() + name.len() + 2 > WIDTH {
                    writer.line(&format!("    {}", line.trim_end()));
                    line.clear();
                }
                line += &format!("{name}, ");
            }
            writer.line(&format!("    {}", line.trim_end()));
            writer.line("};");
        }
    }
}

/// Collects every word of the code of `text`; comments do not count.
fn words<'t>(text: &'t str, words: &mut FxHashSet<&'t str>) {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    for line in code {
        let mut rest = line;
        while let Some(start) = rest.find(is_part) {
            rest = &rest[start..];
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            words.insert(&rest[..end]);
            rest = &rest[end..];
        }
    }
}

impl<'a> Page<'a> {
    fn new(plan: &'a Plan<'a>, api: &'a Api, instrument: bool) -> Page<'a> {
        Page {
            plan,
            api,
            handles: names::handles(api),
            operations: names::operations(api),
            instrument,
            writer: Writer::new(),
            needs: BTreeSet::new(),
            frees: BTreeMap::new(),
            errors: BTreeSet::new(),
        }
    }

    fn with(mut self, needs: BTreeSet<Need>) -> Page<'a> {
        self.needs = needs;
        self
    }

    /// Writes the operations of a handle, or those of none: on the owned type what makes or takes one, on the borrowed
    /// type everything else.
    fn write_methods(&mut self, handle: Option<HandleId>) {
        let operations: Vec<&Operation> = self
            .api
            .operations
            .iter()
            .filter(|operation| match operation.role {
                Role::Method(of) | Role::Constructor(of) => Some(of) == handle,
                Role::Function => handle.is_none(),
            })
            .filter(|operation| self.has_room(operation))
            .collect();
        let Some(handle) = handle else {
            for operation in operations {
                self.write_operation(operation);
            }
            return;
        };
        let (owned, borrowed): (Vec<_>, Vec<_>) = operations.into_iter().partition(|operation| {
            !lifetimes::receives_reference(operation) || self.is_on_owner(operation)
        });
        let owned_type = self.owned(handle, "'_");
        self.write_impl(&owned_type, &owned);
        let borrowed_type = match self.api.handle(handle).is_integer() {
            true => format!("{}<'_>", self.handles[handle.0].borrowed),
            false => self.borrowed(handle, "'_"),
        };
        self.write_impl(&borrowed_type, &borrowed);
    }

    /// Whether the types of all objects that an operation makes in place are there in full: memory for one that is not
    /// would be too small.
    fn has_room(&self, operation: &Operation) -> bool {
        operation.outputs.iter().all(|output| match output.kind {
            OutputKind::Owned { handle, .. } => {
                let handle = self.api.handle(handle);
                let ty = self.plan.contract.item(handle.item);
                let standing = match &ty.kind {
                    ItemKind::Alias(alias) => self.plan.standings.of(&alias.ty),
                    _ => self.plan.standings.item(handle.item),
                };
                handle.form != Form::InPlace || matches!(standing, Standing::Value(_))
            }
            _ => true,
        })
    }

    /// Whether a method must have the owner of a handle: a number that can be copied is never had alone.
    fn is_on_owner(&self, operation: &Operation) -> bool {
        matches!(
            operation.inputs.first().map(|input| &input.kind),
            Some(InputKind::Handle(handle, Access::Exclusive)) if self.api.handle(*handle).is_integer()
        )
    }

    fn write_impl(&mut self, of: &str, operations: &[&Operation]) {
        if operations.is_empty() {
            return;
        }
        let outer = std::mem::take(&mut self.writer);
        self.writer.indent();
        for operation in operations {
            self.write_operation(operation);
        }
        let inner = std::mem::replace(&mut self.writer, outer).finish();
        // A lifetime is declared only where a method says it.
        match inner.text.contains(lifetimes::PARENT) {
            true => self.line(&format!(
                "impl<{0}> {1} {{",
                lifetimes::PARENT,
                of.replace("'_", lifetimes::PARENT)
            )),
            false => self.line(&format!("impl {of} {{")),
        }
        self.writer.append_lines(&inner);
        self.line("}");
        self.blank_line();
    }

    /// Writes the types that free text and arrays with a function of the library.
    fn write_frees(&mut self) {
        for (function, name) in std::mem::take(&mut self.frees) {
            let path = self.raw(function);
            let c_name = self.c_name(function).to_owned();
            let stay = self.unless_restricted("the memory is leaked");
            let released = match self.frees_anywhere() {
                true => self.until_released(),
                false => "",
            };
            self.lines(&format!(
                "/// Frees with `{c_name}`, on the thread that got the memory: no fact says that another one may.
#[derive(Debug)]
pub struct {name} {{
    _bound: PhantomData<*mut ()>,
}}

// SAFETY: `returns_owned(destroy = {c_name})` in the contract.
unsafe impl Free for {name} {{
    #[inline]
    unsafe fn free(block: NonNull<c_void>) {{
{stay}{released}        // SAFETY: the caller hands over a live block.
        unsafe {{ {path}(block.as_ptr().cast()) }};
    }}
}}
"
            ));
            self.blank_line();
        }
    }

    /// The name of the type that frees with `function`.
    pub(super) fn free_name(&mut self, function: ItemId) -> String {
        if let Some(name) = self.frees.get(&function) {
            return name.clone();
        }
        let mut name = names::pascal(self.c_name(function));
        while self.frees.values().any(|other| *other == name)
            || self
                .handles
                .iter()
                .any(|handle| handle.owned == name || handle.borrowed == name)
        {
            name.push_str("Function");
        }
        self.frees.insert(function, name.clone());
        name
    }

    pub(super) fn c_name(&self, function: ItemId) -> &'a str {
        self.plan.contract.item(function).name()
    }

    /// Writes the documentation of a C item, and paragraphs of our own after it.
    pub(super) fn docs_of(&mut self, item: ItemId, notes: &[String]) {
        let docs = &self.plan.contract.item(item).docs;
        docs::write(&mut self.writer, docs);
        for (index, note) in notes.iter().enumerate() {
            if index > 0 || !docs.blocks.is_empty() {
                self.line("///");
            }
            for line in note.lines() {
                self.line(&format!("/// {line}"));
            }
        }
    }

    /// Records that everything written after `mark` came from an item.
    pub(super) fn map_since(&mut self, mark: Mark, item: ItemId) {
        let span = self.plan.contract.item(item).span;
        self.writer.map_since(mark, span);
    }

    pub(super) fn line(&mut self, text: &str) {
        self.writer.line(text);
    }

    pub(super) fn lines(&mut self, text: &str) {
        self.writer.lines(text);
    }

    pub(super) fn blank_line(&mut self) {
        self.writer.newline();
    }
}
