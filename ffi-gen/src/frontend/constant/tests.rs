//! What the evaluator promises.

mod differential;
mod initializers;
mod robustness;
mod world;

use super::{Evaluated, MacroDefinition};
use crate::contract::{DataModel, FloatKind, IntKind, TextKind, Ty};
use world::{LP64, World, alias, const_pointer};

const ILP32: DataModel = DataModel {
    pointer_bits: 32,
    long_bits: 32,
    ..LP64
};

const LLP64: DataModel = DataModel {
    long_bits: 32,
    ..LP64
};

fn int(kind: IntKind, value: i128) -> Evaluated {
    Evaluated::Int {
        ty: Ty::Int(kind),
        value,
    }
}

fn text(text: &str) -> Evaluated {
    Evaluated::Text {
        kind: TextKind::Bytes,
        units: text.bytes().map(u32::from).collect(),
    }
}

#[track_caller]
fn has_value(model: DataModel, cases: &[(&str, Evaluated)]) {
    for (body, expected) in cases {
        let found = World::with_model("", model).expression(body);
        assert_eq!(found.as_ref(), Ok(expected), "{body}");
    }
}

#[track_caller]
fn is_left_out(header: &str, cases: &[(&str, &str)]) {
    for (body, code) in cases {
        let found = World::new(header).expression(body);
        let found = found.map_err(|reason| reason.code);
        assert_eq!(found, Err((*code).into()), "{body}");
    }
}

#[test]
fn a_cast_gives_the_type_as_it_is_named() {
    let value = |name, value| Evaluated::Int {
        ty: alias(name),
        value,
    };
    has_value(
        LP64,
        &[
            ("(my_uint)-1", value("my_uint", 0xffff_ffff)),
            ("((size_t)-1)", value("size_t", u64::MAX.into())),
            ("(color)GREEN", value("color", 5)),
            ("(my_uint)1 + 1", int(IntKind::UInt, 2)),
            (
                "(my_float)0.1",
                Evaluated::Float {
                    ty: alias("my_float"),
                    value: 0.1f32.into(),
                },
            ),
            (
                "((callback_t)-1)",
                Evaluated::Address {
                    ty: alias("callback_t"),
                    address: u64::MAX,
                },
            ),
            (
                "(const char *)8",
                Evaluated::Address {
                    ty: const_pointer(Ty::Int(IntKind::Char)),
                    address: 8,
                },
            ),
            (
                "(_Bool)2",
                Evaluated::Int {
                    ty: Ty::Bool,
                    value: 1,
                },
            ),
        ],
    );
}

#[test]
fn what_names_something_is_that_name() {
    has_value(
        LP64,
        &[
            ("a_function", Evaluated::Name("a_function".into())),
            ("(an_object)", Evaluated::Name("an_object".into())),
            ("point", Evaluated::Type(alias("point"))),
            ("unsigned char", Evaluated::Type(Ty::Int(IntKind::UChar))),
            ("const char", Evaluated::Type(Ty::Int(IntKind::Char))),
            (
                "const char *",
                Evaluated::Type(const_pointer(Ty::Int(IntKind::Char))),
            ),
            ("void *", Evaluated::Type(Ty::pointer_to(Ty::Void))),
            (
                "struct point *",
                Evaluated::Type(Ty::pointer_to(Ty::Item(crate::contract::ItemId(0)))),
            ),
            (
                "long double *",
                Evaluated::Type(Ty::pointer_to(Ty::Float(FloatKind::LongDouble))),
            ),
            ("bool", Evaluated::Type(Ty::Bool)),
            ("GREEN", int(IntKind::Int, 5)),
        ],
    );
}

#[test]
fn a_macro_may_have_the_name_of_what_it_names() {
    let mut world = World::new("#define an_object an_object\n#define RED RED\n");
    assert_eq!(
        world.evaluate("an_object"),
        Ok(Evaluated::Name("an_object".into()))
    );
    assert_eq!(world.evaluate("RED"), Ok(int(IntKind::Int, 0)));
}

#[test]
fn literals_have_the_types_of_their_target() {
    has_value(
        ILP32,
        &[
            ("2147483648", int(IntKind::LongLong, 0x8000_0000)),
            ("0x80000000", int(IntKind::UInt, 0x8000_0000)),
            ("4294967295l", int(IntKind::LongLong, 0xffff_ffff)),
            ("4294967295ul", int(IntKind::ULong, 0xffff_ffff)),
            ("0x100000000", int(IntKind::LongLong, 1 << 32)),
            ("-1l < 1u", int(IntKind::Int, 0)),
            ("sizeof(void *)", int(IntKind::UInt, 4)),
            (
                "(void *)-1",
                Evaluated::Address {
                    ty: Ty::pointer_to(Ty::Void),
                    address: 0xffff_ffff,
                },
            ),
            ("1l + 1u", int(IntKind::ULong, 2)),
        ],
    );
    has_value(
        LLP64,
        &[
            ("2147483648", int(IntKind::LongLong, 0x8000_0000)),
            ("0x80000000L", int(IntKind::ULong, 0x8000_0000)),
            ("sizeof(int)", int(IntKind::ULongLong, 4)),
            ("~0ul", int(IntKind::ULong, 0xffff_ffff)),
        ],
    );
    has_value(
        LP64,
        &[
            ("2147483648", int(IntKind::Long, 0x8000_0000)),
            ("0x8000000000000000", int(IntKind::ULong, 1 << 63)),
            ("5z", int(IntKind::Long, 5)),
            ("5uz", int(IntKind::ULong, 5)),
        ],
    );
    let unsigned_char = DataModel {
        char_is_signed: false,
        ..LP64
    };
    has_value(
        unsigned_char,
        &[
            ("'\\xff'", int(IntKind::Int, 255)),
            ("(char)-1", int(IntKind::Char, 255)),
        ],
    );
}

#[test]
fn text_is_its_units() {
    has_value(
        LP64,
        &[
            ("\"plain\"", text("plain")),
            ("(\"a\" \"b\")", text("ab")),
            ("(const char *)\"cast\"", text("cast")),
            ("\"a\\\nb\"", text("ab")),
            (
                "\"\\0\\xff\"",
                Evaluated::Text {
                    kind: TextKind::Bytes,
                    units: vec![0, 255],
                },
            ),
            (
                "L\"\u{1f600}\"",
                Evaluated::Text {
                    kind: TextKind::Wide,
                    units: vec![0x1f600],
                },
            ),
            (
                "u\"\u{1f600}\"",
                Evaluated::Text {
                    kind: TextKind::Utf16,
                    units: vec![0xd83d, 0xde00],
                },
            ),
        ],
    );
    let mut world = World::new("");
    let latin1 = Evaluated::Text {
        kind: TextKind::Bytes,
        units: vec![0xe9],
    };
    assert_eq!(world.bytes(b"\"\xe9\""), Ok(latin1));
}

#[test]
fn what_has_no_value_says_why() {
    is_left_out(
        "#define LOOP (LOOP + 1)\n#define TAKES(a) a\n#define OPEN TAKES(\n#define BAD ONE ## +\n",
        &[
            ("", "empty"),
            ("/* nothing */", "empty"),
            ("{0, 1}", "initializer"),
            ("(int[]){1}", "compound-literal"),
            ("&(point){1}", "compound-literal"),
            ("{ call(); }", "statement"),
            ("do { } while (0)", "statement"),
            ("return 5", "statement"),
            ("x;", "statement"),
            ("({ 1; })", "statement"),
            ("({ 1 })", "statement"),
            ("__attribute__((unused))", "attribute"),
            ("extern", "not-an-expression"),
            ("(", "unbalanced"),
            ("(1]", "unbalanced"),
            ("OPEN", "unbalanced"),
            ("1 +", "not-an-expression"),
            ("(int)", "not-an-expression"),
            ("5 5", "not-an-expression"),
            ("@", "not-an-expression"),
            ("don't", "not-an-expression"),
            ("0x", "not-an-expression"),
            ("08", "not-an-expression"),
            ("1lul", "not-an-expression"),
            ("0x1e+1", "not-an-expression"),
            ("unknown", "unknown-identifier"),
            ("unknown(5)", "unknown-identifier"),
            ("struct unknown", "unknown-identifier"),
            ("LOOP", "unknown-identifier"),
            ("a_function(5)", "calls-a-function"),
            ("(*(callback_t)8)((void *)0)", "calls-a-function"),
            ("an_object + 1", "reads-an-object"),
            ("*(int *)8", "reads-an-object"),
            ("((point *)8)->x", "reads-an-object"),
            ("&an_object", "address-of-an-object"),
            ("(void *)&a_function", "address-of-an-object"),
            ("(callback_t)a_function", "names-a-function"),
            ("\"abc\" + 1", "address-of-text"),
            ("(size_t)\"abc\"", "address-of-text"),
            ("1.0l", "long-double"),
            ("(long double)1", "long-double"),
            ("1.0l + 1", "long-double"),
            ("(int)1.0l", "long-double"),
            ("(float)1.0l", "long-double"),
            ("1 ? 1.0l : 2", "long-double"),
            // Halfway between two doubles, but for a difference that only some kinds of `long double` keep.
            (
                "(double)1.00000000000000011102230246251565405l",
                "long-double",
            ),
            ("1.0f16", "unsupported-type"),
            ("1.0i", "unsupported-type"),
            ("1wb", "unsupported-type"),
            ("2147483647 + 1", "overflow"),
            ("-2147483647 - 2", "overflow"),
            ("-(-2147483647 - 1)", "overflow"),
            ("(-2147483647 - 1) / -1", "overflow"),
            ("(-2147483647 - 1) % -1", "overflow"),
            ("65536 * 65536", "overflow"),
            ("0x7fffffffffffffff + 1", "overflow"),
            ("(unsigned char)256.0", "overflow"),
            ("(unsigned)-1.0", "overflow"),
            ("(int)(0.0 / 0.0)", "overflow"),
            ("18446744073709551616", "overflow"),
            ("9223372036854775808", "overflow"),
            ("(unsigned __int128)-1", "overflow"),
            ("1 << 32", "invalid-shift"),
            ("1 >> -1", "invalid-shift"),
            ("1 / 0", "division-by-zero"),
            ("1 % 0u", "division-by-zero"),
            ("1.0 % 2", "type-mismatch"),
            ("1 << 1.0", "type-mismatch"),
            ("(point)1", "type-mismatch"),
            ("((void)0)", "void"),
            ("__LINE__", "depends-on-use"),
            ("__FILE__ \":\"", "depends-on-use"),
            ("__func__", "depends-on-use"),
            ("__COUNTER__ + 1", "depends-on-use"),
            ("_Pragma(\"once\")", "pragma"),
            ("L\"\\400000000000\" \"x\" u\"y\"", "not-an-expression"),
            ("'\\x1ff'", "invalid-text"),
            ("''", "invalid-text"),
            ("u'\u{1f600}'", "invalid-text"),
            ("\"\\u12\"", "invalid-text"),
            ("\"\\x\"", "invalid-text"),
            ("sizeof(struct point[])", "unknown-layout"),
            ("__builtin_offsetof(point, none)", "unknown-member"),
        ],
    );
    let mut world = World::new("#define F(x) x\n#define BAD 1 ## +\n");
    let code = |world: &mut World, name| world.evaluate(name).unwrap_err().code;
    assert_eq!(code(&mut world, "F"), "function-like");
    assert_eq!(code(&mut world, "BAD"), "invalid-paste");
}

#[test]
fn a_definition_splits_at_the_parenthesis_after_its_name() {
    let split = |text: &'static str| {
        let MacroDefinition { params, body } = MacroDefinition::split(text.as_bytes());
        let utf8 = |text| std::str::from_utf8(text).unwrap();
        (params.map(utf8), utf8(body))
    };
    assert_eq!(split(" 5"), (None, " 5"));
    assert_eq!(split(" (5)"), (None, " (5)"));
    assert_eq!(split("(a, b) a + b"), (Some("a, b"), " a + b"));
    assert_eq!(split("() 5"), (Some(""), " 5"));
    assert_eq!(split("(a /* ) */) a"), (Some("a /* ) */"), " a"));
    assert_eq!(split("\\\n(a) a"), (Some("a"), " a"));
    assert_eq!(split("(a"), (Some("a"), ""));
    assert_eq!(split(""), (None, ""));
}
