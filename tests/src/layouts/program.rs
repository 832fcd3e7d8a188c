//! The two programs that answer.

use super::{Answered, Question};
use crate::{bindings::Bindings, constants};
use std::path::Path;

/// Answers `questions` from the emitted Rust.
pub(super) fn run(
    bindings: &Bindings,
    questions: &[Question],
    rust: &Path,
    dir: &Path,
) -> Result<Answered, String> {
    let mut text = bindings.prelude(rust) + RUST_HELPERS;
    for newtype in &bindings.newtypes {
        text.push_str(&format!(
            "impl Integer for bindings::r#{newtype} {{\n\
             const SIGNED: bool = is_signed(|n: &Self| &n.0);\n\
             fn ones() -> Self {{ bindings::r#{newtype}(Integer::ones()) }}\n\
             fn wide(self) -> u128 {{ self.0.wide() }} }}\n"
        ));
    }
    let chunks = questions.chunks(100).enumerate();
    for (number, chunk) in chunks.clone() {
        text.push_str(&format!("fn answer_{number}() {{\n"));
        for (offset, question) in chunk.iter().enumerate() {
            let index = number * 100 + offset;
            text.push_str(&format!("println!(\"{index} {{}}\", {});\n", question.rust));
        }
        text.push_str("}\n");
    }
    text.push_str("fn main() {\n");
    for (number, _) in chunks {
        text.push_str(&format!("answer_{number}();\n"));
    }
    text.push_str("}\n");
    constants::run_rust(&text, "layouts", dir)?
        .lines()
        .map(|line| {
            let (index, answer) = line.split_once(' ').ok_or("a broken line")?;
            let index = index.parse().map_err(|_| "a broken index")?;
            Ok((index, answer.to_owned()))
        })
        .collect()
}

/// The questions in C.
pub(super) const C_HELPERS: &str = r#"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#undef EXISTS
#define EXISTS(type) printf("%zu\n", sizeof(*(type *)0));
#define SIZE(type) printf("%zu\n", sizeof(type));
#define SIZE_ALIGN(type) printf("%zu %zu\n", sizeof(type), _Alignof(type));
#define SIZE_SIGN(type) printf("%zu %s\n", sizeof(type), (type)-1 < (type)1 ? "signed" : "unsigned");
#define OFFSET(type, field) printf("%zu\n", offsetof(type, field));
#define OFFSET_SIZE(type, field) printf("%zu %zu\n", offsetof(type, field), sizeof(((type *)0)->field));
#define BITS(type, field) { \
    type *record = calloc(1, sizeof(type)); \
    record->field = -1; \
    show_bytes(record, sizeof(type)); \
    memset(record, 0xff, sizeof(type)); \
    unsigned __int128 value = record->field; \
    printf(" %016llx%016llx\n", (unsigned long long)(value >> 64), (unsigned long long)value); \
    free(record); }
static void show_bytes(const void *record, size_t size) {
    const unsigned char *bytes = record;
    for (size_t i = 0; i < size; i++)
        if (bytes[i]) printf("%zu:%02x,", i, bytes[i]);
}
"#;

const RUST_HELPERS: &str = r#"
fn size_align<T>() -> String { format!("{} {}", size_of::<T>(), align_of::<T>()) }
fn size_sign<T: Integer>() -> String {
    format!("{} {}", size_of::<T>(), if T::SIGNED { "signed" } else { "unsigned" })
}
trait Integer: Copy { const SIGNED: bool; fn ones() -> Self; fn wide(self) -> u128; }
const fn is_signed<T, I: Integer>(_: fn(&T) -> &I) -> bool { I::SIGNED }
macro_rules! integers { ($($ty:ty),*) => { $(impl Integer for $ty {
    const SIGNED: bool = <$ty>::MIN != 0;
    fn ones() -> Self { !0 }
    fn wide(self) -> u128 { self as u128 }
})* } }
integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, isize, usize);
impl Integer for bool {
    const SIGNED: bool = false;
    fn ones() -> Self { true }
    fn wide(self) -> u128 { self as u128 }
}
fn offset_size<R, F>(field: impl Fn(*mut R) -> *mut F) -> String {
    format!("{} {}", offset(field), size_of::<F>())
}
fn offset<R, F>(field: impl Fn(*mut R) -> *mut F) -> usize {
    let record = std::ptr::NonNull::<R>::dangling().as_ptr();
    field(record).addr().wrapping_sub(record.addr())
}
fn bits<R>(store: impl Fn(*mut R), load: impl Fn(*mut R) -> u128) -> String {
    let layout = std::alloc::Layout::new::<R>();
    let record = unsafe { std::alloc::alloc_zeroed(layout) };
    store(record.cast());
    let bytes = unsafe { std::slice::from_raw_parts_mut(record, layout.size()) };
    let changed: String = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte != 0)
        .map(|(index, byte)| format!("{index}:{byte:02x},"))
        .collect();
    bytes.fill(0xff);
    format!("{changed} {:032x}", load(record.cast()))
}
"#;
