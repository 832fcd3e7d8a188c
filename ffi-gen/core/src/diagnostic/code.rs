//! The codes of diagnostics: the one table of them.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// A stable code.
        ///
        /// | code | meaning |
        /// |---|---|
        $(#[doc = concat!("| ", $text, " |", $($doc,)+ " |")])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(clippy::doc_markdown)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The code as printed: `F0101`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// What the code means, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc,)+),)+ }
            }
        }
    };
}

codes! {
    /// libclang cannot be found or loaded.
    LibclangMissing = "F0001",
    /// libclang is too old.
    LibclangTooOld = "F0002",
    /// The builtin headers of libclang (`stddef.h`, …) are missing.
    BuiltinHeadersMissing = "F0003",
    /// A header does not exist or cannot be read.
    HeaderUnreadable = "F0101",
    /// clang found an error in a header.
    HeaderInvalid = "F0102",
    /// clang does not accept its arguments.
    ArgumentsInvalid = "F0103",
    /// The header declares nothing that could be translated.
    NothingDeclared = "F0104",
    /// clang gave up or crashed.
    ParserFailed = "F0105",
    /// A flag changes how functions are called, in a way that Rust cannot follow.
    CallsChanged = "F0106",
    /// No header is named.
    HeaderNotNamed = "F0107",
    /// The headers of the target's C library are missing.
    TargetHeadersMissing = "F0108",
    /// A pattern that allows or blocks names is not a regular expression.
    PatternInvalid = "F0201",
    /// A pattern that allows or blocks names matches nothing.
    PatternMatchesNothing = "F0202",
    /// Everything that could be translated is blocked.
    EverythingBlocked = "F0203",
    /// An item is blocked, but another one that is translated needs it.
    BlockedButNeeded = "F0204",
    /// An output file or directory cannot be written.
    OutputUnwritable = "F0301",
    /// With `--check`: a file differs from what would be written.
    OutputDiffers = "F0302",
    /// The name of the output is not a name that a Rust module can have.
    OutputNameInvalid = "F0303",
    /// An output would replace another one, or what was read.
    OutputOverwritten = "F0304",
    /// An output would replace a file that ffi-gen did not write.
    OutputNotOurs = "F0305",
    /// pkg-config does not know a library.
    PackageMissing = "F0401",
    /// The build script runs in an environment that is not Cargo's.
    NotInBuildScript = "F0402",
    /// A side file does not exist or cannot be read.
    OverlayUnreadable = "F0501",
    /// A side file is not TOML.
    OverlayInvalid = "F0502",
    /// A side file has a table or a key that means nothing.
    OverlayKeyUnknown = "F0503",
    /// A key of a side file is missing, or its value is of the wrong kind.
    OverlayValueWrong = "F0504",
    /// A selector with `*` is not said to be reviewed.
    NotReviewed = "F0505",
    /// The text of a fact does not follow the grammar.
    FactMalformed = "F0511",
    /// A fact is not one of the vocabulary.
    FactUnknown = "F0512",
    /// A fact stands where it means nothing.
    FactMisplaced = "F0513",
    /// A fact takes other operands or arguments.
    FactArguments = "F0514",
    /// A name is not declared in the header.
    SymbolUnknown = "F0521",
    /// A selector matches nothing.
    SelectorMatchesNothing = "F0522",
    /// A position names no parameter and no field.
    PositionUnknown = "F0523",
    /// `params` names more or fewer parameters than there are.
    ParamsMiscounted = "F0524",
    /// A fact is about something whose type cannot have it.
    ShapeWrong = "F0525",
    /// Two facts contradict each other.
    FactsContradict = "F0526",
    /// A fact names a function that cannot be called.
    FunctionNotCallable = "F0527",
    /// The number of a message is none, reserved or another one's, or stands on what is no message.
    MessageWrong = "F0528",
    /// A macro takes another option.
    OptionUnknown = "F0531",
    /// A block of declarations holds something that is none.
    DeclarationUnknown = "F0532",
    /// A function has facts, and still no safe form.
    NoSafeForm = "F0533",
    /// A declaration differs from that of the header.
    DeclarationDiffers = "F0534",
    /// A source file is not Rust, or cannot be read.
    SourceInvalid = "F0535",
    /// A declaration in Rust has a type that C does not have.
    TypeNotOfC = "F0536",
    /// A declaration in a block depends on a condition.
    DeclarationConditional = "F0537",
    /// Facts of the contract contradict a rule that keeps the safe API sound.
    ContractUnsound = "F0601",
    /// Two items of the safe API would have one name.
    NameTaken = "F0602",
    /// A safe API is asked for, and nobody has vouched for anything.
    NothingReviewed = "F0603",
    /// Two claims of one rank contradict each other.
    ClaimsContradict = "F0611",
    /// Facts that nobody has reviewed are taken as true.
    NotReviewedButTrusted = "F0612",
    /// The header declares nothing of that name.
    NothingToExplain = "F0613",
    /// Something of Rust cannot be exported to C soundly.
    NotExportable = "F0701",
    /// What stands in `#[export(…)]` is not understood.
    ExportOptionInvalid = "F0702",
    /// A type is used that is not exported.
    TypeNotExported = "F0703",
    /// Whether an item is compiled cannot be told.
    ConditionUndecided = "F0704",
    /// A crate exports nothing.
    NothingExported = "F0705",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_unique_in_order_and_explained() {
        for pair in Code::ALL.windows(2) {
            assert!(
                pair[0].as_str() < pair[1].as_str(),
                "{} and {}",
                pair[0],
                pair[1]
            );
        }
        for code in Code::ALL {
            let text = code.as_str();
            assert!(text.len() == 5 && text.starts_with('F'), "{text}");
            assert!(
                code.meaning().trim_end().ends_with('.'),
                "{text}: {}",
                code.meaning()
            );
        }
    }
}
