//! The contract of SQLite in words of no language: what an author of a wrapper in Python or Java would read.

use expect_test::expect_file;
use ffi_gen::{
    backend::summary,
    diagnostic::{Color, Diagnostics, render},
    frontend::{Header, Input},
    pipeline,
    resolve::Selection,
};
use std::path::Path;

#[test]
fn the_summary_is_what_it_was() {
    let input = Input {
        headers: vec![Header::named(env!("SQLITE3_HEADER"))],
        ..Input::default()
    };
    let mut diagnostics = Diagnostics::default();
    let side_file = Path::new(env!("CARGO_MANIFEST_DIR")).join("sqlite.ffi.toml");
    let resolved = pipeline::resolve(
        &input,
        &Selection::default(),
        Some(&side_file),
        &mut diagnostics,
    );
    let Ok((resolved, _)) = resolved else {
        panic!(
            "{}",
            render(&diagnostics, &Default::default(), Color::Never)
        );
    };
    expect_file!["summary.txt"].assert_eq(&summary::text(&resolved));
}
