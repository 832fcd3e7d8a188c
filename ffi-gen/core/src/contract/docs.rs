//! Documentation as neutral structure: each back end writes it in its own notation.

/// The documentation of an item; empty when it has none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Docs {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

/// One block of documentation. All text is plain, but for one kind: no comment leaders, no markup of any language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Block {
    /// Text that its author wrote in Markdown, as it is.
    Markdown(String),
    /// Running text; lines are separated by `\n`.
    Paragraph(String),
    /// One entry of a list.
    Entry(String),
    /// Text whose line breaks and spaces matter: code, tables, drawings.
    Preformatted(String),
    /// What a parameter means.
    Param {
        /// The parameter's name.
        name: String,
        /// The text.
        text: String,
    },
    /// What the result means.
    Returns(String),
    /// The item should no longer be used, and why.
    Deprecated(String),
}
