//! Hostile input: nothing panics, recurses without end or works for long.

use super::world::World;
use crate::{
    contract::{IntKind, Ty},
    frontend::constant::{Evaluated, MacroDefinition},
};
use std::fmt::Write;

#[track_caller]
fn code(body: &str) -> String {
    World::new("")
        .expression(body)
        .expect_err("it has no value")
        .code
        .into_owned()
}

#[test]
fn deep_nesting_is_refused() {
    const MANY: usize = 20_000;
    for (open, inside, close) in [
        ("(", "1", ")"),
        ("- ", "1", ""),
        ("!", "1", ""),
        ("(int)", "1", ""),
        ("*", "(int *)8", ""),
        ("sizeof ", "1", ""),
        ("1 ? ", "1", " : 1"),
        ("1 ? 1 : ", "1", ""),
        ("1 + (", "1", ")"),
        ("1 || 1 && 1 | 1 ^ 1 & 1 == 1 < 1 << 1 + 1 * (", "1", ")"),
        ("sizeof(__typeof__(", "1", "))"),
        ("__builtin_constant_p(", "1", ")"),
        ("sizeof(int[", "1", "])"),
        ("_Generic(1, int: ", "1", ")"),
        ("&((", "1", ")->x)"),
        ("__extension__ ", "1", ""),
        ("(point){", "1", "}"),
    ] {
        let text = open.repeat(MANY) + inside + &close.repeat(MANY);
        assert!(
            matches!(&*code(&text), "too-deep" | "too-much-work"),
            "{open}"
        );
    }
    for (before, repeated, after) in [
        ("(int ", "*", ")1"),
        ("(int (", "*", ")(void))1"),
        ("sizeof(int ", "[1]", ")"),
        ("sizeof(int ", "(*", ")"),
        ("(int ", "(*(int)", ")1"),
        ("(void (*)(", "void (*)(", "))1"),
    ] {
        let text = format!("{before}{}{after}", repeated.repeat(MANY));
        assert!(
            matches!(&*code(&text), "too-deep" | "too-much-work" | "unbalanced"),
            "{before}{repeated}"
        );
    }
}

#[test]
fn balanced_declarators_are_refused_when_deep() {
    for depth in [10, 1_000, 30_000] {
        let text = format!("sizeof(int {}*{})", "(*".repeat(depth), ")".repeat(depth));
        let found = World::new("").expression(&text);
        assert_eq!(found.is_ok(), depth == 10, "{found:?}");
    }
}

#[test]
fn the_deepest_nesting_fits_a_small_stack() {
    const LEVELS: &[(&str, &str, &str)] = &[
        ("(", "1", ")"),
        ("1 || 1 && 1 | 1 ^ 1 & 1 == 1 < 1 << 1 + 1 * (", "1", ")"),
        ("sizeof(__typeof__(", "1", "))"),
        ("_Generic(1, int: ", "1", ")"),
        ("F(", "1", ")"),
        ("1 ? ", "1", " : 1"),
        ("(point){.in = {{", "1", "}}}"),
    ];
    let run = || {
        for (open, inside, close) in LEVELS {
            for depth in (90..320).step_by(3) {
                let text = open.repeat(depth) + inside + &close.repeat(depth);
                let _ = World::new("#define F(x) (x)\n").expression(&text);
            }
        }
    };
    std::thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(run)
        .expect("a thread starts")
        .join()
        .expect("the stack suffices");
}

#[test]
fn a_long_chain_of_macros_is_followed() {
    let mut header = String::new();
    for index in 0..10_000 {
        let _ = writeln!(header, "#define M{index} M{}", index + 1);
    }
    header.push_str("#define M10000 42\n");
    let value = World::new(&header).evaluate("M0");
    let expected = Evaluated::Int {
        ty: Ty::Int(IntKind::Int),
        value: 42,
    };
    assert_eq!(value, Ok(expected));
}

#[test]
fn a_long_sum_is_added_up() {
    let text = vec!["1"; 10_000].join(" + ");
    let expected = Evaluated::Int {
        ty: Ty::Int(IntKind::Int),
        value: 10_000,
    };
    assert_eq!(World::new("").expression(&text), Ok(expected));
}

#[test]
fn exponential_expansions_are_refused() {
    let mut header = String::from(
        "#define S(x) #x\n#define T(x) S(x)\n#define C(x) D(x, x)\n#define D(x, y) x ## y\n#define O0 1+1\n#define P0(x) x x\n#define E0\n",
    );
    for index in 1..200 {
        let before = index - 1;
        let _ = writeln!(header, "#define O{index} O{before} + O{before}");
        let _ = writeln!(header, "#define P{index}(x) P{before}(x x)");
        let _ = writeln!(header, "#define E{index} E{before} E{before}");
    }
    let stringify = format!("{}\"a\"{}", "T(".repeat(90), ")".repeat(90));
    let paste = format!("{}a{}", "C(".repeat(90), ")".repeat(90));
    let strings = format!("P40(\"{}\")", "x".repeat(1000));
    for body in ["O199", "P150(1)", "E199", &stringify, &paste, &strings] {
        let reason = World::new(&header).expression(body).expect_err("too large");
        assert!(
            matches!(&*reason.code, "too-much-work" | "too-deep"),
            "{body}: {reason:?}"
        );
    }
}

/// A generator of numbers that is the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit
    }
}

#[test]
fn random_bytes_do_no_harm() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..20_000 {
        let len = random.below(40);
        let bytes: Vec<u8> = (0..len).map(|_| random.below(256) as u8).collect();
        let mut world = World::new("");
        let _ = world.bytes(&bytes);
        let definition = MacroDefinition::split(&bytes);
        world.define(b"M", definition);
        let _ = world.bytes(b"M(1, 2) + M");
    }
}

#[test]
fn random_tokens_do_no_harm() {
    const TOKENS: &[&str] = &[
        "(",
        ")",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ";",
        ":",
        "?",
        "+",
        "-",
        "*",
        "/",
        "%",
        "<<",
        ">>",
        "<",
        "==",
        "&&",
        "||",
        "&",
        "|",
        "^",
        "~",
        "!",
        ".",
        "->",
        "#",
        "##",
        "...",
        "0",
        "1",
        "2u",
        "0x7fffffffffffffff",
        "-1",
        "1.5",
        "1.5f",
        "1.0L",
        "1e400",
        "'a'",
        "'",
        "\"",
        "\"abc\"",
        "L\"x\"",
        "u'x'",
        "\\",
        "\\\n",
        "\n",
        "//",
        "/*",
        "*/",
        "int",
        "unsigned",
        "long",
        "char",
        "void",
        "float",
        "double",
        "const",
        "struct",
        "enum",
        "point",
        "color",
        "my_uint",
        "callback_t",
        "sizeof",
        "_Alignof",
        "__typeof__",
        "_Generic",
        "default",
        "__builtin_offsetof",
        "__builtin_choose_expr",
        "__builtin_clz",
        "__int128",
        "x",
        "rest",
        "in",
        "an_object",
        "a_function",
        "RED",
        "A",
        "B",
        "F",
        "G",
        "V",
        "A",
        "B",
        "F",
        "G",
        "V",
        "__VA_ARGS__",
        "__VA_OPT__",
        "true",
        "nullptr",
        "\u{e9}",
    ];
    let mut random = Random(0x1234_5678_9abc_def1);
    let soup = |random: &mut Random, longest: usize| {
        let mut text = String::new();
        for _ in 0..random.below(longest) {
            text.push_str(TOKENS[random.below(TOKENS.len())]);
            if random.below(3) > 0 {
                text.push(' ');
            }
        }
        text
    };
    for _ in 0..30_000 {
        let bodies: Vec<String> = (0..6).map(|_| soup(&mut random, 14)).collect();
        let mut world = World::new("");
        for (name, (params, body)) in ["A", "B", "F", "G", "V"].iter().zip(
            [None, None, Some("a"), Some("x, y"), Some("a, ...")]
                .iter()
                .zip(&bodies),
        ) {
            world.define(
                name.as_bytes(),
                MacroDefinition {
                    params: params.map(str::as_bytes),
                    body: body.as_bytes(),
                },
            );
        }
        let _ = world.expression(&bodies[5]);
    }
}
