//! What the reader of a diagnostic calls the options that it speaks of.

use std::fmt::Display;

/// The options as the reader writes them: on a command line, or in a build script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Naming a header.
    pub header: Form,
    /// Allowing what matches a pattern.
    pub allow: Form,
    /// Blocking what matches a pattern.
    pub block: Form,
    /// Passing an argument to clang.
    pub clang_argument: Form,
    /// Naming what is written.
    pub name: Form,
    /// Naming the side file.
    pub contract: Form,
    /// How the directories of an installed library are had, as half a sentence.
    pub package: &'static str,
    /// Going on in spite of errors.
    pub keep_going: &'static str,
    /// What the declarations stand in.
    pub declarer: &'static str,
    /// How an item gets another name.
    pub rename: &'static str,
    /// How text whose file cannot be named becomes a header all the same.
    pub nameless_text: &'static str,
}

/// How an option with an argument is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    before: &'static str,
    after: &'static str,
}

impl Terms {
    /// The options of the command `ffi-gen`.
    pub const COMMAND_LINE: Terms = Terms {
        header: Form::new("'", "'"),
        allow: Form::new("--allow ", ""),
        block: Form::new("--block ", ""),
        clang_argument: Form::new("-- ", ""),
        name: Form::new("--name ", ""),
        contract: Form::new("--contract ", ""),
        package: "`pkg-config --cflags LIBRARY` prints those of a library",
        keep_going: "--keep-going",
        declarer: "the header",
        rename: "rename = \"…\"",
        nameless_text: "write `-` and give it as standard input",
    };

    /// The methods of `Builder`.
    pub const BUILD_SCRIPT: Terms = Terms {
        header: Form::new(".header(\"", "\")"),
        allow: Form::new(".allow(\"", "\")"),
        block: Form::new(".block(\"", "\")"),
        clang_argument: Form::new(".clang_arg(\"", "\")"),
        name: Form::new(".name(\"", "\")"),
        contract: Form::new(".contract(\"", "\")"),
        package: "`.pkg_config(\"LIBRARY\")` adds those of an installed library",
        keep_going: ".keep_going()",
        declarer: "the header",
        rename: "rename = \"…\"",
        nameless_text: "copy it to a file in `OUT_DIR`",
    };

    /// The attributes of a block of declarations.
    pub const BLOCK: Terms = Terms {
        declarer: "the block",
        rename: "#[ffi(rename(\"…\"))]",
        ..Terms::COMMAND_LINE
    };
}

impl Default for Terms {
    fn default() -> Terms {
        Terms::COMMAND_LINE
    }
}

impl Form {
    const fn new(before: &'static str, after: &'static str) -> Form {
        Form { before, after }
    }

    /// The option with this argument.
    pub fn with(self, argument: impl Display) -> String {
        format!("{}{argument}{}", self.before, self.after)
    }
}
