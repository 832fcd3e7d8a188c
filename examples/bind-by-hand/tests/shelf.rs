//! The program prints what its README says, and cleans up behind itself.

use std::process::Command;

#[test]
fn the_program_prints_what_the_readme_says() {
    let output = Command::new(env!("CARGO_BIN_EXE_bind-by-hand")).output();
    let output = output.expect("it runs");
    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).expect("text");
    let readme = include_str!("../README.md");
    assert!(readme.contains(&printed), "{printed}");
}

#[test]
fn nothing_leaks_and_nothing_is_used_after_its_end() {
    let valgrind = Command::new("valgrind")
        .args(["--quiet", "--error-exitcode=9", "--leak-check=full"])
        .arg(env!("CARGO_BIN_EXE_bind-by-hand"))
        .output();
    match valgrind {
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(_) => println!("skipped: valgrind is not installed"),
    }
}
