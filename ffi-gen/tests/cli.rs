//! The command from outside: exit codes, what is printed where, and that mistakes leave nothing behind.

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
fn arguments_that_clang_refuses_are_errors() {
    let directory = directory_with(&[("thing.h", b"int thing(void);\n")]);
    let argument = "--no-such-argument";
    let text = fails(
        directory.path(),
        &["generate", "thing.h", "--", argument],
        "F0103",
    );
    assert!(text.contains(argument), "{text}");
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
fn an_empty_header_is_a_warning() {
    let directory = directory_with(&[("empty.h", b"")]);
    let output = ffi_gen(directory.path(), &["generate", "empty.h"], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).starts_with("warning[F0104]"));
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
    assert_eq!(contract["schema"], 1);
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
fn usage_errors_are_told_apart() {
    let directory = directory_with(&[]);
    for arguments in [
        &[][..],
        &["generate"],
        &["generate", "x.h", "--check"],
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
