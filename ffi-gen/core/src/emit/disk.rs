//! Files on disk: all of them are written or none, and a file that would not change is left alone.

use super::Files;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::{
    collections::BTreeSet,
    env, fs, io,
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// Writes `files` to `directory`, which is made if need be.
///
/// Files that are the same already keep their time stamp, so that what was built from them is not built again.
///
/// # Errors
/// When a file cannot be written. No file has changed then, unless a rename failed after others had succeeded.
pub fn write(files: &Files, directory: &Path) -> Result<(), Diagnostic> {
    write_all(in_directory(files, directory)).map(drop)
}

/// Cargo's `OUT_DIR`.
///
/// # Errors
/// When this is no build script.
pub fn out_dir() -> Result<PathBuf, Diagnostic> {
    let directory = env::var_os("OUT_DIR").map(PathBuf::from);
    directory.ok_or_else(|| {
        Diagnostic::error(Code::NotInBuildScript, "`OUT_DIR` is not set")
            .help("call this in a build script that Cargo runs, or use `write_to_dir`")
    })
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was written.
    Written,
    /// It was as it should be.
    None,
}

/// Writes files to where they say, and says of each what became of it; see [`write()`].
///
/// # Errors
/// As [`write()`], and when two of them have one path.
pub fn write_all<'a>(
    files: impl IntoIterator<Item = (PathBuf, &'a [u8])>,
) -> Result<Vec<(PathBuf, Change)>, Diagnostic> {
    let files: Vec<(PathBuf, &[u8])> = files.into_iter().collect();
    let mut targets: Vec<PathBuf> = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, _) in &files {
        let target = target_of(path)?;
        if !seen.insert(std::path::absolute(&target).unwrap_or_default()) {
            return Err(Diagnostic::error(
                Code::OutputOverwritten,
                format!("two things are to be written to `{}`", path.display()),
            )
            .help("give one of them another name"));
        }
        targets.push(target);
    }
    let staged = files
        .iter()
        .zip(targets)
        .map(|((_, bytes), target)| stage(target, bytes))
        .collect::<Result<Vec<_>, _>>()?;
    let mut changes = Vec::new();
    for ((path, _), staged) in files.into_iter().zip(staged) {
        let change = match staged {
            Some(_) => Change::Written,
            None => Change::None,
        };
        staged.map_or(Ok(()), Staged::put)?;
        changes.push((path, change));
    }
    Ok(changes)
}

/// `files`, with the paths that they have in `directory`.
pub fn in_directory<'a>(
    files: &'a Files,
    directory: &Path,
) -> impl Iterator<Item = (PathBuf, &'a [u8])> {
    files
        .iter()
        .map(move |(path, output)| (directory.join(path), output.text.as_bytes()))
}

/// Reports every file of `directory` that differs from what [`write()`] would put there, and returns the others.
pub fn check(
    files: &Files,
    directory: &Path,
    diagnostics: &mut Diagnostics,
) -> Vec<(PathBuf, Change)> {
    let mut same = Vec::new();
    for (path, wanted) in in_directory(files, directory) {
        let shown = path.display();
        let error = |message: String| Diagnostic::error(Code::OutputDiffers, message);
        let problem = match fs::read(&path) {
            Ok(bytes) if bytes == wanted => {
                same.push((path, Change::None));
                continue;
            }
            Ok(bytes) => error(format!("`{shown}` is out of date")).note(difference(
                &String::from_utf8_lossy(&bytes),
                &String::from_utf8_lossy(wanted),
            )),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                error(format!("`{shown}` is missing"))
            }
            Err(cause) => error(format!("`{shown}` cannot be read: {cause}")),
        };
        diagnostics.push(problem.help("run the same command without `--check` to write it"));
    }
    same
}

/// What waits, complete, to be put where it belongs.
enum Staged<'a> {
    /// A file beside the one that it will replace.
    File(NamedTempFile, PathBuf),
    /// Text for what cannot be replaced: a pipe, a terminal, `/dev/null`.
    Stream(&'a [u8], PathBuf),
}

impl Staged<'_> {
    fn put(self) -> Result<(), Diagnostic> {
        let (result, path) = match self {
            Staged::File(temporary, path) => {
                let renamed = temporary.persist(&path);
                (renamed.map(drop).map_err(|error| error.error), path)
            }
            Staged::Stream(bytes, path) => (fs::write(&path, bytes), path),
        };
        result.map_err(|error| unwritable(&path, &error))
    }
}

/// The file that is replaced when `path` is written: through a symbolic link it is the one behind it.
fn target_of(path: &Path) -> Result<PathBuf, Diagnostic> {
    // What a link of `/proc` leads to may have no path of its own, as a pipe has none.
    let behind = fs::canonicalize(path).ok().filter(|behind| behind.exists());
    let path = behind.unwrap_or_else(|| path.to_owned());
    if path.is_dir() {
        return Err(Diagnostic::error(
            Code::OutputUnwritable,
            format!("`{}` is a directory, not a file", path.display()),
        ));
    }
    let in_the_way = directory_of(&path)
        .ancestors()
        .find(|ancestor| ancestor.exists() && !ancestor.is_dir());
    match in_the_way {
        Some(file) => Err(Diagnostic::error(
            Code::OutputUnwritable,
            format!(
                "`{}` is a file, but a directory is needed there",
                file.display()
            ),
        )
        .help("name a directory: each file of the output gets its own name in it")),
        None => Ok(path),
    }
}

fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// What stands in the first line of every file of bindings. A file without it is somebody's own work.
const MARK: &str = "Written by ffi-gen";

fn is_marked(text: &[u8]) -> bool {
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.windows(MARK.len()).any(|part| part == MARK.as_bytes())
}

/// Prepares a file; nothing is to be done when it is there already.
fn stage(path: PathBuf, bytes: &[u8]) -> Result<Option<Staged<'_>>, Diagnostic> {
    if path.exists() && !path.is_file() {
        return Ok(Some(Staged::Stream(bytes, path)));
    }
    match fs::read(&path) {
        Ok(present) if present == bytes => return Ok(None),
        Ok(present) if is_marked(bytes) && !present.is_empty() && !is_marked(&present) => {
            return Err(Diagnostic::error(
                Code::OutputNotOurs,
                format!(
                    "`{}` is there already, and ffi-gen did not write it",
                    path.display()
                ),
            )
            .help("remove it if it is not needed, or write under another name or to another directory"));
        }
        _ => {}
    }
    let directory = directory_of(&path);
    fs::create_dir_all(directory).map_err(|error| unwritable(directory, &error))?;
    let temporary = temporary_in(directory)
        .and_then(|temporary| fs::write(temporary.path(), bytes).map(|()| temporary))
        .map_err(|error| unwritable(&path, &error))?;
    Ok(Some(Staged::File(temporary, path)))
}

/// A file with the permissions that any new file gets; temporary files are otherwise their owner's alone.
fn temporary_in(directory: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ffi-gen-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(directory)
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        Code::OutputUnwritable,
        format!("`{}` cannot be written: {error}", path.display()),
    )
}

/// How two texts differ, in words.
fn difference(old: &str, new: &str) -> String {
    let (old_lines, new_lines) = (old.lines().count(), new.lines().count());
    let mut pairs = old.lines().zip(new.lines()).enumerate();
    let first = pairs.find(|(_, (old, new))| old != new);
    let first = first.map(|(index, (old, new))| {
        let (line, old, new) = (index + 1, shorten(old), shorten(new));
        format!("the first difference is in line {line}:\n- {old}\n+ {new}")
    });
    let lengths = (old_lines != new_lines)
        .then(|| format!("it has {old_lines} lines and should have {new_lines}"));
    match (first, lengths) {
        (Some(first), Some(lengths)) => format!("{lengths}; {first}"),
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) => "only the ends of lines differ".to_owned(),
    }
}

fn shorten(line: &str) -> &str {
    match line.char_indices().nth(120) {
        Some((end, _)) => &line[..end],
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Output, *};

    fn files(list: &[(&str, &str)]) -> Files {
        let mut files = Files::default();
        for (path, text) in list {
            let text = (*text).to_owned();
            let map = Vec::new();
            files.insert(*path, Output { text, map });
        }
        files
    }

    #[test]
    fn a_file_that_stays_the_same_is_not_touched() {
        let directory = tempfile::tempdir().unwrap();
        let at = directory.path().join("new/deeper");
        write(&files(&[("a.rs", "1"), ("sub/b.rs", "2")]), &at).unwrap();
        let time = |name: &str| at.join(name).metadata().unwrap().modified().unwrap();
        let before = (time("a.rs"), time("sub/b.rs"));
        std::thread::sleep(std::time::Duration::from_millis(20));
        write(&files(&[("a.rs", "1"), ("sub/b.rs", "3")]), &at).unwrap();
        assert_eq!(time("a.rs"), before.0);
        assert_ne!(time("sub/b.rs"), before.1);
        assert_eq!(fs::read_to_string(at.join("sub/b.rs")).unwrap(), "3");
        assert_eq!(
            fs::read_dir(&at).unwrap().count(),
            2,
            "nothing is left behind"
        );
    }

    #[test]
    fn nothing_is_written_when_one_file_cannot_be() {
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join("b.rs")).unwrap();
        let error = write(&files(&[("a.rs", "1"), ("b.rs", "2")]), directory.path()).unwrap_err();
        assert_eq!(error.code, Code::OutputUnwritable);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_where_a_directory_is_needed_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("out");
        fs::write(&file, "kept").unwrap();
        for target in [file.clone(), file.join("deeper")] {
            let error = write(&files(&[("a.rs", "1")]), &target).unwrap_err();
            assert!(error.message.contains("is a file"), "{}", error.message);
        }
        assert_eq!(fs::read_to_string(file).unwrap(), "kept");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_written_to_and_not_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let socket = directory.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        // A socket has no text to be written to, which is how it shows that this was tried.
        let error = write_all([(socket.clone(), &b"text"[..])]).unwrap_err();
        assert_eq!(error.code, Code::OutputUnwritable);
        assert!(socket.exists() && !socket.is_file());
    }

    #[test]
    fn the_work_of_others_is_not_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let bindings = files(&[("main.rs", "// Written by ffi-gen 1\nnew")]);
        let main = directory.path().join("main.rs");
        for (present, is_kept) in [
            ("fn main() {}\n// Written by ffi-gen", true),
            ("// Written by ffi-gen 0\n", false),
            ("", false),
        ] {
            fs::write(&main, present).unwrap();
            let result = write(&bindings, directory.path()).map_err(|error| error.code);
            assert_eq!(result == Err(Code::OutputNotOurs), is_kept);
            assert_eq!(fs::read_to_string(&main).unwrap() == present, is_kept);
        }
    }

    #[test]
    fn two_files_of_one_path_are_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("new/a.rs");
        let error = write_all([(path.clone(), &b"1"[..]), (path, b"2")]).unwrap_err();
        assert_eq!(error.code, Code::OutputOverwritten);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_check_names_what_differs_and_where() {
        let directory = tempfile::tempdir().unwrap();
        write(&files(&[("a.rs", "1\n2\n")]), directory.path()).unwrap();
        let mut diagnostics = Diagnostics::default();
        check(
            &files(&[("a.rs", "1\n2\n")]),
            directory.path(),
            &mut diagnostics,
        );
        assert!(!diagnostics.has_errors());
        let wanted = files(&[("a.rs", "1\n3\n"), ("b.rs", "")]);
        check(&wanted, directory.path(), &mut diagnostics);
        let messages: Vec<_> = diagnostics.iter().collect();
        assert!(messages[0].notes[0].ends_with(":\n- 2\n+ 3"));
        assert!(messages[1].message.ends_with("is missing"));
    }
}
