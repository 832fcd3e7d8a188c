//! The command from outside: exit codes, what is printed where, and that mistakes leave nothing behind.

mod headers;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

/// Runs `ffi-gen` in `directory` with `input` on standard input.
fn ffi_gen(directory: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ffi-gen"))
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    // A command that fails early does not read it.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Runs a command that must fail with one error of this code, print nothing else, and change nothing in `directory`.
fn fails(directory: &Path, arguments: &[&str], code: &str) -> String {
    let before = listing(directory);
    let output = ffi_gen(directory, arguments, "");
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {text}");
    assert!(
        text.starts_with(&format!("error[{code}]: ")),
        "{arguments:?}: {text}"
    );
    assert_eq!(text.matches("error[").count(), 1, "{arguments:?}: {text}");
    assert_eq!(stdout(&output), "", "{arguments:?}");
    assert_eq!(listing(directory), before, "{arguments:?}");
    text
}

fn listing(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn directory_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(directory.path().join(name), text).unwrap();
    }
    directory
}

#[test]
fn headers_that_are_none_are_one_error_each() {
    let directory = directory_with(&[
        ("thing.h", b"int thing(void);\n"),
        ("binary.h", b"\x7fELF\x01\0\0\0"),
        ("broken.h", b"int f(unknown x);\n"),
        ("lost.h", b"#include <nowhere/to/be.h>\n"),
    ]);
    let at = directory.path();
    fs::create_dir(at.join("folder.h")).unwrap();
    let text = fails(at, &["generate", "thin.h"], "F0101");
    assert!(text.contains("did you mean `thing.h`?"), "{text}");
    fails(at, &["generate", "folder.h"], "F0101");
    fails(at, &["generate", "binary.h"], "F0101");
    fails(at, &["generate", "<nowhere/to/be.h>"], "F0101");
    let text = fails(at, &["generate", "broken.h", "-o", "out"], "F0102");
    assert!(text.contains("int f(unknown x);"), "{text}");
    let text = fails(at, &["generate", "lost.h"], "F0102");
    assert!(text.contains("nowhere/to/be.h"), "{text}");
}

#[test]
fn arguments_that_cannot_be_followed_are_errors() {
    let directory = directory_with(&[("thing.h", b"int thing(void);\n")]);
    let argument = "--no-such-argument";
    let text = fails(
        directory.path(),
        &["generate", "thing.h", "--", argument],
        "F0103",
    );
    assert!(text.contains(argument), "{text}");
    for argument in ["-MD", "-xc++", "-march=nothing", "@nowhere", "--help"] {
        let arguments = ["generate", "thing.h", "--", argument];
        let text = fails(directory.path(), &arguments, "F0103");
        assert!(text.contains(&argument[2..]), "{text}");
    }
}

#[test]
fn patterns_are_checked() {
    let directory = directory_with(&[("thing.h", b"int thing(void);\n")]);
    let at = directory.path();
    fails(
        at,
        &["generate", "thing.h", "--allow", "nothing.*"],
        "F0202",
    );
    fails(
        at,
        &["generate", "thing.h", "--block", "nothing.*"],
        "F0202",
    );
    fails(
        at,
        &["generate", "thing.h", "--allow", "(", "-o", "out"],
        "F0201",
    );
}

#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let directory = directory_with(&[("thing.h", b"int thing(void);\n"), ("out", b"kept")]);
    let at = directory.path();
    fails(at, &["generate", "thing.h", "-o", "out"], "F0301");
    fails(at, &["generate", "thing.h", "-o", "out/deeper"], "F0301");
    assert_eq!(fs::read(at.join("out")).unwrap(), b"kept");
}

#[test]
fn a_header_without_declarations_is_an_error() {
    let directory = directory_with(&[
        ("empty.h", b""),
        ("other.h", b"#ifdef THING\nint thing(void);\n#endif\n"),
    ]);
    let at = directory.path();
    let text = fails(at, &["generate", "empty.h", "-o", "out"], "F0104");
    assert!(text.contains("`empty.h` declares nothing"), "{text}");
    let text = fails(at, &["generate", "other.h"], "F0104");
    assert!(text.contains("-- -DNAME"), "{text}");
    fails(at, &["dump", "empty.h"], "F0104");
}

#[test]
fn files_that_were_written_are_named() {
    let directory = directory_with(&[("thing.h", b"int thing(void);\n")]);
    let at = directory.path();
    let generate = ["generate", "thing.h", "-o", "out", "--name", "thing"];
    let said = |arguments: &[&str]| stderr(&ffi_gen(at, arguments, ""));
    assert_eq!(said(&generate), "wrote out/thing.rs\n");
    assert_eq!(said(&generate), "out/thing.rs is up to date\n");
    let check = [&generate[..], &["--check"]].concat();
    assert_eq!(said(&check), "out/thing.rs is up to date\n");
    let report = [&generate[..], &["--report", "new/report.json"]].concat();
    assert!(said(&report).starts_with("wrote new/report.json\n"));
    fails(
        at,
        &["generate", "thing.h", "-o", "out", "--name", "a/b"],
        "F0303",
    );
    let twice = ["generate", "thing.h", "-o", ".", "--report", "raw.rs"];
    fails(at, &twice, "F0304");
}

#[test]
fn what_others_wrote_is_not_replaced() {
    let header = b"int thing(void);\n";
    let directory = directory_with(&[("thing.h", header), ("main.rs", b"fn main() {}\n")]);
    let at = directory.path();
    fails(
        at,
        &["generate", "thing.h", "--report", "./thing.h"],
        "F0304",
    );
    assert_eq!(fs::read(at.join("thing.h")).unwrap(), header);
    let main = ["generate", "thing.h", "-o", ".", "--name", "main"];
    let text = fails(at, &main, "F0305");
    assert!(text.contains("main.rs` is there already"), "{text}");
    assert_eq!(fs::read(at.join("main.rs")).unwrap(), b"fn main() {}\n");
}

#[test]
fn a_blocked_item_is_reported_whether_or_not_it_is_needed() {
    let header = b"typedef struct box box;\nbox *get(void);\nint alone(void);\n";
    let directory = directory_with(&[("thing.h", header)]);
    let at = directory.path();
    let report = |pattern: &str| {
        let arguments = [
            "generate", "thing.h", "--block", pattern, "--report", "r.json",
        ];
        let output = ffi_gen(at, &arguments, "");
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let text = fs::read_to_string(at.join("r.json")).unwrap();
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        (report, stderr(&output))
    };
    let (without, said) = report("alone");
    assert_eq!(without["reasons"]["blocked"], 1);
    assert_eq!(without["left_out"][0]["name"], "alone");
    assert_eq!(without["left_out"][0]["line"], 3);
    assert!(!said.contains("warning"), "{said}");
    let (with, said) = report("box");
    assert_eq!(with["left_out"].as_array().unwrap().len(), 0);
    assert_eq!(with["blocked_but_needed"][0]["name"], "box");
    assert_eq!(with["blocked_but_needed"][0]["needed_by"], "get");
    assert!(
        said.contains("warning[F0204]: `box` is blocked, but"),
        "{said}"
    );
    let text = fails(at, &["generate", "thing.h", "--block", ".*"], "F0203");
    assert!(text.contains("`--block .*` matches all 3 items"), "{text}");
    let both = ["generate", "thing.h", "--allow", "get", "--block", "g.*"];
    let text = fails(at, &both, "F0203");
    assert!(
        text.contains("the only item that `--allow get` allows"),
        "{text}"
    );
}

#[test]
fn a_target_without_headers_is_one_error() {
    let directory = directory_with(&[(
        "thing.h",
        b"#include <stdio.h>\n#include <string.h>\nint thing(FILE *file);\n",
    )]);
    let at = directory.path();
    for target in ["wasm32", "aarch64-linux-gnu", "aarch64-apple-darwin"] {
        let argument = format!("--target={target}");
        let output = ffi_gen(at, &["generate", "thing.h", "--", &argument], "");
        // Whoever has the headers of a target may translate for it.
        if output.status.success() {
            continue;
        }
        let text = fails(at, &["generate", "thing.h", "--", &argument], "F0108");
        assert!(text.contains("--sysroot=DIR"), "{text}");
        assert!(text.contains(target.split('-').next().unwrap()) || text.contains("arm64"));
    }
    let text = fails(
        at,
        &["generate", "thing.h", "--", "--target=nowhere"],
        "F0103",
    );
    assert!(text.contains("`nowhere`"), "{text}");
}

#[test]
fn advice_fits_the_error() {
    let directory = directory_with(&[]);
    let at = directory.path();
    fs::create_dir_all(at.join("lib/include/thing")).unwrap();
    fs::write(at.join("lib/include/thing/base.h"), "typedef int base;\n").unwrap();
    let cases: [(&str, &[u8], &str); 9] = [
        (
            "missing.h",
            b"#include <no/where.h>\nno_t f(void);\n",
            "`-- -IDIR` adds",
        ),
        (
            "lib/include/thing/found.h",
            b"#include <thing/base.h>\n",
            "`lib/include/thing/base.h` exists: `-- -Ilib/include`",
        ),
        (
            "size.h",
            b"int f(size_t n);\n",
            "declared in <stddef.h>: name `'<stddef.h>'`",
        ),
        (
            "own.h",
            b"int f(own_t n);\nint g(own_t n);\n",
            "name the header that declares `own_t`",
        ),
        (
            "macro.h",
            b"API int f(void);\n",
            "is `API` a macro? `-- -DAPI=`",
        ),
        (
            "refuse.h",
            b"#error include <all.h> instead\n",
            "do as it asks",
        ),
        (
            "twice.h",
            b"struct s { int a; };\nstruct s { int b; };\n",
            "twice.h:1",
        ),
        (
            "cxx.h",
            b"#include <vector>\nnamespace n { class c; }\n",
            "only C is read",
        ),
        (
            "extern.h",
            b"extern \"C\" {\nint f(void);\n}\n",
            "only C is read",
        ),
    ];
    for (name, text, words) in cases {
        fs::write(at.join(name), text).unwrap();
        let said = fails(at, &["generate", name], "F0102");
        assert!(said.contains(words), "{name}: {said}");
        assert!(!said.contains("stopped here"), "{said}");
    }
}

#[test]
fn facts_are_explained() {
    let directory = directory_with(&[]);
    let all = stdout(&ffi_gen(directory.path(), &["facts"], ""));
    let handle = stdout(&ffi_gen(directory.path(), &["facts", "handle"], ""));
    assert!(
        all.contains(&handle) && handle.contains("    in_place = true "),
        "{handle}"
    );
    let text = fails(directory.path(), &["facts", "retanis"], "F0512");
    assert!(text.contains("did you mean `retains`?"), "{text}");
}

#[test]
fn a_header_that_is_named_twice_is_read_once() {
    let directory = directory_with(&[("thing.h", b"struct thing { int a; };\n")]);
    let at = directory.path();
    for again in ["thing.h", "./thing.h"] {
        let output = ffi_gen(at, &["generate", "thing.h", again], "");
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    let output = ffi_gen(at, &["generate", "-", "-"], "int thing(void);\n");
    assert!(stdout(&output).contains("fn thing"), "{}", stderr(&output));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let items: String = (0..3000).map(|i| format!("int f{i}(void);\n")).collect();
    let directory = directory_with(&[("many.h", items.as_bytes())]);
    for command in ["dump", "generate"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ffi-gen"))
            .args([command, "many.h"])
            .current_dir(directory.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(stderr(&output), "");
    }
}

#[test]
fn check_tells_what_is_out_of_date() {
    let directory = directory_with(&[("thing.h", b"int thing(void);\n")]);
    let at = directory.path();
    let check = ["generate", "thing.h", "-o", "out", "--check"];
    fails(at, &check, "F0302");
    assert_eq!(ffi_gen(at, &check[..4], "").status.code(), Some(0));
    assert_eq!(ffi_gen(at, &check, "").status.code(), Some(0));
    fs::write(at.join("thing.h"), "int thing(int);\n").unwrap();
    fails(at, &check, "F0302");
}

#[test]
fn standard_input_is_a_header_and_two_runs_agree() {
    let directory = directory_with(&[]);
    let run = || ffi_gen(directory.path(), &["generate", "-"], "int thing(void);\n");
    let (first, second) = (run(), run());
    assert_eq!(first.status.code(), Some(0), "{}", stderr(&first));
    assert!(stdout(&first).contains("thing"), "{}", stdout(&first));
    assert_eq!(first.stdout, second.stdout);
}

#[test]
fn the_report_names_what_was_left_out() {
    let directory = directory_with(&[(
        "thing.h",
        b"int kept(void);\n\n#define TWICE(x) ((x) + (x))\n",
    )]);
    let at = directory.path();
    let arguments = [
        "generate",
        "thing.h",
        "-o",
        "out",
        "--report",
        "report.json",
    ];
    assert_eq!(ffi_gen(at, &arguments, "").status.code(), Some(0));
    let text = fs::read_to_string(at.join("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["emitted"]["function"], 1, "{text}");
    let left_out = &report["left_out"][0];
    assert_eq!(left_out["name"], "TWICE", "{text}");
    assert_eq!(left_out["category"], "function-like-macro", "{text}");
    assert_eq!(left_out["line"], 3, "{text}");
    assert!(
        left_out["code"].is_string() && left_out["text"].is_string(),
        "{text}"
    );
}

#[test]
fn a_dump_is_json() {
    let directory = directory_with(&[]);
    let output = ffi_gen(
        directory.path(),
        &["dump", "-"],
        "struct point { int x, y; };\n",
    );
    let contract: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(contract["schema"], 3);
    assert!(stdout(&output).contains("point"));
}

#[test]
fn going_on_in_spite_of_errors_must_be_asked_for() {
    let directory = directory_with(&[("broken.h", b"int f(unknown x);\nint g(void);\n")]);
    let output = ffi_gen(
        directory.path(),
        &["generate", "broken.h", "--keep-going"],
        "",
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).starts_with("warning[F0102]"));
    assert!(stdout(&output).contains("fn g("), "{}", stdout(&output));
}

#[test]
fn going_on_needs_right_arguments_and_a_header() {
    let directory = directory_with(&[("lost.h", b"#include <no/where.h>\nint f(void);\n")]);
    let at = directory.path();
    let keep_going = ["generate", "lost.h", "--keep-going"];
    assert_eq!(ffi_gen(at, &keep_going, "").status.code(), Some(0));
    let wrong = [&keep_going[..], &["--", "--no-such-argument"]].concat();
    fails(at, &wrong, "F0103");
    fails(
        at,
        &["generate", "<no/where.h>", "lost.h", "--keep-going"],
        "F0101",
    );
    let target = [
        "generate",
        "<stdio.h>",
        "--keep-going",
        "--",
        "--target=wasm32",
    ];
    let output = ffi_gen(at, &target, "");
    if !output.status.success() {
        let text = fails(at, &target, "F0108");
        assert!(!text.contains("ffi-gen-main"), "{text}");
    }
}

#[test]
fn usage_errors_are_told_apart() {
    let directory = directory_with(&[]);
    for arguments in [
        &[][..],
        &["generate"],
        &["generate", "x.h", "--check"],
        &["generate", "x.h", "--instrument"],
        &["translate"],
    ] {
        let output = ffi_gen(directory.path(), arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
    let output = ffi_gen(directory.path(), &["--help"], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("generate"));
}

#[test]
fn the_doctor_says_what_to_type_when_libclang_is_missing() {
    let directory = directory_with(&[]);
    let run = |library: Option<&Path>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ffi-gen"));
        command.arg("doctor");
        if let Some(path) = library {
            command.env("FFI_GEN_LIBCLANG", path);
        }
        command.output().unwrap()
    };
    let healthy = run(None);
    assert_eq!(healthy.status.code(), Some(0), "{}", stderr(&healthy));
    let without = run(Some(directory.path()));
    assert_eq!(without.status.code(), Some(1));
    let text = stderr(&without);
    assert!(text.starts_with("error[F0001]"), "{text}");
    assert!(text.contains("install"), "{text}");
}

#[test]
fn side_files_are_formatted_in_place() {
    let directory = directory_with(&[
        ("a.ffi.toml", b"[fn.a]\nfacts=['utf8( x )']\n"),
        ("wrong.ffi.toml", b"[fn.a]\nfacts = [\"utf9(x)\"]\n"),
    ]);
    let path = directory.path();
    fails(path, &["fmt", "--check", "a.ffi.toml"], "F0302");
    // One file with an error leaves all of them alone.
    let text = fails(path, &["fmt", "a.ffi.toml", "wrong.ffi.toml"], "F0512");
    assert!(text.contains("wrong.ffi.toml:2:11"), "{text}");
    fails(path, &["fmt", "missing.ffi.toml"], "F0501");
    let read = || fs::read_to_string(path.join("a.ffi.toml")).unwrap();
    assert_eq!(read(), "[fn.a]\nfacts=['utf8( x )']\n");

    let output = ffi_gen(path, &["fmt", "--stats", "a.ffi.toml"], "");
    assert!(stdout(&output).starts_with("utf8 "), "{}", stdout(&output));
    assert_eq!(read(), "[fn.a]\nfacts=['utf8( x )']\n");

    let output = ffi_gen(path, &["fmt", "a.ffi.toml"], "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(read(), "[fn.a]\nfacts = [\"utf8(x)\"]\n");
    let output = ffi_gen(path, &["fmt", "--check", "a.ffi.toml"], "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn the_doctor_tells_missing_headers_from_a_missing_libclang() {
    let directory = directory_with(&[]);
    let output = Command::new(env!("CARGO_BIN_EXE_ffi-gen"))
        .arg("doctor")
        .env("FFI_GEN_RESOURCE_DIR", directory.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let (found, text) = (stdout(&output), stderr(&output));
    assert!(!found.contains("not found"), "{found}");
    assert!(
        found.contains("builtin headers  `FFI_GEN_RESOURCE_DIR`"),
        "{found}"
    );
    assert!(text.starts_with("error[F0003]"), "{text}");
    assert!(text.contains("unset `FFI_GEN_RESOURCE_DIR`"), "{text}");
}

#[test]
fn a_safe_api_of_nothing_is_warned_of() {
    let directory = directory_with(&[
        (
            "thing.h",
            b"typedef struct thing thing;\nvoid thing_free(thing *t);\n",
        ),
        ("empty.ffi.toml", b"[library]\nname = \"thing\"\n"),
        (
            "right.ffi.toml",
            b"[type.thing]\nfacts = [\"handle(destroy = thing_free)\"]\n",
        ),
    ]);
    let run = |arguments: &[&str]| {
        let arguments = [&["generate", "thing.h"], arguments].concat();
        let output = ffi_gen(directory.path(), &arguments, "");
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stderr(&output)
    };
    for arguments in [&["--tier", "safe"][..], &["--contract", "empty.ffi.toml"]] {
        let text = run(arguments);
        assert!(
            text.starts_with("warning[F0603]: "),
            "{arguments:?}: {text}"
        );
        let command = "`ffi-gen infer thing.h -o thing.ffi.toml`";
        assert!(text.contains(command), "{arguments:?}: {text}");
    }
    assert_eq!(run(&[]), "", "the raw tier needs no contract");
    assert_eq!(run(&["--contract", "right.ffi.toml"]), "");
}
