//! The canonical form of a side file.

use crate::{
    annotation::{Overlay, Statistics, format, overlay},
    diagnostic::Diagnostics,
    source::SourceMap,
};
use expect_test::expect;

fn formatted(text: &str) -> Option<String> {
    let mut sources = SourceMap::default();
    let file = sources.add("thing.ffi.toml".into(), text.as_bytes());
    format::format(file, &sources, &mut Diagnostics::default())
}

fn read(text: &str) -> Overlay {
    let mut sources = SourceMap::default();
    let file = sources.add("thing.ffi.toml".into(), text.as_bytes());
    overlay::read(file, &sources, &mut Diagnostics::default())
}

const UNTIDY: &str = r##"

# What this file is about.

   # Reviewed by hand.
[library]
strip=["thing_" ,  "THING_"]  # prefixes
name   =   'thing'
[fn.thing_open]   # even when it fails

facts=['returns_owned( out,always=true )' , "error( convention=status,)",'bytes(path,count="f(path)")']
    rename = "open"


# Two lines
# about this one.
[type."thing_*"]
reviewed = true
[fn.thing_read]
facts = [ # which way
  "out(#1)", # the "buffer"
  "bytes(#1,count=#2)" ]
[fn.thing_long]
facts = ["nul_terminated(first)", "nul_terminated(second)", "nul_terminated(third)", "nul_terminated(fourth)", "out(it)"]
[type]
thing.facts = [ "send" ]
[error]
status = { ok = ["A"] }
# The end.

"##;

#[test]
fn comments_stay_with_the_table_that_no_blank_line_parts_them_from() {
    let text = "[fn.a]\nfacts = []\n# about a\n\n# [fn.b]\n# facts = []\n\n\n# about c\n[fn.c]\nfacts = []\n\n\n[fn.d]\nfacts = []\n";
    let tidy = formatted(text).expect("it has no errors");
    assert_eq!(tidy, text.replace("\n\n\n", "\n\n"));
}

#[test]
fn an_untidy_file_becomes_tidy_and_keeps_its_comments() {
    let tidy = formatted(UNTIDY).expect("it has no errors");
    expect![[r##"
        # What this file is about.

        # Reviewed by hand.
        [library]
        name = 'thing'
        strip = ["thing_", "THING_"]  # prefixes

        [fn.thing_open]   # even when it fails
        rename = "open"
        facts = ["returns_owned(out, always = true)", "error(convention = status)", "bytes(path, count = \"f(path)\")"]

        # Two lines
        # about this one.
        [type."thing_*"]
        reviewed = true

        [fn.thing_read]
        facts = [ # which way
          "out(#1)", # the "buffer"
          "bytes(#1, count = #2)" ]

        [fn.thing_long]
        facts = ["nul_terminated(first)", "nul_terminated(second)", "nul_terminated(third)", "nul_terminated(fourth)", "out(it)"]

        [type]
        thing.facts = [ "send" ]

        [error]
        status = { ok = ["A"] }

        # The end.
    "##]].assert_eq(&tidy);
    assert_eq!(formatted(&tidy).as_deref(), Some(tidy.as_str()));
    let says = |text: &str| {
        let overlay = read(text);
        let entries = overlay.entries.into_iter().map(|entry| {
            let facts: Vec<String> = entry
                .facts
                .iter()
                .map(|(fact, _)| fact.to_string())
                .collect();
            (entry.selector, entry.rename, entry.params, facts)
        });
        (
            overlay.library,
            entries.collect::<Vec<_>>(),
            overlay.conventions.len(),
        )
    };
    assert_eq!(says(&tidy), says(UNTIDY));
}

#[test]
fn the_rest_of_toml_does_no_harm() {
    assert_eq!(formatted("").as_deref(), Some(""));
    assert_eq!(formatted("# only this\n").as_deref(), Some("# only this\n"));
    assert_eq!(
        formatted("\u{feff}[fn.f]\r\nfacts = []\r\n").as_deref(),
        Some("[fn.f]\nfacts = []\n")
    );
    assert_eq!(formatted("[fn.f]\nfacts = ['x(y)']\n"), None);
}

#[test]
fn a_pattern_counts_once() {
    let statistics = Statistics::of(&read(UNTIDY));
    expect![[r#"
        returns_owned            1
        out                      2
        bytes                    2
        nul_terminated           4
        error                    1
        send                     1
        facts in total          11
        entries                  6
        functions                3
    "#]]
    .assert_eq(&statistics.to_string());
}
