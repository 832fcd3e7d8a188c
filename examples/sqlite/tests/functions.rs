//! `FUNCTIONS.md` says which functions of SQLite are safe and which are not: it must be true.

use ffi_gen::{
    annotation::format,
    diagnostic::{Color, Diagnostics, render},
    frontend::{Header, Input},
    pipeline,
    resolve::Selection,
    source::SourceMap,
};
use std::path::Path;

const LIST: &str = include_str!("../FUNCTIONS.md");

/// The part of the list under a heading.
fn section(heading: &str) -> &'static str {
    let start = LIST.find(heading).expect("the heading is there") + heading.len();
    let rest = &LIST[start..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

/// The names in backticks that `text` starts a list entry with, or all of them.
fn names(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.filter(|name| name.starts_with("sqlite3_")).collect()
}

#[test]
fn the_list_of_functions_is_true() {
    let input = Input {
        headers: vec![Header::named(env!("SQLITE3_HEADER"))],
        ..Input::default()
    };
    let mut diagnostics = Diagnostics::default();
    let overlay = Path::new("sqlite.ffi.toml");
    let (resolved, _) = pipeline::resolve(
        &input,
        &Selection::default(),
        Some(overlay),
        &mut diagnostics,
    )
    .unwrap_or_else(|failure| panic!("{}", render(&diagnostics, &failure.sources, Color::Never)));
    let api = resolved.api();
    let name = |id| resolved.contract().item(id).name();
    let mut safe: Vec<&str> = api
        .operations
        .iter()
        .map(|operation| name(operation.function))
        .collect();
    // A callback that may be left out makes two forms of one function.
    safe.dedup();
    assert_eq!(names(section("## Safe\n")), safe);
    let kept: Vec<&str> = api.kept_unsafe.iter().map(|(id, _)| name(*id)).collect();
    let listed = section("## Reviewed, but not safe yet\n").lines();
    let listed: Vec<&str> = listed
        .filter_map(|line| names(line).first().copied())
        .collect();
    assert_eq!(listed, kept);
    let left_out = section("## Left out of the contract\n");
    for id in &api.unreviewed {
        let short = name(*id).strip_prefix("sqlite3_").unwrap_or(name(*id));
        assert!(
            left_out.contains(&format!("`{short}`")),
            "{short} is not listed"
        );
    }
    let all = safe.len() + kept.len() + api.unreviewed.len();
    assert!(
        LIST.contains(&format!("of which {all} are declared")),
        "{all}"
    );
    assert!(
        2 * safe.len() >= all,
        "{} of {all} functions are safe",
        safe.len()
    );
}

#[test]
fn the_contract_is_in_canonical_form() {
    let text = include_str!("../sqlite.ffi.toml");
    let mut sources = SourceMap::default();
    let file = sources.add("sqlite.ffi.toml".into(), text.as_bytes());
    let formatted = format::format(file, &sources, &mut Diagnostics::default());
    assert_eq!(formatted.as_deref(), Some(text));
}

#[test]
fn the_library_is_the_one_that_the_contract_holds_for() {
    assert_eq!(sqlite::compileoption_used(c"OMIT_SHARED_CACHE"), 1);
}
