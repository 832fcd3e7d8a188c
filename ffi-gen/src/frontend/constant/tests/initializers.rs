//! Initialisers in braces; what gcc makes of them is compared with the emitted constants elsewhere.

use super::world::World;
use crate::{contract::Value, frontend::constant::Evaluated};

/// The value of an initialiser of `struct point { char tag; int x; double y; short rest[4]; struct inner in[2]; }`, or
/// the code of the reason that it has none.
fn point(body: &str) -> Result<String, String> {
    evaluate("POINT_INIT", body)
}

fn evaluate(name: &str, body: &str) -> Result<String, String> {
    let header = format!("#define {name} {body}\n");
    match World::new(&header).evaluate(name) {
        Ok(Evaluated::Record { parts, .. }) => Ok(show(&Value::Aggregate(parts))),
        Ok(other) => Err(format!("{other:?}")),
        Err(reason) => Err(reason.code.into_owned()),
    }
}

fn show(value: &Value) -> String {
    match value {
        Value::Int(value) => value.to_string(),
        Value::Float(value) => format!("{value:?}"),
        Value::Text { units, .. } => format!("text {units:?}"),
        Value::Address(address) => format!("at {address}"),
        Value::Aggregate(parts) => {
            let parts = parts.iter();
            let shown: Vec<String> = parts
                .map(|part| format!("{} {}", part.index, show(&part.value)))
                .collect();
            format!("({})", shown.join(", "))
        }
    }
}

#[test]
fn values_go_where_c_puts_them() {
    for (body, expected) in [
        ("{}", "()"),
        ("{0}", "(0 0)"),
        (
            "{'a', 1 + 1, 3, {4, 5},}",
            "(0 97, 1 2, 2 3.0, 3 (0 4, 1 5))",
        ),
        // Braces that are left out.
        (
            "{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}",
            "(0 1, 1 2, 2 3.0, 3 (0 4, 1 5, 2 6, 3 7), 4 (0 (0 8, 1 9), 1 (0 10)))",
        ),
        (
            "{1, 2, 3, {4}, 5}",
            "(0 1, 1 2, 2 3.0, 3 (0 4), 4 (0 (0 5)))",
        ),
        // Designators, and what follows them.
        ("{.x = 1, 2}", "(1 1, 2 2.0)"),
        ("{.in[1].b = 1}", "(4 (1 (1 1)))"),
        ("{.in[0].b = 1, 2}", "(4 (0 (1 1), 1 (0 2)))"),
        ("{.rest = {[2] = 1, 2}, .tag = 3}", "(0 3, 3 (2 1, 3 2))"),
        ("{.rest[3] = 1, 2}", "(3 (3 1), 4 (0 (0 2)))"),
        ("{.in = {{1}}, .in[0].b = 2}", "(4 (0 (0 1, 1 2)))"),
        (
            "{.in = {[1] = (struct inner){1, -1}}}",
            "(4 (1 (0 1, 1 -1)))",
        ),
        ("{.x = {1}}", "(1 1)"),
    ] {
        assert_eq!(point(body), Ok(expected.to_owned()), "{body}");
    }
    let literal = evaluate("ANY", "((struct point){.tag = 300, .x = 1})");
    assert_eq!(literal, Ok("(0 44, 1 1)".to_owned()));
    let behind_a_pragma = point("_Pragma(\"once\") {1} _Pragma(\"once\")");
    assert_eq!(behind_a_pragma, Ok("(0 1)".to_owned()));
}

#[test]
fn what_does_not_fit_is_left_out() {
    for body in [
        "{.tag = 300}",
        "{.x = 1.5}",
        "{(void *)0}",
        "{\"text\"}",
        "{1, 2, 3, {4, 5, 6, 7, 8}}",
        "{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}",
        "{.x = {{1}}}",
        "{.x = {1, 2}}",
        "{.x = {}}",
        "{.none = 1}",
        "{[0] = 1}",
        "{.rest[4] = 1}",
        "{.x.a = 1}",
        "{.x = 1, .x = 2}",
        "{.in[0].a = 1, .in = {{1}}}",
        "{(struct inner){1}}",
    ] {
        assert_eq!(
            point(body),
            Err("initializer-mismatch".to_owned()),
            "{body}"
        );
    }
    for (body, code) in [
        ("{an_object}", "reads-an-object"),
        ("{1 / 0}", "division-by-zero"),
        ("{1} + 1", "not-an-expression"),
        ("{1 2}", "not-an-expression"),
        ("{.x 1}", "not-an-expression"),
        ("{[0 ... 3] = 1}", "not-an-expression"),
        ("{1}}", "unbalanced"),
        ("_Pragma(\"once\")", "pragma"),
    ] {
        assert_eq!(point(body), Err(code.to_owned()), "{body}");
    }
    assert_eq!(evaluate("THING_INIT", "{1}"), Err("initializer".to_owned()));
}
