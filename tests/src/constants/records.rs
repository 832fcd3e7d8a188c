//! Constants of structures and unions: both programs print the size, the bytes that are not zero, and the strings that
//! pointers lead to.
//!
//! The program in Rust prints the bytes of fields only; that of C prints all, padding being zero in objects of static
//! life. So a field that is missing in Rust shows.

use crate::{
    bindings::{self, Access, Bindings, Constant, Record},
    layouts::names,
    probe::Probe,
};
use std::collections::{BTreeMap, BTreeSet};
use syn::Type;

/// What the types of the constants are called in C, by their names in Rust.
pub(super) fn types(
    constants: &[&Constant],
    probe: &Probe<'_>,
) -> Result<BTreeMap<String, String>, String> {
    let wanted: BTreeSet<&String> = constants.iter().filter_map(|c| c.record.as_ref()).collect();
    let spellings: Vec<(String, Vec<String>)> = wanted
        .into_iter()
        .map(|name| {
            let spellings = names::tag_or_typedef(name, &["struct", "union"]);
            (name.clone(), spellings)
        })
        .collect();
    if spellings.is_empty() {
        return Ok(BTreeMap::new());
    }
    names::first_that_exists(&spellings, probe)
}

/// Statements of C that print the constant called `name`. `ours` is what Rust prints, which says where pointers to
/// strings are.
pub(super) fn question(ty: &str, name: &str, ours: &str) -> String {
    let texts = ours.split(' ').nth(3).unwrap_or_default();
    format!(
        "static {ty} ffi_gen_value = {name}; \
         show_record(&ffi_gen_value, sizeof ffi_gen_value, (const size_t[]){{ {texts} (size_t)-1 }});"
    )
}

/// How the program in Rust shows the records among the constants, and what lies in them.
pub(super) fn implementations(constants: &[&Constant], bindings: &Bindings) -> String {
    let mut pending: Vec<&Record> = constants
        .iter()
        .filter_map(|constant| bindings.record_of(constant.record.as_ref()?))
        .collect();
    if pending.is_empty() {
        return String::new();
    }
    let mut text = RUST_HELPERS.to_owned();
    for newtype in &bindings.newtypes {
        text.push_str(&format!(
            "impl Leaves for bindings::r#{newtype} {{ \
             fn leaves(&self, at: usize, out: &mut Out) {{ self.0.leaves(at, out) }} }}\n"
        ));
    }
    let mut done = BTreeSet::new();
    while let Some(record) = pending.pop() {
        if !done.insert(&record.rust) {
            continue;
        }
        text.push_str(&implementation(record));
        let inner = record.fields.iter().filter_map(|field| element(&field.ty));
        pending.extend(inner.filter_map(|name| bindings.record_of(&name)));
    }
    text
}

fn implementation(record: &Record) -> String {
    let name = &record.rust;
    let fields = record.fields.iter().map(|field| match &field.access {
        Access::Field(name) => Some(name),
        Access::Method(_) => None,
    });
    let fields: Option<Vec<&String>> = fields.collect();
    // The fields of a union lie upon each other, and those of a record that is just bytes are no fields of Rust's.
    let body = match fields.filter(|_| !record.is_union) {
        Some(fields) => fields
            .into_iter()
            .chain(&record.bit_storage)
            .map(|field| {
                format!(
                    "{{ let field = self.{field}; \
                     (&Leaf(&field)).put(at + std::mem::offset_of!(bindings::{name}, {field}), out); }}\n"
                )
            })
            .collect(),
        None => "raw(self, at, out)".to_owned(),
    };
    format!(
        "impl Leaves for bindings::{name} {{ fn leaves(&self, at: usize, out: &mut Out) {{ {body} }} }}\n\
         impl Show for bindings::{name} {{ fn show(&self) -> String {{ record(self) }} }}\n"
    )
}

/// The named type at the bottom of arrays.
fn element(ty: &Type) -> Option<String> {
    match ty {
        Type::Array(array) => element(&array.elem),
        ty => bindings::last_ident(ty),
    }
}

/// `record SIZE texts OFFSET,… OFFSET=BYTES,… OFFSET:BYTE,…`
pub(super) const C_HELPERS: &str = r#"
#include <stddef.h>
#undef EXISTS
#define EXISTS(type) printf("%zu\n", sizeof(*(type *)0));
static void show_record(void *record, size_t size, const size_t *texts) {
    unsigned char *bytes = record;
    printf("record %zu texts ", size);
    for (const size_t *at = texts; *at != (size_t)-1; at++) printf("%zu,", *at);
    printf(" ");
    for (const size_t *at = texts; *at != (size_t)-1; at++) {
        const char *text;
        memcpy(&text, bytes + *at, sizeof text);
        printf("%zu=", *at);
        for (; text && *text; text++) printf("%02x", (unsigned char)*text);
        printf(",");
        memset(bytes + *at, 0, sizeof text);
    }
    printf(" ");
    for (size_t i = 0; i < size; i++)
        if (bytes[i]) printf("%zu:%02x,", i, bytes[i]);
    printf("\n");
}
"#;

const RUST_HELPERS: &str = r#"
#[derive(Default)]
struct Out { bytes: std::collections::BTreeMap<usize, u8>, texts: std::collections::BTreeMap<usize, String> }
trait Leaves { fn leaves(&self, at: usize, out: &mut Out); }
struct Leaf<'a, T>(&'a T);
impl<T: Leaves> Leaf<'_, T> { fn put(&self, at: usize, out: &mut Out) { self.0.leaves(at, out) } }
trait Other { fn put(&self, at: usize, out: &mut Out); }
impl<T> Other for &Leaf<'_, T> { fn put(&self, at: usize, out: &mut Out) { raw(self.0, at, out) } }
fn raw<T>(value: &T, at: usize, out: &mut Out) {
    for index in 0..size_of::<T>() {
        out.bytes.insert(at + index, unsafe { (&raw const *value).cast::<u8>().add(index).read() });
    }
}
macro_rules! leaves { ($($ty:ty),*) => { $(impl Leaves for $ty {
    fn leaves(&self, at: usize, out: &mut Out) { raw(self, at, out) }
})* } }
leaves!(u8, u16, u32, u64, u128, i8, i16, i32, i64, i128, usize, isize, bool, f32, f64);
impl<T> Leaves for Option<T> { fn leaves(&self, at: usize, out: &mut Out) { raw(self, at, out) } }
impl<T> Leaves for *mut T { fn leaves(&self, at: usize, out: &mut Out) { self.cast_const().leaves(at, out) } }
impl<T> Leaves for *const T {
    fn leaves(&self, at: usize, out: &mut Out) {
        // Addresses that headers make up lie at the ends of memory.
        if !(1 << 16..1 << 47).contains(&self.addr()) {
            return raw(self, at, out);
        }
        let text = unsafe { core::ffi::CStr::from_ptr(self.cast()) };
        out.texts.insert(at, text.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect());
    }
}
impl<T: Leaves, const N: usize> Leaves for [T; N] {
    fn leaves(&self, at: usize, out: &mut Out) {
        for (index, element) in self.iter().enumerate() { element.leaves(at + index * size_of::<T>(), out); }
    }
}
fn record<T: Leaves>(value: &T) -> String {
    let mut out = Out::default();
    value.leaves(0, &mut out);
    let offsets: String = out.texts.keys().map(|at| format!("{at},")).collect();
    let texts: String = out.texts.iter().map(|(at, text)| format!("{at}={text},")).collect();
    let given = out.bytes.iter().filter(|(_, byte)| **byte != 0);
    let bytes: String = given.map(|(at, byte)| format!("{at}:{byte:02x},")).collect();
    format!("record {} texts {offsets} {texts} {bytes}", size_of::<T>())
}
"#;
