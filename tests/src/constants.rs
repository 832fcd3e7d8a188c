//! Compares every emitted constant with what gcc says: value, size and sign, printed by two programs.

mod records;

use crate::{
    bindings::{Bindings, Constant},
    probe::Probe,
    process,
};
use std::{collections::BTreeMap, fs, path::Path, process::Command};

/// What the comparison of one header found.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Number of constants that agree.
    pub equal: usize,
    /// How many of them are structures or unions.
    pub records: usize,
    /// Constants that differ: name, what Rust has, what C has.
    pub different: Vec<(String, String, String)>,
    /// Constants that cannot be compared, and why.
    pub incomparable: Vec<(String, String)>,
}

/// Compares the constants of `bindings`, emitted in the file `rust` for the C source `include`, with gcc.
///
/// # Errors
/// When one of the two programs cannot be made at all.
pub fn compare(
    bindings: &Bindings,
    rust: &Path,
    include: &str,
    flags: &[String],
    dir: &Path,
) -> Result<Comparison, String> {
    let constants: Vec<&Constant> = bindings.constants.iter().collect();
    let in_rust = print_from_rust(&constants, bindings, rust, dir)?;
    let probe = Probe {
        prologue: format!("{include}\n{C_HELPERS}{}", records::C_HELPERS),
        flags,
        dir,
    };
    let types = records::types(&constants, &probe)?;
    let questions: Vec<String> = constants
        .iter()
        .enumerate()
        .map(|(index, constant)| match in_rust.get(&index) {
            Some(ours) if ours.starts_with("record") => {
                let record = constant.record.as_ref();
                let ty = record.and_then(|record| types.get(record));
                records::question(ty.map_or("void", String::as_str), &constant.name, ours)
            }
            // `((const char *)"text")` is text too.
            Some(ours) if ours.starts_with("text") => format!("SHOW_TEXT(({}))", constant.name),
            _ => format!("SHOW(({}))", constant.name),
        })
        .collect();
    let answers = probe.ask(&questions)?;
    let mut comparison = Comparison::default();
    for (index, constant) in constants.iter().enumerate() {
        let ours = in_rust
            .get(&index)
            .ok_or_else(|| format!("{} is not printed", constant.expression))?;
        let theirs = answers.printed.get(&index).and_then(|lines| lines.first());
        match theirs {
            _ if ours.starts_with("unknown") => comparison
                .incomparable
                .push((constant.expression.clone(), ours.clone())),
            None => {
                let reason = answers
                    .rejected
                    .get(&index)
                    .map_or("no answer", String::as_str);
                comparison
                    .incomparable
                    .push((constant.expression.clone(), format!("gcc: {reason}")));
            }
            Some(theirs) if agree(ours, theirs, constant.value_only) => {
                comparison.equal += 1;
                comparison.records += usize::from(ours.starts_with("record"));
            }
            Some(theirs) => comparison.different.push((
                constant.expression.clone(),
                ours.clone(),
                theirs.clone(),
            )),
        }
    }
    compare_synonyms(bindings, &probe, &mut comparison)?;
    Ok(comparison)
}

/// A macro that is another name must stand for the same type, function or object in C.
fn compare_synonyms(
    bindings: &Bindings,
    probe: &Probe<'_>,
    comparison: &mut Comparison,
) -> Result<(), String> {
    let ask = |question: fn(&str, &str) -> String| {
        let questions: Vec<String> = bindings
            .synonyms
            .iter()
            .map(|(name, of)| question(name, of))
            .collect();
        probe.ask(&questions)
    };
    let as_types =
        ask(|name, of| format!("printf(\"%d\\n\", __builtin_types_compatible_p({name}, {of}));"))?;
    // gcc knows at compile time that a symbol equals itself.
    let as_values = ask(|name, of| format!("printf(\"%d\\n\", ({name}) == ({of}));"))?;
    for (index, (name, of)) in bindings.synonyms.iter().enumerate() {
        let answer = as_types
            .printed
            .get(&index)
            .or_else(|| as_values.printed.get(&index));
        match answer.and_then(|lines| lines.first()).map(String::as_str) {
            Some("1") => comparison.equal += 1,
            Some(_) => comparison.different.push((
                name.clone(),
                format!("another name of {of}"),
                "something else".to_owned(),
            )),
            None => {
                let reason = as_values
                    .rejected
                    .get(&index)
                    .map_or("no answer", String::as_str);
                comparison
                    .incomparable
                    .push((name.clone(), format!("gcc: {reason}")));
            }
        }
    }
    Ok(())
}

/// Enumerators agree in value only: C makes them `int`, whatever the enumeration's type.
fn agree(ours: &str, theirs: &str, value_only: bool) -> bool {
    if value_only {
        let value = |line: &str| {
            line.split(' ')
                .take(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        value(ours) == value(theirs)
    } else {
        ours == theirs
    }
}

/// Prints the constants from the emitted Rust: lines of `index` and what [`C_HELPERS`] prints for C.
fn print_from_rust(
    constants: &[&Constant],
    bindings: &Bindings,
    rust: &Path,
    dir: &Path,
) -> Result<BTreeMap<usize, String>, String> {
    let mut text = bindings.prelude(rust) + RUST_HELPERS;
    for newtype in &bindings.newtypes {
        text.push_str(&format!(
            "impl Show for bindings::r#{newtype} {{ fn show(&self) -> String {{ self.0.show() }} }}\n"
        ));
    }
    text.push_str(&records::implementations(constants, bindings));
    let chunks = constants.chunks(100).enumerate();
    for (number, chunk) in chunks.clone() {
        text.push_str(&format!("fn show_{number}() {{\n"));
        for (offset, constant) in chunk.iter().enumerate() {
            text.push_str(&format!(
                "println!(\"{} {{}}\", (&Shown(&bindings::{})).line());\n",
                number * 100 + offset,
                constant.expression,
            ));
        }
        text.push_str("}\n");
    }
    text.push_str("fn main() {\n");
    for (number, _) in chunks {
        text.push_str(&format!("show_{number}();\n"));
    }
    text.push_str("}\n");
    let output = run_rust(&text, "constants", dir)?;
    output
        .lines()
        .map(|line| {
            let (index, shown) = line.split_once(' ').ok_or("a broken line")?;
            let index = index.parse().map_err(|_| "a broken index")?;
            Ok((index, shown.to_owned()))
        })
        .collect()
}

/// Compiles and runs a Rust program; returns what it prints.
///
/// # Errors
/// When it does not compile or fails.
pub fn run_rust(text: &str, name: &str, dir: &Path) -> Result<String, String> {
    let source = dir.join(format!("{name}.rs"));
    let program = dir.join(name);
    fs::write(&source, text).map_err(|error| error.to_string())?;
    let mut rustc = Command::new("rustc");
    rustc
        .args([
            "--edition",
            "2024",
            "-C",
            "debuginfo=0",
            "-C",
            "opt-level=0",
            "-C",
            "debug-assertions=off",
            "-A",
            "warnings",
        ])
        .args(["-C", "link-arg=-Wl,--unresolved-symbols=ignore-all", "-o"])
        .arg(&program)
        .arg(&source);
    process::succeed(&mut rustc)?;
    let stdout = process::succeed(&mut Command::new(&program))?;
    String::from_utf8(stdout).map_err(|error| error.to_string())
}

/// `SHOW(x)` prints one line: `int VALUE SIZE SIGN`, `float BITS SIZE`, `text BYTES`, `address VALUE` — or what else
/// gcc takes `x` for.
const C_HELPERS: &str = r#"
#include <stdint.h>
#include <string.h>
#include <stdio.h>
#include <wchar.h>
#include <uchar.h>
#undef SHOW
#undef SHOW_TEXT
#define IS(x, class) (__builtin_classify_type(x) == (class))
#define AS(x, class, other) __builtin_choose_expr(IS(x, class), (x), (other))
#define IS_ARRAY_OF(x, type) \
    __builtin_types_compatible_p(__typeof__(x), __typeof__(type[sizeof(x) / sizeof(type) + !sizeof(x)]))
#define SHOW(x) do { \
    if (IS_ARRAY_OF(x, char) || IS_ARRAY_OF(x, unsigned char) || IS_ARRAY_OF(x, wchar_t) \
        || IS_ARRAY_OF(x, char16_t) || IS_ARRAY_OF(x, char32_t)) \
        show_text((const void *)(uintptr_t)AS(x, 5, 0), sizeof(x)); \
    else if (IS(x, 1)) \
        show_int((unsigned __int128)AS(x, 1, 0), sizeof(x), \
            (__typeof__(AS(x, 1, 0)))-1 < (__typeof__(AS(x, 1, 0)))1); \
    else if (IS(x, 8)) { \
        __typeof__(AS(x, 8, 0.0)) value = AS(x, 8, 0.0); \
        show_float(&value, sizeof(x)); \
    } else if (IS(x, 5)) \
        printf("address %016llx\n", (unsigned long long)(uintptr_t)AS(x, 5, 0)); \
    else \
        printf("class %d, %zu bytes\n", __builtin_classify_type(x), sizeof(x)); \
} while (0);
#define IS_POINTER_TO(x, type) \
    (__builtin_types_compatible_p(__typeof__(x), type *) || __builtin_types_compatible_p(__typeof__(x), const type *))
#define SHOW_TEXT(x) do { \
    if (IS_POINTER_TO(x, char) || IS_POINTER_TO(x, unsigned char)) { \
        const char *text = (const char *)(uintptr_t)AS(x, 5, 0); \
        show_text(text, strlen(text) + 1); \
    } else \
        SHOW(x) \
} while (0);
static void show_int(unsigned __int128 value, size_t size, int is_signed) {
    printf("int %016llx%016llx %zu %s\n", (unsigned long long)(value >> 64), (unsigned long long)value, size,
        is_signed ? "signed" : "unsigned");
}
static void show_float(const void *value, size_t size) {
    printf("float ");
    for (size_t i = size; i-- > 0;) printf("%02x", ((const unsigned char *)value)[i]);
    printf(" %zu\n", size);
}
static void show_text(const void *text, size_t size) {
    printf("text ");
    for (size_t i = 0; i < size; i++) printf("%02x", ((const unsigned char *)text)[i]);
    printf("\n");
}
"#;

const RUST_HELPERS: &str = r#"
trait Show { fn show(&self) -> String; }
struct Shown<'a, T>(&'a T);
impl<T: Show> Shown<'_, T> { fn line(&self) -> String { self.0.show() } }
trait Fallback { fn line(&self) -> String; }
impl<T> Fallback for &Shown<'_, T> {
    fn line(&self) -> String { format!("unknown type {}", std::any::type_name::<T>()) }
}
macro_rules! ints { ($($ty:ty => $wide:ty),*) => { $(impl Show for $ty {
    fn show(&self) -> String {
        let sign = if <$ty>::MIN == 0 { "unsigned" } else { "signed" };
        format!("int {:032x} {} {sign}", <$wide>::from(*self), size_of::<$ty>())
    }
})* } }
ints!(u8 => u128, u16 => u128, u32 => u128, u64 => u128, u128 => u128,
    i8 => i128, i16 => i128, i32 => i128, i64 => i128, i128 => i128);
impl Show for usize { fn show(&self) -> String { (*self as u64).show() } }
impl Show for isize { fn show(&self) -> String { (*self as i64).show() } }
impl Show for bool { fn show(&self) -> String { (*self as u8).show() } }
impl Show for f32 { fn show(&self) -> String { format!("float {:08x} 4", self.to_bits()) } }
impl Show for f64 { fn show(&self) -> String { format!("float {:016x} 8", self.to_bits()) } }
trait Unit { fn bytes(&self) -> Vec<u8>; }
macro_rules! units { ($($ty:ty),*) => { $(impl Unit for $ty {
    fn bytes(&self) -> Vec<u8> { self.to_ne_bytes().to_vec() }
})* } }
units!(u8, i8, u16, i16, u32, i32);
fn text<T: Unit>(units: &[T]) -> String {
    let digits: String = units.iter().flat_map(Unit::bytes).map(|byte| format!("{byte:02x}")).collect();
    format!("text {digits}")
}
impl<T: Unit, const N: usize> Show for [T; N] { fn show(&self) -> String { text(self) } }
impl<T: Unit, const N: usize> Show for &[T; N] { fn show(&self) -> String { text(*self) } }
impl<T: Unit> Show for &[T] { fn show(&self) -> String { text(self) } }
impl Show for &core::ffi::CStr { fn show(&self) -> String { text(self.to_bytes_with_nul()) } }
impl<T> Show for *const T { fn show(&self) -> String { format!("address {:016x}", *self as usize) } }
impl<T> Show for *mut T { fn show(&self) -> String { format!("address {:016x}", *self as usize) } }
impl<T> Show for Option<T> {
    fn show(&self) -> String {
        assert_eq!(size_of::<Option<T>>(), size_of::<usize>(), "only function pointers are optional");
        format!("address {:016x}", unsafe { std::mem::transmute_copy::<Option<T>, usize>(self) })
    }
}
"#;
