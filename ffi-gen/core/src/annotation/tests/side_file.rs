//! The side file: what is read, and what is said of mistakes, at their places.

use crate::{
    annotation::{Overlay, Subject, Success, Test, format, overlay},
    diagnostic::{Color, Diagnostics, render},
    source::SourceMap,
};
use expect_test::{Expect, expect};

fn read(text: &str) -> (Overlay, String, SourceMap) {
    let mut sources = SourceMap::default();
    let file = sources.add("thing.ffi.toml".into(), text.as_bytes());
    let mut diagnostics = Diagnostics::default();
    let overlay = overlay::read(file, &sources, &mut diagnostics);
    let text = render(&diagnostics, &sources, Color::Never);
    (overlay, text, sources)
}

fn complains(text: &str, expected: &Expect) {
    expected.assert_eq(&read(text).1);
}

#[test]
fn everything_that_can_be_said() {
    let (overlay, complaints, sources) = read(
        r#"
        [library]
        name = "thing"
        strip = ["thing_", "THING_"]
        [fn.thing_new]
        rename = "new"
        params = ["size", "out"]
        facts = ["returns_owned( out )", 'bytes(out, count = "f(size)")', "bytes(out, count = \"f(size)\")"]
        [type.Thing]
        strip = ["thing_x_"]
        facts = ["handle(destroy = thing_free)"]
        [fn."thing_get_*"]
        reviewed = true
        [callback.thing_visitor]
        facts = []
        [error.status]
        ok = ["A", "B"]
        message = "thing_message(Thing)"
        code = "thing_code(Thing, @return)"
        codes = ["THING_E*", "FIRST..LAST"]
        [error.truth]
        ok = { A = true, B = false }
        [error.test]
        ok = "nonnull"
        "#,
    );
    assert_eq!(complaints, "");
    assert_eq!(overlay.library.name.as_deref(), Some("thing"));
    assert_eq!(overlay.library.strip, ["thing_", "THING_"]);

    let subjects: Vec<_> = overlay
        .entries
        .iter()
        .map(|entry| (entry.subject, entry.selector.as_str()))
        .collect();
    assert_eq!(
        subjects,
        [
            (Subject::Function, "thing_new"),
            (Subject::Type, "Thing"),
            (Subject::Function, "thing_get_*"),
            (Subject::Callback, "thing_visitor"),
        ]
    );
    let new = &overlay.entries[0];
    assert_eq!(new.rename.as_deref(), Some("new"));
    assert_eq!(
        new.params.as_deref(),
        Some(&["size".to_owned(), "out".to_owned()][..])
    );
    let facts: Vec<_> = new
        .facts
        .iter()
        .map(|(fact, span)| {
            (
                fact.to_string(),
                String::from_utf8_lossy(sources.bytes(*span)),
            )
        })
        .collect();
    expect![[r#"
        [
            (
                "returns_owned(out)",
                "returns_owned( out )",
            ),
            (
                "bytes(out, count = \"f(size)\")",
                "bytes(out, count = \"f(size)\")",
            ),
            (
                "bytes(out, count = \"f(size)\")",
                "bytes(out, count = \\\"f(size)\\\")",
            ),
        ]
    "#]]
    .assert_debug_eq(&facts);

    let conventions: Vec<_> = overlay
        .conventions
        .iter()
        .map(|convention| (convention.name.as_str(), &convention.success))
        .collect();
    assert_eq!(
        conventions,
        [
            ("status", &Success::Constants(vec!["A".into(), "B".into()])),
            (
                "truth",
                &Success::Truth(vec![("A".into(), true), ("B".into(), false)])
            ),
            ("test", &Success::Test(Test::Nonnull)),
        ]
    );
    let status = &overlay.conventions[0];
    let (message, span) = status.message.as_ref().expect("a message");
    assert_eq!(sources.bytes(*span), message.to_string().as_bytes());
    assert_eq!(status.codes, ["THING_E*", "FIRST..LAST"]);
}

#[test]
fn a_file_that_is_not_toml() {
    complains(
        "[fn.a]\nfacts = [\"utf8(x)\"\n[fn.b]\n",
        &expect![[r#"
        error[F0502]: the file is not TOML: missing comma between array elements, expected `,`
         --> thing.ffi.toml:3:1
          |
        3 | [fn.b]
          | ^
    "#]],
    );
    complains(
        "[fn.a]\nrename = \"x\"\nrename = \"y\"\n",
        &expect![[r#"
        error[F0502]: the file is not TOML: duplicate key
         --> thing.ffi.toml:3:1
          |
        3 | rename = "y"
          | ^^^^^^
    "#]],
    );
    complains(
        "[fn.a]\n[fn.b]\n[fn.a]\n",
        &expect![[r#"
        error[F0502]: the file is not TOML: duplicate key
         --> thing.ffi.toml:3:5
          |
        3 | [fn.a]
          |     ^
    "#]],
    );
}

#[test]
fn keys_that_mean_nothing() {
    complains(
        "[libary]\n[library]\nnam = \"x\"\n[fn.f]\nstrip = []\n[type.t]\nfact = []\n[error.e]\nok = []\ncoeds = []\n",
        &expect![[r#"
            error[F0503]: `libary` means nothing in the file
             --> thing.ffi.toml:1:2
              |
            1 | [libary]
              |  ^^^^^^ unknown
              |
              = help: did you mean `library`?

            error[F0503]: `nam` means nothing in `[library]`
             --> thing.ffi.toml:3:1
              |
            3 | nam = "x"
              | ^^^ unknown
              |
              = help: did you mean `name`?

            error[F0503]: `strip` means nothing in `[fn.NAME]`
             --> thing.ffi.toml:5:1
              |
            5 | strip = []
              | ^^^^^ unknown
              |
              = help: known are `rename`, `params`, `facts` and `reviewed`

            error[F0503]: `fact` means nothing in `[type.NAME]`
             --> thing.ffi.toml:7:1
              |
            7 | fact = []
              | ^^^^ unknown
              |
              = help: did you mean `facts`?

            error[F0503]: `coeds` means nothing in `[error.NAME]`
              --> thing.ffi.toml:10:1
               |
            10 | coeds = []
               | ^^^^^ unknown
               |
               = help: did you mean `codes`?
        "#]],
    );
}

#[test]
fn values_of_the_wrong_kind() {
    complains(
        r#"library = 3
fn.f = 4
type.t.rename = 5
callback = []
[fn.g]
facts = "utf8(x)"
params = ["a", 2]
reviewed = false
[error.none]
message = "f(x"
[error.wrong]
ok = "nonul"
[error.other]
ok = 3
[error.errno]
ok = "zero"
"#,
        &expect![[r#"
            error[F0504]: `library` is a table: write `[library]`
             --> thing.ffi.toml:1:1
              |
            1 | library = 3
              | ^^^^^^^

            error[F0504]: expected a table: does its heading lack a name?
             --> thing.ffi.toml:2:4
              |
            2 | fn.f = 4
              |    ^

            error[F0504]: `facts` takes a list of strings: `["…"]`
             --> thing.ffi.toml:6:1
              |
            6 | facts = "utf8(x)"
              | ^^^^^

            error[F0504]: `params` takes only strings
             --> thing.ffi.toml:7:16
              |
            7 | params = ["a", 2]
              |                ^

            error[F0504]: an entry is there because it has been reviewed: remove it instead
             --> thing.ffi.toml:8:1
              |
            8 | reviewed = false
              | ^^^^^^^^

            error[F0504]: `rename` takes a string
             --> thing.ffi.toml:3:17
              |
            3 | type.t.rename = 5
              |                 ^

            error[F0504]: expected tables: `[fn.NAME]`, `[type.NAME]`
             --> thing.ffi.toml:4:1
              |
            4 | callback = []
              | ^^^^^^^^

            error[F0511]: expected `,` or `)`, found the end
              --> thing.ffi.toml:10:15
               |
            10 | message = "f(x"
               |               ^ unexpected

            error[F0504]: the convention `none` does not say what success is: it needs `ok`
             --> thing.ffi.toml:9:8
              |
            9 | [error.none]
              |        ^^^^

            error[F0504]: `nonul` is no test of a result
              --> thing.ffi.toml:12:7
               |
            12 | ok = "nonul"
               |       ^^^^^ unknown test
               |
               = help: did you mean `nonnull`?

            error[F0504]: `ok` takes constants (`["A"]`), their meanings (`{ A = true }`) or a test (`"nonnull"`)
              --> thing.ffi.toml:14:1
               |
            14 | ok = 3
               | ^^

            error[F0504]: `errno` is a convention of its own: choose another name
              --> thing.ffi.toml:15:8
               |
            15 | [error.errno]
               |        ^^^^^
        "#]],
    );
}

#[test]
fn names_that_no_file_may_have() {
    complains(
        "[library]\nname = \"../thing\"\n",
        &expect![[r#"
            error[F0504]: `../thing` is no name
             --> thing.ffi.toml:2:9
              |
            2 | name = "../thing"
              |         ^^^^^^^^
        "#]],
    );
}

#[test]
fn names_that_are_none() {
    complains(
        "[fn.f]\nparams = [\"a\", \"b c\", \"a\", \"\"]\nrename = \"no name\"\n",
        &expect![[r#"
            error[F0504]: `b c` is no name
             --> thing.ffi.toml:2:17
              |
            2 | params = ["a", "b c", "a", ""]
              |                 ^^^

            error[F0504]: two parameters are called `a`
             --> thing.ffi.toml:2:24
              |
            2 | params = ["a", "b c", "a", ""]
              |                        ^

            error[F0504]: `` is no name
             --> thing.ffi.toml:2:29
              |
            2 | params = ["a", "b c", "a", ""]
              |                             ^

            error[F0504]: `no name` is no name
             --> thing.ffi.toml:3:11
              |
            3 | rename = "no name"
              |           ^^^^^^^
        "#]],
    );
}

#[test]
fn a_pattern_must_be_reviewed() {
    complains(
        "[fn.\"thing_*\"]\nfacts = []\n",
        &expect![[r#"
        error[F0505]: `thing_*` selects what nobody has looked at one by one
         --> thing.ffi.toml:1:5
          |
        1 | [fn."thing_*"]
          |     ^^^^^^^^^ a pattern
          |
          = help: write `reviewed = true` to vouch for everything it selects
    "#]],
    );
}

#[test]
fn a_mistake_in_a_fact_is_shown_where_it_stands() {
    complains(
        "[fn.f]\nfacts = [\"utf8(x)\", \"nulable(y)\", \"bytes(z, cuont = \\\"f(x)\\\", no = 1)\", 'borrows(x y)']\n",
        &expect![[r#"
            error[F0512]: `nulable` is no fact of the vocabulary
             --> thing.ffi.toml:2:22
              |
            2 | facts = ["utf8(x)", "nulable(y)", "bytes(z, cuont = \"f(x)\", no = 1)", 'borrows(x y)']
              |                      ^^^^^^^ unknown fact
              |
              = help: did you mean `nullable`?

            error[F0514]: `bytes` takes no key `cuont`
             --> thing.ffi.toml:2:45
              |
            2 | facts = ["utf8(x)", "nulable(y)", "bytes(z, cuont = \"f(x)\", no = 1)", 'borrows(x y)']
              |                                             ^^^^^ unknown key
              |
              = help: did you mean `count`?

            error[F0514]: `bytes` takes no key `no`
             --> thing.ffi.toml:2:63
              |
            2 | facts = ["utf8(x)", "nulable(y)", "bytes(z, cuont = \"f(x)\", no = 1)", 'borrows(x y)']
              |                                                               ^^ unknown key
              |
              = help: the only one is `count`

            error[F0511]: expected `,` or `)`, found `y`
             --> thing.ffi.toml:2:84
              |
            2 | facts = ["utf8(x)", "nulable(y)", "bytes(z, cuont = \"f(x)\", no = 1)", 'borrows(x y)']
              |                                                                                    ^ unexpected
        "#]],
    );
}

#[test]
fn no_file_makes_the_reader_panic() {
    const GOOD: &str = r##"# About
[library]
strip = ["thing_"] # prefixes
[fn."thing_*"]
reviewed = true
params = ["a"]
facts = ["len(a, count = \"f(\u0061)\")", '''
utf8(@return)''', """\
    borrows(a)"""] # é
[error.status]
ok = { A = true }
message = "m(Thing)"
"##;
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("it is below")
    };
    let pieces: [&[u8]; 14] = [
        b"\"", b"'", b"[", b"]", b"=", b"\n", b"#", b"\\", b",", b"\xff", b"type.t", b"1", b"{",
        b"\"\"\"",
    ];
    let mut formatted = 0;
    for _ in 0..4000 {
        let mut text = GOOD.as_bytes().to_vec();
        for _ in 0..=random(3) {
            let start = random(text.len());
            let end = (start + random(4)).min(text.len());
            text.splice(start..end, pieces[random(pieces.len())].iter().copied());
        }
        let format = |text: Vec<u8>| {
            let mut sources = SourceMap::default();
            let file = sources.add("thing.ffi.toml".into(), text);
            let mut diagnostics = Diagnostics::default();
            let canonical = format::format(file, &sources, &mut diagnostics);
            assert_eq!(canonical.is_none(), diagnostics.has_errors());
            let _ = render(&diagnostics, &sources, Color::Never);
            canonical
        };
        if let Some(once) = format(text.clone()) {
            let comments = |text: &str| text.matches('#').count();
            let before = String::from_utf8_lossy(&text).into_owned();
            assert_eq!(comments(&once), comments(&before), "{before}\n{once}");
            let twice = format(once.clone().into_bytes());
            assert_eq!(twice.as_ref(), Some(&once), "{before}");
            formatted += 1;
        }
    }
    assert!(formatted > 100, "{formatted}");
}
