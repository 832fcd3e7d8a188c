//! Items: what an API declares.

use super::{
    docs::Docs,
    fact::Claim,
    layout::RecordLayout,
    name::{Identity, Linkage},
    target::{PerTarget, TargetSet},
    ty::{CallConv, Ty},
};
use crate::source::Span;
use std::borrow::Cow;

/// Names an item of one contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ItemId(pub u32);

/// One declaration.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Item {
    /// What makes it itself.
    pub identity: Identity,
    /// Where it is declared; none for what the compiler declares itself.
    pub span: Option<Span>,
    /// What its comment says.
    pub docs: Docs,
    /// Why it is in the contract.
    pub origin: Origin,
    /// The targets that have it.
    pub targets: TargetSet,
    /// What the source says of ownership.
    pub claims: Vec<Claim>,
    /// The declaration itself.
    pub kind: ItemKind,
}

/// Why an item is in the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Origin {
    /// The library declares it.
    Library,
    /// Another library does (libc, say), and an item of this one needs it.
    Needed,
}

/// The declaration itself.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(missing_docs)]
pub enum ItemKind {
    Function(Function),
    Record(Record),
    Enum(Enum),
    Alias(Alias),
    Global(Global),
    Constant(Constant),
    Synonym(Synonym),
    Omitted(Omission),
}

/// A function.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Function {
    /// Parameters, result, convention.
    pub signature: Signature,
    /// How it is reached.
    pub linkage: Linkage,
}

/// What a call looks like.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Signature {
    /// The parameters; arrays and functions have become pointers, as C adjusts them.
    pub params: Vec<Param>,
    /// The result.
    pub result: Ty,
    /// Whether more arguments may follow.
    pub variadic: bool,
    /// The calling convention.
    pub convention: CallConv,
    /// How the call ends.
    pub exit: Exit,
}

/// How a call ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Exit {
    /// By returning.
    #[default]
    Returns,
    /// Never: the process ends or another context runs on.
    Never,
    /// By returning or by `longjmp`.
    Longjmp,
    /// By returning or by a C++ exception.
    Exception,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Param {
    /// Its name; most real headers leave some out.
    pub name: Option<String>,
    /// Its type.
    pub ty: Ty,
}

/// A structure, union or class.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Record {
    /// Which of the three.
    pub kind: RecordKind,
    /// Its contents, where the source shows them.
    pub body: RecordBody,
}

/// Structure, union or class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(missing_docs)]
pub enum RecordKind {
    Struct,
    Union,
    Class,
}

/// The contents of a record.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum RecordBody {
    /// Declared but not defined.
    Opaque,
    /// Defined.
    Defined {
        /// Base classes.
        bases: Vec<Base>,
        /// Fields in order, unnamed bit-fields and anonymous members included.
        fields: Vec<Field>,
        /// Layout on each target.
        layout: PerTarget<RecordLayout>,
    },
}

/// A base class.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Base {
    /// The class.
    pub ty: Ty,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Field {
    /// Its name; none for an anonymous structure or union and for a bit-field that only pads.
    pub name: Option<String>,
    /// Its type.
    pub ty: Ty,
    /// Width in bits of a bit-field.
    pub bit_width: Option<u32>,
    /// What its comment says.
    pub docs: Docs,
}

/// An enumeration.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Enum {
    /// The integer type behind it.
    pub underlying: Ty,
    /// The enumerators in order; empty when the enumeration is only declared.
    pub variants: Vec<Variant>,
}

/// An enumerator.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: i128,
    /// What its comment says.
    pub docs: Docs,
    /// Where it stands.
    pub span: Option<Span>,
}

/// Another name for a type (`typedef`).
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Alias {
    /// The type.
    pub ty: Ty,
}

/// An object with linkage.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Global {
    /// Its type.
    pub ty: Ty,
    /// Whether it may be written.
    pub mutable: bool,
    /// How it is reached.
    pub linkage: Linkage,
}

/// A constant: a macro, or an enumerator of an enumeration without a name.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Constant {
    /// The type that the source gives it.
    pub ty: Ty,
    /// The value on each target.
    pub value: PerTarget<Value>,
    /// The expression as written.
    pub expression: String,
}

/// The value of a constant.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Value {
    /// An integer, a truth value or an enumerator.
    Int(i128),
    /// A floating-point number (not finite ones included).
    Float(f64),
    /// Text: its code units, without the terminating zero.
    Text {
        /// Which literal it was.
        kind: TextKind,
        /// The code units.
        units: Vec<u32>,
    },
    /// A pointer made of this address.
    Address(u64),
    /// A structure, union or array: the parts that the source gives a value, in order. All others are zero.
    Aggregate(Vec<Part>),
}

/// A part of the value of a structure, union or array.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Part {
    /// Which of the record's fields, or of the array's elements.
    pub index: u64,
    /// Its value. A pointer to characters may have text as its value, and so may an array of them.
    pub value: Value,
}

/// The kinds of string literals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum TextKind {
    /// `"…"` and `u8"…"`: units of 8 bits.
    Bytes,
    /// `u"…"`: units of 16 bits.
    Utf16,
    /// `U"…"`: units of 32 bits.
    Utf32,
    /// `L"…"`: units of `wchar_t`.
    Wide,
}

/// A macro that is another name for an item: `#define old_name new_name`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Synonym {
    /// The item it stands for.
    pub of: ItemId,
}

/// Something that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Omission {
    /// What it is.
    pub category: Category,
    /// Why it is left out.
    pub reason: Reason,
}

/// The kinds of declarations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[allow(missing_docs)]
pub enum Category {
    Function,
    Type,
    Global,
    Constant,
    FunctionLikeMacro,
}

/// Why something is left out: a stable code and a sentence fragment that completes “left out: …”.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Reason {
    /// Groups reasons in the report: `long-double`, `not-an-expression`.
    pub code: Cow<'static, str>,
    /// The reason in words.
    pub text: String,
}

impl ItemId {
    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Item {
    /// The name.
    pub fn name(&self) -> &str {
        self.identity.name.as_str()
    }
}

impl Reason {
    /// A reason.
    pub fn new(code: &'static str, text: impl Into<String>) -> Reason {
        Reason {
            code: Cow::Borrowed(code),
            text: text.into(),
        }
    }
}

impl Category {
    /// The category in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Category::Function => "function",
            Category::Type => "type",
            Category::Global => "global",
            Category::Constant => "constant",
            Category::FunctionLikeMacro => "function-like macro",
        }
    }
}

impl ItemKind {
    /// What kind of declaration it is.
    pub fn category(&self) -> Category {
        match self {
            ItemKind::Function(_) => Category::Function,
            ItemKind::Record(_) | ItemKind::Enum(_) | ItemKind::Alias(_) => Category::Type,
            ItemKind::Global(_) => Category::Global,
            ItemKind::Constant(_) | ItemKind::Synonym(_) => Category::Constant,
            ItemKind::Omitted(omission) => omission.category,
        }
    }
}
