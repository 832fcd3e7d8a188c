//! A program that is built with `panic = "abort"`: the barrier lets everything through, and no panic comes to it.
use std::{
    env, fs,
    path::Path,
    process::{Command, Output},
};

const PROGRAM: &str = r#"
fn main() {
    let panics = std::env::args().count() > 1;
    let number = ffi_runtime::barrier(1, || if panics { panic!("stop") } else { 5 });
    let caught = ffi_runtime::Caught::new();
    let sum = caught.run(1, || number + 1);
    caught.resume();
    println!("{sum}");
}
"#;

fn rustc(folder: &Path, arguments: &[&str]) {
    // The compiler that builds this test, as far as cargo tells.
    let output = Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()))
        .args(["--edition=2024", "-Cpanic=abort", "--cap-lints=allow"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("rustc runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

#[test]
fn a_panic_ends_the_process() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("abort");
    fs::create_dir_all(&folder).expect("a folder for the program");
    fs::write(folder.join("program.rs"), PROGRAM).expect("the program");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs");
    rustc(
        &folder,
        &[
            "--crate-type=rlib",
            "--crate-name=ffi_runtime",
            "--cfg=feature=\"std\"",
            source,
        ],
    );
    rustc(
        &folder,
        &["--extern=ffi_runtime=libffi_runtime.rlib", "program.rs"],
    );
    let run = |arguments: &[&str]| -> Output {
        let program = folder.join("program");
        let output = Command::new(program).args(arguments).output();
        output.expect("the program runs")
    };
    let output = run(&[]);
    assert!(output.status.success());
    assert_eq!(output.stdout, b"6\n");
    let output = run(&["panic"]);
    assert!(!output.status.success() && output.status.code() != Some(101));
    assert!(String::from_utf8_lossy(&output.stderr).contains("stop"));
}
