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
    pub positions: Vec<Position>,
    /// The named arguments, in the order written.
    pub arguments: Vec<(String, Argument)>,
}

/// The facts that a front end can claim today; the vocabulary grows with the annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum FactKind {
    /// The caller owns the result.
    ReturnsOwned,
    /// A pointer is never null.
    Nonnull,
    /// A pointer may be null.
    Nullable,
    /// The result must not be ignored.
    MustUse,
    /// An extent.
    Len,
    /// How else than by returning the function may leave.
    Exits,
    /// A compiler attribute with no meaning of its own in the vocabulary, kept word for word.
    Attribute,
}

/// The value of a named argument.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Argument {
    /// A word: a symbol, a keyword, a number.
    Word(String),
    /// Quoted text: a C type or a C expression.
    Text(String),
    /// A position.
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
