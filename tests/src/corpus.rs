//! The corpus: 28 headers of real libraries, and everything that is checked on each.

pub mod bindgen;
pub mod cost;
pub mod macros;
pub mod table;

use crate::{bindings::Bindings, constants, layouts, process, tool};
use std::{collections::BTreeMap, fs, path::Path, process::Command};

/// One header of the corpus.
#[derive(Debug, Clone, Copy)]
pub struct Header {
    /// What stands between the angle brackets of the `#include`.
    pub include: &'static str,
    /// The pkg-config module that knows its flags, where it needs some.
    pub module: Option<&'static str>,
    /// The Debian package that installs it.
    pub package: &'static str,
}

/// The corpus, small libraries first.
pub const HEADERS: [Header; 28] = [
    plain("zlib.h", "zlib1g-dev"),
    plain("bzlib.h", "libbz2-dev"),
    plain("lzma.h", "liblzma-dev"),
    plain("zstd.h", "libzstd-dev"),
    plain("expat.h", "libexpat1-dev"),
    plain("png.h", "libpng-dev"),
    plain("sqlite3.h", "libsqlite3-dev"),
    plain("lmdb.h", "liblmdb-dev"),
    plain("hiredis/hiredis.h", "libhiredis-dev"),
    plain("pcap.h", "libpcap-dev"),
    plain("archive.h", "libarchive-dev"),
    plain("zmq.h", "libzmq3-dev"),
    plain("libusb-1.0/libusb.h", "libusb-1.0-0-dev"),
    plain("libssh2.h", "libssh2-1-dev"),
    with("libpq-fe.h", "libpq", "libpq-dev"),
    plain("librdkafka/rdkafka.h", "librdkafka-dev"),
    plain("event2/event.h", "libevent-dev"),
    plain("uv.h", "libuv1-dev"),
    plain("curl/curl.h", "libcurl4-openssl-dev"),
    with("libxml/parser.h", "libxml-2.0", "libxml2-dev"),
    plain("git2.h", "libgit2-dev"),
    plain("openssl/ssl.h", "libssl-dev"),
    plain("libavformat/avformat.h", "libavformat-dev"),
    with("SDL.h", "sdl2", "libsdl2-dev"),
    plain("vulkan/vulkan.h", "libvulkan-dev"),
    with("Python.h", "python3", "python3-dev"),
    with("glib.h", "glib-2.0", "libglib2.0-dev"),
    with("gtk/gtk.h", "gtk+-3.0", "libgtk-3-dev"),
];

const fn plain(include: &'static str, package: &'static str) -> Header {
    Header {
        include,
        module: None,
        package,
    }
}

const fn with(include: &'static str, module: &'static str, package: &'static str) -> Header {
    Header {
        include,
        module: Some(module),
        package,
    }
}

/// What there is to check beyond that the output compiles.
#[derive(Debug, Clone, Copy, Default)]
pub struct Checks {
    /// Compare the constants with gcc.
    pub constants: bool,
    /// Compare the layouts with gcc.
    pub layouts: bool,
}

/// What the tool made of one header.
#[derive(Debug)]
pub struct Outcome {
    /// What the output declares.
    pub bindings: Bindings,
    /// Number of items left out, by the code of the reason.
    pub left_out: BTreeMap<String, usize>,
    /// The report of the run.
    pub report: tool::Report,
    /// What is wrong: one sentence each.
    pub faults: Vec<String>,
    /// The comparison of constants, if it was made.
    pub constants: Option<constants::Comparison>,
    /// The comparison of layouts, if it was made.
    pub layouts: Option<layouts::Comparison>,
}

impl Header {
    /// The argument that names it on the command line.
    pub fn argument(&self) -> String {
        format!("<{}>", self.include)
    }

    /// The line that includes it.
    pub fn line(&self) -> String {
        format!("#include <{}>\n", self.include)
    }

    /// The compiler flags it needs, or `None` when it is not installed.
    pub fn flags(&self) -> Option<Vec<String>> {
        let flags = match self.module {
            None => Vec::new(),
            Some(module) => {
                let mut command = Command::new("pkg-config");
                let stdout = process::succeed(command.args(["--cflags", module])).ok()?;
                let text = String::from_utf8_lossy(&stdout).into_owned();
                text.split_whitespace().map(str::to_owned).collect()
            }
        };
        let test = format!("#if !__has_include(<{}>)\n#error\n#endif\n", self.include);
        let mut gcc = Command::new("gcc");
        gcc.args(&flags).args(["-fsyntax-only", "-x", "c", "-"]);
        let limit = std::time::Duration::from_secs(60);
        let finished = process::run_within(&mut gcc, test.as_bytes(), limit).ok()??;
        finished.status.success().then_some(flags)
    }
}

/// Generates the bindings of `header` twice into `dir`, compiles them and makes the comparisons asked for.
///
/// # Errors
/// When there is nothing to compare: the tool fails or its output is not Rust.
pub fn check(
    header: &Header,
    flags: &[String],
    checks: Checks,
    dir: &Path,
) -> Result<Outcome, String> {
    let generated = tool::generate(&header.argument(), flags, dir)?;
    let bindings = Bindings::read(&generated.rust)?;
    let mut faults = Vec::new();
    let again = dir.join("again");
    fs::create_dir_all(&again).map_err(|error| error.to_string())?;
    let second = tool::generate(&header.argument(), flags, &again)?;
    if fs::read(&generated.rust).ok() != fs::read(&second.rust).ok() {
        faults.push("two runs differ".to_owned());
    }
    let compiled = tool::compile(&generated.rust, dir);
    if let Err(error) = &compiled {
        faults.push(format!(
            "the output does not compile:\n{}",
            first_lines(error, 40)
        ));
    }
    if let Err(error) = tool::verify(&generated.rust, &header.argument(), flags) {
        faults.push(format!(
            "the output is not what the header says:\n{}",
            first_lines(&error, 40)
        ));
    }
    let mut left_out = BTreeMap::new();
    for entry in &generated.report.left_out {
        *left_out.entry(entry.code.clone()).or_default() += 1;
    }
    let mut outcome = Outcome {
        bindings,
        left_out,
        report: generated.report,
        faults,
        constants: None,
        layouts: None,
    };
    if compiled.is_ok() {
        outcome.compare(&generated.rust, &header.line(), flags, checks, dir);
    }
    Ok(outcome)
}

impl Outcome {
    fn compare(
        &mut self,
        rust: &Path,
        include: &str,
        flags: &[String],
        checks: Checks,
        dir: &Path,
    ) {
        if checks.constants {
            match constants::compare(&self.bindings, rust, include, flags, dir) {
                Ok(comparison) => {
                    for (name, ours, theirs) in &comparison.different {
                        self.faults
                            .push(format!("constant {name}: Rust {ours}, gcc {theirs}"));
                    }
                    self.constants = Some(comparison);
                }
                Err(error) => self
                    .faults
                    .push(format!("constants: {}", first_lines(&error, 40))),
            }
        }
        if checks.layouts {
            match layouts::compare(&self.bindings, rust, include, flags, dir) {
                Ok(comparison) => {
                    for (what, ours, theirs) in &comparison.different {
                        self.faults
                            .push(format!("{what}: Rust {ours}, gcc {theirs}"));
                    }
                    self.layouts = Some(comparison);
                }
                Err(error) => self
                    .faults
                    .push(format!("layouts: {}", first_lines(&error, 40))),
            }
        }
    }
}

fn first_lines(text: &str, count: usize) -> String {
    text.lines().take(count).collect::<Vec<_>>().join("\n")
}
