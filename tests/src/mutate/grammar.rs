//! Pieces of C as a tool that reads headers fears them. Names come from a small pool, so that they collide.

use super::Random;

/// A few names; some are Rust keywords, some mean something in the output.
const NAMES: &[&str] = &[
    "a", "b", "type", "self", "Self", "crate", "_", "a_b", "u8", "Option", "c_int", "fn", "main",
    "data", "raw", "core", "std", "new", "try", "a__b", "str", "r", "x", "size_t", "get", "set",
    "set_a", "None", "Clone", "A", "B",
];

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "7",
    "8",
    "9",
    "15",
    "16",
    "31",
    "32",
    "33",
    "63",
    "64",
    "65",
    "127",
    "128",
    "255",
    "256",
    "-1",
    "0x7fffffff",
    "0x80000000",
    "4294967295",
    "4294967296u",
    "0x7fffffffffffffff",
    "18446744073709551615u",
    "18446744073709551616",
    "0x1p63",
    "1e400",
    "0.1f",
    "1.0L",
    "'a'",
    "'\\377'",
    "L'\\xffff'",
    "0b11",
    "08",
    "1u",
    "1ull",
    "1'0",
    "1i",
    "0x1.8p-1074",
    "1e-400",
    "-0.0",
    "nullptr",
    "5wb",
    "(1?2:3)",
    "sizeof(int)",
    "1/0",
    "1<<63",
    "1<<64",
    "-2147483648",
    "(-9223372036854775807-1)",
];

const LITERALS: &[&str] = &[
    "\"\"",
    "\"\\xff\"",
    "L\"\\xffffffff\"",
    "u8\"\\u00e9\"",
    "\"a\\0b\"",
    "U\"\\U0001F600\"",
    "\"{}\"",
    "\"\\\\\"",
    "'ab'",
    "'\\0'",
    "u'\\u00e9'",
    "\"a\" L\"b\"",
    "\"\\x80\\r\\t\\\"\"",
    "R\"(a)\"",
];

const ATTRIBUTES: &[&str] = &[
    "packed",
    "aligned",
    "aligned(1)",
    "aligned(2)",
    "aligned(4)",
    "aligned(16)",
    "aligned(64)",
    "aligned(8192)",
    "aligned(1 << 28)",
    "packed, aligned(2)",
    "packed, aligned(8)",
    "vector_size(16)",
    "vector_size(8)",
    "mode(TI)",
    "mode(QI)",
    "transparent_union",
    "noreturn",
    "ms_abi",
    "sysv_abi",
    "vectorcall",
    "deprecated(\"x\")",
    "weak",
    "unavailable",
    "alias(\"a\")",
    "visibility(\"hidden\")",
    "may_alias",
    "ms_struct",
    "gcc_struct",
    "const",
    "pure",
    "nonnull",
    "overloadable",
    "address_space(1)",
    "annotate(\"ffi:x\")",
    "enum_extensibility(open)",
    "flag_enum",
    "regparm(3)",
    "preserve_most",
    "ext_vector_type(4)",
    "noderef",
    "counted_by(a)",
    "cleanup(a)",
    "always_inline",
    "gnu_inline",
    "designated_init",
    "tls_model(\"local-exec\")",
    "preferred_type(int)",
    "randomize_layout",
];

const TYPES: &[&str] = &[
    "int",
    "char",
    "unsigned",
    "long",
    "unsigned long long",
    "signed char",
    "short",
    "_Bool",
    "float",
    "double",
    "long double",
    "void",
    "void *",
    "const char *",
    "__int128",
    "unsigned __int128",
    "_Float16",
    "__float128",
    "float _Complex",
    "double _Complex",
    "long double _Complex",
    "_BitInt(7)",
    "_BitInt(65)",
    "unsigned _BitInt(3)",
    "_Atomic int",
    "_Atomic(long)",
    "__builtin_va_list",
    "__bf16",
    "volatile int",
    "const int *const *restrict",
    "_Complex int",
    "int (*)",
    "unsigned char",
    "__auto_type",
    "typeof(1)",
    "typeof(int *)",
    "void (*)(void)",
    "enum { Z }",
    "struct { int z; }",
    "union { int z; float w; }",
    "struct a",
    "struct b",
    "union a",
    "enum a",
    "enum b",
    "a",
    "b",
    "A",
    "struct type *",
];

/// Every `$t`, `$n`, `$k`, `$a`, `$s`, `$f` stands for a type, a name, a number, an attribute, a literal, a field.
const DECLARATIONS: &[&str] = &[
    "struct $n { $f; $f; $f; };",
    "struct $n { $f; $f; } __attribute__(($a));",
    "struct __attribute__(($a)) $n { $f; $f; $f; $f; };",
    "union $n { $f; $f; $f; };",
    "union $n { $f; $f; } __attribute__(($a));",
    "typedef struct { $f; $f; } $n;",
    "typedef struct $n { $f; struct $n *$n; } $n, *$n;",
    "typedef union $n $n;",
    "struct $n; union $n; enum $n;",
    "struct $n { $f; struct { $f; union { $f; $f; }; } $n[$k]; };",
    "struct $n { $f; $t $n[]; };",
    "struct $n { $t $n; } $n;",
    "#pragma pack(push, 1)\nstruct $n { $f; $f; $f; };\n#pragma pack(pop)",
    "#pragma pack(2)",
    "#pragma ms_struct on",
    "enum $n { $n = $k, $n };",
    "enum { $n, $n = $n, $n = $k };",
    "enum $n : $t { $n = $k, $n };",
    "typedef enum $n { $n = $k } $n;",
    "enum __attribute__(($a)) $n { $n, $n = $k };",
    "typedef $t $n;",
    "typedef $t $n[$k];",
    "typedef $t $n __attribute__(($a));",
    "typedef $t (*$n)($t, $t $n);",
    "typedef $t $n($t);",
    "$t $n($t $n, $t $n);",
    "$t $n($t, $t, $t, $t, $t, $t, $t, $t);",
    "$t $n();",
    "$t $n(void);",
    "$t $n($t $n, ...);",
    "$t $n(...);",
    "$t $n($t $n[$k], $t $n[static 3]);",
    "$t (*$n($t))($t, $t);",
    "$t (*(*$n)($t (*)($t)))[$k];",
    "$t $n($t) __attribute__(($a));",
    "$t $n($t) __asm__($s);",
    "extern $t $n __asm__($s);",
    "static inline $t $n($t x);",
    "extern $t $n;",
    "extern const $t $n[$k];",
    "extern $t $n[][$k];",
    "extern _Thread_local $t $n;",
    "static const $t $n = $k;",
    "static const $t $n[] = { $k, $k };",
    "const char $n[] = $s;",
    "static const struct $n { $f; } $n = { $k };",
    "#define $n $k",
    "#define $n $s",
    "#define $n ($k + $k)",
    "#define $n ($k $o $k)",
    "#define $n ($n $o $k)",
    "#define $n (($t)$k)",
    "#define $n (($t)$n)",
    "#define $n $n",
    "#define $n $t",
    "#define $n sizeof($t)",
    "#define $n _Alignof($t)",
    "#define $n __builtin_offsetof(struct $n, $n)",
    "#define $n (-$k)",
    "#define $n (~$k)",
    "#define $n (!$n)",
    "#define $n ($k ? $k : $n)",
    "#define $n($n) ($n + $k)",
    "#define $n($n, ...) $n##__VA_ARGS__",
    "#define $n(x) #x\n#define $n $n($s)",
    "#define $n $n($k)",
    "#define $n(a, b) a##b\n#define $n $n(0x, 1$k)",
    "#define $n $s $s",
    "#define $n _Generic($k, int: 1, default: 2)",
    "#define $n ((struct $n){$k}.$n)",
    "#define $n ({ $k; })",
    "#define $n (&$n)",
    "#define $n __COUNTER__",
    "#define $n __LINE__",
    "#define $n _Pragma(\"x\") $k",
    "#undef $n",
    "#if $k\n#define $n $k\n#endif",
    "#include <stdint.h>",
    "#include <stddef.h>",
    "#include <stdarg.h>",
    "#line $k $s",
    "/** $n \\param $n $k\n * @code\n * ``` $s\n * @endcode <b>[$n]\n */",
    "/// $s $n\n///< \\return *a_b_ [x](y)",
    "_Static_assert(sizeof($t) > 0, $s);",
    "_Alignas($k) extern $t $n;",
    "struct $n { _Alignas($k) $f; };",
    "struct $n { $f; _Alignas(16) $t $n; } __attribute__((packed));",
    "__attribute__(($a)) $t $n($t);",
    "[[$a]] $t $n($t);",
    "[[noreturn]] void $n($t);",
    "$n($n) $t $n; {}",
];

const OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^", "&&", "||", "==", "!=", "<", ">", ",", "<=",
];

/// A name.
pub(super) fn name(random: &mut Random) -> String {
    match random.index(6) {
        0 => format!("n{}", random.index(1000)),
        _ => (*random.pick(NAMES)).to_owned(),
    }
}

/// A number, usually one at the edge of something.
pub(super) fn number(random: &mut Random) -> String {
    match random.index(8) {
        0 => random.number().to_string(),
        1 => random.index(70).to_string(),
        _ => (*random.pick(NUMBERS)).to_owned(),
    }
}

/// A string or character.
pub(super) fn literal(random: &mut Random) -> String {
    (*random.pick(LITERALS)).to_owned()
}

/// What stands in `__attribute__((…))`.
pub(super) fn attribute(random: &mut Random) -> String {
    (*random.pick(ATTRIBUTES)).to_owned()
}

/// Any one thing.
pub(super) fn token(random: &mut Random) -> String {
    match random.index(6) {
        0 => name(random),
        1 => number(random),
        2 => literal(random),
        3 => kind_of_type(random),
        4 => (*random.pick(OPERATORS)).to_owned(),
        _ => deep(random),
    }
}

/// A field, often a bit-field.
pub(super) fn field(random: &mut Random) -> String {
    let (kind, name) = (kind_of_type(random), name(random));
    match random.index(10) {
        0..4 => format!("{kind} {name}"),
        4 => format!("{kind} {name}[{}]", number(random)),
        5 => format!("{kind} *{name}"),
        6 => format!(
            "{} : {}",
            random.pick(&["int", "unsigned", "long", "_Bool", "char"]),
            random.index(40)
        ),
        7 => format!("{kind} {name} __attribute__(({}))", attribute(random)),
        _ => format!("{kind} {name} : {}", random.index(66)),
    }
}

/// A declaration or directive.
pub(super) fn declaration(random: &mut Random) -> String {
    if random.one_in(60) {
        return deep_declaration(random);
    }
    let mut text = String::new();
    let mut characters = random.pick(DECLARATIONS).chars();
    while let Some(character) = characters.next() {
        if character != '$' {
            text.push(character);
            continue;
        }
        text += &match characters.next() {
            Some('t') => kind_of_type(random),
            Some('n') => name(random),
            Some('k') => number(random),
            Some('a') => attribute(random),
            Some('s') => literal(random),
            Some('f') => field(random),
            Some('o') => (*random.pick(OPERATORS)).to_owned(),
            other => unreachable!("${other:?} stands for nothing"),
        };
    }
    text
}

fn kind_of_type(random: &mut Random) -> String {
    (*random.pick(TYPES)).to_owned()
}

/// Many of the same.
fn deep(random: &mut Random) -> String {
    let count = *random.pick(&[2, 30, 300]);
    let (open, inner, close) = *random.pick(&[
        ("*", "", ""),
        ("(", "1", ")"),
        ("[2]", "", ""),
        ("-", "1", ""),
        ("~", "1", ""),
        ("(int)", "1", ""),
        ("1+", "1", ""),
        ("{", "", "}"),
        ("sizeof ", "1", ""),
    ]);
    format!("{}{inner}{}", open.repeat(count), close.repeat(count))
}

fn deep_declaration(random: &mut Random) -> String {
    let count = *random.pick(&[10, 100, 900, 5000]);
    let (name, few) = (name(random), count.min(200));
    match random.index(7) {
        0 => format!("int {}{name};", "*".repeat(count)),
        1 => format!("extern int {name}{};", "[1]".repeat(few)),
        2 => format!(
            "{} int {name}; {}",
            "struct {".repeat(few),
            "};".repeat(few)
        ),
        3 => format!("#define {name} {}1{}", "(".repeat(few), ")".repeat(few)),
        4 => format!("#define {name} 1{}", "+1".repeat(count)),
        5 => {
            let chain = (1..count).map(|i| format!("typedef T{} *T{i};\n", i - 1));
            format!("typedef int T0;\n{}", chain.collect::<String>())
        }
        _ => {
            let link = |i| format!("#define {name}{i} ({name}{} + {name}{})\n", i - 1, i - 1);
            format!(
                "#define {name}0 1\n{}",
                (1..few).map(link).collect::<String>()
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_is_filled() {
        let mut random = Random::new(5);
        for _ in 0..5000 {
            assert!(!declaration(&mut random).contains('$'));
            assert!(!token(&mut random).is_empty());
        }
    }
}
