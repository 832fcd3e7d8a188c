//! The C front end: libclang's view of a header as a contract.

// libclang names its constants in its own way, and matching on them is most of what happens here.
#![allow(non_upper_case_globals)]

mod advice;
mod annotation;
mod api;
mod attribute;
mod builtin;
mod comment;
mod complaint;
mod files;
mod install;
mod library;
mod library_files;
mod macros;
mod names;
mod nullability;
mod passing;
mod record_names;
mod registry;
mod search;
mod target;
mod translate;
mod types;
mod written;

#[cfg(feature = "cli")]
pub(crate) use self::{builtin::Builtin, library::load};

use super::{Header, Input, Reading};
use crate::{
    contract::Contract,
    diagnostic::{Diagnostic, Diagnostics},
    source::SourceMap,
};
use api::{Cursor, TranslationUnit};
use clang_sys::*;
use files::{Files, Place};
use library::Library;
use macros::Macros;
use std::{ffi::CString, panic::resume_unwind, path::PathBuf, thread};
use translate::Translator;

/// Reads headers as one translation unit.
pub fn read(input: &Input, diagnostics: &mut Diagnostics) -> Reading {
    // clang recurses into types, and a header may nest them deeper than a thread's usual stack allows.
    const STACK: usize = 256 << 20;
    thread::scope(|scope| {
        let reader = thread::Builder::new()
            .name("clang".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || read_here(input, diagnostics));
        match reader.map(|reader| reader.join()) {
            Ok(Ok(reading)) => reading,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(error) => panic!("a thread cannot be started: {error}"),
        }
    })
}

fn read_here(input: &Input, diagnostics: &mut Diagnostics) -> Reading {
    let unit = match library::load().and_then(|library| parse(input, library)) {
        Ok(unit) => unit,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return Reading {
                contract: Err(SourceMap::default()),
                files: Vec::new(),
            };
        }
    };
    let files = Files::new(&unit);
    let read: Vec<PathBuf> = files.paths().cloned().collect();
    let errors = complaint::report(&unit, &files, input, diagnostics);
    let contract = if diagnostics.has_errors() {
        Err(files.into_sources())
    } else {
        Ok(translate(&unit, files, &errors, diagnostics))
    };
    Reading {
        contract,
        files: read,
    }
}

/// The name of the file that includes what the user named; it exists in memory only.
const MAIN: &str = "ffi-gen-main.c";

/// The name that text from standard input is included under.
const STDIN: &str = "ffi-gen-stdin.h";

fn parse(input: &Input, library: &'static Library) -> Result<TranslationUnit, Diagnostic> {
    // clang finds a file that exists in memory only by its whole path.
    let directory = std::env::current_dir().unwrap_or_default();
    let stdin = directory.join(STDIN);
    let stdin = stdin.as_os_str().as_encoded_bytes();
    let mut files = Vec::new();
    let mut main = Vec::new();
    for header in input.distinct_headers() {
        main.extend_from_slice(b"#include ");
        match header {
            Header::Path(path) => quote(path.as_os_str().as_encoded_bytes(), &mut main),
            Header::Search(name) => main.extend_from_slice(format!("<{name}>").as_bytes()),
            Header::Stdin(text) => {
                quote(stdin, &mut main);
                files.push((CString::new(stdin).unwrap_or_default(), text.clone()));
            }
        }
        main.push(b'\n');
    }
    files.push((c_string(MAIN), main));
    let builtin = library.builtin.as_ref().map_err(Clone::clone)?;
    for (path, text) in builtin.unsaved_files() {
        files.push((c_string(&path), text.as_bytes().to_vec()));
    }
    let mut arguments: Vec<String> = ["clang", "-x", "c", "-ferror-limit=0"]
        .map(String::from)
        .into();
    arguments.extend(builtin.arguments());
    arguments.extend(input.arguments.iter().cloned());
    arguments.push(MAIN.to_owned());
    let arguments: Vec<CString> = arguments.iter().map(|text| c_string(text)).collect();
    TranslationUnit::parse(library, &arguments, &files)
        .map_err(|code| api::parse_failure(code, input))
}

/// C text cannot hold a zero, and nothing after one would reach clang anyway.
fn c_string(text: &str) -> CString {
    let end = text.find('\0').unwrap_or(text.len());
    CString::new(&text[..end]).expect("the text was cut before its first zero")
}

fn quote(path: &[u8], into: &mut Vec<u8>) {
    into.push(b'"');
    into.extend_from_slice(path);
    into.push(b'"');
}

/// Sorts the declarations at the top by what they are and hands them on, in order.
fn translate<'tu>(
    unit: &'tu TranslationUnit,
    files: Files<'tu>,
    errors: &[Place],
    diagnostics: &mut Diagnostics,
) -> Contract {
    let mut own: Vec<(Cursor<'tu>, Place)> = Vec::new();
    let mut foreign: Vec<Cursor<'tu>> = Vec::new();
    let mut macros = Macros::new(unit);
    unit.cursor().for_each_child(|cursor| match cursor.kind() {
        CXCursor_MacroDefinition => macros.define(cursor, &files),
        CXCursor_MacroExpansion | CXCursor_InclusionDirective => {}
        _ => match files.place(cursor) {
            Some(place) if files.in_library(place.file) => own.push((cursor, place)),
            _ => foreign.push(cursor),
        },
    });
    let target = target::of(unit, macros.compilers());
    let mut translator = Translator::new(&files, &target, errors, diagnostics);
    for (cursor, place) in own {
        translator.declaration(cursor, place);
    }
    macros.translate(&mut translator, &foreign);
    let (items, order) = translator.finish();
    Contract::new(vec![target], files.into_sources(), items, order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{CallConv, ItemKind, RecordBody, Value};

    fn contract(text: &str, target: &str) -> Contract {
        let input = Input {
            headers: vec![Header::Stdin(text.into())],
            arguments: vec![format!("--target={target}")],
            keep_going: false,
        };
        let mut diagnostics = Diagnostics::default();
        let reading = read(&input, &mut diagnostics);
        let messages: Vec<_> = diagnostics.iter().map(|d| d.message.clone()).collect();
        reading.contract.unwrap_or_else(|_| panic!("{messages:?}"))
    }

    #[test]
    fn two_targets_share_one_contract() {
        let header = "
            typedef unsigned long word;
            struct pair { char *name; word value; };
            int take(struct pair *pair);
            #define PAIR_SIZE (int)sizeof(struct pair)
            #define ANSWER 42
            #ifdef __i386__
            int only_on_32_bits(void);
            typedef short wide;
            #else
            typedef long wide;
            #endif
            void last(wide);
        ";
        let large = contract(header, "x86_64-pc-linux-gnu");
        let small = contract(header, "i686-pc-linux-gnu");
        let both = large.merge(small).expect("two targets fit");
        let triples: Vec<&str> = both.targets().iter().map(|t| &*t.triple).collect();
        assert_eq!(triples, ["x86_64-pc-linux-gnu", "i686-pc-linux-gnu"]);
        let names: Vec<(&str, bool, bool)> = both
            .items()
            .map(|(_, item)| {
                let on = |target| item.targets.contains(target);
                (item.name(), on(0), on(1))
            })
            .collect();
        assert_eq!(
            names,
            [
                ("word", true, true),
                ("pair", true, true),
                ("take", true, true),
                ("PAIR_SIZE", true, true),
                ("ANSWER", true, true),
                ("only_on_32_bits", false, true),
                ("wide", true, false),
                ("wide", false, true),
                ("last", true, true),
            ]
        );
        let kind = |name: &str| {
            let (_, item) = both.items().find(|(_, item)| item.name() == name).unwrap();
            &item.kind
        };
        let ItemKind::Record(record) = kind("pair") else {
            panic!("a record")
        };
        let RecordBody::Defined { layout, .. } = &record.body else {
            panic!("a definition")
        };
        let size = |target| layout.get(target).map(|layout| layout.size);
        assert_eq!((size(0), size(1)), (Some(16), Some(8)));
        let ItemKind::Constant(constant) = kind("PAIR_SIZE") else {
            panic!("a constant")
        };
        assert_eq!(constant.value.get(0), Some(&Value::Int(16)));
        assert_eq!(constant.value.get(1), Some(&Value::Int(8)));
        let (wide, _) = both.items().find(|(_, i)| i.name() == "wide").unwrap();
        let (other, _) = both.on_target(wide, 1).expect("the 32-bit one");
        assert_ne!(wide, other);
    }

    #[test]
    fn arguments_in_registers_are_a_convention_of_their_own() {
        let text = "int f(int) __attribute__((regparm(3))); int g(int);";
        let contract = contract(text, "i686-pc-linux-gnu");
        let conventions: Vec<_> = contract
            .items()
            .filter_map(|(_, item)| match &item.kind {
                ItemKind::Function(function) => Some(function.signature.convention),
                _ => None,
            })
            .collect();
        assert_eq!(conventions, [CallConv::Other, CallConv::C]);
    }

    #[test]
    fn an_enumerator_has_the_type_and_value_that_c_gives_it() {
        let contract = contract(
            "
            enum plain { LOW = 1, HIGH = 0x80000000, };
            enum fixed : unsigned { ONE = 1 };
            enum wide { NEGATIVE = -1, LARGE = 0x100000000 };
            #define BELOW_LOW (LOW - 2)
            #define BELOW_ONE (ONE - 2)
            #define HIGH_BIT (HIGH >> 31)
            #define SIZES (sizeof(LOW) + 16 * sizeof(LARGE))
            ",
            "x86_64-pc-linux-gnu",
        );
        let value = |name: &str| {
            let found = contract.items().find(|(_, item)| item.name() == name);
            let ItemKind::Constant(constant) = &found.unwrap().1.kind else {
                panic!("`{name}` is no constant")
            };
            match constant.value.get(0) {
                Some(Value::Int(value)) => *value,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(value("BELOW_LOW"), -1);
        assert_eq!(value("BELOW_ONE"), 0xffff_ffff);
        assert_eq!(value("HIGH_BIT"), 1);
        assert_eq!(value("SIZES"), 4 + 16 * 8);
    }

    #[test]
    fn constants_of_another_library_have_their_values() {
        let directory = std::env::temp_dir().join(format!("ffi-gen-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let foreign = "enum flags { TOP = 0x80000000u }; enum wide { ALL = 0xffffffffffffffffull };
             static const int copied = -7; static const enum flags chosen = TOP;";
        std::fs::write(directory.join("foreign.h"), foreign).unwrap();
        let text = "#include <foreign.h>\n#define OURS (TOP >> 31)\n#define EVERY ALL\n\
                    #define COPY copied\n#define CHOICE chosen\nint ours;\n";
        let input = Input {
            headers: vec![Header::Stdin(text.into())],
            arguments: vec![
                "--target=x86_64-pc-linux-gnu".into(),
                format!("-isystem{}", directory.display()),
            ],
            keep_going: false,
        };
        let reading = read(&input, &mut Diagnostics::default());
        std::fs::remove_dir_all(&directory).unwrap();
        let contract = reading
            .contract
            .unwrap_or_else(|_| panic!("it is correct C"));
        let values: Vec<_> = contract
            .items()
            .filter_map(|(_, item)| match &item.kind {
                ItemKind::Constant(constant) => constant.value.get(0).cloned(),
                _ => None,
            })
            .collect();
        let expected = [1, u64::MAX.into(), -7, 0x8000_0000].map(Value::Int);
        assert_eq!(values, expected);
    }
}
