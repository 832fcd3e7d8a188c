//! Where libclang may lie. Only directories are listed; nothing is run.

use super::install;
use crate::diagnostic::{Code, Diagnostic};
use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

/// What a search for the library found and where it looked.
#[derive(Debug)]
pub(crate) struct Search {
    /// Files that by their names are libclang, newest first.
    pub(crate) found: Vec<PathBuf>,
    /// The directories that exist and were listed.
    looked_in: Vec<PathBuf>,
}

/// The variables that name libclang or its directory, the stronger one first.
const VARIABLES: [&str; 2] = ["FFI_GEN_LIBCLANG", "LIBCLANG_PATH"];

/// Searches for libclang. A variable that is set but leads nowhere is an error: the user meant something by it.
pub(crate) fn libraries() -> Result<Search, Diagnostic> {
    let given = VARIABLES.iter().find_map(|name| {
        let value = env::var_os(name).filter(|value| !value.is_empty())?;
        Some((name, PathBuf::from(value)))
    });
    let Some((name, path)) = given else {
        return Ok(search(directories()));
    };
    if path.is_file() {
        return Ok(Search {
            // A name without a slash would be looked up on the loader's own path.
            found: vec![std::path::absolute(&path).unwrap_or(path)],
            looked_in: Vec::new(),
        });
    }
    let search = search(vec![path.clone()]);
    if search.found.is_empty() {
        return Err(Diagnostic::error(
            Code::LibclangMissing,
            format!(
                "`{name}` is `{}`, but there is no libclang there",
                path.display()
            ),
        )
        .note("the file is called `libclang.so`, `libclang-19.so.1`, `libclang.dylib` or `libclang.dll`")
        .help(format!(
            "name the library or its directory, or unset `{name}` to use an installed one\n{}",
            install::help()
        )));
    }
    Ok(search)
}

impl Search {
    /// Where was looked, in words.
    pub(crate) fn places(&self) -> String {
        let places: Vec<String> = self
            .looked_in
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        format!(
            "`{}` are not set; looked in {}",
            VARIABLES.join("` and `"),
            places.join(", ")
        )
    }
}

/// The directories that libraries of LLVM are installed in on the systems that are known, whether or not they exist.
pub(crate) fn directories() -> Vec<PathBuf> {
    let mut list = Vec::new();
    // Debian says llvm-19, Alpine llvm19.
    list.extend(children("/usr/lib", "llvm").map(|path| path.join("lib")));
    // Gentoo says llvm/19.
    list.extend(children("/usr/lib/llvm", "").map(|path| path.join("lib64")));
    list.extend(children("/usr/lib", "").filter(|path| is_multiarch(path)));
    list.extend(["/usr/lib64", "/usr/lib"].map(PathBuf::from));
    list.extend(children("/usr/local", "lib"));
    list.extend(children("/usr/local", "llvm").map(|path| path.join("lib")));
    list.extend(
        [
            "/usr/local/opt/llvm/lib",
            "/opt/homebrew/opt/llvm/lib",
            "/home/linuxbrew/.linuxbrew/opt/llvm/lib",
            "/opt/local/lib",
            "/Library/Developer/CommandLineTools/usr/lib",
            "/Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib",
            "C:\\Program Files\\LLVM\\bin",
        ]
        .map(PathBuf::from),
    );
    list
}

/// The first number in `text`: the major version in `libclang-19.so.1` and `Debian clang version 19.1.7`.
pub(crate) fn first_number(text: &str) -> Option<u32> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = text[start..].split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// The entries of a directory whose names begin with `prefix`, sorted; none when it cannot be listed.
pub(crate) fn children(parent: impl AsRef<Path>, prefix: &str) -> impl Iterator<Item = PathBuf> {
    let mut list: Vec<PathBuf> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| starts_with(&entry.file_name(), prefix))
        .map(|entry| entry.path())
        .collect();
    list.sort();
    list.into_iter()
}

fn search(directories: Vec<PathBuf>) -> Search {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    let mut looked_in: Vec<PathBuf> = Vec::new();
    for directory in directories {
        if looked_in.contains(&directory) || !directory.is_dir() {
            continue;
        }
        found.extend(
            children(&directory, "libclang")
                .filter(|path| is_library(path))
                .map(|path| (major(&path), path)),
        );
        looked_in.push(directory);
    }
    // Stable: of two with the same version, the one in the earlier directory wins.
    found.sort_by_key(|(major, _)| std::cmp::Reverse(*major));
    Search {
        found: found.into_iter().map(|(_, path)| path).collect(),
        looked_in,
    }
}

/// `libclang.so`, `libclang-19.so`, `libclang.so.19.1`, `libclang.dylib`, `libclang.dll`; not `libclang-cpp.so`.
fn is_library(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let Some(rest) = name.strip_prefix("libclang") else {
        return false;
    };
    let is_version = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let rest = rest.trim_start_matches(is_version);
    let rest = rest
        .strip_prefix("so")
        .or(rest.strip_prefix("dylib"))
        .or(rest.strip_prefix("dll"));
    rest.is_some_and(|rest| rest.chars().all(is_version))
}

/// The major version by the file's name, the name of what it links to, or the directory's name; 0 when none tells.
fn major(path: &Path) -> u32 {
    // An ABI version such as the 1 of `libclang.so.1` is no release.
    let release = |text: &str| first_number(text).filter(|&number| number > 3);
    let of_file = |path: &Path| release(path.file_name()?.to_str()?);
    let of_link = || of_file(&fs::canonicalize(path).ok()?);
    let of_directory = || release(path.parent()?.parent()?.file_name()?.to_str()?);
    of_file(path)
        .or_else(of_link)
        .or_else(of_directory)
        .unwrap_or(0)
}

fn is_multiarch(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    name.contains("-linux-gnu") || name.contains("-linux-musl")
}

fn starts_with(name: &OsStr, prefix: &str) -> bool {
    name.as_encoded_bytes().starts_with(prefix.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libclang_is_told_from_its_relatives_by_name() {
        for name in [
            "libclang.so",
            "libclang-19.so",
            "libclang-19.so.1",
            "libclang-19.so.19",
            "libclang.so.19.1",
            "libclang.so.19.1.7",
            "libclang.dylib",
            "libclang.dll",
        ] {
            assert!(is_library(Path::new(name)), "{name}");
        }
        for name in [
            "libclang-cpp.so",
            "libclang-cpp.so.19.1",
            "libclangAST.a",
            "libclang.a",
            "libclang-common-19",
            "libclang",
            "libclang.so.bak",
        ] {
            assert!(!is_library(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn the_version_comes_from_the_name_or_the_directory() {
        assert_eq!(major(Path::new("/x/libclang-19.so.1")), 19);
        assert_eq!(major(Path::new("/x/libclang.so.18.1")), 18);
        assert_eq!(major(Path::new("/usr/lib/llvm-999/lib/libclang.so.1")), 999);
        assert_eq!(major(Path::new("/x/y/libclang.dylib")), 0);
    }
}
