//! What is exported, as both sides see it.

use crate::contract::{Docs, Fact, Ty};
use crate::source::Span;
use proc_macro2::TokenStream;
use syn::{Ident, Type};

/// Something that C can use.
#[derive(Clone)]
#[allow(missing_docs)]
pub enum Exported {
    Handle(Handle),
    Record(Record),
    Enumeration(Box<Enumeration>),
    Function(Box<Function>),
}

/// A type whose values C holds by a pointer.
#[derive(Clone)]
pub struct Handle {
    /// The type.
    pub ident: Ident,
    /// How many lifetimes it has.
    pub lifetimes: usize,
    /// What C calls it.
    pub name: String,
    /// The function that ends one.
    pub free: String,
    /// Whether any thread may have it, as its author says; the compiler checks that.
    pub send: bool,
    /// Whether several threads may use it at once.
    pub sync: bool,
    /// Its documentation.
    pub docs: Docs,
    /// What else its author says.
    pub facts: Vec<(Fact, Span)>,
    /// Where it stands.
    pub span: Span,
}

/// A structure that is copied between the two sides.
#[derive(Clone)]
pub struct Record {
    /// The type.
    pub ident: Ident,
    /// What C calls it.
    pub name: String,
    /// Its fields.
    pub fields: Vec<RecordField>,
    /// Its documentation.
    pub docs: Docs,
    /// What else its author says.
    pub facts: Vec<(Fact, Span)>,
    /// Where it stands.
    pub span: Span,
}

/// A field of a record.
#[derive(Clone)]
pub struct RecordField {
    /// What both sides call it.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// What C has: a number, an array, another record.
    pub c: C,
    /// Its documentation.
    pub docs: Docs,
}

/// An enumeration without payload.
#[derive(Clone)]
pub struct Enumeration {
    /// The type.
    pub ident: Ident,
    /// What C calls it.
    pub name: String,
    /// The type that C has for it.
    pub repr: Type,
    /// The same in a contract, and whether C has an `enum` for it rather than constants of that type.
    pub underlying: (Ty, bool),
    /// The enumerators: what Rust calls each, what C does, its value, its documentation.
    pub variants: Vec<(Ident, String, i128, Docs)>,
    /// Its documentation.
    pub docs: Docs,
    /// What else its author says.
    pub facts: Vec<(Fact, Span)>,
    /// Where it stands.
    pub span: Span,
}

/// A function, or a method.
#[derive(Clone)]
pub struct Function {
    /// What it is called in Rust.
    pub ident: Ident,
    /// What it is a method or function of.
    pub of: Option<Type>,
    /// The lifetimes that its types name.
    pub lifetimes: Vec<syn::Lifetime>,
    /// The symbol.
    pub symbol: String,
    /// What it takes, the receiver first.
    pub params: Vec<Param>,
    /// What it gives.
    pub outcome: Outcome,
    /// How C is told.
    pub form: Form,
    /// Its documentation.
    pub docs: Docs,
    /// What its author says.
    pub facts: Vec<(Fact, Span)>,
    /// Where it stands.
    pub span: Span,
}

/// A parameter.
#[derive(Clone)]
pub struct Param {
    /// What C calls it.
    pub name: String,
    /// What is done with what C gives.
    pub taken: Taken,
    /// Whether null is none.
    pub optional: bool,
    /// The parameters that C has for it.
    pub c: Vec<CParam>,
    /// The type as it was written.
    pub ty: Type,
}

/// A parameter of the C function.
#[derive(Clone)]
pub struct CParam {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: C,
}

/// How an argument is made.
#[derive(Clone)]
pub enum Taken {
    /// It is the same on both sides.
    Plain,
    /// From the number of a character.
    Char,
    /// A value of an exported type.
    Value(Type),
    /// A handle of C's, out of its object or in a box.
    Boxed(Type),
    /// A reference to an exported type.
    Lent {
        /// The type.
        ty: Type,
        /// Whether it may be written.
        exclusive: bool,
    },
    /// Text in UTF-8.
    Text {
        /// Whether the function gets a copy.
        owned: bool,
    },
    /// Text of any bytes.
    CText,
    /// Elements.
    Slice {
        /// Their type.
        element: Type,
        /// Whether the function writes them.
        exclusive: bool,
        /// Whether the function gets a copy.
        owned: bool,
    },
    /// A function of C's.
    Closure(Box<Closure>),
}

/// A function of C's, with its data.
#[derive(Clone)]
pub struct Closure {
    /// What it is given before its data.
    pub params: Vec<(Type, C)>,
    /// What it answers.
    pub result: Option<(Type, C)>,
    /// Until when it may be called.
    pub life: Life,
}

/// Until when a function of C's may be called.
#[derive(Clone)]
pub enum Life {
    /// While the call lasts: an `impl FnMut`.
    Call,
    /// While the call lasts: a `&mut dyn FnMut`, or a `&dyn Fn`.
    CallByReference {
        /// Whether it is a `&mut`.
        exclusive: bool,
    },
    /// Until Rust drops it: a `Box` of this.
    Kept {
        /// The type in the box.
        object: TokenStream,
        /// Whether any thread may call it.
        any_thread: bool,
    },
}

/// What a function gives.
#[derive(Clone)]
pub struct Outcome {
    /// Whether it is a `Result`.
    pub fallible: bool,
    /// Whether there may be none of it.
    pub optional: bool,
    /// What it is.
    pub answer: Answer,
    /// The same as it was written, without `Result` and `Option`.
    pub whole: Type,
    /// Where its type stands.
    pub at: proc_macro2::Span,
    /// What it must not outlive, by the names of parameters; none where it lives by itself.
    pub lenders: Vec<Lender>,
}

/// What a result must not outlive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lender {
    /// A parameter.
    Param(String),
    /// What a parameter must not outlive itself.
    ParentOf(String),
    /// Nothing: it lives as long as the program.
    Static,
}

/// The kinds of results.
#[derive(Clone)]
pub enum Answer {
    /// Nothing.
    Unit,
    /// The same on both sides.
    Plain(Type, C),
    /// A character.
    Char,
    /// A value of an exported type.
    Value(Type),
    /// A handle in a box.
    Boxed(Type),
    /// Text, lent.
    Text,
    /// Text with a NUL at its end, lent.
    CText,
    /// Elements, lent.
    Slice(Type, C),
    /// Text, to own.
    String,
    /// Elements, to own.
    Vec(Type, C),
}

/// How C is told what came of a call.
#[derive(Clone)]
pub enum Form {
    /// By a status, with results through parameters.
    Status,
    /// By a pointer, which is null after a failure.
    Pointer,
    /// By the value itself; after a failure it is this one.
    Direct(TokenStream),
}

/// A type of C's.
#[derive(Clone)]
pub enum C {
    /// The same on both sides: as Rust spells it, and in a contract.
    Plain(Type, Ty),
    /// A value of an exported type.
    Value(Type),
    /// An element of an exported type, which is copied.
    Element(Type),
    /// A pointer to an exported type.
    Lent {
        /// The type.
        ty: Type,
        /// Whether it may be written.
        exclusive: bool,
    },
    /// An array.
    Array(Box<C>, Type, u64),
    /// A pointer.
    Pointer {
        /// To what.
        to: Box<C>,
        /// Whether it is only read.
        is_const: bool,
    },
    /// The data of a function.
    Data,
    /// A function that frees data.
    Destroy,
    /// A function, which is given data last.
    Function {
        /// Before its data.
        params: Vec<C>,
        /// What it answers.
        result: Option<Box<C>>,
    },
}
