//! One fact: its spellings, and the mistakes in it.

use crate::{
    annotation::{grammar, vocabulary, vocabulary::Place},
    contract::{Argument, FactKind, Root},
    diagnostic::{Color, Diagnostics, render},
    source::{SourceMap, Span},
};
use expect_test::{Expect, expect};

/// Every fact of the vocabulary, each form of it at least once, in canonical spelling.
const CANONICAL: &[&str] = &[
    "returns_owned",
    "returns_owned(destroy = thing_free)",
    "returns_owned(p, destroy = \"sk_pop_free(@self, X509_free)\", always = true, container = true)",
    "borrows(stmt)",
    "borrows(x: p, y: q)",
    "borrows(@return: @parent(stmt))",
    "borrows(@return: @static, leak_ok = true)",
    "borrows(@return: p, scoped = true)",
    "consumes(db, on = success)",
    "retains(p, until = f)",
    "retains(p, until_callback = cb)",
    "retains(p, destroy = cb)",
    "retains(p, until = f, on = success)",
    "exclusive(stmt)",
    "exclusive(@parent(cursor), reentrant = true)",
    "invalidates(@self, reentrant = true)",
    "copied",
    "copied(@return, locked_by = \"mutex(@self)\")",
    "handle(destroy = f, invalid = -1, in_place = true, done = callback)",
    "refcounted(retain = f, release = g, atomic = true)",
    "extends(base = \"Base\")",
    "is(p, type = \"struct socket\")",
    "nullable",
    "nullable(p, #1, @return)",
    "nonnull(@return)",
    "unique(@return)",
    "out(p)",
    "inout(p)",
    "advances(p)",
    "consumed(p, tail = q)",
    "fixed(p, value = \"SQLITE_TRANSIENT\")",
    "fixed(p, value = 0)",
    "default(p, value = -1)",
    "len(x, count = n)",
    "len(strings[], count = #2)",
    "len(rows, count = n, size = size)",
    "callback(cb, data = p, scope = notified, destroy = d, stays = true)",
    "bytes(@return, count = \"sqlite3_column_bytes(stmt, iCol)\")",
    "bytes(z.next_in, count = z.avail_in)",
    "written(p, count = @return)",
    "zero_terminated(x)",
    "sized_by_two_calls(p, count = n)",
    "range(i, below = \"count(@self)\")",
    "range(i, from = 1, below = 10)",
    "callback(cb, data = p, scope = until, unregister = f, replaces = true)",
    "utf8(x)",
    "utf16(@return)",
    "is_path(x)",
    "nul_terminated(x)",
    "error(convention = errno)",
    "error(out = p)",
    "callback(cb, data = p, scope = until, unregister = f, waits = true)",
    "callback(cb, data = p, scope = notified, destroy = d, on_failure = not_called)",
    "callback(f, g, data = p, scope = call, on_panic = \"SQLITE_ABORT\", threads = any)",
    "callback(cb, data = p, scope = call, reenters = false)",
    "callback(cb, data = p, scope = forever, within = self)",
    "len(cb.#1, count = cb.#0)",
    "callback(cb, scope = async, set_by = f, from = \"f(cb.p)\")",
    "callback(cb, set_by = f, data = cb.#0, lends = p, scope = until, unregister = f)",
    "case(option = CURLOPT_URL, arg = \"const char *\")",
    "library(init = f, shutdown = g)",
    "exits(by = longjmp)",
    "reentrant",
    "send",
    "sync",
    "main_thread",
    "destroy_on(thread = creator)",
    "must_use",
    "strip(\"thing_\")",
    "strip(\"thing_\")",
    "rename(\"prepare\")",
    "skip(p)",
    "keep_unsafe(\"it writes \\\"anywhere\\\", even to C:\\\\\\n\")",
    "tag(message = 1020, kind = request)",
];

#[test]
fn the_canonical_spelling_is_read_back() {
    for text in CANONICAL {
        let written = grammar::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        assert_eq!(&written.fact.to_string(), text);
        assert_eq!(written.range, 0..text.len(), "{text}");
        let place = vocabulary::row(written.fact.kind).on[0];
        assert_eq!(vocabulary::check(&written, place), [], "{text}");
    }
}

#[test]
fn every_fact_has_a_row_and_a_spelling() {
    for &kind in FactKind::ALL {
        let row = vocabulary::row(kind);
        assert_eq!(row.kind, kind);
        if kind == FactKind::Attribute {
            assert_eq!(vocabulary::word(kind.as_str()), None);
            continue;
        }
        assert_eq!(vocabulary::word(kind.as_str()), Some(kind));
        assert!(!row.on.is_empty(), "{kind}");
        let is_shown =
            |text: &&&str| grammar::parse(text).is_ok_and(|written| written.fact.kind == kind);
        let shown: Vec<_> = CANONICAL.iter().filter(is_shown).collect();
        assert!(!shown.is_empty(), "{kind}");
        for key in row.keys {
            let is_used = |text: &&&&str| {
                grammar::parse(text).is_ok_and(|written| written.fact.argument(key.name).is_some())
            };
            assert!(shown.iter().find(is_used).is_some(), "{kind}: {}", key.name);
        }
    }
}

#[test]
fn spaces_and_closing_commas_are_free() {
    let spelled = |text: &str| grammar::parse(text).expect(text).fact.to_string();
    assert_eq!(spelled(" utf8 ( x , ) "), "utf8(x)");
    assert_eq!(spelled("nullable()"), "nullable");
    assert_eq!(
        spelled("borrows(@return:@parent( stmt ),leak_ok=true)"),
        "borrows(@return: @parent(stmt), leak_ok = true)"
    );
}

#[test]
fn a_word_is_a_word_and_a_path_is_a_position() {
    let value = |text: &str| {
        let written = grammar::parse(text).expect(text);
        written.fact.argument("count").cloned()
    };
    assert_eq!(value("len(x, count = n)"), Some(Argument::Word("n".into())));
    assert_eq!(
        value("len(x, count = 16)"),
        Some(Argument::Word("16".into()))
    );
    assert_eq!(
        value("len(x, count = \"n\")"),
        Some(Argument::Text("n".into()))
    );
    let Some(Argument::Position(position)) = value("len(x, count = #3)") else {
        panic!("an index is a position");
    };
    assert_eq!(position.root, Root::Index(3));
}

#[test]
fn lists_and_calls() {
    let list = grammar::parse_list("utf8(a), must_use, nullable(b),").expect("a list");
    let spelled: Vec<String> = list
        .iter()
        .map(|written| written.fact.to_string())
        .collect();
    assert_eq!(spelled, ["utf8(a)", "must_use", "nullable(b)"]);
    assert_eq!(list[2].operands.first(), Some(&(28..29)));
    assert_eq!(grammar::parse_list("  ").expect("an empty list"), []);

    for text in ["f()", "f(a, @return, 3)", "f(@parent(x).y, -1, \"a\\\"b\")"] {
        assert_eq!(grammar::parse_call(text).expect(text).to_string(), text);
    }
    for text in ["f", "f(", "f(a b)", "f(a))", "3(a)", "f(g(a))", ""] {
        assert!(grammar::parse_call(text).is_err(), "{text}");
    }
}

/// What is said of a fact that stands on a thing of the kind `on`.
fn complaint(text: &str, on: Place) -> String {
    let mut sources = SourceMap::default();
    let file = sources.add("fact".into(), text.as_bytes());
    let problems = match grammar::parse(text) {
        Ok(written) => vocabulary::check(&written, on),
        Err(problem) => vec![problem],
    };
    let mut diagnostics = Diagnostics::default();
    for problem in problems {
        let range = problem.range.clone();
        diagnostics.push(problem.at(Span {
            file,
            start: u32::try_from(range.start).expect("short"),
            end: u32::try_from(range.end).expect("short"),
        }));
    }
    render(&diagnostics, &sources, Color::Never)
}

fn complains(cases: &[(&str, Place)], expected: &Expect) {
    let all: Vec<String> = cases
        .iter()
        .map(|(text, on)| complaint(text, *on))
        .collect();
    expected.assert_eq(&all.join("\n"));
}

#[test]
fn texts_that_are_no_facts() {
    let cases = [
        "",
        "utf9(x)",
        "Borrows(x)",
        "attribute(text = \"x\")",
        "utf8(x",
        "utf8(x y)",
        "utf8 x",
        "utf8(@retrun)",
        "utf8(#x)",
        "utf8(#99999999999)",
        "len(x, count =)",
        "len(x, count = n, count = m)",
        "keep_unsafe(\"why)",
        "keep_unsafe(\"\\q\")",
        "utf8(x; y)",
        "borrows(x:)",
        "len(\"x\")",
    ];
    complains(
        &cases.map(|text| (text, Place::Function)),
        &expect![[r#"
            error[F0511]: expected a fact, found the end
             --> fact:1:1
              |
            1 |
              | ^ unexpected

            error[F0512]: `utf9` is no fact of the vocabulary
             --> fact:1:1
              |
            1 | utf9(x)
              | ^^^^ unknown fact
              |
              = help: did you mean `utf8`?

            error[F0512]: `Borrows` is no fact of the vocabulary
             --> fact:1:1
              |
            1 | Borrows(x)
              | ^^^^^^^ unknown fact
              |
              = help: did you mean `borrows`?

            error[F0512]: `attribute` is no fact of the vocabulary
             --> fact:1:1
              |
            1 | attribute(text = "x")
              | ^^^^^^^^^ unknown fact

            error[F0511]: expected `,` or `)`, found the end
             --> fact:1:7
              |
            1 | utf8(x
              |       ^ unexpected

            error[F0511]: expected `,` or `)`, found `y`
             --> fact:1:8
              |
            1 | utf8(x y)
              |        ^ unexpected

            error[F0511]: expected the end, found `x`
             --> fact:1:6
              |
            1 | utf8 x
              |      ^ unexpected

            error[F0511]: `@retrun` is no position
             --> fact:1:6
              |
            1 | utf8(@retrun)
              |      ^^^^^^^ unknown position
              |
              = help: did you mean `@return`?

            error[F0511]: expected the number of a parameter, found `x`
             --> fact:1:7
              |
            1 | utf8(#x)
              |       ^ unexpected

            error[F0511]: expected the number of a parameter, found `99999999999`
             --> fact:1:7
              |
            1 | utf8(#99999999999)
              |       ^^^^^^^^^^^ unexpected

            error[F0511]: expected a position, found `)`
             --> fact:1:15
              |
            1 | len(x, count =)
              |               ^ unexpected

            error[F0511]: `count` is given twice
             --> fact:1:19
              |
            1 | len(x, count = n, count = m)
              |                   ^^^^^ given again

            error[F0511]: quoted text has no end
             --> fact:1:13
              |
            1 | keep_unsafe("why)
              |             ^^^^^ begins here

            error[F0511]: `\q` is no escape
             --> fact:1:14
              |
            1 | keep_unsafe("\q")
              |              ^^ unknown escape
              |
              = help: the escapes are `\"`, `\\`, `\n`, `\r` and `\t`

            error[F0511]: `;` means nothing in a fact
             --> fact:1:7
              |
            1 | utf8(x; y)
              |       ^ unexpected

            error[F0511]: expected a position, found `)`
             --> fact:1:11
              |
            1 | borrows(x:)
              |           ^ unexpected

            error[F0511]: `len` takes quoted text only after a key
             --> fact:1:5
              |
            1 | len("x")
              |     ^^^ no key
              |
              = help: its keys are `count`, `size`
        "#]],
    );
}

#[test]
fn facts_that_take_something_else() {
    complains(
        &[
            ("handle(destroy = f)", Place::Function),
            ("returns_owned", Place::Type),
            ("nullable", Place::Type),
            ("exclusive", Place::Function),
            ("must_use(p)", Place::Function),
            ("consumed(a, b, tail = c)", Place::Function),
            ("utf8(a: b)", Place::Function),
            ("returns_owned(destory = f)", Place::Function),
            ("utf8(x, y = z)", Place::Function),
            ("returns_owned(always = yes)", Place::Function),
            ("returns_owned(destroy = \"f(\")", Place::Function),
            ("consumes(p, on = sucess)", Place::Function),
            ("len(x)", Place::Function),
            ("callback(cb, scope = \"call\")", Place::Function),
            ("error", Place::Function),
            ("error(convention = \"errno\", out = 3)", Place::Function),
            ("rename(thing)", Place::Function),
            ("is(p, type = thing)", Place::Function),
            ("refcounted(retain = f)", Place::Type),
            ("fixed(p, value = @self)", Place::Function),
        ],
        &expect![[r#"
            error[F0513]: `handle` says nothing of a function
             --> fact:1:1
              |
            1 | handle(destroy = f)
              | ^^^^^^ means nothing here
              |
              = help: it stands on a type

            error[F0513]: `returns_owned` says nothing of a type
             --> fact:1:1
              |
            1 | returns_owned
              | ^^^^^^^^^^^^^ means nothing here
              |
              = help: it stands on a function or a callback

            error[F0514]: `nullable` does not say what it is about
             --> fact:1:1
              |
            1 | nullable
              | ^^^^^^^^ no operand
              |
              = help: name a field in parentheses

            error[F0514]: `exclusive` does not say what it is about
             --> fact:1:1
              |
            1 | exclusive
              | ^^^^^^^^^ no operand
              |
              = help: name a parameter or `@return` in parentheses

            error[F0514]: `must_use` takes no operand
             --> fact:1:10
              |
            1 | must_use(p)
              |          ^ not expected

            error[F0514]: `consumed` takes only one operand
             --> fact:1:13
              |
            1 | consumed(a, b, tail = c)
              |             ^ not expected
              |
              = help: it takes `tail`

            error[F0514]: `utf8` relates no two positions
             --> fact:1:6
              |
            1 | utf8(a: b)
              |      ^^^^ only `borrows` takes `x: y`

            error[F0514]: `returns_owned` takes no key `destory`
             --> fact:1:15
              |
            1 | returns_owned(destory = f)
              |               ^^^^^^^ unknown key
              |
              = help: did you mean `destroy`?

            error[F0514]: `utf8` takes no key `y`
             --> fact:1:9
              |
            1 | utf8(x, y = z)
              |         ^ unknown key

            error[F0514]: `always` takes `true` or `false`
             --> fact:1:24
              |
            1 | returns_owned(always = yes)
              |                        ^^^ of another kind

            error[F0514]: `destroy` takes a function, or a call in quotes: "f(a, @return)"
             --> fact:1:25
              |
            1 | returns_owned(destroy = "f(")
              |                         ^^^^ of another kind

            error[F0514]: `on` takes `success`
             --> fact:1:18
              |
            1 | consumes(p, on = sucess)
              |                  ^^^^^^ of another kind
              |
              = help: did you mean `success`?

            error[F0514]: `len` needs the key `count`
             --> fact:1:1
              |
            1 | len(x)
              | ^^^ incomplete
              |
              = help: write `count = …`

            error[F0514]: `scope` takes `call` or `async` or `notified` or `forever` or `until`
             --> fact:1:22
              |
            1 | callback(cb, scope = "call")
              |                      ^^^^^^ of another kind
              |
              = help: write it without quotes

            error[F0514]: `error` says nothing without a key
             --> fact:1:1
              |
            1 | error
              | ^^^^^ incomplete
              |
              = help: it takes `convention`, `out`

            error[F0514]: `convention` takes the name of something in the header, without quotes
             --> fact:1:20
              |
            1 | error(convention = "errno", out = 3)
              |                    ^^^^^^^ of another kind

            error[F0514]: `out` takes a position: a parameter, `#0`, `p.field`
             --> fact:1:35
              |
            1 | error(convention = "errno", out = 3)
              |                                   ^ of another kind

            error[F0514]: `rename` needs quoted text
             --> fact:1:1
              |
            1 | rename(thing)
              | ^^^^^^ incomplete
              |
              = help: write `rename("…")`

            error[F0514]: `type` takes a C type in quotes
             --> fact:1:14
              |
            1 | is(p, type = thing)
              |              ^^^^^ of another kind

            error[F0514]: `refcounted` needs the key `release`
             --> fact:1:1
              |
            1 | refcounted(retain = f)
              | ^^^^^^^^^^ incomplete
              |
              = help: write `release = …`

            error[F0514]: `value` takes a C expression in quotes, a number or a constant
             --> fact:1:18
              |
            1 | fixed(p, value = @self)
              |                  ^^^^^ of another kind
        "#]],
    );
}

#[test]
fn no_text_makes_the_parser_panic() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("it is below")
    };
    let pieces = [
        "(",
        ")",
        ",",
        ":",
        "=",
        ".",
        "[",
        "]",
        "#",
        "@",
        "@parent(",
        "@return",
        "\"",
        "\\",
        "-",
        "0",
        "17",
        "utf8",
        "returns_owned",
        "rename",
        "x",
        "é",
        " ",
        "\n",
        "\0",
        "destroy = ",
        "borrows(",
    ];
    for _ in 0..20_000 {
        let count = random(12);
        let text: String = (0..count).map(|_| pieces[random(pieces.len())]).collect();
        for written in grammar::parse_list(&text).into_iter().flatten() {
            assert!(text.get(written.range.clone()).is_some(), "{text:?}");
            let canonical = written.fact.to_string();
            let again = grammar::parse(&canonical).expect(&canonical);
            assert_eq!(again.fact, written.fact, "{text:?}");
            for problem in vocabulary::check(&written, Place::Type) {
                assert!(text.get(problem.range.clone()).is_some(), "{text:?}");
            }
        }
        if let Err(problem) = grammar::parse(&text) {
            assert!(text.get(problem.range.clone()).is_some(), "{text:?}");
        }
        if let Ok(call) = grammar::parse_call(&text) {
            assert_eq!(grammar::parse_call(&call.to_string()), Ok(call), "{text:?}");
        }
        let _ = grammar::parse_position(&text);
    }
    let deep = "@parent(".repeat(100_000);
    assert!(grammar::parse_position(&deep).is_err());
}
