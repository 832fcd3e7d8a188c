//! Back ends of others: what their language lacks is left out before they run, and takes with it what needs it.

use expect_test::expect;
use ffi_gen::{
    backend::{self, Backend, Capabilities, Emission, Feature, Task},
    diagnostic::Diagnostics,
    emit::Writer,
    frontend::{Header, Input},
    pipeline,
    resolve::Selection,
};
use std::fmt::Write;

/// Lists what it is given; its language has neither bit-fields, nor `long double`, nor `...`.
struct List;

impl Backend for List {
    fn name(&self) -> &'static str {
        "list"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities::without(&[
            Feature::BitFields,
            Feature::UnusualFloats,
            Feature::VariadicFunctions,
        ])
    }

    fn emit(&self, task: &Task<'_>) -> Emission {
        let mut writer = Writer::new();
        let mut emission = Emission::default();
        for (_, item) in task.items() {
            writer.line(item.name());
        }
        emission.files.insert("list.txt", writer.finish());
        emission
    }
}

const HEADER: &str = "
struct flags { unsigned low : 4; };
struct holder { struct flags flags[2]; };
struct user { struct holder *holder; };
typedef struct holder holder_alias;
void by_value(holder_alias holder);
void by_pointer(holder_alias *holder);
void say(const char *format, ...);
typedef void (*callback)(struct flags flags);
long double precise(void);
static inline int inlined(void) { return 1; }
#define FUNCTION_LIKE(x) do { x; } while (0)
";

#[test]
fn what_a_language_lacks_is_left_out() {
    let input = Input {
        headers: vec![Header::Stdin(HEADER.into())],
        ..Input::default()
    };
    let mut diagnostics = Diagnostics::default();
    let read = pipeline::resolve(&input, &Selection::default(), None, &mut diagnostics);
    let (resolved, _) = read.unwrap_or_else(|_| panic!("{diagnostics:?}"));
    let emission = backend::run(&List, &resolved);
    let list = emission.files.get("list.txt").expect("a list");
    let mut text = list.text.clone();
    for (id, omission) in &emission.omissions {
        let name = resolved.contract().item(*id).name();
        let reason = &omission.reason;
        let _ = writeln!(text, "- {name} [{}] {}", reason.code, reason.text);
    }
    expect![[r#"
        user
        by_pointer
        - flags [not-in-this-language] the language has no bit-fields
        - holder [needs-what-is-left-out] it needs `flags`, which is left out
        - holder_alias [needs-what-is-left-out] it needs `holder`, which is left out
        - by_value [needs-what-is-left-out] it needs `holder_alias`, which is left out
        - say [not-in-this-language] the language has no functions with more arguments than they name
        - callback [needs-what-is-left-out] it needs `flags`, which is left out
        - precise [not-in-this-language] the language has no floating-point numbers but `float` and `double`
        - inlined [inline] it is static: its body is compiled where it is used and has no symbol
        - FUNCTION_LIKE [function-like-macro] it is a macro with parameters, which has no type and no symbol
    "#]].assert_eq(&text);
}
