//! What the user wants read, and a look at it before clang sees it: clang says little of use about such mistakes.

use super::flags;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Terms, most_like};
use std::{
    collections::HashSet,
    fmt,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

/// What the user wants read.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The headers, in the order they are included.
    pub headers: Vec<Header>,
    /// Arguments for clang.
    pub arguments: Vec<String>,
    /// Whether to go on with what clang makes of a header that it finds errors in.
    pub keep_going: bool,
}

/// One header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Header {
    /// A file.
    Path(PathBuf),
    /// A name that is searched for as `#include <…>` does.
    Search(String),
    /// Text that was read from standard input.
    Stdin(Vec<u8>),
}

impl Header {
    /// A header as the user writes it: a path, or `<openssl/ssl.h>`.
    pub fn named(name: impl Into<PathBuf>) -> Header {
        let path = name.into();
        let search = path
            .to_str()
            .and_then(|text| text.strip_prefix('<')?.strip_suffix('>'));
        match search {
            Some(name) => Header::Search(name.to_owned()),
            None => Header::Path(path),
        }
    }
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Header::Path(path) => write!(f, "`{}`", path.display()),
            Header::Search(name) => write!(f, "`<{name}>`"),
            Header::Stdin(_) => f.write_str("standard input"),
        }
    }
}

impl Input {
    /// Reports every header that cannot be one, and a flag that would make the output wrong.
    pub fn check(&self, diagnostics: &mut Diagnostics) {
        let terms = diagnostics.terms();
        if self.headers.is_empty() {
            diagnostics.push(
                Diagnostic::error(Code::HeaderNotNamed, "there is no header to translate").help(
                    format!(
                        "name one: `{}`, or `{}` to search for it as `#include` does",
                        terms.header.with("dir/thing.h"),
                        terms.header.with("<thing.h>")
                    ),
                ),
            );
        }
        diagnostics.extend(self.check_arguments());
        if let Some(problem) = flags::check(&self.arguments) {
            diagnostics.push(problem);
        }
        for header in &self.headers {
            let problem = match header {
                Header::Path(path) => check_file(path, terms, || self.include_directories()),
                Header::Search(name) => check_search(name),
                Header::Stdin(text) => check_text(&header.to_string(), text),
            };
            if let Some(diagnostic) = problem {
                diagnostics.push(diagnostic);
            }
        }
    }

    /// The headers without those that are named again: not every header bears to be included twice.
    pub fn distinct_headers(&self) -> impl Iterator<Item = &Header> {
        let mut seen = HashSet::new();
        self.headers.iter().filter(move |header| {
            seen.insert(match header {
                Header::Path(path) => path.canonicalize().unwrap_or_else(|_| path.clone()),
                Header::Search(name) => format!("<{name}>").into(),
                Header::Stdin(_) => "-".into(),
            })
        })
    }
}

/// The directories that C libraries install their headers in, where they exist.
pub(crate) fn system_directories() -> Vec<PathBuf> {
    let multiarch = format!(
        "/usr/include/{}-linux-gnu",
        match std::env::consts::ARCH {
            "x86" => "i386",
            arch => arch,
        }
    );
    [
        "/usr/local/include",
        &multiarch,
        "/usr/include",
        "/opt/homebrew/include",
        "/opt/local/include",
        "/Library/Developer/CommandLineTools/SDKs/MacOSX.sdk/usr/include",
    ]
    .iter()
    .map(PathBuf::from)
    .filter(|path| path.is_dir())
    .collect()
}

/// As much of a file as is looked at.
const SAMPLE: u64 = 8192;

fn check_file(
    path: &Path,
    terms: Terms,
    include_directories: impl Fn() -> Vec<PathBuf>,
) -> Option<Diagnostic> {
    let shown = path.display();
    let error = |message: String| Some(Diagnostic::error(Code::HeaderUnreadable, message));
    let metadata = match path.metadata() {
        Ok(metadata) => metadata,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            return Some(missing(path, &include_directories()));
        }
        Err(cause) => return error(format!("`{shown}` cannot be read: {cause}")),
    };
    if metadata.is_dir() {
        let inside = headers_in(path).next();
        let example = inside.unwrap_or_else(|| path.join("name.h"));
        return error(format!("`{shown}` is a directory")).map(|diagnostic| {
            diagnostic.help(format!(
                "name a header in it, such as `{}`",
                example.display()
            ))
        });
    }
    if !metadata.is_file() {
        return error(format!("`{shown}` is not a regular file"))
            .map(|diagnostic| diagnostic.help(terms.nameless_text));
    }
    // `#include "…"` has no escapes.
    if path
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .any(|byte| b"\"\n\r".contains(byte))
    {
        return error(format!(
            "`{}` has a name that no `#include` can say: it holds a quotation mark or a line break",
            shown.to_string().escape_debug()
        ))
        .map(|diagnostic| diagnostic.help(format!("rename it, or {}", terms.nameless_text)));
    }
    let mut sample = Vec::new();
    match File::open(path).and_then(|file| file.take(SAMPLE).read_to_end(&mut sample)) {
        Ok(_) => check_text(&format!("`{shown}`"), &sample),
        Err(cause) => error(format!("`{shown}` cannot be read: {cause}")),
    }
}

/// A name that `#include <…>` cannot say.
fn check_search(name: &str) -> Option<Diagnostic> {
    let is_sayable = !name.trim().is_empty() && !name.contains(['>', '\n', '\r']);
    (!is_sayable).then(|| {
        let shown = name.escape_debug();
        Diagnostic::error(
            Code::HeaderUnreadable,
            format!("`<{shown}>` names no header"),
        )
        .help("between the angle brackets stands what `#include` has there: `<zlib.h>`")
    })
}

fn check_text(what: &str, text: &[u8]) -> Option<Diagnostic> {
    let error = |message| Diagnostic::error(Code::HeaderUnreadable, message);
    match text {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some(
            error(format!("{what} is text in UTF-16"))
                .help("convert it to UTF-8: `iconv -f UTF-16 -t UTF-8`"),
        ),
        // Headers in their thousands hold no NUL; object files, archives and precompiled headers begin with some.
        _ if text.iter().take(SAMPLE as usize).any(|&byte| byte == 0) => Some(
            error(format!("{what} is not a text file"))
                .help("name the C header that describes the library, not the library"),
        ),
        _ => None,
    }
}

/// The header is not there; what may be meant instead?
fn missing(path: &Path, include_directories: &[PathBuf]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::HeaderUnreadable,
        format!("`{}` does not exist", path.display()),
    );
    if let Ok(target) = path.read_link() {
        return diagnostic.note(format!(
            "it is a symbolic link to `{}`, which does not exist",
            target.display()
        ));
    }
    let installed = include_directories
        .iter()
        .map(|directory| (directory.join(path), path))
        .find(|(candidate, _)| path.is_relative() && candidate.is_file());
    if let Some((found, name)) = installed {
        return diagnostic.help(format!(
            "`{}` exists: write `<{}>`, with the angle brackets, or the whole path",
            found.display(),
            name.display()
        ));
    }
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !directory.is_dir() {
        return diagnostic.note(format!(
            "there is no directory `{}` either",
            directory.display()
        ));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let here = similar(&name, directory).map(|name| path.with_file_name(name));
    let elsewhere = || {
        let names = include_directories
            .iter()
            .filter_map(|directory| similar(&name, directory));
        names.map(|name| format!("<{name}>")).next()
    };
    match here.map(|path| path.display().to_string()).or_else(elsewhere) {
        Some(found) => diagnostic.help(format!("did you mean `{found}`?")),
        None => diagnostic.help(
            "is the library's development package installed? `<name.h>` is searched for as `#include` does",
        ),
    }
}

/// The header right in a directory whose name is most like `name`, if one is much like it.
fn similar(name: &str, directory: &Path) -> Option<String> {
    let names = headers_in(directory)
        .filter_map(|candidate| Some(candidate.file_name()?.to_str()?.to_owned()));
    most_like(name, names)
}

/// The headers right in a directory, sorted.
fn headers_in(directory: &Path) -> impl Iterator<Item = PathBuf> {
    let mut list: Vec<PathBuf> = std::fs::read_dir(directory)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "h"))
        .collect();
    list.sort();
    list.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn problem(header: Header, arguments: &[&str]) -> String {
        let input = Input {
            headers: vec![header],
            arguments: arguments.iter().map(|&text| text.to_owned()).collect(),
            keep_going: false,
        };
        let mut diagnostics = Diagnostics::default();
        input.check(&mut diagnostics);
        diagnostics
            .iter()
            .map(|d| format!("{} {}", d.message, d.help.as_deref().unwrap_or_default()))
            .collect()
    }

    #[test]
    fn mistakes_with_files_are_named() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        fs::write(at("thing.h"), "int a;").unwrap();
        fs::write(at("thing.o"), b"\x7fELF\x02\x01\0\0").unwrap();
        fs::write(at("wide.h"), b"\xff\xfei\0").unwrap();
        let problem_at = |name: &str| problem(Header::Path(at(name)), &[]);

        assert_eq!(problem_at("thing.h"), "");
        assert!(problem_at("Thing.hh").contains("does not exist did you mean `"));
        assert!(problem_at("nowhere/thing.h").contains("does not exist"));
        assert!(problem_at("").contains("is a directory name a header in it"));
        assert!(problem_at("thing.o").contains("is not a text file"));
        assert!(problem_at("wide.h").contains("UTF-16"));
        assert!(problem_at("thing.h/x.h").contains("cannot be read"));
        assert!(problem(Header::Stdin(vec![b'a', 0]), &[]).contains("standard input"));
    }

    #[test]
    fn a_header_that_is_installed_is_pointed_out() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("only_here.h"), "").unwrap();
        let flag = format!("-I{}", directory.path().display());
        let text = problem(Header::named("only_here.h"), &["-DX", &flag]);
        assert!(text.contains("write `<only_here.h>`"), "{text}");
        let text = problem(Header::named("onlyhere.h"), &[&flag]);
        assert!(text.contains("did you mean `<only_here.h>`?"), "{text}");
    }

    #[test]
    fn angle_brackets_ask_for_a_search() {
        assert_eq!(Header::named("<a/b.h>"), Header::Search("a/b.h".into()));
        assert_eq!(Header::named("a/b.h"), Header::Path("a/b.h".into()));
        for name in ["<>", "< >", "<a>b>", "<a\nb>"] {
            let text = problem(Header::named(name), &[]);
            assert!(text.contains("names no header"), "{text}");
        }
    }
}
