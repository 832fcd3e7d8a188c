//! The same expressions evaluated here and by the C compiler: types, sizes and values must agree.

use super::world::{PRELUDE, World, spell};
use crate::{contract::TextKind, frontend::constant::Evaluated};
use std::{fmt::Write, process::Command};

/// Expressions of integer, floating, pointer and text type that C gives a constant value.
#[rustfmt::skip]
const EXPRESSIONS: &[&str] = &[
    // Conversions between signed and unsigned.
    "-1 < 1u", "-1 < 1ul", "-1 < (unsigned char)1", "1 ? -1 : 2u", "0 ? -1 : 2u", "-1L < 1u", "-1LL > 1ul",
    "1 ? 1 : 2L", "1 ? 'a' : (char)1", "1 ? (short)1 : (short)2", "(1 ? -1 : 0u) / 2", "-1 >> 1", "-1u >> 1",
    "(unsigned char)~0", "~(unsigned char)0", "~0u", "~0ul", "!0", "!!5", "-(unsigned char)1", "+(short)-3",
    "-2147483647 - 1", "2147483647u + 1u", "4294967295u * 2u", "-5 / 2", "-5 % 2", "5 % -2", "-5 / 2u", "1 << 31",
    "1u << 31", "1l << 31", "-1 << 4", "1 << 30 << 1", "0x7fffffff << 1", "(char)200", "(signed char)0x80",
    "(unsigned short)-1", "(short)0x12345", "(long long)-1", "(unsigned long long)-1", "(__int128)-1", "(_Bool)256",
    "(_Bool)0.5", "(_Bool)0", "(_Bool)1 + (_Bool)1", "(unsigned __int128)1 << 100", "(__int128)1 << 100 >> 98",
    "(unsigned __int128)-1 >> 64 >> 60", "(unsigned __int128)-1 / 3 > 5",
    // Characters.
    "'a'", "'\\n'", "'\\0'", "'\\x41'", "'\\xff'", "'\\377'", "'\\''", "'\"'", "'\\\\'", "'\\e'", "'\\?'", "'ab'",
    "'abc'", "'abcd'", "'\\xff\\xff'", "'\\xff\\xff\\xff\\xff'", "'\\0a'", "'\\1234'", "L'a'", "L'\\xffff'",
    "L'\\u00e9'", "u'a'", "U'a'", "u'\\xffff'", "U'\\U0001F600'", "u8'a'", "L'\u{e9}'", "'a' + 1",
    // Strings.
    "\"\"", "\"abc\"", "\"a\" \"b\"", "\"\\x1\" \"2\"", "\"a\\0b\"", "L\"wide\"", "u\"\\U0001F600\"",
    "U\"\\U0001F600\"", "\"\\u00e9\"", "u8\"\\u00e9\"", "\"a\" L\"b\"", "L\"a\" \"\\xff\"", "(\"abc\")",
    "((const char *)\"abc\")", "(char *)\"x\"", "(const my_byte *)\"bytes\"", "1 ? \"yes\" : \"no\"",
    "\"\\101\\1012\"", "\"\\a\\b\\f\\n\\r\\t\\v\"", "\"\\\"\"", "\"\u{e9}\"", "L\"\u{e9}\"", "u\"\u{1f600}\"",
    "\"abc\"[1]", "*\"abc\"", "\"abc\"[3]", "L\"abc\"[0]", "!\"x\"", "\"x\" ? 3 : 4", "\"x\" && 1",
    // Sizes.
    "sizeof(int)", "sizeof(char)", "sizeof 'a'", "sizeof(\"abc\")", "sizeof \"abc\"", "sizeof(L\"abc\")",
    "sizeof(long double)", "sizeof(void *)", "sizeof(point)", "sizeof(struct point)", "sizeof(int[10])",
    "sizeof(int(*)[10])", "sizeof(int *[10])", "sizeof(char[3][4])", "sizeof(1.0f)", "sizeof(1.0L)",
    "sizeof((char)1 + (char)1)", "sizeof(1 ? (char)1 : (char)2)", "sizeof(((point *)0)->rest)",
    "sizeof(((point *)0)->rest[0])", "sizeof(((struct point *)0)->in)", "sizeof(*(point *)0)", "sizeof(1/0)",
    "sizeof(enum color)", "sizeof(color)", "sizeof(void)", "sizeof(int) * 8 - 1", "sizeof (int)",
    "sizeof(char) == 1 && sizeof(short) == 2", "_Alignof(double)", "_Alignof(point)", "__alignof__(int)",
    "_Alignof(short[7])", "sizeof(void (*)(int, char *))", "sizeof(callback_t)", "sizeof(char *(*(*)(void))[3])",
    "-sizeof(int)", "sizeof(sizeof(int))", "(int)sizeof(int)", "sizeof -1", "sizeof(unsigned long int)",
    "sizeof(long unsigned)", "sizeof(unsigned)", "sizeof(short unsigned int)", "sizeof(long long signed int)",
    "sizeof(int volatile const)", "sizeof(unsigned char const *const *)", "sizeof(__typeof__(1ll))",
    "sizeof(__typeof__(int[3]))", "sizeof(int (*[4])(int))",
    // Offsets.
    "__builtin_offsetof(point, x)", "__builtin_offsetof(struct point, rest[2])",
    "__builtin_offsetof(point, in[1].b)", "(size_t)&((point *)0)->y", "(size_t)&((point *)0)->rest[1]",
    "(long)((char *)&((point *)0)->y - (char *)0)", "&((point *)0)->x", "(char *)&((point *)16)->x - 4",
    "(size_t)((point *)0)->rest", "(size_t)&(*(point *)0).in[1].b",
    "(size_t)(&((point *)0)->in[1] - &((point *)0)->in[0])",
    // Pointers.
    "((void *)0)", "((void *)-1)", "(char *)0 + 3", "(int *)0 + 3", "(int *)16 - 2", "(point *)0 + 2",
    "(point *)-1", "((callback_t)-1)", "((callback_t)0)", "(point_ptr)-1", "(void (*)(int, ...))-1",
    "(unsigned long)(void *)-1", "(int)(long)(void *)-1", "(const char *)8", "(volatile int *const)8",
    "(void *)0 == 0", "(void *)1 == (void *)1", "!(void *)0", "(int *)8 - (int *)0", "(char *)8 > (char *)4",
    "1 ? (void *)0 : (int *)8", "0 ? (void *)0 : (int *)8", "1 ? (void *)4 : (int *)8", "1 ? 0 : (int *)8",
    "0 ? 0 : (int *)8", "1 ? (const int *)4 : (int *)8", "(void *)0 + 1", "(void *)'a'", "(void *)8 && 1",
    "(int (*)(void))4", "(int (*(*)(void))[3])4", "(const int *const *)4",
    "sizeof(int) == sizeof(*(1 ? ((void *)((long)(5) * 0l)) : (int *)8))", "(char *)(unsigned long)0x1234",
    "(void *)(my_uint)-1", "(void *)(int)-2", "&*(int *)4", "&((int *)4)[2]",
    // Floats.
    "1.0", "1.", ".5", "1e10", "1E-5", "1.5f", "0.1f", "0.1", "0x1p3", "0x1.8p1", "0x.8p0", "0x1p-1074",
    "0x1.fffffffffffffp1023", "0x1.fffffep127f", "0x1.0000001p0f", "0x1.00000000000008p0", "0x1.000000000000081p0",
    "0x1.00000000000018p0", "0x1p-149f", "0x1.8p-149f", "0x0.8p-149f", "0x1p-1075", "0x1.8p-1074",
    "0x123456789abcdef01p0", "0x123456789abcdef01.8p-64f", "0x0p5", "0x1p99999999999999999999",
    "0x1p-99999999999999999999", "0x1P+3", "1e400", "1e-400", "1e39f", "16777217.0f", "0.1f + 0.2f", "0.1 + 0.2",
    "0.1f + 0.2", "0.1f * 3", "1 / 3.0f", "1 / 3.0", "1.0f / 3", "-0.0", "-0.0f", "1.0 / 0.0", "-1.0 / 0.0",
    "0.0 / 0.0", "1e308 * 10", "3e38f * 10", "(float)1e300", "(float)0.1", "(double)0.1f", "(int)1.9", "(int)-1.9",
    "(unsigned char)255.9", "(long)1e18", "16777217 + 0.0f", "(float)16777217", "(float)0x7fffffffffffffffll",
    "(double)0xffffffffffffffffull", "(float)0xffffff8000000001ull", "(double)(unsigned __int128)-1", "1.0 < 2",
    "1.0f == 1.0", "0.1f == 0.1", "!0.0", "0.0 || 0", "1.5 && 1", "1 ? 1.0f : 2", "1 ? 1 : 2.0", "0 ? 1 : 2.0f",
    "(my_float)0.1", "(my_float)1 / 3", "+1.5f", "-1.5f", "__builtin_inff()", "__builtin_inf()",
    "__builtin_huge_val()", "__builtin_huge_valf()", "__builtin_nan(\"\")", "__builtin_nanf(\"\")",
    "-__builtin_inff()", "(__builtin_inff())", "1.7976931348623157e308", "3.40282347e+38F",
    "2.2250738585072014e-308", "4.9e-324", "1.17549435e-38f", "5e-1", "00.5", "09.5", "1e+2f", "0e0", "1'0.5'0",
    "8.5e00",
    // Long doubles that become doubles.
    "((double)2.22507385850720138309023271733240406e-308L)", "(double)1.79769313486231570814527423731704357e+308L",
    "(double)4.94065645841246544176568792868221372e-324L", "(double)2.22044604925031308084726333618164062e-16L",
    "(double)0.1L", "(double)1.0L", "(double)0.0L", "(double)-1.5L", "-(double)3.L", "(double)0x1.8p3L", "(_Bool)0.5L",
    "(double)1e5L", "(double)100.L", "!0.5L",
    // Lazy operands.
    "1 || 1/0", "0 && 1/0", "1 ? 5 : 1/0", "0 ? 1/0 : 5", "1 ? 2 : 1.0/0", "0 && (1 << 100)", "1 ? 2 : 3 ? 4 : 5",
    "0 ? 2 : 0 ? 4 : 5", "(1, 2)", "((void)0, 5)", "5 ?: 6", "0 ?: 6l", "1 | 2 ^ 3 & 4 == 5 < 6 << 1 + 2 * 3",
    "2 + 3 * 4 - 5 / 2 % 2", "1 << 2 + 3", "(1 << 2) + 3", "10 - 4 - 3", "100 / 5 / 2", "1 < 2 < 3", "3 > 2 > 1",
    "-2 * -3", "- - 5", "~-1", "!-1", "-!0",
    // Casts and names.
    "(my_uint)-1", "(my_int)3.7", "(enum color)5", "(color)GREEN", "(enum flags)-1", "RED", "BLUE", "FLAG_B",
    "BLUE < FLAG_A", "FLAG_A | FLAG_B", "RED + 1", "(size_t)-1", "(size_t)5", "(my_byte)300", "(my_uint)1 + 1",
    "~(my_uint)0", "-(my_uint)1", "(my_uint)(my_byte)-1", "(long)(my_uint)-1", "(long)(int)0x80000000",
    "(unsigned long)(int)0x80000000", "(const int)5", "(int const volatile)5", "(unsigned)-1", "(signed)5u",
    "(long int unsigned)-1", "(wchar_t)5", "((((((((1))))))))", "(int)(char)(int)0x181", "__extension__ 5",
    "(__extension__ (long long)5)", "+ +1", "(1) - 1", "(int)-1", "(my_int) -1", "(my_int) +1",
    // Builtins.
    "__builtin_bswap16(0x1234)", "__builtin_bswap32(0x12345678)", "__builtin_bswap64(0x12)",
    "__builtin_popcount(255)", "__builtin_popcountl(-1)", "__builtin_clz(1)", "__builtin_clzll(1)",
    "__builtin_ctz(8)", "__builtin_ffs(0)", "__builtin_ffsl(8)", "__builtin_parity(7)", "__builtin_expect(5, 1)",
    "__builtin_choose_expr(1, 'a', 1.0)", "__builtin_choose_expr(0, 'a', 1.0)", "__builtin_constant_p(5)",
    "__builtin_constant_p(\"x\")", "__builtin_types_compatible_p(int, const int)",
    "__builtin_types_compatible_p(int *, const int *)", "__builtin_types_compatible_p(long, long long)",
    "__builtin_types_compatible_p(my_uint, unsigned)", "__builtin_types_compatible_p(int[3], int[])",
    "_Generic(1, int: 10, long: 20)", "_Generic(1L, int: 10, long: 20, default: 30)",
    "_Generic('a', char: 1, int: 2)", "_Generic(\"x\", char *: 1, default: 2)",
    "_Generic((char)1, char: 1, signed char: 2, unsigned char: 3)", "_Generic(1.0f, default: 1, float: 2l)",
    "_Generic((my_uint)1, unsigned: 5)",
    // Macros of the test's header.
    "ONE", "TWO", "ADD(1, 2)", "ADD(ADD(1, 2), ADD(3, 4))", "CAT(1, 2)", "XCAT(ONE, ONE)", "CAT(O, NE)",
    "STR(a + b)", "XSTR(ONE)", "STR(\"q\\n\" 'c')", "STR( a   b /* c */ d )", "\"%\" PRI", "FIRST(1, 2, 3)",
    "REST(1, 2, 3)", "COUNT()", "COUNT(1)", "COUNT(1, 2)", "GNU(1)", "GNU(1, 2)", "XSTR(GNU(1,))",
    "XSTR(GNU(1,EMPTY))", "NAMED(7, 8)", "OPT()", "OPT(5)", "CALL(ADD, (3, 4))", "XSTR(DEFER(ADD)(3, 4))",
    "XSTR(ADD EMPTY (1, 2))", "XSTR(ID(DEFER(ADD)(3, 4)))", "ID(ADD)(5, 6)", "XSTR(ID(ID)(ID)(3))",
    "PAREN ADD(1, 1)", "SELF", "INDIRECT(3)", "NEST(NEST(NEST(1)))", "CAT(, 5)", "CAT(5, )", "CAT(0x, ff)",
    "CAT(1, e3)", "CAT(L, 'a')", "CAT(L, \"abc\")", "1 CAT(<, <) 2", "SPLICED", "COMMENTED", "OBJ_PASTE", "HASH(1)",
    "MAKE(3, 4, 5)", "VERSION", "XSTR(f(2)(9))", "XSTR(SELF2)", "XSTR(f2(1)(2))", "XSTR(STD_EXAMPLE)", "STD_STRING",
    "DOLLAR", "LOG2(1024)", "F_TAIL 3", "XSTR(AB EMPTY C)", "XSTR(ADD)", "XSTR(ADD(1,2)ADD(3,4))", "XSTR(-ONE)",
    "XSTR(- ONE)", "XSTR(ID(-)1)", "XSTR(OPT2(a,b))", "XSTR(OPT2(a))", "XSTR(OPT2(a,EMPTY))", "XSTR(OPT3(a,b,c))",
    "XSTR(OPT3(a))", "XSTR(AR())", "XSTR(AR(EMPTY))", "XSTR(AR2(,))", "XSTR(AR2(1,))", "XSTR(AR2(EMPTY,EMPTY 1))",
    "XSTR(AR3(,))", "STR(@)", "STR('\\'' \"\\\"\")", "STR(L\"x\")", "STR(\\n)",
];

/// The macros that the expressions use.
const HEADER: &str = r#"
#define ONE 1
#define TWO (ONE + ONE)
#define ADD(a, b) ((a) + (b))
#define CAT(a, b) a ## b
#define XCAT(a, b) CAT(a, b)
#define STR(x) #x
#define XSTR(x) STR(x)
#define PRI "l" "d"
#define FIRST(a, ...) a
#define REST(a, ...) (__VA_ARGS__)
#define COUNT(...) COUNT_(0, ## __VA_ARGS__, 2, 1, 0)
#define COUNT_(a, b, c, n, ...) n
#define GNU(a, args...) (a, ## args)
#define NAMED(a, args...) (a args ## 1)
#undef NAMED
#define NAMED(a, args...) (a + args)
#define OPT(...) (1 __VA_OPT__(+ __VA_ARGS__))
#define OPT2(a, ...) q(a __VA_OPT__(,) __VA_ARGS__)
#define OPT3(a, ...) q(a __VA_OPT__(a ## __VA_ARGS__) ## a)
#define AR(x) ( x)
#define AR2(x,y) (x y)
#define AR3(x,y) x ##y z
#define CALL(f, args) f args
#define EMPTY
#define DEFER(x) x EMPTY
#define ID(x) x
#define PAREN 1 +
#define SELF (ONE + INDIRECT(2))
#define SELF2 SELF2 + 1
#define INDIRECT(x) ADD(x, ONE)
#define NEST(x) (x + 1)
#define SPLICED (1 + \
   2 + 1\
0)
#define COMMENTED /* one */ 5 /* two */ + /* ) */ 6 // end
#define OBJ_PASTE 1 ## 2 ## 3
#define HASH(x) sizeof(#x) + x ## 0 + x
#define MAKE(a, b, c) (((a) << 16) | ((b) << 8) | (c))
#define VERSION MAKE(MAJOR, 2, 3)
#define MAJOR 1
#define f(a) a*g
#define g(a) f(a)
#define f2(x) x f2
#define x_ 3
#define z_ z_[0]
#define h_ g_(~
#define m_(a) a(w_)
#define w_ 0,1
#define t_(a) a
#define f_(a) f_(x_ * (a))
#define g_ f_
#define STD_EXAMPLE f_(y_+1) + f_(f_(z_)) % t_(t_(g_)(0) + t_)(1); g_(x_+(3,4)-w_) | h_ 5) & m_(f_)^m_(m_);
#define hash_hash # ## #
#define mkstr(a) # a
#define in_between(a) mkstr(a)
#define join(c, d) in_between(c hash_hash d)
#define STD_STRING join(x, y)
#define DOLLAR CAT(ON, E)
#define LOG2(n) ((n) & 1024 ? 10 : (n) & 512 ? 9 : -1)
#define F_TAIL ONE + ONE -
#define AB a b
"#;

/// Every integer literal form around the limits of every type.
fn literals() -> Vec<String> {
    let values: [u64; 14] = [
        0,
        1,
        7,
        127,
        255,
        65535,
        0x7fff_ffff,
        0x8000_0000,
        0xffff_ffff,
        0x1_0000_0000,
        0x7fff_ffff_ffff_fffe,
        0x7fff_ffff_ffff_ffff,
        0x8000_0000_0000_0000,
        u64::MAX,
    ];
    let suffixes = ["", "u", "l", "ul", "LU", "ll", "ULL", "llu", "U", "L"];
    let mut literals = Vec::new();
    for value in values {
        for suffix in suffixes {
            literals.push(format!("0x{value:x}{suffix}"));
            literals.push(format!("0X{value:X}{suffix}"));
            literals.push(format!("0{value:o}{suffix}"));
            literals.push(format!("0b{value:b}{suffix}"));
            if value <= i64::MAX as u64 || suffix.contains(['u', 'U']) {
                literals.push(format!("{value}{suffix}"));
            }
        }
    }
    literals.extend(["1'000'000", "0xff'ff", "0b1111'0000u"].map(String::from));
    literals
}

/// Every operator on operands of many types.
fn combinations() -> Vec<String> {
    const OPERANDS: &[&str] = &[
        "0",
        "1",
        "-1",
        "-7",
        "3u",
        "0xffffffffu",
        "-5l",
        "6ul",
        "0xffffffffffffffffull",
        "(char)-3",
        "(unsigned char)200",
        "(short)-2",
        "(unsigned short)65535",
        "(_Bool)1",
        "'z'",
        "2.5",
        "-0.75f",
        "(my_byte)9",
        "FLAG_B",
        "BLUE",
        "(__int128)-9",
        "(unsigned __int128)11",
        "0x7fffffff",
        "(-0x7fffffffffffffffll-1)",
    ];
    const OPERATORS: &[&str] = &[
        "+",
        "-",
        "*",
        "/",
        "%",
        "<<",
        ">>",
        "<",
        ">",
        "<=",
        ">=",
        "==",
        "!=",
        "&",
        "^",
        "|",
        "&&",
        "||",
        "? 1 ? 2 :",
        ",",
    ];
    let mut all = Vec::new();
    for left in OPERANDS {
        for right in OPERANDS {
            for op in OPERATORS {
                all.push(match *op {
                    "? 1 ? 2 :" => format!("1 ? {left} : {right}"),
                    op => format!("({left} {op} {right})"),
                });
            }
        }
    }
    all
}

#[test]
fn the_compiler_agrees() {
    let literals = literals();
    let combinations = combinations();
    let header = HEADER.to_owned();
    let mut world = World::new(&header);
    let mut checks = Vec::new();
    let mut unexpected = Vec::new();
    let written = EXPRESSIONS.iter().copied();
    for text in written.chain(literals.iter().map(String::as_str)) {
        match world.expression(text) {
            Ok(value) => checks.push((text, value)),
            Err(reason) => unexpected.push(format!("{text}: {} ({})", reason.text, reason.code)),
        }
    }
    for text in &combinations {
        match world.expression(text) {
            Ok(value) => checks.push((text, value)),
            Err(reason) => {
                let expected = [
                    "overflow",
                    "invalid-shift",
                    "division-by-zero",
                    "type-mismatch",
                ];
                if !expected.contains(&&*reason.code) {
                    unexpected.push(format!("{text}: {} ({})", reason.text, reason.code));
                }
            }
        }
    }
    let disagreements = compile_and_run(&program(&checks));
    assert!(
        unexpected.is_empty() && disagreements.is_empty(),
        "no value here:\n{}\nanother value from the compiler:\n{disagreements}",
        unexpected.join("\n")
    );
}

/// A program that prints every expression whose value differs from the one found here.
fn program(checks: &[(&str, Evaluated)]) -> String {
    let mut program = String::from(
        "#include <stdio.h>\n#include <string.h>\n#include <stdint.h>\n#define COMPATIBLE(x, t) \
         __builtin_types_compatible_p(__typeof__(x), __typeof__(t))\n\
         static void report(const char *text, int compatible, int equal) {\n\
         if (!compatible || !equal) printf(\"%s:%s%s\\n\", text, compatible ? \"\" : \" type\", equal ? \"\" : \" value\"); }\n\
         static int same(double a, uint64_t bits) { uint64_t b; memcpy(&b, &a, 8); return b == bits || a != a && bits << 1 > 0xffe0000000000000; }\n",
    );
    program.push_str(&PRELUDE.replace(
        "typedef unsigned long size_t;\ntypedef int wchar_t;",
        "#include <stddef.h>",
    ));
    program.push_str(HEADER);
    for (chunk_index, chunk) in checks.chunks(200).enumerate() {
        let _ = writeln!(program, "static void check{chunk_index}(void) {{");
        for (text, value) in chunk {
            let name = format!("{text:?}")
                .replace("\\u{e9}", "?")
                .replace("\\u{1f600}", "?");
            let _ = match value {
                Evaluated::Int { ty, value } => writeln!(
                    program,
                    "report({name}, COMPATIBLE((0, {text}), {}), (__int128)({text}) == \
                     ((__int128)0x{:x}ull << 64 | 0x{:x}ull));",
                    spell(ty),
                    (value >> 64) as u64,
                    *value as u64
                ),
                Evaluated::Float { ty, value } => writeln!(
                    program,
                    "report({name}, COMPATIBLE((0, {text}), {}), same({text}, 0x{:x}ull));",
                    spell(ty),
                    value.to_bits()
                ),
                Evaluated::Address { ty, address } => writeln!(
                    program,
                    "report({name}, COMPATIBLE((0, {text}), {}), (uintptr_t)({text}) == 0x{address:x}ull);",
                    spell(ty)
                ),
                Evaluated::Text { kind, units } => {
                    let unit = match kind {
                        TextKind::Bytes => "uint8_t",
                        TextKind::Utf16 => "uint16_t",
                        TextKind::Utf32 | TextKind::Wide => "uint32_t",
                    };
                    let mut listed = String::new();
                    for value in units {
                        let _ = write!(listed, "{value},");
                    }
                    writeln!(
                        program,
                        "{{ static const {unit} units[] = {{ {listed} 0 }}; report({name}, \
                         sizeof({text}) == sizeof units || sizeof({text}) == 8, \
                         !memcmp(units, {text}, sizeof units)); }}"
                    )
                }
                Evaluated::Record { .. } | Evaluated::Type(_) | Evaluated::Name(_) => {
                    panic!("{text} is no expression")
                }
            };
        }
        program.push_str("}\n");
    }
    program.push_str("int main(void) {\n");
    for chunk_index in 0..checks.len().div_ceil(200) {
        let _ = writeln!(program, "check{chunk_index}();");
    }
    program.push_str("}\n");
    program
}

fn compile_and_run(program: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let source = folder.path().join("check.c");
    let executable = folder.path().join("check");
    std::fs::write(&source, program).expect("the program is written");
    let compiled = Command::new(std::env::var_os("CC").unwrap_or("cc".into()))
        .args(["-std=gnu2x", "-w", "-O0", "-o"])
        .args([&executable, &source])
        .output()
        .expect("the compiler runs");
    assert!(
        compiled.status.success(),
        "{}",
        String::from_utf8_lossy(&compiled.stderr)
    );
    let output = Command::new(&executable)
        .output()
        .expect("the program runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
