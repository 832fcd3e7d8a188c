//! A small translation unit: the same declarations as C text and as an [`Environment`].

use crate::{
    contract::{
        DataModel, Docs, Field, FloatKind, IntKind, ItemId, PerTarget, Qualifiers, Reason, Record,
        RecordBody, RecordKind, Ty,
    },
    frontend::constant::{
        Environment, Evaluated, Identifier, MacroDefinition, TagKeyword, Work, evaluate,
    },
};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The declarations as C.
pub(super) const PRELUDE: &str = "
typedef unsigned int my_uint;
typedef int my_int;
typedef unsigned char my_byte;
typedef float my_float;
typedef unsigned long size_t;
typedef int wchar_t;
typedef void (*callback_t)(void *);
typedef struct point point;
struct inner { int a, b; };
struct point { char tag; int x; double y; short rest[4]; struct inner in[2]; };
enum color { RED, GREEN = 5, BLUE = -1 };
enum flags { FLAG_A = 1, FLAG_B = 0x80000000u };
typedef enum color color;
typedef point *point_ptr;
int an_object;
int a_function(int);
";

pub(super) const LP64: DataModel = DataModel {
    pointer_bits: 64,
    long_bits: 64,
    char_is_signed: true,
    little_endian: true,
    wide: IntKind::Int,
    long_double_size: 16,
};

/// The translation unit with some macros.
pub(super) struct World<'s> {
    macros: FxHashMap<&'s [u8], MacroDefinition<'s>>,
    model: DataModel,
    work: Work,
}

const POINT: u32 = 0;
const INNER: u32 = 1;
const COLOR: u32 = 2;
const FLAGS: u32 = 3;
/// The aliases follow the tags.
const ALIASES: u32 = 4;

/// `struct point` and `struct inner`.
static RECORDS: LazyLock<[Record; 2]> = LazyLock::new(|| {
    let array = |element, len| Ty::Array {
        element: Box::new(element),
        len: Some(len),
    };
    let int = Ty::Int(IntKind::Int);
    let inner = Ty::Item(ItemId(INNER));
    [
        record(vec![
            ("tag", Ty::Int(IntKind::Char)),
            ("x", int.clone()),
            ("y", Ty::Float(FloatKind::Double)),
            ("rest", array(Ty::Int(IntKind::Short), 4)),
            ("in", array(inner, 2)),
        ]),
        record(vec![("a", int.clone()), ("b", int)]),
    ]
});

fn record(fields: Vec<(&str, Ty)>) -> Record {
    let field = |(name, ty): (&str, Ty)| Field {
        name: Some(name.to_owned()),
        ty,
        bit_width: None,
        docs: Docs::default(),
    };
    Record {
        kind: RecordKind::Struct,
        body: RecordBody::Defined {
            bases: Vec::new(),
            fields: fields.into_iter().map(field).collect(),
            layout: PerTarget::default(),
        },
    }
}

/// The names of the aliases, without their types: looking one up must not cost more than what is tested.
const NAMES: &[&str] = &[
    "my_uint",
    "my_int",
    "my_byte",
    "my_float",
    "size_t",
    "wchar_t",
    "callback_t",
    "point",
    "point_ptr",
];

fn aliases() -> [(&'static str, Ty); 9] {
    let callback = Ty::Function(Box::new(crate::contract::Signature {
        params: vec![crate::contract::Param {
            name: None,
            ty: Ty::pointer_to(Ty::Void),
        }],
        result: Ty::Void,
        variadic: false,
        convention: Default::default(),
        exit: Default::default(),
    }));
    [
        ("my_uint", Ty::Int(IntKind::UInt)),
        ("my_int", Ty::Int(IntKind::Int)),
        ("my_byte", Ty::Int(IntKind::UChar)),
        ("my_float", Ty::Float(FloatKind::Float)),
        ("size_t", Ty::Int(IntKind::ULong)),
        ("wchar_t", Ty::Int(IntKind::Int)),
        ("callback_t", Ty::pointer_to(callback)),
        ("point", Ty::Item(ItemId(POINT))),
        ("point_ptr", Ty::pointer_to(Ty::Item(ItemId(POINT)))),
    ]
}

/// The type that a `typedef` of the prelude names.
pub(super) fn alias(name: &str) -> Ty {
    if name == "color" {
        return Ty::Item(ItemId(COLOR));
    }
    let index = aliases().iter().position(|(known, _)| *known == name);
    Ty::Item(ItemId(
        ALIASES + index.expect("the prelude has the alias") as u32,
    ))
}

/// A type as C spells it.
pub(super) fn spell(ty: &Ty) -> String {
    match ty {
        Ty::Void => "void".into(),
        Ty::Bool => "_Bool".into(),
        Ty::Int(kind) => spell_int(*kind).into(),
        Ty::Float(FloatKind::Float) => "float".into(),
        Ty::Float(FloatKind::Double) => "double".into(),
        Ty::Pointer {
            pointee,
            qualifiers,
        } => format!(
            "__typeof__(__typeof__({}){}{})*",
            spell(pointee),
            if qualifiers.is_const { " const" } else { "" },
            if qualifiers.is_volatile {
                " volatile"
            } else {
                ""
            },
        ),
        Ty::Array {
            element,
            len: Some(len),
        } => format!("__typeof__({}[{len}])", spell(element)),
        Ty::Function(signature) => {
            let mut params: Vec<String> = signature.params.iter().map(|p| spell(&p.ty)).collect();
            if signature.variadic {
                params.push("...".into());
            }
            let params = match params.as_slice() {
                [] => "void".to_owned(),
                params => params.join(", "),
            };
            format!("__typeof__({}({params}))", spell(&signature.result))
        }
        Ty::Item(ItemId(POINT)) => "struct point".into(),
        Ty::Item(ItemId(INNER)) => "struct inner".into(),
        Ty::Item(ItemId(COLOR)) => "enum color".into(),
        Ty::Item(ItemId(FLAGS)) => "enum flags".into(),
        Ty::Item(ItemId(id)) => aliases()[(id - ALIASES) as usize].0.into(),
        other => panic!("no spelling for {other:?}"),
    }
}

fn spell_int(kind: IntKind) -> &'static str {
    kind.keywords().expect("a type of C")
}

impl<'s> World<'s> {
    /// The translation unit with the `#define`s of `header`.
    pub(super) fn new(header: &'s str) -> World<'s> {
        World::with_model(header, LP64)
    }

    pub(super) fn with_model(header: &'s str, model: DataModel) -> World<'s> {
        let mut macros = FxHashMap::default();
        let mut rest = header;
        while let Some(start) = rest.find("#define ") {
            let text = &rest[start + "#define ".len()..];
            let mut end = 0;
            loop {
                end += text[end..].find('\n').unwrap_or(text.len() - end);
                if !text[..end].ends_with('\\') {
                    break;
                }
                end += 1;
            }
            let name = text[..end]
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(end);
            macros.insert(
                &text.as_bytes()[..name],
                MacroDefinition::split(&text.as_bytes()[name..end]),
            );
            rest = &text[end..];
        }
        World {
            macros,
            model,
            work: Work::default(),
        }
    }

    pub(super) fn define(&mut self, name: &'s [u8], definition: MacroDefinition<'s>) {
        self.macros.insert(name, definition);
    }

    /// The value of one of the macros.
    pub(super) fn evaluate(&mut self, name: &str) -> Result<Evaluated, Reason> {
        let definition = self.macros[name.as_bytes()];
        evaluate(&definition, name.as_bytes(), self)
    }

    /// The value of an expression in this translation unit.
    pub(super) fn expression(&mut self, body: &'s str) -> Result<Evaluated, Reason> {
        self.bytes(body.as_bytes())
    }

    /// The value of any bytes in this translation unit.
    pub(super) fn bytes(&mut self, body: &'s [u8]) -> Result<Evaluated, Reason> {
        let definition = MacroDefinition { params: None, body };
        evaluate(&definition, b"THE_MACRO", self)
    }
}

impl<'s> Environment<'s> for World<'s> {
    fn macro_definition(&mut self, name: &[u8]) -> Option<MacroDefinition<'s>> {
        self.macros.get(name).copied()
    }

    fn identifier(&mut self, name: &str) -> Option<Identifier> {
        let enumerator = |value, ty| Some(Identifier::Enumerator { value, ty });
        match name {
            "RED" => enumerator(0, IntKind::Int),
            "GREEN" => enumerator(5, IntKind::Int),
            "BLUE" => enumerator(-1, IntKind::Int),
            "FLAG_A" => enumerator(1, IntKind::Int),
            "FLAG_B" => enumerator(0x8000_0000, IntKind::UInt),
            "an_object" => Some(Identifier::Object),
            "a_function" => Some(Identifier::Function),
            "color" => Some(Identifier::Type(alias("color"))),
            _ => NAMES.contains(&name).then(|| Identifier::Type(alias(name))),
        }
    }

    fn tag(&mut self, keyword: TagKeyword, name: &str) -> Option<Ty> {
        let id = match (keyword, name) {
            (TagKeyword::Struct, "point") => POINT,
            (TagKeyword::Struct, "inner") => INNER,
            (TagKeyword::Enum, "color") => COLOR,
            (TagKeyword::Enum, "flags") => FLAGS,
            _ => return None,
        };
        Some(Ty::Item(ItemId(id)))
    }

    fn layout(&mut self, ty: &Ty) -> Option<(u64, u64)> {
        let simple = |size| Some((size, size));
        match self.canonical(ty) {
            Ty::Item(ItemId(POINT)) => Some((40, 8)),
            Ty::Item(ItemId(INNER)) => Some((8, 4)),
            Ty::Float(FloatKind::Float) => simple(4),
            Ty::Float(FloatKind::Double) => simple(8),
            Ty::Float(FloatKind::LongDouble) => simple(16),
            Ty::Int(kind) => simple(u64::from(self.model.bits(kind)) / 8),
            Ty::Bool => simple(1),
            Ty::Pointer { .. } => simple(u64::from(self.model.pointer_bits) / 8),
            _ => None,
        }
    }

    fn member(&mut self, record: &Ty, name: &str) -> Option<(u64, Ty)> {
        let array = |element, len| Ty::Array {
            element: Box::new(element),
            len: Some(len),
        };
        match (record, name) {
            (Ty::Item(ItemId(POINT)), "tag") => Some((0, Ty::Int(IntKind::Char))),
            (Ty::Item(ItemId(POINT)), "x") => Some((4, Ty::Int(IntKind::Int))),
            (Ty::Item(ItemId(POINT)), "y") => Some((8, Ty::Float(FloatKind::Double))),
            (Ty::Item(ItemId(POINT)), "rest") => Some((16, array(Ty::Int(IntKind::Short), 4))),
            (Ty::Item(ItemId(POINT)), "in") => Some((24, array(Ty::Item(ItemId(INNER)), 2))),
            (Ty::Item(ItemId(INNER)), "a") => Some((0, Ty::Int(IntKind::Int))),
            (Ty::Item(ItemId(INNER)), "b") => Some((4, Ty::Int(IntKind::Int))),
            _ => None,
        }
    }

    fn record(&self, ty: &Ty) -> Option<&Record> {
        match ty {
            Ty::Item(ItemId(POINT)) => Some(&RECORDS[0]),
            Ty::Item(ItemId(INNER)) => Some(&RECORDS[1]),
            _ => None,
        }
    }

    fn initialized(&mut self, name: &[u8]) -> Result<Ty, Reason> {
        match name {
            b"POINT_INIT" => Ok(Ty::Item(ItemId(POINT))),
            b"INNER_INIT" => Ok(Ty::Item(ItemId(INNER))),
            _ => Err(Reason::new("initializer", "its name does not tell")),
        }
    }

    fn spelling(&self, ty: &Ty) -> String {
        spell(ty)
    }

    fn canonical(&mut self, ty: &Ty) -> Ty {
        match ty {
            Ty::Item(ItemId(COLOR)) => Ty::Int(IntKind::Int),
            Ty::Item(ItemId(FLAGS)) => Ty::Int(IntKind::UInt),
            Ty::Item(ItemId(id)) if *id >= ALIASES => aliases()[(id - ALIASES) as usize].1.clone(),
            other => other.clone(),
        }
    }

    fn model(&self) -> DataModel {
        self.model
    }

    fn work(&mut self) -> &mut Work {
        &mut self.work
    }
}

/// A pointer to `const`.
pub(super) fn const_pointer(pointee: Ty) -> Ty {
    Ty::Pointer {
        pointee: Box::new(pointee),
        qualifiers: Qualifiers {
            is_const: true,
            is_volatile: false,
        },
    }
}
