//! Which files are the library's own: what the user named, and what lies beside it; never the C library.
//!
//! Installed headers share one include root with everybody else's, so a path is read as *root / library / rest*: the
//! library of `/usr/include/openssl/ssl.h` is `openssl`, wherever else a directory of that name is. A header right in
//! the root (`/usr/include/zlib.h`) belongs with the other headers there (`zconf.h`) and with a directory of its own
//! name (`git2.h`, `git2/`).

use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
};

/// The rule for one run, built from the headers that were named.
#[derive(Default)]
pub(super) struct LibraryFiles {
    named: BTreeSet<PathBuf>,
    directories: BTreeSet<PathBuf>,
    libraries: BTreeSet<String>,
    beside_root: bool,
}

/// Where a path lies.
#[derive(Debug, PartialEq, Eq)]
enum Site {
    /// In a library's directory below an include root.
    Library(String),
    /// Right in an include root; the stem of the file's name.
    Root(String),
    /// Below a directory or of a name that the C library, the kernel or the compiler own.
    Platform,
    /// Anywhere else: a project's own tree.
    Directory(PathBuf),
}

impl LibraryFiles {
    /// The user named this header.
    pub(super) fn name(&mut self, path: &Path) {
        self.named.insert(path.to_owned());
        self.include(path);
    }

    /// A header that was named does nothing but include this one.
    pub(super) fn include(&mut self, path: &Path) {
        match Site::of(path) {
            Site::Library(library) => {
                self.libraries.insert(library);
            }
            Site::Root(stem) => {
                self.beside_root = true;
                self.libraries.insert(stem);
            }
            Site::Platform => {}
            Site::Directory(directory) => {
                self.directories.insert(directory);
            }
        }
    }

    /// Whether `path` is a part of `named`, a header of the C library or the kernel. They are spread over several
    /// directories: a part has the same name elsewhere (`sys/poll.h`, `asm-generic/errno-base.h`), or lies with what
    /// programs must not include themselves. Types that headers share count as anyone's: who needs one gets it.
    pub(super) fn is_part(named: &Path, path: &Path) -> bool {
        let (named, path) = (normalise(named), normalise(path));
        if [&named, &path]
            .into_iter()
            .any(|path| Site::of(path) != Site::Platform)
        {
            return false;
        }
        let stem = |path: &Path| {
            let stem = path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            stem.unwrap_or_default()
        };
        let is_private = below_root(&path).is_some_and(|path| {
            path.starts_with("bits")
                && !path.starts_with("bits/types")
                && !path.ends_with("types.h")
        });
        is_private
            || stem(&path)
                .trim_start_matches('_')
                .starts_with(&stem(&named))
    }

    /// Whether a file is the library's own.
    pub(super) fn contains(&self, path: &Path) -> bool {
        self.named.contains(path)
            || match Site::of(path) {
                Site::Library(library) => self.libraries.contains(&library),
                Site::Root(_) => self.beside_root,
                Site::Platform => false,
                Site::Directory(directory) => self
                    .directories
                    .iter()
                    .any(|known| directory.starts_with(known)),
            }
    }
}

impl Site {
    fn of(path: &Path) -> Site {
        let path = normalise(path);
        let Some(below) = below_root(&path) else {
            let directory = path.parent().unwrap_or(Path::new("")).to_owned();
            return Site::Directory(directory);
        };
        let mut parts = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        let (Some(first), second) = (parts.next(), parts.next()) else {
            return Site::Platform;
        };
        match second {
            Some(_) if PLATFORM_DIRECTORIES.contains(&&*first) => Site::Platform,
            Some(_) => Site::Library(first.into_owned()),
            None => {
                let stem = first.strip_suffix(".h").unwrap_or(&first);
                if PLATFORM_HEADERS.contains(&stem) {
                    Site::Platform
                } else {
                    Site::Root(stem.to_owned())
                }
            }
        }
    }
}

/// What is left of a path below the include root it lies in; empty for the compiler's own headers.
fn below_root(path: &Path) -> Option<&Path> {
    const ROOTS: &[&str] = &[
        "/usr/include",
        "/usr/local/include",
        "/opt/homebrew/include",
        "/opt/local/include",
    ];
    // `/usr/lib/<triple>/glib-2.0/include/glibconfig.h`: generated headers of a library.
    if let Ok(rest) = path.strip_prefix("/usr/lib") {
        let compiler = ["gcc", "clang"].iter().any(|name| rest.starts_with(name))
            || rest.to_string_lossy().starts_with("llvm");
        return Some(if compiler {
            Path::new("")
        } else {
            below_triple(rest)
        });
    }
    ROOTS
        .iter()
        .find_map(|root| path.strip_prefix(root).ok())
        .map(below_triple)
}

/// Skips the directory that multi-architecture systems put first: `x86_64-linux-gnu`.
fn below_triple(rest: &Path) -> &Path {
    let mut parts = rest.components();
    let is_triple = parts.next().is_some_and(|first| {
        let first = first.as_os_str().to_string_lossy();
        first.matches('-').count() >= 2 && (first.contains("-linux") || first.contains("-gnu"))
    });
    if is_triple { parts.as_path() } else { rest }
}

/// Resolves `.` and `..` by the text alone: clang joins an include directory and what was written.
fn normalise(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if clean.file_name().is_some() => {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    clean
}

/// Headers at the top of an include root that the C library, the kernel or the compiler own.
const PLATFORM_HEADERS: &[&str] = &[
    "aio",
    "aliases",
    "alloca",
    "ar",
    "argp",
    "argz",
    "assert",
    "byteswap",
    "complex",
    "cpio",
    "crypt",
    "ctype",
    "dirent",
    "dlfcn",
    "elf",
    "endian",
    "envz",
    "err",
    "errno",
    "error",
    "execinfo",
    "fcntl",
    "features",
    "features-time64",
    "fenv",
    "float",
    "fmtmsg",
    "fnmatch",
    "fstab",
    "fts",
    "ftw",
    "gconv",
    "getopt",
    "glob",
    "gnu-versions",
    "grp",
    "gshadow",
    "iconv",
    "ifaddrs",
    "inttypes",
    "iso646",
    "langinfo",
    "lastlog",
    "libgen",
    "libintl",
    "limits",
    "link",
    "locale",
    "malloc",
    "math",
    "mcheck",
    "memory",
    "mntent",
    "monetary",
    "mqueue",
    "netdb",
    "nl_types",
    "nss",
    "obstack",
    "paths",
    "poll",
    "printf",
    "proc_service",
    "pthread",
    "pty",
    "pwd",
    "re_comp",
    "regex",
    "regexp",
    "resolv",
    "sched",
    "search",
    "semaphore",
    "setjmp",
    "sgtty",
    "shadow",
    "signal",
    "spawn",
    "stab",
    "stdalign",
    "stdarg",
    "stdatomic",
    "stdbool",
    "stdc-predef",
    "stddef",
    "stdint",
    "stdio",
    "stdio_ext",
    "stdlib",
    "stdnoreturn",
    "string",
    "strings",
    "syscall",
    "sysexits",
    "syslog",
    "tar",
    "termio",
    "termios",
    "tgmath",
    "thread_db",
    "threads",
    "time",
    "ttyent",
    "uchar",
    "ucontext",
    "ulimit",
    "unistd",
    "utime",
    "utmp",
    "utmpx",
    "values",
    "varargs",
    "wait",
    "wchar",
    "wctype",
    "wordexp",
];

/// Directories of an include root that they own.
const PLATFORM_DIRECTORIES: &[&str] = &[
    "_types",
    "arpa",
    "asm",
    "asm-generic",
    "bits",
    "c++",
    "finclude",
    "gnu",
    "i386",
    "linux",
    "mach",
    "machine",
    "misc",
    "mtd",
    "net",
    "netash",
    "netatalk",
    "netax25",
    "neteconet",
    "netinet",
    "netinet6",
    "netipx",
    "netiucv",
    "netpacket",
    "netrom",
    "netrose",
    "nfs",
    "os",
    "protocols",
    "rdma",
    "rpc",
    "scsi",
    "secure",
    "sound",
    "sys",
    "video",
    "xen",
    "xlocale",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn owns(named: &str, file: &str) -> bool {
        let mut library = LibraryFiles::default();
        library.name(Path::new(named));
        library.contains(Path::new(file))
    }

    #[test]
    fn a_library_owns_its_directory_in_every_root() {
        let ssl = "/usr/include/openssl/ssl.h";
        assert!(owns(ssl, "/usr/include/openssl/bio.h"));
        assert!(owns(ssl, "/usr/include/x86_64-linux-gnu/openssl/conf.h"));
        assert!(!owns(ssl, "/usr/include/zlib.h"));
        let glib = "/usr/include/glib-2.0/glib.h";
        assert!(owns(
            glib,
            "/usr/lib/x86_64-linux-gnu/glib-2.0/include/glibconfig.h"
        ));
    }

    #[test]
    fn a_header_in_the_root_owns_its_neighbours_but_not_the_c_library() {
        assert!(owns("/usr/include/zlib.h", "/usr/include/zconf.h"));
        assert!(owns("/usr/include/git2.h", "/usr/include/git2/blob.h"));
        assert!(!owns("/usr/include/zlib.h", "/usr/include/stdio.h"));
        assert!(!owns(
            "/usr/include/zlib.h",
            "/usr/include/x86_64-linux-gnu/bits/types.h"
        ));
        assert!(!owns(
            "/usr/include/zlib.h",
            "/usr/lib/llvm-19/lib/clang/19/include/stddef.h"
        ));
    }

    #[test]
    fn a_header_of_the_c_library_is_owned_when_it_is_named() {
        assert!(owns("/usr/include/string.h", "/usr/include/string.h"));
        assert!(!owns("/usr/include/string.h", "/usr/include/strings.h"));
    }

    #[test]
    fn a_projects_own_tree_is_its_directory() {
        assert!(owns("include/thing.h", "include/detail/../part.h"));
        assert!(owns("thing.h", "part.h"));
        assert!(!owns("/home/me/thing/a.h", "/home/me/other/b.h"));
    }

    #[test]
    fn a_header_of_the_c_library_owns_its_parts() {
        let root = "/usr/include/x86_64-linux-gnu";
        let is_part = |named: &str, path: &str| {
            LibraryFiles::is_part(
                &Path::new("/usr/include").join(named),
                &Path::new(root).join(path),
            )
        };
        assert!(is_part("poll.h", "sys/poll.h"));
        assert!(is_part("dlfcn.h", "bits/dlfcn.h"));
        assert!(is_part("errno.h", "../asm-generic/errno-base.h"));
        assert!(!is_part("stdio.h", "bits/types/FILE.h"));
        assert!(!is_part("signal.h", "sys/ucontext.h"));
        assert!(!is_part("zlib.h", "bits/wordsize.h"));
        let wrapper = Path::new("/usr/lib/llvm-19/lib/clang/19/include/inttypes.h");
        let wrapped = Path::new("/usr/include/inttypes.h");
        assert!(LibraryFiles::is_part(wrapper, wrapped));
    }
}
