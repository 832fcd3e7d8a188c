//! The tools that watch memory: they find nothing in the tests, and they find what is wrong. And compilers, which find
//! nothing in the header of the last error.

use std::{
    env,
    path::Path,
    process::{Command, Output},
};

const LIES: &str = env!("CARGO_BIN_EXE_lies");

/// What valgrind exits with when it finds something.
const FOUND: i32 = 9;

fn valgrind(program: &Path, arguments: &[&str]) -> Option<Output> {
    let mut command = Command::new("valgrind");
    command
        .args(["--quiet", "--leak-check=full", "--show-leak-kinds=definite"])
        .args(["--errors-for-leak-kinds=definite", "--error-exitcode=9"])
        .arg(program)
        .args(arguments);
    match command.output() {
        Ok(output) => Some(output),
        Err(error) => {
            eprintln!("skipped: valgrind does not start: {error}");
            None
        }
    }
}

/// Runs the false program under the tool at hand: whether that found something, and what it said. None without a tool.
fn watch(lie: &str) -> Option<(bool, String)> {
    let output = if cfg!(address_sanitizer) {
        Command::new(LIES).arg(lie).output().expect("it starts")
    } else {
        valgrind(Path::new(LIES), &[lie])?
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let found = match cfg!(address_sanitizer) {
        true => !output.status.success() && said.contains("Sanitizer"),
        false => output.status.code() == Some(FOUND),
    };
    Some((found, said))
}

#[test]
fn what_is_false_is_found() {
    for lie in ["wrong-destructor", "owned-not-borrowed"] {
        if let Some((found, said)) = watch(lie) {
            assert!(found, "nothing was found wrong with {lie}:\n{said}");
        }
    }
}

#[test]
fn what_is_true_is_not_complained_about() {
    if let Some((found, said)) = watch("truth") {
        assert!(!found, "{said}");
    }
}

#[test]
fn the_other_tests_leak_nothing_and_touch_nothing_freed() {
    // The sanitizer watches this process itself.
    if cfg!(address_sanitizer) {
        return;
    }
    let tests = env::current_exe().expect("the tests run");
    let arguments = ["--skip", "tools::", "--test-threads", "1"];
    if let Some(output) = valgrind(&tests, &arguments) {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
}

#[test]
fn the_header_is_c_and_cpp() {
    let include = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ffi-runtime/include");
    let header = concat!(env!("CARGO_MANIFEST_DIR"), "/border/border.h");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/border/border.c");
    let languages = [
        ("c", "c99"),
        ("c", "c17"),
        ("c++", "c++11"),
        ("c++", "c++17"),
    ];
    for compiler in ["gcc", "clang", "clang-19"] {
        for (language, standard) in languages {
            for file in [header, source] {
                if file == source && language == "c++" {
                    continue;
                }
                check(
                    compiler,
                    &[
                        "-x",
                        language,
                        &format!("-std={standard}"),
                        "-I",
                        include,
                        file,
                    ],
                );
            }
        }
    }
}

fn check(compiler: &str, arguments: &[&str]) {
    let output = Command::new(compiler)
        .args(["-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only"])
        .args(arguments)
        .output();
    match output {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{compiler} {arguments:?}:\n{said}");
        }
        Err(error) => eprintln!("skipped: {compiler} does not start: {error}"),
    }
}
