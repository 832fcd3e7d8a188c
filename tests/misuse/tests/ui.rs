//! Each program in `tests/ui` breaks one rule of ownership through the generated API of SQLite, and must not compile;
//! what rustc says to its author stands beside it. `TRYBUILD=overwrite` writes the messages anew. The same programs
//! without the mistake are the tests in `right.rs`.

#[test]
fn misuse_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
