//! Each program in `ui` makes one mistake with a macro, and must not compile; what rustc says to its author stands beside
//! it. `TRYBUILD=overwrite` writes the messages anew. Those in `pass` are right, and run.

#[test]
fn mistakes_are_errors_where_they_are_made() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*.rs");
    cases.pass("pass/*.rs");
}
