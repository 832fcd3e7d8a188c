//! Facts about ownership, and the claims that support them.

use crate::source::Span;

/// A statement that something in the source supports a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Claim {
    /// What is claimed.
    pub fact: Fact,
    /// How strong the evidence is.
    pub provenance: Provenance,
    /// Where the evidence stands.
    pub span: Span,
}

/// One fact of the vocabulary: positional arguments are positions, all else is `key = value`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Fact {
    /// Which fact.
    pub kind: FactKind,
    /// The positions it is about; none means the fact's default position.
    pub operands: Vec<Operand>,
    /// The named arguments, in the order written.
    pub arguments: Vec<(String, Argument)>,
}

/// One positional argument: `x`, or `x: y`, which relates two positions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Operand {
    /// What the fact is about.
    pub position: Position,
    /// What it depends on: the `p` of `borrows(x: p)`.
    pub on: Option<Position>,
}

macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// The words of the vocabulary.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub enum FactKind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl FactKind {
            /// Every kind, in the order of the vocabulary.
            pub const ALL: &[FactKind] = &[$(FactKind::$name,)+];

            /// What it says, for people.
            pub fn meaning(self) -> &'static str {
                match self { $(FactKind::$name => concat!($($doc),+).trim_ascii_start(),)+ }
            }

            /// The word as written in a fact.
            pub fn as_str(self) -> &'static str {
                match self { $(FactKind::$name => $text,)+ }
            }
        }
    };
}

facts! {
    /// The caller owns the result, or what a parameter receives.
    ReturnsOwned = "returns_owned",
    /// A result must not outlive what it depends on.
    Borrows = "borrows",
    /// The callee takes a parameter.
    Consumes = "consumes",
    /// The callee keeps a parameter after returning.
    Retains = "retains",
    /// The call ends every borrow taken from a parameter.
    Exclusive = "exclusive",
    /// As `exclusive`, of something the caller need not name.
    Invalidates = "invalidates",
    /// A result is copied out at once, because its life cannot be expressed.
    Copied = "copied",
    /// A type is a handle, which a function destroys.
    Handle = "handle",
    /// A type is a handle that is shared by counting.
    Refcounted = "refcounted",
    /// A handle may stand for another one.
    Extends = "extends",
    /// An untyped pointer or integer is in truth a handle.
    Is = "is",
    /// A pointer may be null.
    Nullable = "nullable",
    /// A pointer is never null.
    Nonnull = "nonnull",
    /// Nobody else can reach what a pointer points to.
    Unique = "unique",
    /// A parameter is written, not read.
    Out = "out",
    /// A parameter is read and written.
    Inout = "inout",
    /// The callee moves a pointer that a parameter points to.
    Advances = "advances",
    /// How far the callee read is told by another parameter.
    Consumed = "consumed",
    /// The wrapper supplies an argument.
    Fixed = "fixed",
    /// The wrapper supplies an argument unless the caller does.
    Default = "default",
    /// An extent in elements.
    Len = "len",
    /// An extent in bytes.
    Bytes = "bytes",
    /// How much of a buffer the callee wrote.
    Written = "written",
    /// An array ends before its first zero element.
    ZeroTerminated = "zero_terminated",
    /// A first call tells the size for a second one.
    SizedByTwoCalls = "sized_by_two_calls",
    /// The bounds of an index.
    Range = "range",
    /// Text in UTF-8.
    Utf8 = "utf8",
    /// Text in UTF-16.
    Utf16 = "utf16",
    /// Text that names a file.
    IsPath = "is_path",
    /// Text that ends with a zero unit.
    NulTerminated = "nul_terminated",
    /// How a failure is told.
    Error = "error",
    /// A function that the callee calls, and its data.
    Callback = "callback",
    /// What a variadic function takes for one option.
    Case = "case",
    /// The library must be set up before use.
    Library = "library",
    /// How else than by returning the function may leave.
    Exits = "exits",
    /// The function may be called by callbacks that must not call others.
    Reentrant = "reentrant",
    /// A handle may move to another thread.
    Send = "send",
    /// A handle may be used by several threads at once.
    Sync = "sync",
    /// Only the main thread may call.
    MainThread = "main_thread",
    /// Where a handle must be destroyed.
    DestroyOn = "destroy_on",
    /// The result must not be ignored.
    MustUse = "must_use",
    /// What the wrapper is called.
    Rename = "rename",
    /// The names of a handle's methods lose a prefix.
    Strip = "strip",
    /// A parameter or item is not wrapped.
    Skip = "skip",
    /// The function stays unsafe, for a reason.
    KeepUnsafe = "keep_unsafe",
    /// For back ends outside the tool.
    Tag = "tag",
    /// A compiler attribute with no meaning of its own in the vocabulary, kept word for word. It cannot be written.
    Attribute = "attribute",
}

/// The value of a named argument.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Argument {
    /// A word: a symbol, a keyword, a number, a parameter by its name.
    Word(String),
    /// Quoted text: a C type or a C expression.
    Text(String),
    /// A position that is more than a word: `#0`, `p.field`, `@return`.
    Position(Position),
}

/// What a fact is about: `p`, `#0`, `p.field`, `p[]`, `@return`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// Where the path starts.
    pub root: Root,
    /// The way from there.
    pub steps: Vec<Step>,
}

/// Where a position starts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Root {
    /// The item itself: a function, a type, a global.
    Item,
    /// A parameter or field by name.
    Named(String),
    /// A parameter by its 0-based index: `#0`.
    Index(u32),
    /// `@return`.
    Return,
    /// `@self`.
    Receiver,
    /// `@static`.
    Static,
    /// `@parent(x)`: the handle that `x` is a child of.
    Parent(Box<Position>),
}

/// One step of a position.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Step {
    /// `.field`, of a record or of a callback's parameters.
    Field(String),
    /// `.#0`: a parameter of a callback, by its 0-based index.
    Param(u32),
    /// `[]`: the elements.
    Elements,
}

/// How strong the evidence for a claim is, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Provenance {
    /// The shape of a type.
    TypeShape,
    /// A name.
    Naming,
    /// Prose in a comment.
    ProseDoc,
    /// A structured tag in a comment.
    DocTag,
    /// A compiler attribute.
    CompilerAttribute,
    /// One of our annotations in the header.
    Annotation,
    /// The reviewed side file.
    Overlay,
}

impl Position {
    /// A position without steps.
    pub fn root(root: Root) -> Position {
        Position {
            root,
            steps: Vec::new(),
        }
    }
}

impl Operand {
    /// A position that depends on nothing.
    pub fn at(root: Root) -> Operand {
        Operand {
            position: Position::root(root),
            on: None,
        }
    }
}

impl Fact {
    /// The value of a named argument.
    pub fn argument(&self, key: &str) -> Option<&Argument> {
        let found = self.arguments.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value)
    }

    /// The text of a named argument that is a word or quoted.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.argument(key)? {
            Argument::Word(text) | Argument::Text(text) => Some(text),
            Argument::Position(_) => None,
        }
    }
}
