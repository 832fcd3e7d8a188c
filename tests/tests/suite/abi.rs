//! Calls through the bindings arrive: values of every shape, callbacks, variadic functions, globals.

use ffi_gen_tests::{process, tool};
use std::{path::Path, process::Command};

#[test]
fn calls_arrive_unoptimised() {
    run("0");
}

#[test]
fn calls_arrive_optimised() {
    run("3");
}

fn run(level: &str) {
    let case = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/cases/abi"));
    let dir = tempfile::tempdir().expect("a folder");
    let generated = tool::generate(&case.join("abi.h").to_string_lossy(), &[], dir.path())
        .unwrap_or_else(|error| panic!("{error}"));
    let object = dir.path().join("abi.o");
    let mut cc = Command::new("cc");
    cc.args(["-c", &format!("-O{level}"), "-o"])
        .arg(&object)
        .arg(case.join("abi.c"));
    expect_success(&mut cc);
    let root = dir.path().join("main.rs");
    let text = format!(
        "#[path = {:?}]\nmod bindings;\ninclude!({:?});\n",
        generated.rust,
        case.join("program.rs")
    );
    std::fs::write(&root, text).expect("written");
    let program = dir.path().join("program");
    let mut rustc = Command::new("rustc");
    rustc
        .args([
            "--edition",
            "2024",
            "-C",
            &format!("opt-level={level}"),
            "-o",
        ])
        .arg(&program)
        .arg("-C")
        .arg(format!("link-arg={}", object.display()))
        .arg(&root);
    expect_success(&mut rustc);
    let printed = expect_success(&mut Command::new(&program));
    assert_eq!(printed, "every call is right\n");
}

fn expect_success(command: &mut Command) -> String {
    match process::succeed(command) {
        Ok(printed) => String::from_utf8_lossy(&printed).into_owned(),
        Err(error) => panic!("{command:?}: {error}"),
    }
}
