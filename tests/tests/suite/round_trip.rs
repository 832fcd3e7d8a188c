//! A header that the C back end writes says what its contract said: read again, it has the same signatures and facts.

use ffi_gen::{
    backend::{self, c, summary},
    diagnostic::{Color, Diagnostics, render},
    frontend::{
        Header, Input,
        rust::export::{Conditions, Source},
    },
    pipeline,
    resolve::{Resolved, Selection, fingerprint},
};
use ffi_gen_tests::process;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The libraries whose facts fit into annotations whole. The others declare conventions of errors, or name the
/// parameters of callback types, which only a side file can.
const WHOLE: &[&str] = &["gongs", "handles", "hubs", "lent", "names", "posts", "rows"];
const OTHERS: &[&str] = &["calls", "clobber", "data"];

fn resolve(header: Header, overlay: Option<&Path>) -> Resolved {
    let input = Input {
        headers: vec![header],
        ..Input::default()
    };
    let mut diagnostics = Diagnostics::default();
    match pipeline::resolve(&input, &Selection::default(), overlay, &mut diagnostics) {
        Ok((resolved, _)) => resolved,
        Err(failure) => panic!("{}", render(&diagnostics, &failure.sources, Color::Never)),
    }
}

fn library(name: &str) -> Resolved {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("runtime")
        .join(name);
    let overlay = folder.join(format!("{name}.ffi.toml"));
    resolve(
        Header::Path(folder.join(format!("{name}.h"))),
        Some(&overlay),
    )
}

fn header(resolved: &Resolved) -> String {
    let emission = backend::run(&c::Header::default(), resolved);
    let (_, output) = emission.files.iter().next().expect("a header");
    output.text.clone()
}

/// What is safe, but for the name of the library, which no header has.
fn safe(resolved: &Resolved) -> String {
    let text = summary::text(resolved);
    text.split_once('\n')
        .map(|(_, rest)| rest.to_owned())
        .unwrap_or_default()
}

#[test]
fn facts_and_signatures_come_back() {
    for name in WHOLE {
        let once = library(name);
        let again = resolve(Header::Stdin(header(&once).into()), None);
        assert_eq!(
            fingerprint::text(&once, 0),
            fingerprint::text(&again, 0),
            "{name}"
        );
        assert_eq!(safe(&once), safe(&again), "{name}");
    }
}

#[test]
fn what_was_written_once_is_written_again() {
    for name in WHOLE {
        let once = header(&library(name));
        let again = header(&resolve(Header::Stdin(once.clone().into()), None));
        let declared = |text: &str| -> Vec<String> {
            let lines = text
                .lines()
                .filter(|line| !line.trim_start().starts_with(['*', '/']));
            lines.map(str::to_owned).collect()
        };
        assert_eq!(declared(&once), declared(&again), "{name}");
    }
}

#[test]
fn compilers_take_every_header() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("header.h");
    let mut tried = 0;
    for name in WHOLE.iter().chain(OTHERS) {
        fs::write(&path, header(&library(name))).expect("a file");
        for (compiler, language, standard) in [
            ("gcc", "c", "c99"),
            ("clang-19", "c", "c99"),
            ("g++", "c++", "c++11"),
            ("clang++-19", "c++", "c++11"),
        ] {
            if process::run(Command::new(compiler).arg("--version")).is_err() {
                println!("{compiler} is not installed");
                continue;
            }
            let mut command = Command::new(compiler);
            command
                .args(["-x", language, &format!("-std={standard}"), "-fsyntax-only"])
                .args(["-Wall", "-Wextra", "-Werror", "-pedantic"])
                .arg(&path);
            process::succeed(&mut command)
                .unwrap_or_else(|error| panic!("{name} with {compiler}: {error}"));
            tried += 1;
        }
    }
    assert!(tried > 0, "no compiler is installed");
}

#[test]
fn what_a_crate_exports_comes_back() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let source = Source {
        root: folder.join("../examples/export/src/lib.rs"),
        name: "demo".to_owned(),
        conditions: Conditions::default(),
    };
    let mut diagnostics = Diagnostics::default();
    let exported = match pipeline::export(&source, None, &mut diagnostics) {
        Ok(exported) => exported,
        Err((sources, _)) => panic!("{}", render(&diagnostics, &sources, Color::Never)),
    };
    let once = &exported.resolved;
    let again = resolve(Header::Stdin(header(once).into()), None);
    assert_eq!(fingerprint::text(once, 0), fingerprint::text(&again, 0));
    assert_eq!(safe(once), safe(&again));
    assert!(once.api().kept_unsafe.is_empty() && !once.api().operations.is_empty());
}
