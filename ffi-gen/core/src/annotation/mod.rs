//! Facts as people write them: one grammar, and what a reviewed side file says in it.
//!
//! Nothing here decides what a fact means for a wrapper; that is `resolve`.

mod check;
#[cfg(feature = "overlay")]
pub mod format;
pub mod grammar;
pub mod header;
mod lexer;
pub mod message;
#[cfg(feature = "overlay")]
pub mod overlay;
pub mod pattern;
mod print;
mod problem;
#[cfg(feature = "overlay")]
mod quoted;
pub mod spelling;
mod statistics;
pub mod vocabulary;

pub use check::{BUILT_IN, check};
pub use lexer::is_word;
pub use problem::Problem;
pub use statistics::Statistics;

use crate::{contract::Fact, source::Span};

/// A reviewed side file, `thing.ffi.toml`, as written: nothing is looked up in the header yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlay {
    /// `[library]`.
    pub library: Library,
    /// `[type.NAME]`, `[fn.NAME]` and `[callback.NAME]`, in the order of the file.
    pub entries: Vec<Entry>,
    /// `[error.NAME]`, in the order of the file.
    pub conventions: Vec<Convention>,
    /// The handles that another binding makes.
    pub imports: Vec<Import>,
}

/// A handle that another binding makes, and that functions here use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The type, as it is called here.
    pub item: String,
    /// What the other binding calls its owned form.
    pub path: String,
}

/// What holds for the library as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    /// What the library is called; also the name of the module that is written.
    pub name: Option<String>,
    /// Prefixes dropped from safe names; the first one that fits counts.
    pub strip: Vec<String>,
}

/// One entry of a side file: somebody has reviewed what it selects.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What kind of item it selects.
    pub subject: Subject,
    /// The name, or a pattern with `*` for any characters, for which `reviewed = true` stands in the entry.
    pub selector: String,
    /// Where the selector stands.
    pub span: Span,
    /// What the safe API calls it.
    pub rename: Option<String>,
    /// Prefixes dropped from the names of a handle's methods, before those of the library.
    pub strip: Vec<String>,
    /// Names of the parameters, where the header leaves them out or names them badly.
    pub params: Option<Vec<String>>,
    /// The facts, each with its place.
    pub facts: Vec<(Fact, Span)>,
}

/// What an entry selects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A record, enumeration or typedef.
    Type,
    /// A function.
    Function,
    /// A typedef of a function pointer.
    Callback,
}

/// `[error.NAME]`: how a group of functions tells failure.
#[derive(Debug, Clone, PartialEq)]
pub struct Convention {
    /// The name that `error(convention = …)` uses.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What success looks like.
    pub success: Success,
    /// Where the message comes from: `sqlite3_errmsg(sqlite3)`, a call whose arguments name handle types.
    pub message: Option<(Call, Span)>,
    /// Where the code comes from, when the result itself is none: `sqlite3_extended_errcode(sqlite3)`.
    pub code: Option<(Call, Span)>,
    /// The constants that name codes: names, patterns with `*`, and ranges `FIRST..LAST` in the order of the header.
    pub codes: Vec<String>,
}

/// What success looks like.
#[derive(Debug, Clone, PartialEq)]
pub enum Success {
    /// The result is one of these constants: `ok = ["A", "B"]`.
    Constants(Vec<String>),
    /// The result is one of these constants, which mean true or false: `ok = { A = true, B = false }`.
    Truth(Vec<(String, bool)>),
    /// The result passes a test: `ok = "nonnull"`.
    Test(Test),
}

/// A test of a result; also the built-in conventions, by the name of what fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Test {
    /// Zero is success: the convention `nonzero`.
    Zero,
    /// Anything but zero is success: the convention `zero`.
    Nonzero,
    /// Zero and above is success: the convention `negative`.
    NotNegative,
    /// A pointer that is not null is success: the convention `null`.
    Nonnull,
}

/// A call in a fact: `f(a, @return, 3)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The function.
    pub function: String,
    /// The arguments as written: positions, names, numbers.
    pub arguments: Vec<String>,
}

impl Overlay {
    /// This side file and a stronger one: where both speak of something, the stronger one alone counts.
    #[must_use]
    pub fn beneath(mut self, stronger: Overlay) -> Overlay {
        let library = stronger.library;
        self.library.name = library.name.or(self.library.name);
        if !library.strip.is_empty() {
            self.library.strip = library.strip;
        }
        self.entries.extend(stronger.entries);
        self.imports.extend(stronger.imports);
        self.conventions.retain(|convention| {
            let mut others = stronger.conventions.iter();
            !others.any(|other| other.name == convention.name)
        });
        self.conventions.extend(stronger.conventions);
        self
    }
}

impl Test {
    /// What `ok` calls them.
    pub const NAMES: [(&str, Test); 4] = [
        ("zero", Test::Zero),
        ("nonzero", Test::Nonzero),
        ("not_negative", Test::NotNegative),
        ("nonnull", Test::Nonnull),
    ];
}

impl Subject {
    /// Where the facts of such an entry stand.
    pub fn place(self) -> vocabulary::Place {
        match self {
            Subject::Type => vocabulary::Place::Type,
            Subject::Function => vocabulary::Place::Function,
            Subject::Callback => vocabulary::Place::Callback,
        }
    }

    /// The heading of such an entry.
    pub fn heading(self) -> &'static str {
        match self {
            Subject::Type => "`[type.NAME]`",
            Subject::Function => "`[fn.NAME]`",
            Subject::Callback => "`[callback.NAME]`",
        }
    }
}

#[cfg(test)]
mod tests;
