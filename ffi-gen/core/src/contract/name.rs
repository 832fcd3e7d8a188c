//! Names and identity: what an item is called, and what makes it the same item elsewhere.

/// What makes an item itself. The name alone does not: C++ overloads share it, and C has separate name spaces.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Identity {
    /// The language the item is declared in.
    pub language: Language,
    /// Enclosing namespaces or modules, outermost first; empty in C.
    pub path: Vec<String>,
    /// The name.
    pub name: Name,
    /// The parameter types of an overloaded function, as its language spells them.
    pub overload: Option<String>,
}

/// What an item is called.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Name {
    /// A name of the ordinary name space: typedef, function, object, enumerator.
    Ordinary(String),
    /// A tag: `struct x`, `union x`, `enum x`.
    Tag(String),
    /// A macro.
    Macro(String),
    /// The source gives no name that holds outside: this one is made of the parent's and the member's, `Outer_member`,
    /// or is the tag that a parameter list declares.
    Derived(String),
}

/// The language an item is declared in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[allow(missing_docs)]
pub enum Language {
    C,
    Cxx,
    Rust,
}

/// How code outside the library reaches a function or object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Linkage {
    /// Through a symbol of this name (the name in the object file where it differs from the item's).
    Symbol(String),
    /// Through a function that the tool writes.
    Shim(String),
    /// Only by compiling its body.
    Inline,
    /// Not at all.
    None,
}

impl Name {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        match self {
            Name::Ordinary(text) | Name::Tag(text) | Name::Macro(text) | Name::Derived(text) => {
                text
            }
        }
    }
}

impl Identity {
    /// The identity of a C item.
    pub fn c(name: Name) -> Identity {
        Identity {
            language: Language::C,
            path: Vec::new(),
            name,
            overload: None,
        }
    }
}
