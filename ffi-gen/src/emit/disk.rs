//! Files on disk: all of them are written or none, and a file that would not change is left alone.

use super::Files;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::{
    fs, io,
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
    write_all(in_directory(files, directory))
}

/// Writes files to where they say; see [`write()`].
///
/// # Errors
/// As [`write()`].
pub fn write_all<'a>(
    files: impl IntoIterator<Item = (PathBuf, &'a [u8])>,
) -> Result<(), Diagnostic> {
    let staged = files
        .into_iter()
        .map(|(path, bytes)| stage(&path, bytes))
        .collect::<Result<Vec<_>, _>>()?;
    staged.into_iter().flatten().try_for_each(Staged::persist)
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

/// Reports every file of `directory` that differs from what [`write()`] would put there.
pub fn check(files: &Files, directory: &Path, diagnostics: &mut Diagnostics) {
    for (path, output) in files.iter() {
        let path = directory.join(path);
        let shown = path.display();
        let problem = match fs::read(&path) {
            Ok(bytes) if bytes == output.text.as_bytes() => continue,
            Ok(bytes) => {
                Diagnostic::error(Code::OutputDiffers, format!("`{shown}` is out of date"))
                    .note(difference(&String::from_utf8_lossy(&bytes), &output.text))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Diagnostic::error(Code::OutputDiffers, format!("`{shown}` is missing"))
            }
            Err(error) => Diagnostic::error(
                Code::OutputDiffers,
                format!("`{shown}` cannot be read: {error}"),
            ),
        };
        diagnostics.push(problem.help("run the same command without `--check` to write it"));
    }
}

/// A file that waits, complete, beside the one it will replace.
struct Staged {
    temporary: NamedTempFile,
    path: PathBuf,
}

impl Staged {
    fn persist(self) -> Result<(), Diagnostic> {
        match self.temporary.persist(&self.path) {
            Ok(_) => Ok(()),
            Err(error) => Err(unwritable(&self.path, &error.error)),
        }
    }
}

/// Prepares a file; nothing is to be done when it is there already.
fn stage(path: &Path, bytes: &[u8]) -> Result<Option<Staged>, Diagnostic> {
    // Through a symbolic link it is the file behind it that is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        return Err(Diagnostic::error(
            Code::OutputUnwritable,
            format!("`{}` is a directory, not a file", path.display()),
        ));
    }
    if fs::read(&path).is_ok_and(|present| present == bytes) {
        return Ok(None);
    }
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    make_directory(directory)?;
    let temporary = temporary_in(directory)
        .and_then(|temporary| fs::write(temporary.path(), bytes).map(|()| temporary))
        .map_err(|error| unwritable(&path, &error))?;
    Ok(Some(Staged { temporary, path }))
}

fn make_directory(directory: &Path) -> Result<(), Diagnostic> {
    let in_the_way = directory
        .ancestors()
        .find(|ancestor| ancestor.exists() && !ancestor.is_dir());
    if let Some(file) = in_the_way {
        let shown = file.display();
        return Err(Diagnostic::error(
            Code::OutputUnwritable,
            format!("`{shown}` is a file, but a directory is needed there"),
        )
        .help("name a directory: each file of the output gets its own name in it"));
    }
    fs::create_dir_all(directory).map_err(|error| unwritable(directory, &error))
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

/// Where two texts first differ, in words.
fn difference(old: &str, new: &str) -> String {
    let mut pairs = old.lines().zip(new.lines()).enumerate();
    match pairs.find(|(_, (old, new))| old != new) {
        Some((index, (old, new))) => format!(
            "the first difference is in line {}:\n- {}\n+ {}",
            index + 1,
            shorten(old),
            shorten(new)
        ),
        None => format!(
            "it has {} lines and should have {}",
            old.lines().count(),
            new.lines().count()
        ),
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
        assert!(messages[0].notes[0].ends_with("line 2:\n- 2\n+ 3"));
        assert!(messages[1].message.ends_with("is missing"));
    }
}
