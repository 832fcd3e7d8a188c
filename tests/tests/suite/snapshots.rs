//! `cases/raw/NAME.h` becomes `cases/raw/NAME.rs`: the module's contents, without the frame that every file has.
//! `UPDATE_EXPECT=1` writes the snapshots anew.

use expect_test::expect_file;
use ffi_gen_tests::{bindings::Bindings, constants, layouts, process, tool};
use std::{
    collections::BTreeSet,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};
use tempfile::TempDir;

/// One header and what the tool makes of it.
struct Case {
    name: String,
    header: PathBuf,
    output: PathBuf,
}

#[test]
fn output_is_the_snapshot() {
    let changed: Vec<&str> = cases()
        .iter()
        .filter(|case| {
            let text = fs::read_to_string(&case.output).expect("the output");
            let text = match case.name.as_str() {
                "whole_file" => text,
                _ => contents(&text),
            };
            let snapshot = expect_file![case.header.with_extension("rs")];
            catch_unwind(AssertUnwindSafe(|| snapshot.assert_eq(&text))).is_err()
        })
        .map(|case| case.name.as_str())
        .collect();
    assert!(changed.is_empty(), "changed: {changed:?}");
}

#[test]
fn every_snapshot_has_a_header() {
    let with = |extension: &str| -> BTreeSet<PathBuf> {
        files(extension)
            .map(|path| path.with_extension(""))
            .collect()
    };
    assert_eq!(with("rs"), with("h"));
}

#[test]
fn output_compiles_without_warnings() {
    let dir = tempfile::tempdir().expect("a folder");
    let root = dir.path().join("lib.rs");
    let modules = cases()
        .iter()
        .map(|case| format!("#[path = {:?}]\npub mod {};\n", case.output, case.name));
    fs::write(&root, modules.collect::<String>()).expect("written");
    if let Err(error) = tool::compile(&root, dir.path()) {
        panic!("{error}");
    }
}

#[test]
fn output_is_formatted_as_rustfmt_would() {
    let mut rustfmt = Command::new("rustfmt");
    rustfmt
        .args(["--edition", "2024", "--check", "--color", "never"])
        .args(cases().iter().map(|case| &case.output));
    let finished = process::run(&mut rustfmt).expect("rustfmt starts");
    let difference = String::from_utf8_lossy(&finished.stdout).into_owned();
    assert!(finished.status.success(), "{difference}{}", finished.stderr);
}

#[test]
fn comments_never_run_as_doctests() {
    for name in ["doc_comments", "gtk_doc_comments", "encodings"] {
        let case = case(name);
        let mut rustdoc = Command::new("rustdoc");
        rustdoc
            .args(["--test", "--edition", "2024"])
            .arg(&case.output);
        let printed = process::succeed(&mut rustdoc).expect("rustdoc accepts the output");
        let printed = String::from_utf8_lossy(&printed).into_owned();
        assert!(printed.contains("running 0 tests"), "{name}: {printed}");
    }
}

#[test]
fn constants_of_the_cases_are_those_of_gcc() {
    let names = [
        "integer_constants",
        "text_constants",
        "float_constants",
        "pointer_constants",
        "record_constants",
        "enumerations",
        "redefinition",
        "pushed_macros",
        "aliases",
        "odd_constants",
        "odd_enumerations",
    ];
    compare_with_gcc(&names, |bindings, rust, include, dir| {
        let found = constants::compare(bindings, rust, include, &[], dir)?;
        Ok((found.equal, found.different, found.incomparable))
    });
}

#[test]
fn layouts_of_the_cases_are_those_of_gcc() {
    let names = [
        "bit_fields",
        "packed_records",
        "aligned_records",
        "anonymous_nesting",
        "flexible_arrays",
        "enumerations",
        "wide_types",
        "name_spaces",
        "keywords",
        "odd_bit_fields",
        "odd_enumerations",
    ];
    compare_with_gcc(&names, |bindings, rust, include, dir| {
        let found = layouts::compare(bindings, rust, include, &[], dir)?;
        Ok((found.equal, found.different, found.incomparable))
    });
}

/// How many answers are equal, which are not, and which questions have none.
type Compared = (usize, Vec<(String, String, String)>, Vec<(String, String)>);

/// Asks gcc about each case, and wants equal answers to every question.
fn compare_with_gcc(
    names: &[&str],
    compare: impl Fn(&Bindings, &Path, &str, &Path) -> Result<Compared, String>,
) {
    for name in names {
        let (case, dir) = (case(name), tempfile::tempdir().expect("a folder"));
        let bindings = Bindings::read(&case.output).expect("Rust");
        let include = format!("#include {:?}", case.header);
        let (equal, different, incomparable) =
            compare(&bindings, &case.output, &include, dir.path()).expect("gcc");
        assert!(equal > 0, "{name}: nothing was compared");
        assert!(different.is_empty(), "{name}: {different:#?}");
        assert!(incomparable.is_empty(), "{name}: {incomparable:#?}");
    }
}

/// Every case, generated once.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<(TempDir, Vec<Case>)> = OnceLock::new();
    let (_, cases) = CASES.get_or_init(|| {
        let dir = tempfile::tempdir().expect("a folder");
        let cases = files("h")
            .map(|header| generate(header, dir.path()))
            .collect();
        (dir, cases)
    });
    cases
}

fn case(name: &str) -> &'static Case {
    cases()
        .iter()
        .find(|case| case.name == name)
        .unwrap_or_else(|| panic!("no case {name}"))
}

fn generate(header: PathBuf, dir: &Path) -> Case {
    let name = header
        .file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let dir = dir.join(&name);
    fs::create_dir(&dir).expect("a folder");
    let generated = tool::generate(&header.to_string_lossy(), &[], &dir)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    Case {
        name,
        header,
        output: generated.rust,
    }
}

/// The files of the folder of cases with this extension, sorted.
fn files(extension: &str) -> impl Iterator<Item = PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/cases/raw");
    let paths: BTreeSet<PathBuf> = fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    paths.into_iter()
}

/// What stands in the module, one level to the left, without the stand-ins at its end.
fn contents(text: &str) -> String {
    let mut lines = text
        .lines()
        .skip_while(|line| !line.starts_with("pub mod raw {"))
        .skip(1)
        .take_while(|line| *line != "}" && !line.contains("/// Stand-ins for C types"))
        .map(|line| line.strip_prefix("    ").unwrap_or(line))
        .collect::<Vec<_>>();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines.join("\n") + "\n"
}
