//! Output of contracts built by hand, compiled with rustc; bit-fields also against the C compiler.

use super::Raw;
use crate::{
    annotation::Overlay,
    backend::{self, Emission},
    contract::*,
    diagnostic::Diagnostics,
    resolve::{Selection, resolve},
    source::SourceMap,
};
use std::{fs, path::Path, process::Command};

const INT: Ty = Ty::Int(IntKind::Int);
const CHAR: Ty = Ty::Int(IntKind::Char);

/// A contract in the making.
#[derive(Default)]
struct Api {
    items: Vec<Item>,
}

impl Api {
    fn add(&mut self, name: Name, kind: ItemKind) -> ItemId {
        self.items.push(Item {
            identity: Identity::c(name),
            span: None,
            docs: Docs::default(),
            origin: Origin::Library,
            targets: TargetSet::FIRST,
            claims: Vec::new(),
            kind,
        });
        ItemId(u32::try_from(self.items.len() - 1).expect("few items"))
    }

    fn function(&mut self, name: &str, params: &[(&str, Ty)], result: Ty) -> ItemId {
        self.add(
            Name::Ordinary(name.into()),
            ItemKind::Function(Function {
                signature: signature(params, result),
                linkage: Linkage::Symbol(name.into()),
            }),
        )
    }

    fn alias(&mut self, name: &str, ty: Ty) -> ItemId {
        self.add(Name::Ordinary(name.into()), ItemKind::Alias(Alias { ty }))
    }

    fn constant(&mut self, name: &str, ty: Ty, value: Value) -> ItemId {
        self.add(
            Name::Macro(name.into()),
            ItemKind::Constant(Constant {
                ty,
                value: PerTarget::new(TargetSet::FIRST, value),
                expression: "a + b".into(),
            }),
        )
    }

    fn enumeration(&mut self, name: Name, variants: &[(&str, i128)]) -> ItemId {
        let variants = variants.iter().map(|(name, value)| Variant {
            name: (*name).into(),
            value: *value,
            docs: Docs::default(),
            span: None,
        });
        self.add(
            name,
            ItemKind::Enum(Enum {
                underlying: Ty::Int(IntKind::UInt),
                variants: variants.collect(),
            }),
        )
    }

    fn opaque(&mut self, tag: &str) -> ItemId {
        self.add(
            Name::Tag(tag.into()),
            ItemKind::Record(Record {
                kind: RecordKind::Struct,
                body: RecordBody::Opaque,
            }),
        )
    }

    /// A record of fields (name, type, width, offset in bits, size, alignment).
    fn record(
        &mut self,
        tag: &str,
        kind: RecordKind,
        (size, align): (u64, u64),
        fields: &[(&str, Ty, Option<u32>, u64, u64)],
    ) -> ItemId {
        let layout = RecordLayout {
            size,
            align,
            fields: fields
                .iter()
                .map(|(_, _, _, offset_bits, size)| FieldLayout {
                    offset_bits: *offset_bits,
                    size: *size,
                    align: *size,
                })
                .collect(),
            bases: Vec::new(),
            passing: Passing::ByFields,
        };
        let fields = fields.iter().map(|(name, ty, bit_width, ..)| Field {
            name: (!name.is_empty()).then(|| (*name).into()),
            ty: ty.clone(),
            bit_width: *bit_width,
            docs: Docs::default(),
        });
        self.add(
            Name::Tag(tag.into()),
            ItemKind::Record(Record {
                kind,
                body: RecordBody::Defined {
                    bases: Vec::new(),
                    fields: fields.collect(),
                    layout: PerTarget::new(TargetSet::FIRST, layout),
                },
            }),
        )
    }

    fn emit(self) -> Emission {
        self.emit_for(vec![Api::target()])
    }

    fn target() -> Target {
        Target {
            triple: "x86_64-unknown-linux-gnu".into(),
            arch: std::env::consts::ARCH.into(),
            os: std::env::consts::OS.into(),
            model: DataModel {
                pointer_bits: 64,
                long_bits: 64,
                char_is_signed: cfg!(target_arch = "x86_64"),
                little_endian: true,
                wide: IntKind::Int,
                long_double_size: 16,
            },
        }
    }

    fn emit_for(self, targets: Vec<Target>) -> Emission {
        let order = (0..self.items.len() as u32).map(ItemId).collect();
        let contract = Contract::new(targets, SourceMap::default(), self.items, order);
        backend::run(
            &Raw::default(),
            &resolve(
                contract,
                &Selection::default(),
                &Overlay::default(),
                &mut Diagnostics::default(),
            ),
        )
    }
}

fn signature(params: &[(&str, Ty)], result: Ty) -> Signature {
    Signature {
        params: params
            .iter()
            .map(|(name, ty)| Param {
                name: (!name.is_empty()).then(|| (*name).into()),
                ty: ty.clone(),
            })
            .collect(),
        result,
        variadic: false,
        convention: CallConv::C,
        exit: Exit::Returns,
    }
}

fn text(emission: &Emission) -> &str {
    &emission.files.get("raw.rs").expect("the file").text
}

fn reasons(emission: &Emission) -> Vec<&str> {
    let omissions = emission.omissions.iter();
    omissions
        .map(|(_, omission)| &*omission.reason.code)
        .collect()
}

fn const_pointer(pointee: Ty) -> Ty {
    Ty::Pointer {
        pointee: Box::new(pointee),
        qualifiers: Qualifiers {
            is_const: true,
            is_volatile: false,
        },
    }
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("the compiler starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{errors}");
    String::from_utf8(output.stdout).expect("text")
}

/// Compiles the output as a crate without warnings, in both ways it may be used.
fn compile(emission: &Emission) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("raw.rs"), text(emission)).expect("written");
    let root = folder.path().join("lib.rs");
    let uses =
        "#![no_std]\nmod included { include!(\"raw.rs\"); }\n#[path = \"raw.rs\"]\nmod file;\n";
    fs::write(&root, uses).expect("written");
    for edition in ["2021", "2024"] {
        rustc(
            &root,
            &["--crate-type=lib", "--emit=metadata", "--edition", edition],
        );
    }
}

fn rustc(root: &Path, arguments: &[&str]) {
    let folder = root.parent().expect("a folder");
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
    run(command
        .args(["-D", "warnings", "--out-dir"])
        .args([folder, root])
        .args(arguments));
}

#[test]
fn declares_functions_types_and_constants() {
    let mut api = Api::default();
    let thing = api.opaque("thing");
    let pointer = Ty::pointer_to(Ty::Item(thing));
    let level = api.enumeration(
        Name::Tag("level".into()),
        &[("LOW", 0), ("HIGH", 1), ("MAX", 9)],
    );
    api.function(
        "open",
        &[("type", const_pointer(CHAR)), ("", INT)],
        pointer.clone(),
    );
    api.function("level", &[("", Ty::Item(level))], Ty::Void);
    let callback = Ty::Function(Box::new(signature(&[("data", pointer)], Ty::Void)));
    let callback = api.alias("callback", Ty::pointer_to(callback));
    let values = [
        ("MIN", INT, Value::Int(i32::MIN.into())),
        ("LOW", INT, Value::Int(0)),
        ("HIGH", INT, Value::Int(5)),
        ("TENTH", Ty::Float(FloatKind::Float), Value::Float(0.1)),
        ("NOTHING", Ty::Item(callback), Value::Address(0)),
        ("TRANSIENT", Ty::Item(callback), Value::Address(u64::MAX)),
        ("FAILED", Ty::pointer_to(Ty::Void), Value::Address(u64::MAX)),
        ("TOO_BIG", Ty::Int(IntKind::UChar), Value::Int(256)),
    ];
    for (name, ty, value) in values {
        api.constant(name, ty, value);
    }
    let units = "a\"b\n".bytes().map(u32::from).collect();
    let kind = TextKind::Bytes;
    api.constant("TEXT", const_pointer(CHAR), Value::Text { kind, units });
    let of = ItemId(2);
    api.add(Name::Macro("old".into()), ItemKind::Synonym(Synonym { of }));
    let emission = api.emit();
    compile(&emission);
    for line in [
        "        pub fn open(type_: *const c_char, arg2: c_int) -> *mut thing;\n",
        "        pub fn level(arg1: enum_level);\n",
        "    pub struct enum_level(pub c_uint);\n",
        "            0..=1 | 9 => Ok(enum_level(value)),\n",
        "    pub type callback = Option<unsafe extern \"C\" fn(data: *mut thing)>;\n",
        "    pub const MIN: c_int = -2147483648;\n",
        "    pub const LOW: enum_level = enum_level::LOW;\n",
        "    pub const HIGH: c_int = 5;\n",
        "    pub const TENTH: c_float = 0.1;\n",
        "    pub const NOTHING: callback = None;\n",
        "    pub fn TRANSIENT() -> callback {\n",
        "    pub const TEXT: &CStr = c\"a\\\"b\\n\";\n",
        "    pub use self::open as old;\n",
        "    // left out: constant `TOO_BIG`: its value lies outside the range of its type\n",
    ] {
        assert!(text(&emission).contains(line), "{line}{}", text(&emission));
    }
    assert_eq!(reasons(&emission), ["out-of-range"]);
}

#[test]
fn hidden_names_of_the_core_library_are_spelled_out() {
    let mut api = Api::default();
    let alias = api.alias("c_int", Ty::Int(IntKind::Long));
    api.alias("u8", INT);
    let option = api.opaque("Option");
    api.enumeration(
        Name::Tag("e".into()),
        &[("None", 0), ("value", 1), ("Ok", 2), ("size_of", 3)],
    );
    let inner = signature(&[("", Ty::pointer_to(Ty::Item(option)))], INT);
    let pointer = Ty::pointer_to(Ty::Function(Box::new(inner)));
    api.function(
        "f",
        &[("value", Ty::Item(alias)), ("", pointer.clone())],
        Ty::Void,
    );
    api.constant("NO_FUNCTION", pointer, Value::Address(0));
    let bits = [("b", Ty::Int(IntKind::UInt), Some(3), 0, 4)];
    api.record("Default", RecordKind::Struct, (4, 4), &bits);
    compile(&api.emit());
}

#[test]
fn names_that_rust_does_not_allow_give_way_to_those_it_does() {
    let mut api = Api::default();
    for name in ["self", "self_", "数", "a$b", "a_b"] {
        api.function(name, &[], INT);
    }
    let hidden = api.constant("__", INT, Value::Int(6));
    api.items[hidden.index()].identity = Identity::c(Name::Ordinary("__".into()));
    for (name, value) in [("_", 7), ("__", 8), ("a$b", 9)] {
        api.constant(name, INT, Value::Int(value));
    }
    let variants = [("self", 0), ("self_", 1), ("x$", 2), ("x_", 3)];
    api.enumeration(Name::Tag("self".into()), &variants);
    let field = |name, bits| (name, INT, bits, 0, 4);
    let fields = [
        field("self", None),
        field("self_", None),
        field("x", Some(3)),
    ];
    let fields = [
        &fields[..],
        &[field("_bitfield_1", None), field("set_x", Some(2))],
    ]
    .concat();
    api.record("both", RecordKind::Union, (4, 4), &fields);
    let word = api.alias("word", INT);
    api.add(
        Name::Macro("word".into()),
        ItemKind::Alias(Alias { ty: Ty::Item(word) }),
    );
    let emission = api.emit();
    compile(&emission);
    assert_eq!(reasons(&emission), ["name-taken"; 2]);
    let text = text(&emission);
    assert!(text.contains("const ___: c_int = 7;") && text.contains("const __: c_int = 8;"));
}

#[test]
fn what_rust_cannot_say_is_left_out_in_place() {
    let mut api = Api::default();
    let long_double = Ty::Float(FloatKind::LongDouble);
    let field = [("x", long_double.clone(), None, 0, 16)];
    let record = api.record("holder", RecordKind::Struct, (16, 16), &field);
    api.function("by_value", &[("", long_double.clone())], Ty::Void);
    api.function(
        "behind_a_pointer",
        &[("", Ty::pointer_to(long_double.clone()))],
        Ty::Void,
    );
    api.function("in_a_record", &[("", Ty::Item(record))], Ty::Void);
    let callback = Ty::Function(Box::new(signature(&[], long_double)));
    api.function("called_back", &[("", Ty::pointer_to(callback))], Ty::Void);
    let mut deep = INT;
    for _ in 0..90 {
        deep = Ty::pointer_to(deep);
    }
    api.function("deep", &[("", deep)], Ty::Void);
    let emission = api.emit();
    compile(&emission);
    assert_eq!(
        reasons(&emission),
        ["long-double", "by-value-record", "too-deep"]
    );
    let output = text(&emission);
    assert!(output.contains("fn behind_a_pointer(arg1: *mut support::LongDouble);"));
    assert!(output.contains("fn called_back(arg1: *mut c_void);"));
}

#[test]
fn long_chains_of_aliases_compile() {
    let mut api = Api::default();
    let mut flat = INT;
    let mut nested = INT;
    for index in 0..2000 {
        flat = Ty::Item(api.alias(&format!("flat{index}"), flat));
        nested = Ty::Item(api.alias(&format!("nested{index}"), Ty::pointer_to(nested)));
    }
    api.function("f", &[("", flat), ("", Ty::pointer_to(nested))], Ty::Void);
    let emission = api.emit();
    compile(&emission);
    assert!(reasons(&emission).iter().all(|code| *code == "too-deep"));
}

#[test]
fn records_lie_where_c_has_them() {
    let mut api = Api::default();
    let char_ = || CHAR;
    let wide = || Ty::Int(IntKind::LongLong);
    let kind = RecordKind::Struct;
    let natural = [("a", char_(), None, 0, 1), ("b", wide(), None, 64, 8)];
    let natural = api.record("natural", kind, (16, 8), &natural);
    let packed = [("a", char_(), None, 0, 1), ("b", wide(), None, 8, 8)];
    api.record("packed", kind, (9, 1), &packed);
    api.record("packed_aligned", kind, (10, 2), &packed);
    let apart = [("a", char_(), None, 0, 1), ("b", wide(), None, 256, 8)];
    let aligned = api.record("apart", kind, (64, 32), &apart);
    let inner = [
        ("a", char_(), None, 0, 1),
        ("type", Ty::Item(aligned), None, 8, 64),
    ];
    api.record("packed_around_aligned", kind, (65, 1), &inner);
    let tail = Ty::Array {
        element: Box::new(Ty::Item(natural)),
        len: None,
    };
    let flexible = [("n", wide(), None, 0, 8), ("tail", tail, None, 64, 0)];
    api.record("flexible", kind, (8, 8), &flexible);
    api.record("empty", kind, (0, 1), &[]);
    let either = [("a", INT, None, 0, 4), ("", Ty::Item(natural), None, 0, 16)];
    api.record("either", RecordKind::Union, (32, 16), &either);
    let bytes = Ty::Array {
        element: Box::new(CHAR),
        len: Some(1 << 33),
    };
    api.record(
        "large",
        kind,
        (1 << 33, 1),
        &[("a", bytes, None, 0, 1 << 33)],
    );
    api.record("too_large", kind, (1 << 50, 1), &[]);
    let emission = api.emit();
    compile(&emission);
    assert_eq!(reasons(&emission), ["too-large"]);
    let output = text(&emission);
    assert!(output.contains("#[repr(C, packed)]\n"));
    assert!(output.contains("#[repr(C, align(32))]\n"));
    assert!(output.contains("pub const fn r#type(&self) -> apart {"));
}

#[test]
fn every_target_has_a_module_of_its_own() {
    let mut other = Api::target();
    other.triple = "mips-unknown-none".into();
    other.arch = "mips".into();
    let mut api = Api::default();
    api.function("only_here", &[], Ty::Void);
    let emission = api.emit_for(vec![Api::target(), other]);
    compile(&emission);
    let output = text(&emission);
    assert_eq!(output.matches("pub mod raw {").count(), 2);
    assert_eq!(output.matches("fn only_here").count(), 1);
    assert_eq!(output.matches("compile_error!").count(), 1);
}

#[test]
fn bit_fields_are_where_the_c_compiler_puts_them() {
    const C: &str = r#"
#include <stdio.h>
#include <string.h>
#include <stdbool.h>
enum level { LOW };
struct plain { unsigned a : 3; int b : 5; unsigned long long c : 40; bool d : 1; enum level e : 4; int : 0;
    signed char f : 7; unsigned long long g : 64; };
struct __attribute__((packed)) tight { char x; unsigned long long a : 63; int b : 9; unsigned c : 32; };
struct __attribute__((packed, aligned(2))) mixed { char x; int y; unsigned z : 5; double w; };
#define SHOW(type, field, value) do { struct type it; memset(&it, 0, sizeof it); it.field = value; \
    for (unsigned i = 0; i < sizeof it; i++) printf("%02x", ((unsigned char *)&it)[i]); \
    printf(" %lld\n", (long long)it.field); } while (0)
int main(void) {
    SHOW(plain, a, 5); SHOW(plain, b, -3); SHOW(plain, c, 0x9876543210); SHOW(plain, d, 1); SHOW(plain, e, 9);
    SHOW(plain, f, -64); SHOW(plain, g, -2);
    SHOW(tight, x, 'x'); SHOW(tight, a, 0x7123456789abcdef); SHOW(tight, b, -200); SHOW(tight, c, 0x89abcdef);
    SHOW(mixed, x, 'x'); SHOW(mixed, y, -5); SHOW(mixed, z, 21); SHOW(mixed, w, 3);
}
"#;
    const RUST: &str = r#"
include!("raw.rs");
use raw::*;
macro_rules! show {
    ($type:ident, $field:ident, $set:ident, $value:expr) => {{
        let mut it = $type::default();
        it.$set($value);
        show!(it, it.$field());
    }};
    ($it:ident, $value:expr) => {{
        let start = (&raw const $it).cast::<u8>();
        (0..size_of_val(&$it)).for_each(|i| print!("{:02x}", unsafe { *start.add(i) }));
        println!(" {}", $value as i64);
    }};
}
fn main() {
    show!(plain, a, set_a, 5); show!(plain, b, set_b, -3); show!(plain, c, set_c, 0x9876543210);
    show!(plain, d, set_d, true);
    let mut it = plain::default();
    it.set_e(level(9));
    show!(it, it.e().0);
    show!(plain, f, set_f, -64); show!(plain, g, set_g, -2i64 as u64);
    let it = tight { x: b'x' as _, ..tight::default() };
    show!(it, it.x);
    show!(tight, a, set_a, 0x7123456789abcdef); show!(tight, b, set_b, -200); show!(tight, c, set_c, 0x89abcdef);
    show!(mixed, x, set_x, b'x' as _); show!(mixed, y, set_y, -5); show!(mixed, z, set_z, 21);
    show!(mixed, w, set_w, 3.0);
}
"#;
    let mut api = Api::default();
    let level = Ty::Item(api.enumeration(Name::Tag("level".into()), &[("LOW", 0)]));
    let unsigned = || Ty::Int(IntKind::UInt);
    let wide = || Ty::Int(IntKind::ULongLong);
    let plain = [
        ("a", unsigned(), Some(3), 0, 4),
        ("b", INT, Some(5), 3, 4),
        ("c", wide(), Some(40), 8, 8),
        ("d", Ty::Bool, Some(1), 48, 1),
        ("e", level, Some(4), 49, 4),
        ("", INT, Some(0), 64, 4),
        ("f", Ty::Int(IntKind::SChar), Some(7), 64, 1),
        ("g", wide(), Some(64), 128, 8),
    ];
    api.record("plain", RecordKind::Struct, (24, 8), &plain);
    let tight = [
        ("x", CHAR, None, 0, 1),
        ("a", wide(), Some(63), 8, 8),
        ("b", INT, Some(9), 71, 4),
        ("c", unsigned(), Some(32), 80, 4),
    ];
    api.record("tight", RecordKind::Struct, (14, 1), &tight);
    let mixed = [
        ("x", CHAR, None, 0, 1),
        ("y", INT, None, 8, 4),
        ("z", unsigned(), Some(5), 40, 4),
        ("w", Ty::Float(FloatKind::Double), None, 48, 8),
    ];
    api.record("mixed", RecordKind::Struct, (14, 2), &mixed);
    let emission = api.emit();
    compile(&emission);
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("raw.rs"), text(&emission)).expect("written");
    fs::write(path("from_rust.rs"), RUST).expect("written");
    fs::write(path("from_c.c"), C).expect("written");
    rustc(&path("from_rust.rs"), &["--edition=2024"]);
    run(Command::new("cc")
        .arg("-o")
        .args([path("from_c"), path("from_c.c")]));
    let rust = run(&mut Command::new(path("from_rust")));
    assert_eq!(rust, run(&mut Command::new(path("from_c"))));
    assert_eq!(rust.lines().count(), 15);
}

#[test]
fn documentation_stays_plain_text() {
    let mut api = Api::default();
    let id = api.function("f", &[("a", INT)], INT);
    api.items[id.index()].docs.blocks = vec![
        Block::Paragraph("See [x] <b> *y* _z_ a_b \\ `c`, https://a.b/c_d.\n# xhttp://a.b".into()),
        Block::Preformatted("let x = 1;\n```\n".into()),
        Block::Param {
            name: "a".into(),
            text: "one\ntwo".into(),
        },
        Block::Returns("three\u{7}".into()),
    ];
    api.add(
        Name::Ordinary("g".into()),
        ItemKind::Global(Global {
            ty: const_pointer(CHAR),
            mutable: false,
            linkage: Linkage::Symbol("other".into()),
        }),
    );
    let emission = api.emit();
    compile(&emission);
    let expected = "\
        /// See \\[x\\] \\<b\\> \\*y\\* \\_z\\_ a_b \\\\ `c`, <https://a.b/c_d>.
        /// \\# xhttp\\://a.b
        ///
        /// ````text
        /// let x = 1;
        /// ```
        /// ````
        ///
        /// # Parameters
        ///
        /// - `a`: one
        ///   two
        ///
        /// # Returns
        ///
        /// three
        pub fn f(a: c_int) -> c_int;
        #[link_name = \"other\"]
        pub static g: *const c_char;
";
    assert!(text(&emission).contains(expected), "{}", text(&emission));
}
