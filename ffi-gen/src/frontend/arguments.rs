//! The arguments for clang: what they ask for, and those that ask for something else than reading a C header.

use super::{Input, input::system_directories};
use crate::diagnostic::{Code, Diagnostic};
use std::path::PathBuf;

/// Beginnings of arguments that are refused, and why.
const REFUSED: &[(&str, &str)] = &[
    ("-M", "ffi-gen writes no lists of dependencies"),
    (
        "-###",
        "ffi-gen reads headers, and clang would only print its own command line",
    ),
    (
        "--help",
        "ffi-gen reads headers, and clang would only print its help",
    ),
    (
        "-help",
        "ffi-gen reads headers, and clang would only print its help",
    ),
    (
        "--version",
        "ffi-gen reads headers, and clang would only print its version",
    ),
];

impl Input {
    /// An error for each argument that cannot be followed.
    pub(super) fn check_arguments(&self) -> Vec<Diagnostic> {
        let refuse = |argument: &str, reason: &str| {
            Diagnostic::error(
                Code::ArgumentsInvalid,
                format!("`{argument}` is no argument for reading a header"),
            )
            .note(reason)
        };
        let mut list = Vec::new();
        let mut arguments = self.arguments.iter().map(String::as_str);
        while let Some(argument) = arguments.next() {
            let language = match argument {
                "-x" => arguments.next(),
                _ => argument.strip_prefix("-x"),
            };
            if let Some(language) = language.filter(|it| !["c", "c-header"].contains(it)) {
                list.push(refuse(&format!("-x {language}"), "only C is read"));
            }
            let mut refused = REFUSED.iter();
            if let Some((_, reason)) = refused.find(|(start, _)| argument.starts_with(start)) {
                list.push(refuse(argument, reason));
            }
        }
        list
    }

    /// The target that the arguments name.
    pub fn target(&self) -> Option<&str> {
        let mut arguments = self.arguments.iter().map(String::as_str);
        let mut target = None;
        while let Some(argument) = arguments.next() {
            target = match argument {
                "-target" | "--target" => arguments.next(),
                "-m32" | "-mx32" | "-m64" => Some(argument),
                _ => argument.strip_prefix("--target=").or(target),
            };
        }
        target
    }

    /// The directories that the arguments name and those that are usual, for finding what the user may have meant.
    pub fn include_directories(&self) -> Vec<PathBuf> {
        let mut list = Vec::new();
        let mut arguments = self.arguments.iter().map(String::as_str);
        while let Some(argument) = arguments.next() {
            for flag in ["-I", "-isystem", "-iquote", "-idirafter"] {
                match argument.strip_prefix(flag) {
                    Some("") => list.extend(arguments.next().map(PathBuf::from)),
                    Some(directory) => list.push(directory.into()),
                    None => continue,
                }
                break;
            }
        }
        list.extend(system_directories());
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(arguments: &[&str]) -> Input {
        Input {
            arguments: arguments.iter().map(ToString::to_string).collect(),
            ..Input::default()
        }
    }

    #[test]
    fn the_last_target_counts() {
        let target = |arguments: &[&str]| input(arguments).target().map(str::to_owned);
        assert_eq!(target(&["-DX", "-I", "dir"]), None);
        assert_eq!(target(&["-m32"]).as_deref(), Some("-m32"));
        assert_eq!(
            target(&["--target=a", "-target", "b"]).as_deref(),
            Some("b")
        );
    }

    #[test]
    fn arguments_that_ask_for_something_else_are_refused() {
        let refused = |arguments: &[&str]| input(arguments).check_arguments().len();
        assert_eq!(refused(&["-x", "c", "-xc", "-DX", "-std=c11", "-mx32"]), 0);
        assert_eq!(refused(&["-x", "c++"]), 1);
        assert_eq!(refused(&["-xobjective-c", "-MD", "--version"]), 3);
    }
}
