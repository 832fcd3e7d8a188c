//! The program `c/main.c`, built by every compiler that is there, and watched while it runs.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const STRICT: [&str; 5] = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic"];

/// The library for C, built as this test was.
fn library() -> PathBuf {
    let test = env::current_exe().expect("a test is a file");
    // The test is `TARGET/PROFILE/deps/NAME`.
    let profile = test
        .ancestors()
        .nth(2)
        .expect("a test lies in a folder of its profile");
    let target = profile
        .parent()
        .expect("a profile lies in a folder of the target");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([
            "build",
            "--quiet",
            "--package",
            "demo",
            "--lib",
            "--target-dir",
        ])
        .arg(target);
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    succeed(&mut cargo);
    profile.join("libdemo.a")
}

fn succeed(command: &mut Command) -> Output {
    let output = command.env("RUST_BACKTRACE", "0").output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{command:?}\n{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    output
}

fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        println!("{program} is not installed");
    }
    found
}

fn compile(compiler: &str, more: &[&str], library: &Path, name: &str) -> PathBuf {
    let program = library.with_file_name(name);
    let mut command = Command::new(compiler);
    command
        .args(STRICT)
        .args(more)
        .args(["-Iinclude", "c/main.c"])
        .arg(library);
    command
        .args(["-lpthread", "-ldl", "-lm", "-o"])
        .arg(&program);
    succeed(&mut command);
    program
}

#[test]
fn a_program_in_c_uses_the_library() {
    let library = library();
    let mut built = Vec::new();
    for compiler in ["gcc", "clang", "clang-19"] {
        if is_there(compiler) {
            let program = compile(compiler, &[], &library, &format!("demo-{compiler}"));
            let output = succeed(&mut Command::new(&program));
            assert_eq!(String::from_utf8_lossy(&output.stdout), "all is well\n");
            built.push(program);
        }
    }
    let first = built.first().expect("a compiler");
    if is_there("valgrind") {
        succeed(
            Command::new("valgrind")
                .args([
                    "--quiet",
                    "--leak-check=full",
                    "--errors-for-leak-kinds=definite",
                ])
                .arg("--error-exitcode=9")
                .arg(first),
        );
    }
    if is_there("gcc") {
        let watched = compile(
            "gcc",
            &["-fsanitize=address,undefined", "-g"],
            &library,
            "demo-asan",
        );
        succeed(&mut Command::new(watched));
    }
}

#[test]
fn the_header_is_up_to_date() {
    let made = std::fs::read_to_string(concat!(env!("OUT_DIR"), "/demo.h")).expect("a header");
    let kept = std::fs::read_to_string("include/demo.h").unwrap_or_default();
    assert!(
        made == kept,
        "the library exports something else now: `ffi-gen export Cargo.toml -o include` writes the header"
    );
}
